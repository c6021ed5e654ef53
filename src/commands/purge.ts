import { VOCABULARY } from '../core/version.js';
import { wrongUse } from '../core/errors.js';
import { RETENTION_NAMES, type RetentionKind } from '../policy/retention.js';
import type { PurgeResult } from '../audit/purge.js';
import { counted } from '../ui/tables.js';
import { confirm, YES_OPTION } from './confirming.js';
import type { CommandDefinition, Context } from './context.js';
import { Options } from './option-values.js';
import { beginWriting, heedJournal, requireDatabase } from './writing.js';

/** `purge`: removes raw details by age. */
export const purgeCommand: CommandDefinition = {
  name: 'purge',
  summary: 'remove raw details of before a day; what blocks a call stays',
  arguments: [],
  options: [
    { flags: '--before <day>', description: 'what was done with before this day' },
    {
      flags: '--what <kind>',
      description: `only ${RETENTION_NAMES.join(', ')}`,
      repeatable: true,
    },
    {
      flags: '--shorter-than-retention <why>',
      description: 'purge what is younger than it is to be kept',
    },
    { flags: '--leave-held', description: 'leave what a case holds, and purge the rest' },
    { flags: '--dry-run', description: 'say what would go, and change nothing' },
    YES_OPTION,
  ],
  examples: ['purge --before 2020-11-01 --dry-run', 'purge --before 2020-11-01 --what runs'],
  async run(context, _, values) {
    const options = new Options(values);
    const before = options.day('before');
    if (before === undefined) {
      throw wrongUse({
        summary: '--before is missing',
        fix: 'add --before DAY: what was done with before that day goes',
        where: '--before',
      });
    }
    const kinds = kindsOf(options);
    const shorter = options.text('shorterThanRetention')?.trim();
    if (shorter === '') {
      throw wrongUse({
        summary: '--shorter-than-retention needs a reason',
        fix: 'say why; it is kept in the ledger',
        where: '--shorter-than-retention',
      });
    }
    const dryRun = options.flag('dryRun');
    await requireDatabase(context);
    if (dryRun) await heedJournal(context);
    else {
      const what = `Raw details of before ${before} will be destroyed (${kinds.join(', ')}).`;
      await confirm(context, what, options.flag('yes'));
      await beginWriting(context);
    }
    const { purge } = await import('../audit/purge.js');
    const { database, operator, account, clock } = context;
    const { retention } = context.configuration;
    const asked = { before, kinds, retention, shorter, leaveHeld: options.flag('leaveHeld') };
    const result = purge({ ...asked, database, dryRun, operator, account, clock });
    if (context.json) context.printJson(toJson(result, dryRun));
    else tell(context, result, dryRun);
    return 0;
  },
};

function kindsOf(options: Options): readonly RetentionKind[] {
  const named = options.texts('what');
  const unknown = named.find((name) => !RETENTION_NAMES.some((kind) => kind === name));
  if (unknown !== undefined) {
    throw wrongUse({
      summary: `--what: '${unknown}' cannot be purged`,
      fix: `one of ${RETENTION_NAMES.join(', ')}`,
      where: '--what',
    });
  }
  return RETENTION_NAMES.filter((kind) => named.length === 0 || named.includes(kind));
}

function toJson(result: PurgeResult, dryRun: boolean): object {
  const { runs, editions, unread, consents, left, line, ledgerHead } = result;
  return {
    ok: true,
    vocabulary: VOCABULARY,
    dry_run: dryRun,
    runs,
    editions: editions.map(({ id }) => id),
    unread,
    consents,
    left,
    line: dryRun ? 0 : line,
    ...(dryRun ? {} : { ledger_head: ledgerHead }),
  };
}

function tell(context: Context, result: PurgeResult, dryRun: boolean): void {
  const { runs, editions, left, line, ledgerHead } = result;
  const said: string[] = [];
  if (line === 0) said.push('nothing of that age is held that could go');
  else {
    const what = words({ ...result, runs: runs.length, editions: editions.length });
    said.push(
      dryRun
        ? `${context.paint('doubt', 'would be purged')}: ${what}; nothing was changed`
        : `${context.paint('good', 'purged')}: ${what}`,
    );
    if (dryRun) said.push(...named(result));
  }
  if (left.cases.length > 0) said.push(`  held for ${left.cases.join(', ')}: ${words(left)} stay`);
  if (!dryRun && line > 0) said.push('  backups of before have everything');
  if (!dryRun) said.push(...context.headLines(ledgerHead));
  context.print(said.join('\n'));
}

/** The runs and editions from which something would go, a line each. */
function named({ runs, editions }: PurgeResult): string[] {
  return [
    ...runs.map((run) => `  run ${run}`),
    ...editions.map(
      ({ id, register, dated }) => `  edition ${String(id)}: ${register}, dated ${dated}`,
    ),
  ];
}

function words({ runs, editions, unread, consents }: Omit<PurgeResult['left'], 'cases'>): string {
  const parts: readonly (readonly [count: number, words: string])[] = [
    [runs, `${counted(runs, 'trace')} of runs`],
    [editions, `the numbers of ${counted(editions, 'edition')}`],
    [unread, `the text of ${counted(unread, 'unread line')}`],
    [consents, `the evidence of ${counted(consents, 'consent')}`],
  ];
  const found = parts.filter(([count]) => count > 0);
  return found.map(([, text]) => text).join(', ');
}

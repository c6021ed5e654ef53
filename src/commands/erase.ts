import { VOCABULARY } from '../core/version.js';
import type { Erased } from '../audit/erase.js';
import { counted } from '../ui/tables.js';
import { confirm, YES_OPTION } from './confirming.js';
import type { CommandDefinition, Context } from './context.js';
import { Options } from './option-values.js';
import { neededReference } from './reference-text.js';
import { beginWriting, heedJournal, requireDatabase } from './writing.js';

/** `erase <number>`: destroys what is said beside a number, which stays suppressed. */
export const eraseCommand: CommandDefinition = {
  name: 'erase',
  summary: 'destroy what is said beside a number; it stays suppressed',
  arguments: [{ words: '<number>', description: 'one number, in quotes if it has blanks' }],
  options: [
    { flags: '--request <ref>', description: 'reference of the request; kept in the ledger' },
    { flags: '--dry-run', description: 'say what would go, and change nothing' },
    YES_OPTION,
  ],
  examples: ['erase 07700900123 --request DSR-2026-14 --dry-run'],
  async run(context, [value = ''], values) {
    const options = new Options(values);
    const request = neededReference(options, 'request', 'DSR-2026-14');
    const dryRun = options.flag('dryRun');
    const { readAskedNumber } = await import('../audit/asked-number.js');
    const { e164: number } = readAskedNumber(value, '<number>');
    await requireDatabase(context);
    if (dryRun) {
      await askedOf(context, number, request);
      await heedJournal(context);
    } else {
      const what = 'What is said beside this number will be destroyed; it stays suppressed.';
      await confirm(context, what, options.flag('yes'));
      await beginWriting(context);
    }
    const { erase } = await import('../audit/erase.js');
    const { database, operator, account, clock } = context;
    const erased = erase({ database, number, request, dryRun, operator, account, clock });
    if (context.json) context.printJson(toJson(erased, dryRun));
    else tell(context, erased, dryRun);
    return 0;
  },
};

/** A dry run records nothing, and says all the same whether anything is held of a person. */
async function askedOf(context: Context, number: number, request: string): Promise<void> {
  const { maskedNumber } = await import('../core/masked-number.js');
  await context.asks({ numbers: [maskedNumber(number)], others: [], reference: request });
}

function toJson(erased: Erased, dryRun: boolean): object {
  const { held, entries, consents, repeats, unread, holds, payloads, line, ledgerHead } = erased;
  return {
    ok: true,
    vocabulary: VOCABULARY,
    dry_run: dryRun,
    held,
    entries,
    consents,
    repeats,
    unread_lines: unread,
    holds,
    payloads,
    line: dryRun ? 0 : line,
    // What a dry run appended was taken back.
    ...(dryRun ? {} : { ledger_head: ledgerHead }),
  };
}

function tell(context: Context, erased: Erased, dryRun: boolean): void {
  const { payloads, line, ledgerHead } = erased;
  if (line === 0) {
    context.print(
      erased.held
        ? 'nothing is said beside the number that could be erased; it is held as before'
        : 'no own list, consent, unread line or hold has the number: nothing was erased. Is it typed right?',
    );
    if (!dryRun) context.headLines(ledgerHead).forEach(context.print);
    return;
  }
  const what = erasedWords(erased);
  const said = dryRun
    ? [`${context.paint('doubt', 'would be erased')}: the words of ${what}; nothing was changed`]
    : [
        `${context.paint('good', 'erased')}: the words of ${what}`,
        `  ${counted(payloads, 'payload')} of the ledger went, as its line ${String(line)} says`,
        '  what blocked it blocks it as before, and its consents count no more',
        '  it stands in traces of runs as before (purge); backups of before have everything: replace them',
        ...context.headLines(ledgerHead),
      ];
  context.print(said.join('\n'));
}

/** What went, without what did not. An import of this number alone can have words of its own, and no more. */
function erasedWords({ entries, consents, repeats, unread, holds }: Erased): string {
  const counts: readonly (readonly [count: number, one: string, several?: string])[] = [
    [entries, 'entry', 'entries'],
    [consents, 'consent'],
    [repeats, 'repeat'],
    [unread, 'unread line'],
    [holds, 'hold'],
  ];
  const found = counts.filter(([count]) => count > 0);
  if (found.length === 0) return 'its imports';
  return found.map((words) => counted(...words)).join(', ');
}

import type { NotRecalled } from '../audit/not-recalled.js';
import { daysBetween, type Day, type Instant } from '../core/day.js';
import { EXIT_STATUS, notSafe, type Explanation } from '../core/errors.js';
import { VOCABULARY } from '../core/version.js';
import { coverageNote } from '../registers/coverage.js';
import { licenceFix, licenceWords, type LicenceEnd } from '../scrub/licences.js';
import type { RegisterStatus, Status } from '../scrub/status.js';
import type { CommandDefinition, Context } from './context.js';
import { notRecalledJson, notRecalledLines } from './not-recalled-words.js';
import { Options } from './option-values.js';
import { coversJson } from './register-json.js';
import { lostDatabase, safekeepingJson, safekeepingLines } from './safekeeping-words.js';
import { noDatabase } from '../store/no-database.js';

const NOT_SAFE = EXIT_STATUS['not-safe'];

/** `status`: what is held, until when it clears calls. */
export const statusCommand: CommandDefinition = {
  name: 'status',
  summary: 'show the registers held and the last call day each allows',
  arguments: [],
  options: [
    { flags: '--check', description: 'one line and status for a monitor: 0 ok, 1, 2, 3 unknown' },
  ],
  examples: ['status', 'status --json', 'status --check'],
  async run(context, _words, values) {
    if (new Options(values).flag('check')) {
      const { statusCheck } = await import('./status-check.js');
      return statusCheck(context);
    }
    const { status } = await import('../scrub/status.js');
    const { notRecalled } = await import('../audit/not-recalled.js');
    const now = context.clock();
    const found = status(context.database, now, context.configuration);
    // What waits for its journal cannot be asked.
    const open = found.waits === undefined ? notRecalled(context.database, now) : undefined;
    if (context.json) {
      const { wideModes } = await import('./wide-modes.js');
      context.printJson({ ...toJson(found, open, context), warnings: await wideModes(context) });
      return found.ready ? 0 : NOT_SAFE;
    }
    await tell(context, found, open, now);
    if (!found.ready) throw notSafe(notReady(found, context));
    return 0;
  },
};

function toJson(found: Status, open: NotRecalled | undefined, context: Context): object {
  const { registers, sealed, ready, today, ledgerHead } = found;
  return {
    ok: ready,
    vocabulary: VOCABULARY,
    ...(ready ? {} : { code: 'not-safe', ...notReady(found, context) }),
    database: context.database,
    today,
    registers: registers.map(
      ({ name, edition, lastCallDay, editions, kept, since, usable, licence }) => ({
        id: name,
        edition: edition?.id ?? null,
        dated: edition?.dated ?? null,
        estimated: edition === undefined ? null : edition.estimated === 1,
        numbers: edition?.numbers ?? null,
        rejected: edition?.rejected ?? null,
        editions,
        editions_kept: kept,
        kept_since: since ?? null,
        covers: edition === undefined ? null : coversJson(edition),
        last_call_day: lastCallDay ?? null,
        in_date: usable,
        licence_until: licence?.until ?? null,
      }),
    ),
    own_lists: { objections: found.objections, unresolved: found.unresolved },
    consents: found.consents,
    not_recalled: open === undefined ? null : notRecalledJson(open),
    sealed_runs: sealed,
    waits_for_journal: found.waits !== undefined,
    forks: found.kept.forks.length,
    ...safekeepingJson(found.kept),
    ledger_head: ledgerHead,
  };
}

/** That a scrub would be refused, as an error. */
function notReady(found: Status, { database }: Context): Required<Explanation> {
  if (!found.exists && lostDatabase(found) === '') return noDatabase(database);
  return {
    summary: `a scrub on ${found.today} would be refused`,
    why: gaps(found).join('; '),
    fix: remedy(found),
    where: database,
  };
}

function remedy({ waits, listsFault, journalFault, exists, kept, registers }: Status): string {
  if (!exists && kept.journal !== undefined) return `restore BACKUP --journal ${kept.journal.path}`;
  if (journalFault !== undefined) return journalFault.fix;
  if (waits !== undefined) return 'restore --journal PATH, or restore --accept-loss "WHY"';
  if (listsFault !== '') return 'restore a backup';
  const [over] = ended(registers);
  const isAllHeld = registers.every(({ usable }) => usable);
  return isAllHeld && over !== undefined ? licenceFix(over.name) : 'import the missing registers';
}

/** Licences that are over. */
function ended(registers: Status['registers']): LicenceEnd[] {
  return registers.flatMap(({ licence }) => (licence?.stage === 0 ? [licence] : []));
}

/** Why a scrub would be refused, in words. */
function gaps(found: Status): string[] {
  const { registers, today, listsFault, waits, journalFault } = found;
  const lost = lostDatabase(found);
  if (lost !== '') return [lost];
  return [
    ...registers.filter(({ usable }) => !usable).map((register) => gap(register, today)),
    ...ended(registers).map(licenceWords),
    ...(waits === undefined
      ? []
      : [`the database was restored from ${waits.backup} and waits for its journal`]),
    ...(journalFault === undefined ? [] : [journalFault.summary]),
    ...(listsFault === '' ? [] : [`the own suppression lists are damaged: ${listsFault}`]),
  ];
}

function gap({ name, edition, lastCallDay }: RegisterStatus, today: Day): string {
  if (edition === undefined) return `no edition of ${name} is held`;
  if (edition.numbers === 0) return `the edition of ${name} is empty`;
  if (lastCallDay !== undefined && lastCallDay < today) {
    return `the edition of ${name} dated ${edition.dated} cleared calls to ${lastCallDay}`;
  }
  return `the edition of ${name} dated ${edition.dated} is damaged: numbers are missing`;
}

async function tell(
  { print, paint, database }: Context,
  found: Status,
  open: NotRecalled | undefined,
  now: Instant,
): Promise<void> {
  const { aligned, counted, grouped } = await import('../ui/tables.js');
  const { printable } = await import('../ui/voice.js');
  print(`database ${printable(database)}${found.exists ? '' : ' (not there yet)'}, ${found.today}`);
  const rows = found.registers.map((register) => {
    const { name, edition, lastCallDay, usable } = register;
    if (edition === undefined) return [`  ${name}`, 'none held', '', ''];
    const left = lastCallDay === undefined ? 0 : daysBetween(found.today, lastCallDay);
    return [
      `  ${name}`,
      `dated ${edition.dated}${edition.estimated === 1 ? ' (estimated)' : ''}`,
      counted(edition.numbers, 'number'),
      usable
        ? `clears calls to ${lastCallDay ?? ''} (${counted(left, 'day')})${coverageNote(edition)}`
        : `out of date: cleared calls to ${lastCallDay ?? ''}`,
    ];
  });
  aligned(rows, [])
    .split('\n')
    .forEach((line, index) => {
      print(found.registers[index]?.usable ? line : paint('bad', line));
    });
  for (const { licence } of found.registers) {
    const words = licence === undefined ? '' : licenceWords(licence);
    if (words !== '') print(paint(licence?.stage === 0 ? 'bad' : 'doubt', `  ${words}`));
  }
  for (const { name, kept, since } of found.registers) {
    if (kept > 1)
      print(`  ${name} can be asked back to ${since ?? ''} (${grouped(kept)} editions)`);
  }
  print(`  own lists  ${counted(found.objections, 'objection')} recorded: tps-scrub lists`);
  if (found.consents > 0) print(`  consents   ${grouped(found.consents)} recorded`);
  if (open) notRecalledLines(open, now, paint).forEach(print);
  if (found.unresolved > 0) {
    print(
      paint(
        'bad',
        `  ${counted(found.unresolved, 'line')} of opt-out files could not be read: tps-scrub suppress resolve`,
      ),
    );
  }
  for (const id of found.sealed)
    print(paint('doubt', `run ${id} was interrupted: the next import or scrub finishes it`));
  print(paint('quiet', `ledger head ${found.ledgerHead}`));
  print(
    found.ready
      ? paint('good', 'Ready: a scrub today would be allowed.')
      : paint('bad', 'Not ready: a scrub under live-calls would be refused today.'),
  );
  for (const line of safekeepingLines(found, paint)) print(line);
  const lost = lostDatabase(found);
  if (lost !== '') {
    print(paint('bad', `  ${printable(lost)}: ${printable(remedy(found))}`));
    return;
  }
  if (found.listsFault !== '' || found.journalFault !== undefined || found.waits !== undefined) {
    const why = printable(gaps(found).at(-1) ?? '');
    print(`  ${why}${why.endsWith('?') ? '' : ':'} ${printable(remedy(found))}`);
  }
  for (const register of found.registers.filter(({ usable }) => !usable)) {
    print(
      `  ${gap(register, found.today)}: tps-scrub import ${register.name} FILE --dated YYYY-MM-DD`,
    );
  }
}

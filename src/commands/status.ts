import type { NotRecalled } from '../audit/not-recalled.js';
import { daysBetween, type Instant } from '../core/day.js';
import { EXIT_STATUS, notSafe, type Explanation } from '../core/errors.js';
import { VOCABULARY } from '../core/version.js';
import { coverageNote } from '../registers/coverage.js';
import { licenceWords } from '../scrub/licences.js';
import type { Status } from '../scrub/status.js';
import { aligned, counted, grouped } from '../ui/tables.js';
import { printable, type Paint } from '../ui/voice.js';
import type { CommandDefinition, Context } from './context.js';
import { notRecalledJson, notRecalledLines } from './not-recalled-words.js';
import { Options } from './option-values.js';
import { coversJson } from './register-json.js';
import { lostDatabase, safekeepingJson, safekeepingLines } from './safekeeping-words.js';
import { gapsOf } from './status-gaps.js';
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
    tell(context, found, open, now);
    if (!found.ready) {
      // Why has just been said, unless nothing was to be said.
      const { why, ...told } = notReady(found, context);
      throw notSafe(context.quiet || !found.exists ? { why, ...told } : told);
    }
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
  const gaps = gapsOf(found);
  return {
    summary: `a scrub on ${found.today} would be refused`,
    why: gaps.map(({ why }) => why).join('; '),
    fix: gaps.map(({ fix }) => fix).join('; '),
    where: database,
  };
}

function tell(
  { print, paint, database }: Context,
  found: Status,
  open: NotRecalled | undefined,
  now: Instant,
): void {
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
    // One that is over is among what a scrub would be refused for.
    if (words !== '' && licence?.stage !== 0) print(paint('doubt', `  ${words}`));
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
      ? readyWords(found.unresolved, paint)
      : paint('bad', 'Not ready: a scrub under live-calls would be refused today.'),
  );
  for (const line of safekeepingLines(found, paint)) print(line);
  for (const { why, fix } of gapsOf(found)) {
    print(`  ${printable(why)}${why.endsWith('?') ? '' : ':'} ${printable(fix)}`);
  }
}

/** Opt-outs that nobody has read hold nobody back: a scrub is allowed, and its list lacks what they say. */
function readyWords(unread: number, paint: Paint): string {
  if (unread === 0) return paint('good', 'Ready: a scrub today would be allowed.');
  const lines = counted(unread, 'opt-out line waits unread', 'opt-out lines wait unread');
  return paint('doubt', `Ready, but ${lines}: tps-scrub suppress resolve`);
}

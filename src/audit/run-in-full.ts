import { londonDay, type Day, type Instant } from '../core/day.js';
import type { ScreeningError } from '../core/errors.js';
import type { Store } from '../store/database.js';
import { editionsOf, lastCallDay, type Edition } from '../store/editions.js';
import { FAR_INSTANT, knowingInstant } from '../store/ledger.js';
import { openHeld } from '../store/no-database.js';
import { isAsSealed, ledgerLinesOf, type RunLine } from '../store/past-runs.js';
import { runNamed } from '../store/run-lookup.js';
import { traceSets, type TracedSet } from '../store/run-trace.js';
import type { ScrubPlan } from '../scrub/run-record.js';
import { damageWords, traceStateOf, type TraceState } from './number-in-run.js';
import { asTold, pastRun, type PastRun } from './past-run.js';
import { alteredRecord } from './recorded-plan.js';

/** A register as a run used it. */
export interface UsedRegister {
  readonly planned: ScrubPlan['registers'][number];
  /** What is recorded of the edition; undefined when it is not held any more. */
  readonly edition: Edition | undefined;
  readonly lastCallDay: Day;
}

/** Everything that is known of one run. */
export interface RunInFull {
  readonly run: PastRun;
  readonly today: Day;
  readonly registers: readonly UsedRegister[];
  readonly trace: TraceState;
  /** The sets of numbers that the trace holds, each with its count. */
  readonly traced: readonly TracedSet[];
  /** What the ledger says of it, in order. */
  readonly lines: readonly RunLine[];
  /** Undefined while its record is the one that was sealed. */
  readonly altered: ScreeningError | undefined;
}

/**
 * Reads one run in full. Whether its files still stand and are unaltered is not looked at.
 *
 * @param name an id, the beginning of one, or `last`
 * @throws ScreeningError wrong-use when no run, or more than one, has that name; not-safe when it was
 *   purged
 */
export function runInFull(database: string, name: string, now: Instant): RunInFull {
  const store = openHeld(database);
  try {
    const full = runIn(store, name, now);
    return { ...full, run: asTold(full.run) };
  } finally {
    store.close();
  }
}

/** As {@link runInFull}, of a database that is open. */
export function runIn(store: Store, name: string, now: Instant): RunInFull {
  const row = runNamed(store, name);
  const today = londonDay(knowingInstant(store, now));
  const run = pastRun(row, today);
  return {
    run,
    today,
    registers: run.record.plan.registers.map((planned) => usedRegister(store, planned)),
    ...tracedSets(store, run),
    lines: ledgerLinesOf(store, run.id),
    altered: isAsSealed(store, row) ? undefined : alteredRecord(run.id),
  };
}

/** A damaged trace is named and does not hide the record: what needs the numbers refuses. */
function tracedSets(store: Store, run: PastRun): Pick<RunInFull, 'trace' | 'traced'> {
  const trace = traceStateOf(store, run);
  if (!trace.kept) return { trace, traced: [] };
  try {
    return { trace, traced: traceSets(store, run.id) };
  } catch (error) {
    return { trace: { kept: false, why: damageWords(error) }, traced: [] };
  }
}

function usedRegister(store: Store, planned: UsedRegister['planned']): UsedRegister {
  const editions = editionsOf(store, planned.name as Edition['register'], FAR_INSTANT);
  const edition = editions.find(({ id }) => id === planned.edition);
  // The first builds did not write down for a run what its editions cover.
  const covers = (planned.covers as string | undefined) ?? edition?.covers ?? '';
  return { planned: { ...planned, covers }, edition, lastCallDay: lastCallDay(planned) };
}

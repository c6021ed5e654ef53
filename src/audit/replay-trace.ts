import { setImmediate } from 'node:timers/promises';
import { notSafe } from '../core/errors.js';
import { REASONS } from '../policy/reasons.js';
import { callerOf, screeningOf } from '../scrub/screening.js';
import type { Ground } from '../scrub/settle.js';
import type { Store } from '../store/database.js';
import { knowingInstant } from '../store/ledger.js';
import { purgedOf } from '../store/purged.js';
import { hasTrace, tracedNumbers, traceSets, type TracedSet } from '../store/run-trace.js';
import { DifferenceList, type Differences } from './listed-differences.js';
import type { RecordedRun } from './recorded-plan.js';
import { withRun, type ReplayRequest, type ReplaySurroundings } from './replay.js';
import { groundOfNow, groundOfRun, refuseGone } from './replay-ground.js';
import { repeatedBy, verdictOf, type Hindsight, type Replayed } from './replayed.js';
import { TracedDecisions } from './traced-decisions.js';

/** A number that is not decided about as it was. */
export interface NumberDifference {
  /** `+` and the digits. */
  readonly number: string;
  /** Whether it left in the cleaned list. */
  readonly kept: boolean;
  readonly was: string;
  readonly now: string;
}

/** A run repeated from its trace alone. */
export interface ReplayedTrace extends Replayed {
  /** How many numbers were decided about: one may stand in several sets. */
  readonly numbers: number;
  readonly sets: readonly TracedSet[];
  readonly differences: Differences<NumberDifference>;
  /** Numbers that left in the cleaned list though their reason holds them back. */
  readonly contradictions: number;
  readonly hindsight: Hindsight<NumberDifference> | undefined;
}

/** A signal is looked at, and others may write, after so many numbers. */
const SLICE = 1 << 14;

const CLEAN: readonly string[] = REASONS.filter(({ outcome }) => outcome === 'clean').map(
  ({ name }) => name,
);

/**
 * Decides anew about every number that a run left in its trace, by what was known then. What needs the
 * list cannot be repeated so: which numbers stood in one record, duplicates, parties, and cells in
 * which no number was read.
 *
 * @throws ScreeningError evidence-disagrees for other evidence; not-safe when there is no trace, or
 *   what decided is not held any more; wrong-use
 */
export function replayTrace(
  request: ReplayRequest,
  { clock, signal }: ReplaySurroundings,
): Promise<ReplayedTrace> {
  return withRun(request, async (store, run) => {
    const sets = setsOf(store, run);
    const then = groundOfRun(store, run, undefined);
    const asOf = knowingInstant(store, clock());
    const now = request.hindsight ? groundOfNow(store, run, asOf, undefined) : undefined;
    const compared = await compare(store, run, sets, { then, now }, signal);
    const { differing, since, ...counts } = compared;
    const { differences } = differing;
    const found = {
      ...repeatedBy(run, request.policies),
      ...counts,
      sets,
      differences,
      same: differences.count === 0 && counts.contradictions === 0,
    };
    if (!found.same) refuseGone(store, run);
    const { registers } = now ?? then;
    const isAsked = now !== undefined && verdictOf(found) === 'agrees';
    const { moves, differences: others } = since;
    return {
      ...found,
      hindsight: isAsked ? { asOf, registers, moves, differences: others } : undefined,
    };
  });
}

interface Compared {
  readonly numbers: number;
  readonly contradictions: number;
  readonly differing: DifferenceList<NumberDifference>;
  readonly since: DifferenceList<NumberDifference>;
}

async function compare(
  store: Store,
  run: RecordedRun,
  sets: readonly TracedSet[],
  { then, now }: { readonly then: Ground; readonly now: Ground | undefined },
  signal: AbortSignal,
): Promise<Compared> {
  const caller = callerOf(run.record.plan);
  const decidingBy = (ground: Ground): TracedDecisions =>
    new TracedDecisions(screeningOf({ ...ground, store, caller }).screener);
  const atThatTime = decidingBy(then);
  const today = now && decidingBy(now);
  const differing = new DifferenceList<NumberDifference>();
  const since = new DifferenceList<NumberDifference>();
  let numbers = 0;
  let contradictions = 0;
  for (const set of sets) {
    const { kept, reading, reason: was } = set;
    if (kept && !CLEAN.includes(was)) contradictions += set.count;
    for (const e164 of tracedNumbers(store, run.id, set)) {
      const add = (list: DifferenceList<NumberDifference>, from: string, to: string): void => {
        if (from !== to) list.add({ number: `+${String(e164)}`, kept, was: from, now: to });
      };
      add(differing, was, atThatTime.decide(e164, reading).reason.name);
      if (today) add(since, was, today.decide(e164, reading).reason.name);
      if (++numbers % SLICE !== 0) continue;
      await setImmediate();
      signal.throwIfAborted();
    }
  }
  return { numbers, contradictions, differing, since };
}

/** @throws ScreeningError not-safe without a trace that says what was decided */
function setsOf(store: Store, { id }: RecordedRun): readonly TracedSet[] {
  const sets = hasTrace(store, id) ? traceSets(store, id) : undefined;
  if (sets?.every(({ reason, reading }) => reason !== '' && reading !== '') === true) return sets;
  const purged = purgedOf(store, 'run-trace', id);
  const went = purged && `it was purged at ${purged.instant}: ${purged.why}`;
  throw notSafe({
    summary:
      sets === undefined
        ? `no trace of run ${id} is held: its numbers are not known`
        : `the trace of run ${id} says which numbers it had, and not what was decided about each`,
    why:
      went ??
      (sets === undefined
        ? 'it was made without one (--no-trace, or trace = false)'
        : 'an earlier build of the program made it'),
    fix: `repeat it with its list: replay ${id} --input FILE`,
    where: id,
  });
}

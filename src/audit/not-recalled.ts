import type { Instant } from '../core/day.js';
import { ScreeningError } from '../core/errors.js';
import { reasonBit } from '../policy/reasons.js';
import { openForReading, type Store } from '../store/database.js';
import { knowingInstant } from '../store/ledger.js';
import { isAsSealed } from '../store/past-runs.js';
import { recalledThrough, recallsOf } from '../store/recalls.js';
import { hasTrace } from '../store/run-trace.js';
import { runsInDate } from '../store/runs-in-date.js';
import { clearedAmong } from './cleared-among.js';
import { NewOnLists, type NewNumber } from './new-on-lists.js';
import { EarlierKnowledge, RecallDecider } from './recall-decider.js';
import { recordedRun, runAsHashed, type RecordedRun } from './recorded-plan.js';
import { Knowledge } from './remaining-calls.js';

/** Objections that lists in date have not heard of. */
export interface NotRecalled {
  /** Numbers that were objected to and stand, cleared, in a list in date, and were not passed on. */
  readonly objections: number;
  /** When the first of them was recorded; undefined of none. */
  readonly oldest: Instant | undefined;
  /** Ids of runs in date of which that cannot be told. */
  readonly notKnown: readonly string[];
}

const NONE: NotRecalled = { objections: 0, oldest: undefined, notKnown: [] };
const OBJECTION = reasonBit('OBJECTION');

/**
 * Counts the objections on own lists that came after a list went out, or after it was last recalled, and
 * that its calls would break. Only what was recorded since is looked up: what a register says since is
 * told by `recall`.
 */
export function notRecalled(database: string, now: Instant): NotRecalled {
  const store = openForReading(database);
  if (store === undefined) return NONE;
  try {
    return search(store, new Knowledge(store, knowingInstant(store, now)));
  } finally {
    store.close();
  }
}

function search(store: Store, knowledge: Knowledge): NotRecalled {
  const rows = runsInDate(store, knowledge.day);
  const objected = new Set<number>();
  const notKnown: string[] = [];
  let oldest: Instant | undefined;
  const earlier = new EarlierKnowledge(store);
  let fresh: NewOnLists | undefined;
  for (const row of rows) {
    // What was interrupted `status` says by itself.
    if (row.state !== 'released') continue;
    try {
      if (!isAsSealed(store, row)) throw new RangeError('altered');
      const run = recordedRun(row);
      const { plan, counts, numbers } = run.record;
      const through = recalledThrough(recallsOf(store, row.id), plan.as_of);
      fresh ??= new NewOnLists(store, knowledge.own);
      if (counts.clean + numbers.clean === 0) continue;
      if (plan.party_columns.length > 0 && fresh.hasPartiesSince(through)) notKnown.push(row.id);
      const since = fresh.since(through);
      if (since.length === 0) continue;
      for (const { e164, recorded } of open(store, run, since, knowledge, earlier)) {
        objected.add(e164);
        if (oldest === undefined || recorded < oldest) oldest = recorded;
      }
    } catch (error) {
      const isKnownKind = error instanceof ScreeningError || error instanceof RangeError;
      if (!isKnownKind) throw error;
      if (!notKnown.includes(row.id)) notKnown.push(row.id);
    }
  }
  return { objections: objected.size, oldest, notKnown };
}

/**
 * How many numbers of one run's list were objected to since it was last recalled, and would be called.
 *
 * @param past as it was sealed
 * @returns undefined where that cannot be told: no trace, or a damaged one, or parties
 */
export function notPassedOn(store: Store, past: RecordedRun, now: Instant): number | undefined {
  const knowledge = new Knowledge(store, knowingInstant(store, now));
  const { plan, counts, numbers } = past.record;
  if (counts.clean + numbers.clean === 0) return 0;
  const run = runAsHashed(past);
  const through = recalledThrough(recallsOf(store, run.id), plan.as_of);
  const fresh = new NewOnLists(store, knowledge.own);
  if (plan.party_columns.length > 0 && fresh.hasPartiesSince(through)) return undefined;
  const since = fresh.since(through);
  if (since.length === 0) return 0;
  try {
    return open(store, run, since, knowledge, new EarlierKnowledge(store)).length;
  } catch (error) {
    if (error instanceof ScreeningError || error instanceof RangeError) return undefined;
    throw error;
  }
}

/** Of what is new on the lists, what a run's list has and was not told. */
function open(
  store: Store,
  run: RecordedRun,
  since: readonly NewNumber[],
  knowledge: Knowledge,
  earlier: EarlierKnowledge,
): NewNumber[] {
  if (!hasTrace(store, run.id)) throw new RangeError('no trace');
  const cleared = clearedAmong(store, run.id, since);
  if (cleared.length === 0) return [];
  const decider = new RecallDecider(store, run, knowledge, earlier);
  return cleared.flatMap(({ reading, ...found }) => {
    const { reasons } = decider.decide(found.e164, reading);
    const isOpen = (reasons & OBJECTION) !== 0 && !decider.isPassedOn(found.e164, reading);
    return isOpen ? [found] : [];
  });
}

import type { Day, Instant } from '../core/day.js';
import { ScreeningError } from '../core/errors.js';
import { standingObjections } from '../policy/standing.js';
import { callerOf, callingOf } from '../scrub/screening.js';
import type { Store } from '../store/database.js';
import { isAsSealed } from '../store/past-runs.js';
import type { OwnLists } from '../store/own-lists.js';
import { recallsOf } from '../store/recalls.js';
import { runsInDate } from '../store/runs-in-date.js';
import type { RunRow } from '../store/runs.js';
import { clearedAmong } from './cleared-among.js';
import { objectionOf, type ObjectedPerson } from './objected-people.js';
import { recordedRun, type RecordedRun } from './recorded-plan.js';

/**
 * What became of an objection in lists that had gone out with the number and were in date when it was
 * recorded. Of several lists the first here that holds of one is told. Append only.
 */
export const RECALL_STATES = [
  { name: 'no-data', means: 'of a list it is not known whether it had the number' },
  { name: 'open', means: 'a list in date has the number, and that was not passed on' },
  { name: 'ran-out', means: 'a list had it to its last call day, and that was never passed on' },
  { name: 'recalled', means: 'it was passed on for every list that had it, or may have' },
  { name: 'no-list', means: 'no list in date had it' },
] as const satisfies readonly { name: string; means: string }[];

/** The name of a row of {@link RECALL_STATES}. */
export type RecallState = (typeof RECALL_STATES)[number]['name'];

/** What became of one person's objection. */
export interface ObjectionRecall {
  readonly state: RecallState;
  /** How many lists in date had the number, as far as that is known. */
  readonly lists: number;
  /** When it had been passed on for all of them; empty unless it was. */
  readonly recalled: Instant | '';
}

/** Of an objection that concerned no list that had gone out. */
export const NO_LIST: ObjectionRecall = { state: 'no-list', lists: 0, recalled: '' };

/** Finds what became of objections in the lists that had gone out. */
export function recallsOfPeople(
  store: Store,
  own: OwnLists,
  people: readonly ObjectedPerson[],
  today: Day,
): ReadonlyMap<number, ObjectionRecall> {
  const found = new Map<number, ObjectionRecall>();
  const earliest = people.reduce<Day | undefined>(
    (least, { recordedOn: day }) => (least === undefined || day < least ? day : least),
    undefined,
  );
  if (earliest === undefined) return found;
  for (const row of runsInDate(store, earliest)) {
    if (row.state !== 'released') continue;
    const run = soundRun(store, row);
    const concerned =
      run === undefined ? people : people.filter((one) => isAfter(one, run.record.plan));
    if (concerned.length === 0) continue;
    for (const { e164, ...fate } of fates(store, own, row.id, run, concerned, today)) {
      found.set(e164, joined(found.get(e164) ?? NO_LIST, fate));
    }
  }
  return found;
}

/** What became of objections in one list. */
function fates(
  store: Store,
  own: OwnLists,
  id: string,
  run: RecordedRun | undefined,
  concerned: readonly ObjectedPerson[],
  today: Day,
): (ObjectionRecall & { readonly e164: number })[] {
  const noData = ({ e164 }: ObjectedPerson) =>
    ({ e164, state: 'no-data', lists: 0, recalled: '' }) as const;
  if (run === undefined) return concerned.map(noData);
  const { counts, numbers, plan } = run.record;
  if (counts.clean + numbers.clean === 0) return [];
  const recalls = recallsOf(store, id);
  // Whether it had the number or not: if it did, that was passed on with the list itself.
  const unlessRecalled = (person: ObjectedPerson): ReturnType<typeof fates> => {
    const since = heardFrom(own, person, run);
    if (since === undefined) return [];
    const { e164 } = person;
    const first = recalls.find(({ through }) => through >= since);
    if (first === undefined) return [noData(person)];
    return [{ e164, state: 'recalled', lists: 0, recalled: first.recorded }];
  };
  try {
    return clearedAmong(store, id, concerned).flatMap((person): ReturnType<typeof fates> => {
      const { e164 } = person;
      const since = heardFrom(own, person, run);
      if (since === undefined) return [];
      const first = recalls.find(({ through }) => through >= since);
      if (first) return [{ e164, state: 'recalled', lists: 1, recalled: first.recorded }];
      const state = plan.until < today ? 'ran-out' : 'open';
      return [{ e164, state, lists: 1, recalled: '' }];
    });
  } catch (error) {
    if (!(error instanceof ScreeningError)) throw error;
    return concerned.flatMap(unlessRecalled);
  }
}

/** Whether an objection was recorded after a list went out, and while it was in date. */
function isAfter(
  { recorded, recordedOn }: ObjectedPerson,
  plan: RecordedRun['record']['plan'],
): boolean {
  return recorded > plan.as_of && recordedOn <= plan.until;
}

/**
 * Since when a list should have lost a number: when the objection was recorded, or an earlier one that
 * stood as well and was recorded after the list went out; undefined when its calls are not concerned.
 */
function heardFrom(
  own: OwnLists,
  person: ObjectedPerson,
  { record: { plan } }: RecordedRun,
): Instant | undefined {
  const { e164, sequence, recorded, recordedOn: day } = person;
  const from = plan.call_date > day ? plan.call_date : day;
  const calling = callingOf(callerOf(plan), from, plan.until);
  if (standingObjections([objectionOf(own, person)], calling).length === 0) return undefined;
  const until = own.eventsOf(e164).filter((event) => event.sequence <= sequence);
  const standing = standingObjections(until, calling).map(({ batch }) => batch.recorded);
  return standing.filter((instant) => instant > plan.as_of).sort()[0] ?? recorded;
}

function soundRun(store: Store, row: RunRow): RecordedRun | undefined {
  if (!isAsSealed(store, row)) return undefined;
  try {
    return recordedRun(row);
  } catch (error) {
    if (!(error instanceof ScreeningError)) throw error;
    return undefined;
  }
}

const STATES: readonly RecallState[] = RECALL_STATES.map(({ name }) => name);

function joined(a: ObjectionRecall, b: ObjectionRecall): ObjectionRecall {
  const worse = STATES.indexOf(a.state) <= STATES.indexOf(b.state) ? a.state : b.state;
  const latest = a.recalled > b.recalled ? a.recalled : b.recalled;
  return {
    state: worse,
    lists: a.lists + b.lists,
    recalled: worse === 'recalled' ? latest : '',
  };
}

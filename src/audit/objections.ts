import type { Readable } from 'node:stream';
import { daysBetween, londonDay, type Instant } from '../core/day.js';
import type { Progress } from '../core/progress.js';
import { knowingInstant } from '../store/ledger.js';
import { openHeld } from '../store/no-database.js';
import { OwnLists, type RecordedEvent } from '../store/own-lists.js';
import { callsAfter, type CallsToCount, type CountedCalls } from './calls-after.js';
import {
  objectedPeople,
  objectionOf,
  type ObjectedPerson,
  type ToldWithin,
} from './objected-people.js';
import {
  NO_LIST,
  RECALL_STATES,
  recallsOfPeople,
  type ObjectionRecall,
  type RecallState,
} from './objection-recalls.js';

/** So many people are told, of any number: the slowest. */
const MOST_TOLD = 100_000;

/** What `objections` is asked. */
export interface ObjectionsRequest extends ToldWithin {
  readonly database: string;
  /** Undefined to count no calls. */
  readonly calls: CallsToCount | undefined;
}

/** What it needs from outside. */
export interface ObjectionsSurroundings {
  readonly clock: () => Instant;
  readonly stdin: Readable;
  readonly signal: AbortSignal;
  readonly progress?: Progress | undefined;
}

/** How the firm dealt with one person's objection. */
export interface DealtWith extends ObjectedPerson, ObjectionRecall {
  readonly objection: RecordedEvent;
  /** Days from the day told to that of recording; undefined where nobody knows the day. */
  readonly days: number | undefined;
  /** Milliseconds from recording to passing on; undefined unless that is done. */
  readonly passing: number | undefined;
  /** Milliseconds from the beginning of the day told to its end, or to now where that is open. */
  readonly took: number;
  /** Marketing calls that broke it, or another of theirs (calls-after.ts); undefined without a log. */
  readonly callsAfter: number | undefined;
}

/** The middle one of some figures, of an even number the greater of two, and the greatest. */
export interface Spread {
  readonly median: number;
  readonly worst: number;
}

/** How objections were dealt with. */
export interface Objections {
  readonly asOf: Instant;
  /** How many objected. */
  readonly count: number;
  /** The slowest first, as many as can be told. */
  readonly people: readonly DealtWith[];
  /** Days from told to recorded. */
  readonly recording: Spread | undefined;
  /** Milliseconds from recorded to passed on. */
  readonly passing: Spread | undefined;
  readonly states: Readonly<Record<RecallState, number>>;
  /** Undefined without a log. */
  readonly calls: Pick<CountedCalls, 'read' | 'after' | 'foundColumns'> | undefined;
}

/**
 * How long objections took, each person's first of the days that are asked about: from being told to
 * being recorded, and to being passed on for the lists that had the number; whether they had to be told
 * again; and which calls followed. A person is known by a number; parties have none and are not here.
 *
 * @throws ScreeningError not-safe when the own lists are damaged; wrong-use for a log that cannot be read
 */
export async function objections(
  request: ObjectionsRequest,
  surroundings: ObjectionsSurroundings,
): Promise<Objections> {
  const store = openHeld(request.database);
  try {
    const asOf = knowingInstant(store, surroundings.clock());
    const own = new OwnLists(store, asOf);
    const people = [...objectedPeople(own, request)];
    const fates = recallsOfPeople(store, own, people, londonDay(asOf));
    const { calls } = request;
    const counted = calls && (await callsAfter({ store, own, asOf }, people, calls, surroundings));
    const fateOf = ({ e164 }: ObjectedPerson) => fates.get(e164) ?? NO_LIST;
    const dealt = (person: ObjectedPerson, objection: RecordedEvent): DealtWith => {
      const after = counted && (counted.byNumber.get(person.e164) ?? 0);
      const fate = fateOf(person);
      return { ...person, ...fate, ...tookOf(person, fate, asOf), objection, callsAfter: after };
    };
    const times = people.map((person) => tookOf(person, fateOf(person), asOf));
    const took = Float64Array.from(times, (one) => one.took);
    const slowest = Uint32Array.from(people.keys()).sort(
      (a, b) => (took[b] as number) - (took[a] as number) || a - b,
    );
    return {
      asOf,
      count: people.length,
      people: Array.from(slowest.subarray(0, MOST_TOLD), (at) => {
        const person = people[at] as ObjectedPerson;
        return dealt(person, objectionOf(own, person));
      }),
      recording: spread(times.flatMap(({ days }) => days ?? [])),
      passing: spread(times.flatMap(({ passing }) => passing ?? [])),
      states: countsOf(people.map((person) => fateOf(person).state)),
      calls: counted,
    };
  } finally {
    store.close();
  }
}

function tookOf(
  { told, isToldKnown, recorded, recordedOn }: ObjectedPerson,
  { state, recalled }: ObjectionRecall,
  asOf: Instant,
): Pick<DealtWith, 'days' | 'passing' | 'took'> {
  const begin = isToldKnown ? `${told}T00:00:00.000Z` : recorded;
  const last = state === 'recalled' ? recalled : state === 'open' ? asOf : recorded;
  const end = last < recorded ? recorded : last;
  const passed = Date.parse(recalled) - Date.parse(recorded);
  return {
    days: isToldKnown ? daysBetween(told, recordedOn) : undefined,
    // Who objects again may have been passed on before.
    passing: recalled === '' ? undefined : Math.max(0, passed),
    took: Date.parse(end) - Date.parse(begin),
  };
}

function spread(figures: readonly number[]): Spread | undefined {
  const sorted = Float64Array.from(figures).sort();
  const median = sorted[sorted.length >> 1];
  const worst = sorted.at(-1);
  return median === undefined || worst === undefined ? undefined : { median, worst };
}

function countsOf(states: readonly RecallState[]): Record<RecallState, number> {
  const counts = Object.fromEntries(RECALL_STATES.map(({ name }) => [name, 0]));
  for (const state of states) counts[state] = (counts[state] ?? 0) + 1;
  return counts as Record<RecallState, number>;
}

import { londonDay, type Day, type Instant } from '../../core/day.js';
import type { Policy } from '../../policy/policy.js';
import { anyCall } from '../../policy/standing.js';
import { check, type CheckResult } from '../../scrub/check.js';
import type { Store } from '../../store/database.js';
import { openHeld } from '../../store/no-database.js';
import { OwnLists } from '../../store/own-lists.js';
import { OwnParties } from '../../store/own-parties.js';
import type { AskedNumber } from '../asked-number.js';
import { erasedLife, type Emptied } from './erased-events.js';
import type { LifeEvent, LostEvent, NoFileEvent, UnknownRunEvent } from './event.js';
import { lostEvents, unreadEvents } from './kept-events.js';
import { ListingEvents, type HeldEditions } from './listings.js';
import { ownEvents, type CallerNamed } from './own-events.js';
import { runEvents } from './run-events.js';

/** What is asked of a number; undefined where nothing narrows the answer. */
export interface ExplainRequest {
  readonly database: string;
  readonly number: AskedNumber;
  /** Only what was so, or was recorded, on one of these London days. */
  readonly from: Day | undefined;
  readonly to: Day | undefined;
  /** Only what was recorded by then. */
  readonly asOf: Instant | undefined;
  /** By which the verdict today is given. */
  readonly policy: Policy;
  readonly callerNamed: CallerNamed;
}

/** Who delivered a number, by runs of their lists. */
export interface SupplierOfNumber {
  readonly name: string;
  readonly runs: number;
  /** London days of the first and the last of them. */
  readonly first: Day;
  readonly last: Day;
}

/** An event that says that something is not known. */
export type NotKnown = NoFileEvent | UnknownRunEvent | LostEvent;

/** The life of a number, as far as it is recorded. */
export interface Explained {
  readonly asOf: Instant;
  /** By their days; of one day by when they were recorded. */
  readonly events: readonly LifeEvent[];
  /** Those that say that something is not known. */
  readonly noData: readonly NotKnown[];
  readonly registers: readonly HeldEditions[];
  readonly suppliers: readonly SupplierOfNumber[];
  /** Lists said not to have had it, and of which something could not be read. */
  readonly partlyRead: number;
  /** What was erased or purged, and may have been about it. */
  readonly emptied: Emptied;
  /** Persons and firms that objections stand against calling, whatever their numbers. */
  readonly parties: number;
  /** The verdict on a call on the day of `asOf`, for nobody in particular. */
  readonly verdict: CheckResult;
}

/**
 * Everything that is recorded of a number, oldest first, and the verdict on it. Reads only.
 *
 * @throws ScreeningError wrong-use when `asOf` lies ahead; not-safe when the own lists are damaged
 */
export function explain(request: ExplainRequest, now: Instant): Explained {
  const { database, number, from, to, policy } = request;
  const verdict = check(
    {
      database,
      values: [number.value],
      party: undefined,
      policy,
      callDate: undefined,
      asOf: request.asOf,
      caller: '',
      notBoundBy: [],
      campaign: '',
      campaigns: [],
    },
    now,
  );
  const { asOf } = verdict.times;
  const store = openHeld(database, 'not-safe');
  try {
    const found = lifeOf(store, request, verdict);
    const events = found.events.filter((event) => isWithin(event, from, to)).sort(inOrder);
    return {
      ...found,
      asOf,
      events,
      noData: events.filter(isNotKnown),
      suppliers: suppliersIn(events),
      verdict,
    };
  } finally {
    store.close();
  }
}

/** Whether an event says that something is not known. */
export function isNotKnown(event: LifeEvent): event is NotKnown {
  return event.kind === 'no-data' || event.kind === 'run-no-data' || event.kind === 'lost';
}

type Life = Pick<Explained, 'events' | 'registers' | 'partlyRead' | 'emptied' | 'parties'>;

function lifeOf(
  store: Store,
  { number: { e164 }, from, to, callerNamed }: ExplainRequest,
  { times, numbers }: CheckResult,
): Life {
  const { asOf } = times;
  const own = new OwnLists(store, asOf);
  // UK registers say nothing of a number of another country, and miss nothing by it.
  const isUk = numbers[0]?.item?.kind === 'number';
  const listings = isUk ? new ListingEvents(store, times).of(e164, { from, to }) : NO_LISTINGS;
  const told = ownEvents(own, e164, asOf, callerNamed);
  const unread = unreadEvents(store, own, e164, asOf);
  const erased = erasedLife(store, e164, told, unread, asOf);
  const runs = runEvents(store, e164, asOf);
  return {
    registers: listings.registers,
    partlyRead: runs.partlyRead,
    emptied: erased.emptied,
    parties: new OwnParties(store, own).standing(anyCall(londonDay(asOf))).length,
    events: [
      ...listings.events,
      ...told,
      ...unread,
      ...erased.events,
      ...runs.events,
      ...lostEvents(store, asOf),
    ],
  };
}

const NO_LISTINGS = { registers: [], events: [] } as const;

/** What was so, or became known, on some day of a time. */
function isWithin(event: LifeEvent, from: Day | undefined, to: Day | undefined): boolean {
  const ends = event.kind === 'no-data' || event.kind === 'lost' ? event.until : event.day;
  const known = event.recorded === null ? event.day : londonDay(event.recorded);
  const falls = (first: Day, last: Day): boolean =>
    (from === undefined || last >= from) && (to === undefined || first <= to);
  return falls(event.day, ends) || falls(known, known);
}

function inOrder(a: LifeEvent, b: LifeEvent): number {
  return (
    compare(a.day, b.day) ||
    compare(a.recorded ?? '', b.recorded ?? '') ||
    (a.ledger_line ?? 0) - (b.ledger_line ?? 0)
  );
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

function suppliersIn(events: readonly LifeEvent[]): SupplierOfNumber[] {
  const found = new Map<string, SupplierOfNumber>();
  for (const event of events) {
    if (event.kind !== 'run' || event.supplier === null) continue;
    const { supplier: name, day } = event;
    const known = found.get(name) ?? { name, runs: 0, first: day, last: day };
    found.set(name, { ...known, runs: known.runs + 1, last: day });
  }
  return [...found.values()];
}

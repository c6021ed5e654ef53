import { londonDay, type Day, type Instant } from '../core/day.js';
import { withdrawalsOf } from '../policy/standing.js';
import type { OwnLists, RecordedEvent } from '../store/own-lists.js';

/** Somebody who objected, known by a number, and their first objection of the time that is asked about. */
export interface ObjectedPerson {
  readonly e164: number;
  /** Its ledger line, or that of the import that said it again. */
  readonly sequence: number;
  readonly told: Day;
  /** False where nobody knows the day: then it is that of recording. */
  readonly isToldKnown: boolean;
  readonly recorded: Instant;
  /** The London day of that. */
  readonly recordedOn: Day;
  /** How often they objected again after it. */
  readonly repeats: number;
}

/** Days on which objections were told; undefined where there is no bound. */
export interface ToldWithin {
  readonly from: Day | undefined;
  readonly to: Day | undefined;
}

/**
 * Everybody who told an objection within some days, each once. What was recorded by mistake, or came
 * with an import that was undone, nobody told; what a file said again of the same day is no other one.
 */
export function* objectedPeople(own: OwnLists, within: ToldWithin): Generator<ObjectedPerson> {
  // Many are recorded at one instant, and what day that was is dear to ask.
  const days = new Map<Instant, Day>();
  for (const e164 of own.numbers()) {
    if (!own.hasObjection(e164)) continue;
    const events = own.eventsOf(e164);
    const told = events.filter((event) => event.kind === 'objection' && !isMistake(event, events));
    const inOrder = told.sort(
      (a, b) => compare(a.terms.told, b.terms.told) || a.sequence - b.sequence,
    );
    const at = inOrder.findIndex(({ terms }) => isWithin(terms.told, within));
    const first = inOrder[at];
    if (first === undefined) continue;
    const { recorded } = first.batch;
    let recordedOn = days.get(recorded);
    if (recordedOn === undefined) days.set(recorded, (recordedOn = londonDay(recorded)));
    const { told: day, undated } = first.terms;
    const repeats = inOrder.length - 1 - at;
    const { sequence } = first;
    yield { e164, sequence, told: day, isToldKnown: undated === 0, recorded, recordedOn, repeats };
  }
}

/** The objection that a person is told of by. */
export function objectionOf(
  own: OwnLists,
  { e164, sequence }: Pick<ObjectedPerson, 'e164' | 'sequence'>,
): RecordedEvent {
  const found = own
    .eventsOf(e164)
    .find((event) => event.sequence === sequence && event.kind === 'objection');
  if (found === undefined) throw new RangeError('the objection is not there any more');
  return found;
}

function isWithin(told: Day, { from, to }: ToldWithin): boolean {
  return (from === undefined || from <= told) && (to === undefined || told <= to);
}

function isMistake(event: RecordedEvent, events: readonly RecordedEvent[]): boolean {
  return withdrawalsOf(event, events).some(({ manner }) => manner === 'mistake');
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}

import type { Day } from '../core/day.js';
import { supersedes, type Purpose } from '../policy/consents.js';
import { anyCall, sameEntry, standingObjections, type OwnEvent } from '../policy/standing.js';
import type { OwnLists } from '../store/own-lists.js';
import type { CallersToday } from './consents/callers-today.js';
import { faultForItself, purposesOf, standingBeside } from './consents/effect.js';

/** What becomes of the numbers of an import that is undone. */
export interface UndoConsequences {
  /** Events that count no longer, and the numbers that they were about. */
  readonly events: number;
  readonly numbers: number;
  /** Numbers that nothing else keeps from being called now. */
  readonly freed: number;
  /** Numbers that objections of other imports or entries keep from being called. */
  readonly stay: number;
  /** Numbers that have no usable consent any more to calls that they had one to. */
  readonly consentsLost: number;
  /** Numbers that still have a usable consent, since other imports or entries say so too. */
  readonly consentsStay: number;
  /** Numbers whose consent is usable again, since what voided it never was. */
  readonly consentsBack: number;
  /** Numbers with an objection that a consent lifted and that stands again. */
  readonly objectedAgain: number;
}

/** Compares the lists as they are with what they come to, on a day. */
export function consequencesOf(
  now: OwnLists,
  then: OwnLists,
  callers: CallersToday,
  day: Day,
): UndoConsequences {
  const gone = now.batches.filter(({ id }) => then.voided.has(id) && !now.voided.has(id));
  const numbers = [...new Set(gone.flatMap(({ id }) => [...now.numbersOf(id)]))];
  const stands = (lists: OwnLists, e164: number): boolean =>
    standingObjections(lists.eventsOf(e164), anyCall(day)).length > 0;
  const count = (holds: (e164: number) => boolean): number => numbers.filter(holds).length;
  const welcome = (lists: OwnLists, e164: number): Set<string> => {
    const calls = welcomeCalls(lists, e164, callers);
    return new Set(calls.map(({ caller, purpose }) => `${purpose} ${caller}`));
  };
  return {
    events: gone.reduce((sum, batch) => sum + batch.events, 0),
    numbers: numbers.length,
    freed: count((e164) => stands(now, e164) && !stands(then, e164)),
    stay: count((e164) => stands(then, e164)),
    consentsLost: count((e164) => isLess(welcome(then, e164), welcome(now, e164))),
    consentsStay: count((e164) => welcome(then, e164).size > 0),
    consentsBack: count((e164) => isLess(welcome(now, e164), welcome(then, e164))),
    objectedAgain: count((e164) =>
      welcomeCalls(now, e164, callers).some((calls) =>
        standsAgain(now, then, e164, callers, calls),
      ),
    ),
  };
}

/** Whether one lacks something that the other has. */
function isLess<T>(one: ReadonlySet<T>, other: ReadonlySet<T>): boolean {
  return [...other].some((member) => !one.has(member));
}

/** Calls of one caller and kind. */
interface Calls {
  readonly caller: string;
  readonly purpose: Purpose;
}

/** The calls to which a number has a usable consent. */
function welcomeCalls(lists: OwnLists, e164: number, callers: CallersToday): Calls[] {
  const events = lists.eventsOf(e164);
  const consents = lists.consentsOf(e164);
  return consents.flatMap((consent) => {
    const { caller } = consent.terms;
    const isUsable =
      faultForItself(consent, events, callers.callsOf(caller)) === '' &&
      !consents.some((other) => supersedes(other, consent));
    return isUsable ? purposesOf(consent).map((purpose) => ({ caller, purpose })) : [];
  });
}

/**
 * Whether an objection that a consent lifted stands again, or one of its entry that another import
 * said again. One that stood all along is none, whichever import it counts for.
 */
function standsAgain(
  now: OwnLists,
  then: OwnLists,
  e164: number,
  callers: CallersToday,
  calls: Calls,
): boolean {
  const stood = standing(now, e164, callers, calls);
  const all = standingObjections(now.eventsOf(e164), callers.callsOf(calls.caller));
  const lifted = all.filter((event) => !stood.some((one) => isSame(one, event)));
  return standing(then, e164, callers, calls).some((event) => {
    if (stood.some((one) => isSame(one, event))) return false;
    const isOfEntry = (one: OwnEvent) => sameEntry(one.terms, event.terms);
    return (
      lifted.some((one) => isSame(one, event)) || (lifted.some(isOfEntry) && !stood.some(isOfEntry))
    );
  });
}

function isSame(one: OwnEvent, other: OwnEvent): boolean {
  return one.sequence === other.sequence;
}

/** The objections that stand against calls. */
function standing(
  lists: OwnLists,
  e164: number,
  callers: CallersToday,
  { caller, purpose }: Calls,
): OwnEvent[] {
  const [events, consents] = [lists.eventsOf(e164), lists.consentsOf(e164)];
  return standingBeside(consents, events, callers.callsOf(caller), caller, purpose);
}

import type { Day, Instant } from '../../core/day.js';
import type { Policy } from '../../policy/policy.js';
import { mayLift } from '../../policy/consents.js';
import { standingObjections, type Calling } from '../../policy/standing.js';
import { HeldLists, type ConsentStanding } from '../../scrub/held-lists.js';
import { callingOf, type Caller } from '../../scrub/screening.js';
import type { OwnLists, RecordedConsent, RecordedEvent } from '../../store/own-lists.js';
import type { CallReason } from './call-verdicts.js';
import type { Call, ReadCall } from './call-reading.js';

/** So many callings (day, caller, campaign) are kept. */
const MOST_CALLINGS = 2000;

/** What the firm's own records say of a call. */
export interface OwnFinding {
  /** Of the objections that stand, that may stand, and that consents lifted. */
  readonly reasons: readonly CallReason[];
  /** Those that stand or may, in order of recording. */
  readonly objections: readonly RecordedEvent[];
  readonly consents: UsableConsents;
}

/** The usable consents of a call, by what was known of them when it was made. */
export interface UsableConsents {
  /** Recorded before it. */
  readonly known: readonly RecordedConsent[];
  /** Given on an earlier day, and recorded after it. */
  readonly after: readonly RecordedConsent[];
  /** Given on its day, and recorded after it: which came first is not known. */
  readonly sameDay: readonly RecordedConsent[];
}

/** Of a number of which nothing is recorded. */
export const NOTHING_OWN: OwnFinding = {
  reasons: [],
  objections: [],
  consents: { known: [], after: [], sameDay: [] },
};

/** Who is bound when a declared caller calls, and by which campaign. */
export type Callers = (caller: string, campaign: string) => Caller;

/**
 * What the firm's own records say of calls, by all that is recorded by now. An objection counts from
 * the day on which the person told it, whenever it was written down (PECR 2003 reg 21(1)(a) asks
 * when the caller was notified); what was told, withdrawn or given on the day of the call and recorded
 * after it has no order that could be known.
 */
export class OwnFindings {
  readonly #own: OwnLists;
  readonly #policy: Policy;
  readonly #callers: Callers;
  readonly #callings = new Map<string, { readonly calling: Calling; readonly held: HeldLists }>();

  constructor(own: OwnLists, policy: Policy, callers: Callers) {
    this.#own = own;
    this.#policy = policy;
    this.#callers = callers;
  }

  /**
   * @param call one that was read
   * @param voidUpTo consents of this day and before are none, by the policy; empty where each counts
   */
  of(call: ReadCall, voidUpTo: Day | ''): OwnFinding {
    const { e164 } = call;
    if (!this.#own.has(e164)) return NOTHING_OWN;
    const { calling, held } = this.#callingOf(call);
    const { objections, consents } = held.recordsOf(e164, voidUpTo);
    const usable = byTime(consents, call);
    const timely = [...usable.known, ...usable.after];
    const all = [...timely, ...usable.sameDay];
    const events = this.#own.eventsOf(e164);
    const ended = events.filter((event) => !isWithdrawnLater(event, call));
    const standing = (of: readonly RecordedEvent[], by: readonly RecordedConsent[]) =>
      standingObjections(of, calling, by.filter(mayLift).map(given));
    const certain = standing(ended, timely);
    const doubtful = certain.filter((event) => !isIn(event, objections));
    const reasons = objections.map((event) => reasonOf(event, call));
    if (doubtful.length > 0) {
      const mayHaveEnded = standing(ended, all).length > objections.length;
      const mayBeLifted = standing(events, timely).length > objections.length;
      if (mayHaveEnded || !mayBeLifted) reasons.push('withdrawal-same-day');
      if (mayBeLifted || !mayHaveEnded) reasons.push('consent-same-day');
    }
    if (timely.length > 0) {
      const unlifted = standing(ended, []).length;
      const byKnown = standing(ended, usable.known).length;
      if (byKnown < unlifted) reasons.push('consent');
      if (certain.length < byKnown) reasons.push('consent-recorded-after');
    }
    return {
      reasons: [...new Set(reasons)],
      objections: [...objections, ...doubtful],
      consents: usable,
    };
  }

  #callingOf({ day, caller, campaign }: ReadCall): {
    readonly calling: Calling;
    readonly held: HeldLists;
  } {
    const key = JSON.stringify([day, caller, campaign]);
    let found = this.#callings.get(key);
    if (found === undefined) {
      if (this.#callings.size >= MOST_CALLINGS) this.#callings.clear();
      const calling = callingOf(this.#callers(caller, campaign), day, day);
      const demand = {
        caller,
        purpose: this.#policy.purpose,
        maximumDays: this.#policy.consent_maximum_days,
      };
      found = { calling, held: new HeldLists(this.#own, calling, demand) };
      this.#callings.set(key, found);
    }
    return found;
  }
}

/** Whether something was recorded before a call. Of a call without a time, before its day. */
function isBefore(recorded: Instant, { at }: Call): boolean {
  return Date.parse(recorded) <= at;
}

function reasonOf({ terms, batch }: RecordedEvent, call: Call): CallReason {
  if (isBefore(batch.recorded, call)) return 'objection';
  return terms.told < call.day ? 'objection-recorded-after' : 'objection-same-day';
}

function isIn({ sequence }: RecordedEvent, events: readonly RecordedEvent[]): boolean {
  return events.some((event) => event.sequence === sequence);
}

/** A withdrawal of the day of a call that was recorded after it. */
function isWithdrawnLater({ kind, manner, terms, batch }: RecordedEvent, call: ReadCall): boolean {
  const isOfItsDay = kind === 'withdrawal' && manner !== 'mistake' && terms.told === call.day;
  return isOfItsDay && !isBefore(batch.recorded, call);
}

function byTime(consents: readonly ConsentStanding[], call: ReadCall): UsableConsents {
  const found = { known: [], after: [], sameDay: [] } as {
    [K in keyof UsableConsents]: RecordedConsent[];
  };
  for (const { consent, fault } of consents) {
    if (fault !== '') continue;
    const { terms, batch } = consent;
    if (isBefore(batch.recorded, call)) found.known.push(consent);
    else if (terms.given < call.day) found.after.push(consent);
    else found.sameDay.push(consent);
  }
  return found;
}

function given({ sequence, terms }: RecordedConsent): {
  readonly sequence: number;
  readonly given: Day;
  readonly until: Day;
} {
  return { sequence, given: terms.given, until: terms.until };
}

import type { NumberSet } from '../core/number-set.js';
import { daysBetween, londonDay, type Day } from '../core/day.js';
import {
  consentFault,
  latestConsent,
  mayLift,
  supersedes,
  type ConsentDemand,
  type ConsentFault,
} from '../policy/consents.js';
import { FAR_DAY } from '../policy/objections.js';
import { standingObjections, type Calling, type GivenConsent } from '../policy/standing.js';
import { eventKind } from '../store/own-batches.js';
import type { OwnRecordKind } from '../store/own-first.js';
import type { OnlyEvent, OwnLists, RecordedConsent, RecordedEvent } from '../store/own-lists.js';

/** Since when a number stands on an own list. */
export interface OwnListing {
  /** The list of the objection that was told first. */
  readonly list: string;
  readonly told: Day;
  /** First day of the calls less `told`. */
  readonly daysListed: number;
}

/** What the firm's own records say of calling a number. */
export interface OwnStanding {
  /** An objection stands against the calls, and no consent lifts it. */
  readonly isObjected: boolean;
  /** The day on which the latest usable consent was given; undefined without one. */
  readonly consentGiven: Day | undefined;
}

/** A consent that is recorded of a number, and why it is not usable; empty when it is. */
export interface ConsentStanding {
  readonly consent: RecordedConsent;
  readonly fault: ConsentFault | '';
}

/** What the firm's own records hold of a number. */
export interface OwnRecords {
  /** Those that stand against the calls, in order of recording. */
  readonly objections: readonly RecordedEvent[];
  /** Every one, in order of recording. */
  readonly consents: readonly ConsentStanding[];
}

/** Before every day: no consent is void for its doubts. */
const NONE_VOID = '';

/** After every day: each consent is void. */
const ALL_VOID = FAR_DAY;

const NOTHING: OwnStanding = {
  isObjected: false,
  consentGiven: undefined,
};

/** The firm's own lists and consents as they stand for the calls in question. */
export class HeldLists {
  readonly #lists: OwnLists | undefined;
  readonly #calling: Calling;
  readonly #demand: ConsentDemand;
  readonly #mayEnd: boolean;
  /** What holds of numbers with one event each, by what they have in common. */
  readonly #known = new Map<number, OwnStanding>();

  /** @param lists undefined before there is a database */
  constructor(lists: OwnLists | undefined, calling: Calling, demand: ConsentDemand) {
    this.#lists = lists;
    this.#calling = calling;
    this.#demand = demand;
    const newest = lists?.batches.at(-1);
    this.#mayEnd =
      lists?.hasConsents === true ||
      (newest !== undefined && londonDay(newest.recorded) > calling.from);
  }

  /** The same lists for calls that end on another day. */
  until(to: Day): HeldLists {
    return new HeldLists(this.#lists, { ...this.#calling, to }, this.#demand);
  }

  /**
   * Whether what holds of a number may hold on some days of the calls only: a consent ends, or an
   * objection was told after the first of them, and so recorded after it. Cheap, and mostly no.
   */
  mayDependOnUntil(e164: number): boolean {
    return this.#mayEnd && this.#lists?.has(e164) === true;
  }

  /** Whether anything but consents was ever recorded of a number. */
  mayBeObjected(e164: number): boolean {
    return this.#lists?.hasObjection(e164) === true;
  }

  /** The numbers of {@link mayBeObjected}; undefined when there are none. */
  get objected(): NumberSet | undefined {
    return this.#lists?.objected;
  }

  /** Whether anything of a kind is recorded of a number, counting or not: asked as {@link of} asks. */
  isRecorded(kind: OwnRecordKind, e164: number): boolean {
    const lists = this.#lists;
    if (lists === undefined) return false;
    const { events, consents } = lists.everythingOf(e164);
    return kind === 'consents'
      ? lists.has(e164) && consents.length > 0
      : lists.hasObjection(e164) && events.length > 0;
  }

  /** What holds of calling a number. */
  of(e164: number): OwnStanding {
    if (this.#lists === undefined || !this.#lists.has(e164)) return NOTHING;
    const only = this.#lists.onlyEventOf(e164);
    if (only === undefined) return this.ofLater(e164, NONE_VOID);
    const key = keyOf(only);
    let known = this.#known.get(key);
    if (known === undefined) this.#known.set(key, (known = this.ofLater(e164, NONE_VOID)));
    return known;
  }

  /** The same, if consents of a day and before are none. */
  ofLater(e164: number, voidUpTo: Day | ''): OwnStanding {
    const { objections, consents } = this.recordsOf(e164, voidUpTo);
    const latest = latestConsent(usable(consents));
    return { isObjected: objections.length > 0, consentGiven: latest?.terms.given };
  }

  /** Whether an objection stands if no consent counts. */
  isObjectedAnyway(e164: number): boolean {
    return this.mayBeObjected(e164) && this.ofLater(e164, ALL_VOID).isObjected;
  }

  /**
   * The objections that stand against calling a number, and every consent of it.
   *
   * @param voidUpTo consents of this day and before are none; empty where each counts
   */
  recordsOf(e164: number, voidUpTo: Day | ''): OwnRecords {
    const events = this.#lists?.eventsOf(e164) ?? [];
    const consents = this.#consents(e164, events, voidUpTo);
    const lifting = usable(consents).filter(mayLift);
    return { objections: standingObjections(events, this.#calling, lifting.map(given)), consents };
  }

  /** What a report says of a number that is objected to; undefined of another. */
  listing(e164: number, voidUpTo: Day | ''): OwnListing | undefined {
    return ownListing(this.recordsOf(e164, voidUpTo).objections, this.#calling.from);
  }

  #consents(e164: number, events: readonly RecordedEvent[], voidUpTo: Day | ''): ConsentStanding[] {
    const consents = this.#lists?.consentsOf(e164) ?? [];
    return consents.map((consent) => {
      const fault = consentFault(consent, events, this.#calling, this.#demand);
      if (fault !== '') return { consent, fault };
      if (consents.some((other) => supersedes(other, consent))) {
        return { consent, fault: 'superseded' };
      }
      return { consent, fault: consent.terms.given <= voidUpTo ? 'doubtful' : '' };
    });
  }
}

function usable(consents: readonly ConsentStanding[]): RecordedConsent[] {
  return consents.flatMap(({ consent, fault }) => (fault === '' ? [consent] : []));
}

/** Since when objections stand, in days before the first of the calls; undefined of none. */
export function ownListing(
  objections: readonly RecordedEvent[],
  from: Day,
): OwnListing | undefined {
  const [first, ...others] = objections;
  if (first === undefined) return undefined;
  const { terms } = others.reduce(
    (oldest, event) => (event.terms.told < oldest.terms.told ? event : oldest),
    first,
  );
  const { list, told } = terms;
  return { list, told, daysListed: daysBetween(told, from) };
}

/** Ids of terms are those of one batch, and of one table. */
function keyOf({ batch, terms, hasReference }: OnlyEvent): number {
  return 4 * terms + (hasReference ? 2 : 0) + (eventKind(batch) === 'consent' ? 1 : 0);
}

function given({ sequence, terms }: RecordedConsent): GivenConsent {
  return { sequence, given: terms.given, until: terms.until };
}

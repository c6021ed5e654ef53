import type { Day } from '../../core/day.js';
import {
  defaultEnd,
  type ConsentKind,
  type ConsentTerms,
  type Obtained,
} from '../../policy/consents.js';

/** What somebody said of a consent, beside number and reference; texts not given are empty. */
export interface SaidConsent {
  /** Declared name; empty when nobody was named. */
  readonly caller: string;
  /** The day on which it was given; undefined when nobody knows it. */
  readonly on: Day | undefined;
  /** What a file said of the day, when that was unreadable or lay ahead; otherwise empty. */
  readonly given_text: string;
  readonly until: Day | undefined;
  readonly method: string;
  readonly wording: string;
  /** Names of purposes, in table order, with blanks between. */
  readonly purposes: string;
  readonly kind: ConsentKind;
  readonly obtained: Obtained;
}

/**
 * The terms of a consent. One without a day is recorded as of today, undated, and is not usable; one
 * without an end has none, but for a wish to be called back.
 *
 * @param requestedCallDays how many days a wish to be called back holds
 */
export function termsSaid(said: SaidConsent, today: Day, requestedCallDays: number): ConsentTerms {
  const { caller, given_text, method, wording, purposes, kind, obtained } = said;
  const given = said.on ?? today;
  return {
    caller,
    given,
    undated: said.on === undefined ? 1 : 0,
    given_text,
    until: said.until ?? defaultEnd(kind, given, requestedCallDays),
    purposes,
    kind,
    obtained,
    method,
    wording,
  };
}

/** Whether a consent would end before it was given. */
export function endsBeforeGiven({ given, undated, until }: ConsentTerms): boolean {
  return undated === 0 && until < given;
}

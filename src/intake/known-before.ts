import { repeatsConsent, supersedes, type ConsentTerms } from '../policy/consents.js';
import type { ObjectionTerms } from '../policy/objections.js';
import { repeats, withdrawalsOf } from '../policy/standing.js';
import type { OwnLists, RecordedEvent } from '../store/own-lists.js';

/** What was said of a number. */
export interface Said<T> {
  readonly terms: T;
  readonly reference: string;
}

/** What was said of a number before, and whether it was withdrawn since. */
export interface SaidBefore<T> extends Said<T> {
  readonly isWithdrawn: boolean;
}

/** What new events are told from. */
export interface KnownBefore<T> {
  /** What was said of a number before, in a new array. */
  readonly before: (e164: number) => SaidBefore<T>[];
  /** Whether the first says nothing that the second did not. */
  readonly repeats: (said: Said<T>, before: Said<T>) => boolean;
}

/** Objections as they are known; of no lists, none. */
export function knownObjections(lists: OwnLists | undefined): KnownBefore<ObjectionTerms> {
  return {
    before: (e164) => (lists?.has(e164) ? saidBefore(lists.eventsOf(e164)) : []),
    repeats,
  };
}

/**
 * Consents as they are known; of no lists, none. Theirs is no withdrawal: an objection is. One that
 * another took the place of is not among them: to say it again is to say that it holds once more.
 */
export function knownConsents(lists: OwnLists | undefined): KnownBefore<ConsentTerms> {
  return {
    before: (e164) => {
      const consents = lists?.has(e164) ? lists.consentsOf(e164) : [];
      return consents
        .filter((consent) => !consents.some((other) => supersedes(other, consent)))
        .map((consent) => ({ ...consent, isWithdrawn: false }));
    },
    repeats: repeatsConsent,
  };
}

function saidBefore(events: readonly RecordedEvent[]): SaidBefore<ObjectionTerms>[] {
  return events
    .filter(({ kind }) => kind === 'objection')
    .map((event) => ({
      terms: event.terms,
      reference: event.reference,
      isWithdrawn: withdrawalsOf(event, events).length > 0,
    }));
}

import type { ConsentEvent, ConsentTerms } from '../policy/consents.js';
import type { ObjectionTerms } from '../policy/objections.js';
import type { OwnEvent } from '../policy/standing.js';

/** What is about to be recorded comes after all that was. */
const NEWEST = Number.MAX_SAFE_INTEGER;

/** An objection or withdrawal as it will stand once it is recorded. */
export function eventToCome(
  { kind, manner }: Pick<OwnEvent, 'kind' | 'manner'>,
  terms: ObjectionTerms,
  reference = '',
): OwnEvent {
  return { kind, manner, sequence: NEWEST, terms, reference };
}

/** A consent as it will stand once it is recorded. */
export function consentToCome(terms: ConsentTerms, reference: string): ConsentEvent {
  return { sequence: NEWEST, terms, reference, isRepeat: false };
}

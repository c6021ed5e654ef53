import type { Day } from '../core/day.js';
import { supersedes, type ConsentTerms } from './consents.js';
import { anyCall, voidingObjection, type OwnEvent } from './standing.js';

/** What one consent says, in whatever order it was recorded. */
interface SaidConsent {
  readonly terms: ConsentTerms;
  readonly reference: string;
}

/**
 * Whether no call of a day or later can rest on a consent, nor on the same one if it were recorded again:
 * it ended before, or was withdrawn on its day or after it. That the number was the wrong one counts only
 * when it was told on the day of the consent or after it, since what is recorded again comes after it.
 *
 * @param events objections and withdrawals of the number; objections told on that day or later left out
 */
export function consentIsOver(
  { caller, given, until }: ConsentTerms,
  events: readonly OwnEvent[],
  day: Day,
): boolean {
  if (until < day) return true;
  // Who of the others is bound to whom is a matter of the configuration, which changes.
  const others = events.map(({ terms }) => terms.caller).filter((name) => name !== caller);
  const notBoundBy = new Set(others.filter((name) => name !== ''));
  const consent = { sequence: Infinity, given, until };
  return voidingObjection(consent, events, { ...anyCall(day), notBoundBy }) !== undefined;
}

/** Whether one consent takes the place of another if it was recorded after it ({@link supersedes}). */
export function endsAnother(later: SaidConsent, earlier: SaidConsent): boolean {
  const { terms, reference } = earlier;
  return supersedes(
    { terms: later.terms, reference: later.reference, isRepeat: false, sequence: 1 },
    { terms, reference, isRepeat: false, sequence: 0 },
  );
}

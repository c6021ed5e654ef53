import type { Decision } from '../policy/decide.js';
import { decidingReason, HELD_BACK } from '../policy/reasons.js';
import type { OwnListing } from './held-lists.js';
import type { VerdictWords } from './report.js';

/**
 * The verdict on a record, or on one of its numbers, whose party objected: whatever else holds of it
 * holds still, but for a consent, which is one of a line and no word of the party's.
 *
 * @param objected the verdict on an objection alone
 * @param reasons sum of the reasons that hold otherwise
 */
export function partyDecision(objected: Decision, reasons: number): Decision {
  const all = objected.reasons | (reasons & HELD_BACK);
  return { ...objected, reasons: all, reason: decidingReason(all) };
}

/** The words of such a verdict, with the day on which the party objected. */
export function partyWords(words: VerdictWords, listing: OwnListing): VerdictWords {
  const { list, told, daysListed } = listing;
  return { ...words, list, listed_from: told, days_listed: daysListed };
}

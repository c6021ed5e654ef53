import type { Decision } from '../policy/decide.js';
import type { SaidOfNumber } from './report.js';
import { VerdictNames } from './verdict-names.js';

/** On what a number stands, and since when. */
export type ListedSince = Pick<
  SaidOfNumber,
  'list' | 'listed_from' | 'listed_after' | 'days_listed'
>;

/** A list that many objected to has a day for each of them: then the oldest are forgotten, with all others. */
const MOST_KEPT = 4096;

/** Verdicts in words, each put together once: few occur, and a report may have a line a record. */
export class SaidBefore {
  readonly #kept = new Map<Decision, Map<string, SaidOfNumber>>();
  readonly #names = new VerdictNames();
  #count = 0;

  /** @param flags sum of flag bits */
  of(decision: Decision, flags: number, since: ListedSince): SaidOfNumber {
    let ofDecision = this.#kept.get(decision);
    if (ofDecision === undefined) this.#kept.set(decision, (ofDecision = new Map()));
    // The name of a list may hold anything, and so comes last.
    const key = `${String(flags)} ${since.listed_from} ${since.listed_after} ${String(since.days_listed)} ${since.list}`;
    let said = ofDecision.get(key);
    if (said === undefined) {
      if (this.#count++ === MOST_KEPT) this.#forget(decision, (ofDecision = new Map()));
      ofDecision.set(key, (said = this.#inWords(decision, flags, since)));
    }
    return said;
  }

  #forget(decision: Decision, ofDecision: Map<string, SaidOfNumber>): void {
    this.#kept.clear();
    this.#kept.set(decision, ofDecision);
    this.#count = 1;
  }

  #inWords(
    { reasons, reason, basis }: Decision,
    flags: number,
    since: ListedSince,
  ): SaidOfNumber {
    return {
      outcome: reason.outcome,
      reason: reason.name,
      reasons: this.#names.reasons(reasons),
      ...since,
      basis,
      dnc_code: reason.letter,
      flags: this.#names.flags(flags),
    };
  }
}

import type { Decision } from '../policy/decide.js';
import { VerdictNames } from './verdict-names.js';

/** Why a number is held back, in the words of the report, without the number: the same of many. */
export interface SaidOfNumber {
  readonly outcome: string;
  readonly reason: string;
  readonly reasons: readonly string[];
  readonly list: string;
  readonly listed_from: string;
  readonly listed_after: string;
  readonly days_listed: number | '';
  readonly basis: string;
  readonly dnc_code: string;
  readonly flags: readonly string[];
}

/** On what a number stands, and since when. */
export type ListedSince = Pick<
  SaidOfNumber,
  'list' | 'listed_from' | 'listed_after' | 'days_listed'
>;

/** What was said when a decision was put into words, by all that it was said of; and what was said last. */
interface OfDecision {
  readonly flags: number;
  readonly last: SaidOfNumber;
  readonly byWords: Map<string, SaidOfNumber>;
}

/** A list that many objected to has a day for each of them: then the oldest are forgotten, with all others. */
const MOST_KEPT = 4096;

/** Verdicts in words, each put together once: few occur, and a report may have a line a record. */
export class SaidBefore {
  readonly #kept = new Map<Decision, OfDecision>();
  readonly #names = new VerdictNames();
  #count = 0;

  /** @param flags sum of flag bits */
  of(decision: Decision, flags: number, since: ListedSince): SaidOfNumber {
    let known = this.#kept.get(decision);
    if (known?.flags === flags && isSame(known.last, since)) return known.last;
    // The name of a list may hold anything, and so comes last.
    const key = `${String(flags)} ${since.listed_from} ${since.listed_after} ${String(since.days_listed)} ${since.list}`;
    let last = known?.byWords.get(key);
    if (last === undefined) {
      last = this.#inWords(decision, flags, since);
      if (this.#count++ === MOST_KEPT) {
        this.#kept.clear();
        this.#count = 1;
        known = undefined;
      }
    }
    const byWords = known?.byWords ?? new Map<string, SaidOfNumber>();
    byWords.set(key, last);
    this.#kept.set(decision, { flags, last, byWords });
    return last;
  }

  #inWords({ reasons, reason, basis }: Decision, flags: number, since: ListedSince): SaidOfNumber {
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

function isSame(said: SaidOfNumber, since: ListedSince): boolean {
  return (
    said.listed_from === since.listed_from &&
    said.listed_after === since.listed_after &&
    said.days_listed === since.days_listed &&
    said.list === since.list
  );
}

import { daysBetween, type Day } from '../core/day.js';
import { standingObjections, type Calling } from '../policy/standing.js';
import type { OwnLists, RecordedEvent } from '../store/own-lists.js';

/** Since when a number stands on an own list. */
export interface OwnListing {
  /** The list of the objection that was told first. */
  readonly list: string;
  readonly told: Day;
  /** First day of the calls less `told`. */
  readonly daysListed: number;
}

/** The firm's own lists as they stand against the calls in question. */
export class HeldLists {
  readonly #lists: OwnLists | undefined;
  readonly #calling: Calling;

  /** @param lists undefined before there is a database */
  constructor(lists: OwnLists | undefined, calling: Calling) {
    this.#lists = lists;
    this.#calling = calling;
  }

  /** Whether an objection stands against calling a number. Asked once for every phone of a list. */
  objected(e164: number): boolean {
    return this.#lists?.has(e164) === true && this.standing(e164).length > 0;
  }

  /** The objections that stand against calling a number. */
  standing(e164: number): RecordedEvent[] {
    return standingObjections(this.#lists?.eventsOf(e164) ?? [], this.#calling);
  }

  /** What a report says of a number that is objected to; undefined of another. */
  listing(e164: number): OwnListing | undefined {
    const [first, ...others] = this.standing(e164);
    if (first === undefined) return undefined;
    const { terms } = others.reduce(
      (oldest, event) => (event.terms.told < oldest.terms.told ? event : oldest),
      first,
    );
    const { list, told } = terms;
    return { list, told, daysListed: daysBetween(told, this.#calling.from) };
  }
}

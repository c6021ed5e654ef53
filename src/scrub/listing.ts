import { daysBetween, type Day } from '../core/day.js';
import type { NumberSet } from '../core/number-set.js';
import type { Store } from '../store/database.js';
import { editionNumbers } from '../store/editions.js';
import type { HeldRegister } from './held-registers.js';

/** Since when a number stands on a register, as far as the file dates can say. */
export interface Listing {
  /** Date of the first edition with the number in its unbroken listing up to the deciding one. */
  readonly listedFrom: Day;
  /** Date of the last edition before that which lacked it; empty when none was held. */
  readonly listedAfter: Day | '';
  /** Call date less `listedFrom`. */
  readonly daysListed: number;
}

/**
 * Follows a listed number back through the editions held. A register file has no dates of its
 * own, so the dates of the files between which a number appeared are all that can be said: it is
 * never "registered on" a day.
 */
export class ListingHistory {
  readonly #store: Store;
  readonly #callDate: Day;
  readonly #sets = new Map<number, NumberSet>();
  readonly #days = new Map<Day, number>();

  constructor(store: Store, callDate: Day) {
    this.#store = store;
    this.#callDate = callDate;
  }

  /** @param e164 a number that the register's deciding edition holds */
  of(register: HeldRegister, e164: number): Listing {
    let listedFrom = register.edition.dated;
    let listedAfter: Day | '' = '';
    for (const { id, dated } of register.earlier) {
      if (!this.#numbers(id).has(e164)) {
        listedAfter = dated;
        break;
      }
      listedFrom = dated;
    }
    return { listedFrom, listedAfter, daysListed: this.#daysSince(listedFrom) };
  }

  /** Days repeat in nearly every line of a report; working them out took a tenth of a run. */
  #daysSince(from: Day): number {
    let days = this.#days.get(from);
    if (days === undefined) {
      days = daysBetween(from, this.#callDate);
      this.#days.set(from, days);
    }
    return days;
  }

  #numbers(edition: number): NumberSet {
    let found = this.#sets.get(edition);
    if (found === undefined) {
      found = editionNumbers(this.#store, edition);
      this.#sets.set(edition, found);
    }
    return found;
  }
}

import { daysBetween, type Day } from '../core/day.js';
import type { NumberSet } from '../core/number-set.js';
import { Coverage } from '../registers/coverage.js';
import type { Store } from '../store/database.js';
import { editionNumbers, type Edition } from '../store/editions.js';
import type { HeldRegister } from './held-registers.js';

/** The file dates between which a number appeared on a register. */
export interface Appearance {
  /** Date of the first edition with the number in its unbroken listing up to the deciding one. */
  readonly listedFrom: Day;
  /** Date of the last edition before that which covered and lacked it; empty when none was held. */
  readonly listedAfter: Day | '';
}

/** Since when a number stands on a register, as far as the file dates can say. */
export interface Listing extends Appearance {
  /** Call date less `listedFrom`. */
  readonly daysListed: number;
}

type DatedEdition = Pick<Edition, 'dated'>;

/**
 * Goes back through editions to where a listing began. One that did not cover the number says
 * nothing by lacking it: it is no absence, and breaks no listing.
 *
 * @param deciding an edition that has the number
 * @param earlier those before it, newest first
 */
export function appearance<E extends DatedEdition>(
  deciding: DatedEdition,
  earlier: readonly E[],
  has: (edition: E) => boolean,
  covers: (edition: E) => boolean,
): Appearance {
  let listedFrom = deciding.dated;
  for (const edition of earlier) {
    if (has(edition)) listedFrom = edition.dated;
    else if (covers(edition)) return { listedFrom, listedAfter: edition.dated };
  }
  return { listedFrom, listedAfter: '' };
}

/** Remembers what editions cover: most cover the same. */
export class Coverages {
  readonly #known = new Map<string, Coverage | undefined>();

  /** Whether an edition covers a UK number. */
  covers({ covers }: Pick<Edition, 'covers'>, e164: number): boolean {
    if (covers === '') return true;
    let known = this.#known.get(covers);
    if (known === undefined) this.#known.set(covers, (known = Coverage.of({ covers })));
    return known?.covers(e164) ?? true;
  }
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
  readonly #coverages = new Coverages();
  readonly #days = new Map<Day, number>();

  constructor(store: Store, callDate: Day) {
    this.#store = store;
    this.#callDate = callDate;
  }

  /** @param e164 a number that the register's deciding edition holds */
  of({ edition, earlier }: HeldRegister, e164: number): Listing {
    const { listedFrom, listedAfter } =
      earlier.length === 0
        ? { listedFrom: edition.dated, listedAfter: '' as const }
        : appearance(
            edition,
            earlier,
            ({ id }) => this.#numbers(id).has(e164),
            (one) => this.#coverages.covers(one, e164),
          );
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

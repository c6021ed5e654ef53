import { daysBetween, type Day } from '../core/day.js';
import { Coverage } from '../registers/coverage.js';
import type { Edition } from '../store/editions.js';
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

/** How far back the numbers lead that no edition of a register changed, by the keys they stand in. */
interface UsualListings {
  readonly keys: readonly number[];
  readonly byKeys: Map<number, Appearance>;
}

/**
 * Follows a listed number back through the editions held. A register file has no dates of its
 * own, so the dates of the files between which a number appeared are all that can be said: it is
 * never "registered on" a day.
 */
export class ListingHistory {
  readonly #callDate: Day;
  readonly #coverages = new Coverages();
  readonly #days = new Map<Day, number>();
  readonly #usual = new Map<HeldRegister, UsualListings | undefined>();
  /** Of registers with one edition: what is said of every number of theirs. */
  readonly #singles = new Map<HeldRegister, Listing>();

  constructor(callDate: Day) {
    this.#callDate = callDate;
  }

  /** @param e164 a number that the register's deciding edition holds */
  of(register: HeldRegister, e164: number): Listing {
    // Of a single edition nothing has to be asked: those questions were a tenth of a scrub.
    if (register.earlier.length === 0) return this.#ofSingle(register);
    const { listedFrom, listedAfter } = this.#appearance(register, e164);
    return { listedFrom, listedAfter, daysListed: this.#daysSince(listedFrom) };
  }

  #ofSingle(register: HeldRegister): Listing {
    let listing = this.#singles.get(register);
    if (listing === undefined) {
      const listedFrom = register.edition.dated;
      listing = { listedFrom, listedAfter: '', daysListed: this.#daysSince(listedFrom) };
      this.#singles.set(register, listing);
    }
    return listing;
  }

  /** Most numbers stand in the same keys and were never changed: then a year's files need no asking. */
  #appearance(register: HeldRegister, e164: number): Appearance {
    const usual = this.#usualOf(register);
    const keys = usual && register.editions.inKeys(usual.keys, e164);
    if (usual === undefined || keys === undefined) return this.#follow(register, e164);
    let known = usual.byKeys.get(keys);
    if (known === undefined) usual.byKeys.set(keys, (known = this.#follow(register, e164)));
    return known;
  }

  #usualOf(register: HeldRegister): UsualListings | undefined {
    if (!this.#usual.has(register)) {
      const all = [register.edition, ...register.earlier];
      const isWhole = all.every(({ covers }) => covers === '');
      const keys = isWhole ? register.editions.keysOf(all.map(({ id }) => id)) : undefined;
      this.#usual.set(register, keys && { keys, byKeys: new Map<number, Appearance>() });
    }
    return this.#usual.get(register);
  }

  #follow({ edition, earlier, editions }: HeldRegister, e164: number): Appearance {
    return appearance(
      edition,
      earlier,
      ({ id }) => editions.has(id, e164),
      (one) => this.#coverages.covers(one, e164),
    );
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
}

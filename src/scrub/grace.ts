import { addDays, daysBetween, type Day, type Instant } from '../core/day.js';
import { DAYS_A_FILE_CLEARS, REGISTER_NAMES } from '../registers/registers.js';
import type { Store } from '../store/database.js';
import type { EditionNumbers } from '../store/edition-numbers.js';
import { decidingEdition, earlierEditions, editionsOf, type Edition } from '../store/editions.js';
import type { HeldRegister } from './held-registers.js';
import { appearance, Coverages } from './listing.js';

/** A number is protected from so many days after the last file without it (PECR 2003 reg 21(3)). */
const DAYS_UNTIL_PROTECTED = DAYS_A_FILE_CLEARS + 1;

/** The editions of a register that were known and are of no later day than the call. */
interface KnownRegister {
  readonly deciding: Edition;
  /** Before the deciding one, newest first, without replaced ones. */
  readonly earlier: readonly Edition[];
  /** Newest first, replaced ones too. */
  readonly all: readonly Edition[];
}

/**
 * The first 28 days of a listing, in which a call is no breach. A number has them once, over TPS
 * and CTPS together and whichever of them a policy requires: who stood in any edition outside the
 * listing that goes on now has had them. A number whose first day cannot be told has none: in the
 * first edition held, or in the first that covers it.
 */
export class Grace {
  readonly #registers: readonly KnownRegister[];
  readonly #numbers: EditionNumbers;
  readonly #coverages = new Coverages();
  /** Where numbers of an edition are no longer held, nobody can say that one never stood in it. */
  readonly #isComplete: boolean;
  /** By last day of the calls, see {@link #olderOn}. */
  readonly #older = new Map<Day, readonly Edition[]>();

  /**
   * @param asOf editions recorded later are not known
   * @param callDate the first day of the calls; editions of later days play no part
   */
  constructor(store: Store, numbers: EditionNumbers, asOf: Instant, callDate: Day) {
    this.#numbers = numbers;
    const gone = ({ all }: KnownRegister) => all.some(({ id }) => !numbers.isKept(id));
    this.#registers = REGISTER_NAMES.flatMap((name) => {
      const editions = editionsOf(store, name, asOf).filter(({ dated }) => dated <= callDate);
      const deciding = decidingEdition(editions, callDate);
      if (deciding === undefined) return [];
      const earlier = earlierEditions(editions, deciding);
      return [{ deciding, earlier, all: editions.reverse() }];
    });
    this.#isComplete = !this.#registers.some(gone);
  }

  /**
   * Whether a listed number is still in its 28 days on every day of the calls.
   *
   * @param listing the registers at hand whose deciding edition has it; none spares nothing
   * @param to the last day of the calls
   * @throws ScreeningError not-safe when an edition that must be asked is damaged
   */
  spared(e164: number, listing: readonly HeldRegister[], to: Day): boolean {
    if (listing.length === 0 || !this.#isComplete) return false;
    // Most listings are old, and one question to each register says so.
    if (this.#olderOn(to).some((edition) => this.#numbers.has(edition.id, e164))) return false;
    return this.#registers.every((register) => this.#isSparedBy(register, e164, to));
  }

  /**
   * The newest edition of each register whose numbers are all protected on a day: they stood in it
   * 28 days before, in a listing that goes on or in one that ended.
   */
  #olderOn(to: Day): readonly Edition[] {
    let older = this.#older.get(to);
    if (older === undefined) {
      const latest = addDays(to, -DAYS_UNTIL_PROTECTED);
      older = this.#registers.flatMap(({ all }) => all.find(({ dated }) => dated <= latest) ?? []);
      this.#older.set(to, older);
    }
    return older;
  }

  #isSparedBy({ deciding, earlier, all }: KnownRegister, e164: number, to: Day): boolean {
    const has = (edition: Edition) => this.#numbers.has(edition.id, e164);
    if (!has(deciding)) return !all.some(has);
    const covers = (edition: Edition) => this.#coverages.covers(edition, e164);
    // An estimated day may be later than the file's: without the number then is not known then.
    const surely = (edition: Edition) => edition.estimated === 0 && covers(edition);
    const { listedAfter } = appearance(deciding, earlier, has, surely);
    if (listedAfter === '' || daysBetween(listedAfter, to) >= DAYS_UNTIL_PROTECTED) return false;
    const { listedFrom } = appearance(deciding, earlier, has, covers);
    return !all.some((edition) => edition.dated < listedFrom && has(edition));
  }
}

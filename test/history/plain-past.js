// Registers in plain maps, written from the contract and not from the program: after each import a whole
// state is kept, register by register and day by day, and nothing is packed, shared or remembered twice.

/** The file of day R clears calls to R + 27: its last call day. */
const DAYS_IN_DATE = 27;
/** PECR 2003 reg 21(3): a number that was not listed on day L may be called up to L + 27. */
const DAYS_OF_GRACE = 27;
/** An instant after all others: everything is known by then. */
const THE_END = '9999-12-31T23:59:59.999Z';

/**
 * An edition as it was imported. `numbers` is taken away when they are no longer held.
 *
 * @typedef {{ id: number, dated: number, estimated: boolean, recorded: string,
 *   covers: readonly string[] | undefined, bytes: string, numbers: Set<string> | undefined }} PastEdition
 * @typedef {Map<number, PastEdition>} Days by day, the edition that counts: the latest recorded
 * @typedef {{ instant: string, registers: Map<string, Days> }} PastState
 * @typedef {'listed' | 'not listed' | 'no data'} Answer
 */

export class PlainPast {
  /** One after each import, in their order. @type {PastState[]} */
  #states = [];

  /**
   * Records an edition.
   *
   * @param {PastEdition} edition recorded at an instant, ISO 8601 UTC
   * @param {boolean} keepsOthers whether the register's other editions keep their numbers
   */
  record(register, edition, keepsOthers) {
    const registers = new Map();
    for (const [name, days] of this.#states.at(-1)?.registers ?? []) {
      registers.set(name, new Map(days));
    }
    const days = registers.get(register) ?? new Map();
    registers.set(register, days.set(edition.dated, edition));
    this.#states.push({ instant: edition.recorded, registers });
    if (keepsOthers) return;
    for (const other of this.all(register)) if (other !== edition) other.numbers = undefined;
  }

  /** Every edition of a register that was ever recorded, replaced ones too. @returns {PastEdition[]} */
  all(register) {
    const found = this.#states.flatMap(({ registers }) => [
      ...(registers.get(register)?.values() ?? []),
    ]);
    return [...new Set(found)];
  }

  /** The edition in force now: the one with the greatest day. @returns {PastEdition | undefined} */
  inForce(register) {
    return this.#before(this.#known(register, THE_END), Infinity);
  }

  /** The edition that counts of a day, by all that is known. @returns {PastEdition | undefined} */
  ofDay(register, day) {
    return this.#known(register, THE_END).get(day);
  }

  /** The edition that decides about calls on a day, by what was known, if it is in date and held. */
  deciding(register, known, day) {
    const before = this.#before(this.#known(register, known), day);
    const isInDate = before !== undefined && day <= before.dated + DAYS_IN_DATE;
    return isInDate && before.numbers ? before : undefined;
  }

  /** What a register says of a number and a day, and the editions on either side of it. */
  answer(register, number, known, day) {
    const days = this.#known(register, known);
    const before = this.#before(days, day);
    const later = [...days.values()].filter(({ dated }) => dated > day);
    const after = later.find(({ dated }) => later.every((other) => dated <= other.dated));
    return { answer: this.#said(before, after, number, day), before, after };
  }

  /** @returns {Answer} */
  #said(before, after, number, day) {
    if (before?.numbers === undefined) return 'no data';
    const has = before.numbers.has(number);
    if (day > before.dated + DAYS_IN_DATE) {
      return has && after?.numbers?.has(number) ? 'listed' : 'no data';
    }
    if (has) return 'listed';
    return isCovered(before, number) ? 'not listed' : 'no data';
  }

  /**
   * Between which files a number appeared that the deciding edition has: the first day of its listing,
   * and the last day before on which a file covered and lacked it, if there was any.
   */
  listing(register, number, known, day) {
    const days = [...this.#known(register, known).values()].filter(({ dated }) => dated <= day);
    const held = days.filter(({ numbers }) => numbers !== undefined);
    const lacking = held.filter(
      (edition) => !edition.numbers.has(number) && isCovered(edition, number),
    );
    const after = lacking.length > 0 ? Math.max(...lacking.map(({ dated }) => dated)) : undefined;
    const having = held.filter(
      ({ numbers, dated }) => numbers.has(number) && (after === undefined || dated > after),
    );
    return { from: Math.min(...having.map(({ dated }) => dated)), after };
  }

  /**
   * Whether nothing that a register ever said stands against the first 28 days of a listing: either it
   * never had the number, or a file that lacked it came so short a time before the listing, the first
   * ever. What is not held any more may have had it.
   */
  grants(register, number, known, day) {
    const all = this.all(register).filter(
      ({ dated, recorded }) => dated <= day && recorded <= known,
    );
    if (all.some(({ numbers }) => numbers === undefined)) return false;
    const last = this.#before(this.#known(register, known), day);
    if (last?.numbers.has(number) !== true) return all.every(({ numbers }) => !numbers.has(number));
    const { from } = this.listing(register, number, known, day);
    if (all.some(({ dated, numbers }) => dated < from && numbers.has(number))) return false;
    // A file that was said to be cut the day before its download may have been cut earlier.
    const days = [...this.#known(register, known).values()];
    const lacking = days.filter(
      (edition) => edition.dated < from && !edition.estimated && isCovered(edition, number),
    );
    return lacking.some(({ dated }) => day <= dated + DAYS_OF_GRACE);
  }

  /** The days of a register with their editions, as known at an instant. @returns {Days} */
  #known(register, instant) {
    const state = this.#states.findLast((one) => one.instant <= instant);
    return state?.registers.get(register) ?? new Map();
  }

  /** @param {Days} days */
  #before(days, day) {
    const dated = Math.max(...[...days.keys()].filter((one) => one <= day));
    return days.get(dated);
  }
}

/** Whether a number lies in what the licence of an edition covers. @param {PastEdition} edition */
export function isCovered({ covers }, number) {
  return covers === undefined || covers.some((prefix) => number.startsWith(prefix));
}

import { Prng } from './prng.js';
import { isSet, LONG } from './register.js';

/** @typedef {import('./register.js').Register} Register */
/**
 * @typedef {object} Changes of one day; NSNs as numbers
 * @property {Set<number>} added
 * @property {Set<number>} removed
 */

/** So much of what comes has been there before, and of what goes came during the year. */
const SHARE_OF_RETURNS = 0.1;
const SHORT = LONG / 10;
const TRIES = 50;

/** A register that changes from day to day, keeps a log of it, and can be put back to any day. */
export class LivingRegister {
  /** The day whose numbers are set: a place in the log. */
  at = 0;
  /** @type {Changes[]} by day; nothing on the first */
  log = [{ added: new Set(), removed: new Set() }];

  /**
   * @param {Register} register as it is on the first day; its bits change
   * @param {ReadonlySet<number>} never NSNs that are never added
   * @param {number} seed
   */
  constructor(register, never, seed) {
    this.register = register;
    this.never = never;
    this.random = new Prng(seed);
    this.count = register.count;
    /** @type {number[]} */
    this.gone = [];
    /** @type {number[]} */
    this.come = [];
  }

  get listed() {
    return this.register.listed;
  }

  /** @param {number} nsn */
  has(nsn) {
    const { bits, place } = this.placeOf(nsn);
    return bits !== undefined && isSet(bits, place);
  }

  /**
   * Lives through a day; it has to be at the last one.
   * @param {{ added: number, removed: number }} counts
   * @returns {Changes}
   */
  live({ added, removed }) {
    /** @type {Changes} */
    const changes = { added: new Set(), removed: new Set() };
    while (changes.removed.size < removed) {
      const nsn = this.drawListed();
      if (nsn !== undefined && !changes.removed.has(nsn)) changes.removed.add(nsn);
    }
    while (changes.added.size < added) {
      const nsn = this.drawUnlisted();
      if (this.has(nsn) || this.never.has(nsn)) continue;
      changes.added.add(nsn);
    }
    this.log.push(changes);
    this.goTo(this.log.length - 1);
    for (const nsn of changes.removed) this.gone.push(nsn);
    for (const nsn of changes.added) this.come.push(nsn);
    return changes;
  }

  /** @param {number} day a place in the log */
  goTo(day) {
    while (this.at > day) {
      const { added, removed } = /** @type {Changes} */ (this.log[this.at]);
      this.set(added, false);
      this.set(removed, true);
      this.at -= 1;
    }
    while (this.at < day) {
      this.at += 1;
      const { added, removed } = /** @type {Changes} */ (this.log[this.at]);
      this.set(added, true);
      this.set(removed, false);
    }
  }

  /**
   * @param {ReadonlySet<number>} wanted
   * @returns {Map<number, { day: number, isAdded: boolean }[]>} what happened to those numbers that
   *   changed, in order of days
   */
  eventsOf(wanted) {
    /** @type {Map<number, { day: number, isAdded: boolean }[]>} */
    const found = new Map();
    this.log.forEach(({ added, removed }, day) => {
      for (const [numbers, isAdded] of /** @type {const} */ ([
        [added, true],
        [removed, false],
      ])) {
        for (const nsn of numbers) {
          if (!wanted.has(nsn)) continue;
          const events = found.get(nsn) ?? [];
          found.set(nsn, events);
          events.push({ day, isAdded });
        }
      }
    });
    return found;
  }

  drawListed() {
    const { random } = this;
    if (this.come.length > 0 && random.unit() < SHARE_OF_RETURNS) {
      const nsn = random.pick(this.come);
      return this.has(nsn) ? nsn : undefined;
    }
    // Ranges are drawn by their first day's counts, so one may have nothing left of a length.
    const { range, long, short, longCount, shortCount } = this.register.drawRange(random);
    const isShort = random.below(longCount + shortCount) < shortCount;
    for (let tries = 0; tries < TRIES * 100; tries += 1) {
      const place = random.below(isShort ? SHORT : LONG);
      if (isSet(isShort ? short : long, place))
        return range.first5 * (isShort ? SHORT : LONG) + place;
    }
    return undefined;
  }

  drawUnlisted() {
    const { random } = this;
    const isReturn = this.gone.length > 0 && random.unit() < SHARE_OF_RETURNS;
    return isReturn ? random.pick(this.gone) : Number(this.register.drawAny(random));
  }

  /** @param {Set<number>} numbers @param {boolean} isListed */
  set(numbers, isListed) {
    for (const nsn of numbers) {
      const { bits, place } = this.placeOf(nsn);
      if (bits === undefined || isSet(bits, place) === isListed) {
        throw new Error(`${nsn} cannot be ${isListed ? 'added' : 'removed'}`);
      }
      bits[place >> 3] = /** @type {number} */ (bits[place >> 3]) ^ (1 << (place & 7));
    }
    this.count += isListed ? numbers.size : -numbers.size;
  }

  /** @param {number} nsn nine or ten digits */
  placeOf(nsn) {
    const isLong = nsn >= 1_000_000_000;
    const size = isLong ? LONG : SHORT;
    const listed = this.register.byFirst5.get(Math.floor(nsn / size));
    return { bits: isLong ? listed?.long : listed?.short, place: nsn % size };
  }
}

/**
 * A changes file in the official layout without spaces, each line with its letter behind.
 * @param {Changes} changes
 * @returns {string}
 */
export function changesFile({ added, removed }) {
  const lines = [
    ...Array.from(added, (nsn) => `${`0${nsn}`.padEnd(12)}A\r\n`),
    ...Array.from(removed, (nsn) => `${`0${nsn}`.padEnd(12)}D\r\n`),
  ];
  return lines.sort().join('');
}

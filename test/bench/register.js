import { Prng } from './prng.js';

/** @typedef {import('./ranges.js').Range} Range */
/**
 * @typedef {object} Listed
 * The listed numbers of one range: a bit for each of the 100,000 ten-digit numbers, and for each
 * of the 10,000 nine-digit ones.
 * @property {Range} range
 * @property {Uint8Array} long
 * @property {Uint8Array} short empty where the range has no nine-digit numbers
 * @property {number} longCount
 * @property {number} shortCount
 */

/** Places of a range with ten digits, and with nine. */
export const LONG = 100_000;
const SHORT = 10_000;

/** A made-up register, held as bits: about 80 MB for 20 million numbers. */
export class Register {
  /**
   * @param {Range[]} ranges ascending
   * @param {{ count: number, shares: Record<Range['kind'], number>, seed: number }} wanted
   *   exactly `count` distinct numbers, split over the kinds by `shares` (which add up to 1)
   * @throws {Error} when the ranges have no room for so many
   */
  constructor(ranges, { count, shares, seed }) {
    this.count = count;
    const totals = { geographic: 0, mobile: 0, other: 0 };
    for (const { kind, weight } of ranges) totals[kind] += weight;
    const weights = ranges.map(({ kind, weight }) => (weight * shares[kind]) / totals[kind]);
    let weightSoFar = 0;
    let countSoFar = 0;
    /** @type {Listed[]} */
    this.listed = ranges.map((range, index) => {
      weightSoFar += /** @type {number} */ (weights[index]);
      const upTo = index === ranges.length - 1 ? count : Math.round(count * weightSoFar);
      const here = upTo - countSoFar;
      countSoFar = upTo;
      return fillRange(range, here, new Prng(seed, range.first5));
    });
    this.byFirst5 = new Map(this.listed.map((listed) => [listed.range.first5, listed]));
    let before = 0;
    this.ends = Float64Array.from(this.listed, (one) => (before += one.longCount + one.shortCount));
  }

  /**
   * @param {string} nsn national significant number, nine or ten digits
   * @returns {boolean} whether it is listed
   */
  has(nsn) {
    const listed = this.byFirst5.get(Number(nsn.slice(0, 5)));
    if (!listed) return false;
    const place = Number(nsn.slice(5));
    return isSet(nsn.length === 10 ? listed.long : listed.short, place);
  }

  /**
   * @param {Prng} random
   * @returns {string} a listed NSN, all equally likely
   */
  drawListed(random) {
    const listed = this.drawRange(random);
    const short = random.below(listed.longCount + listed.shortCount) < listed.shortCount;
    for (;;) {
      const place = random.below(short ? SHORT : LONG);
      if (isSet(short ? listed.short : listed.long, place)) return nsnOf(listed, place, short);
    }
  }

  /**
   * @param {Prng} random
   * @returns {string} any NSN from the neighbourhood of a listed number, itself listed or not
   */
  drawAny(random) {
    const listed = this.drawRange(random);
    const short = random.below(listed.longCount + listed.shortCount) < listed.shortCount;
    return nsnOf(listed, random.below(short ? SHORT : LONG), short);
  }

  /** @param {Prng} random */
  drawRange(random) {
    const index = random.below(this.count);
    let low = 0;
    let high = this.ends.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (/** @type {number} */ (this.ends[middle]) > index) high = middle;
      else low = middle + 1;
    }
    return /** @type {Listed} */ (this.listed[low]);
  }
}

/**
 * @param {Range} range
 * @param {number} count
 * @param {Prng} random
 * @returns {Listed}
 */
function fillRange(range, count, random) {
  const shortCount = range.short ? Math.floor(count * 0.06) : 0;
  const longCount = count - shortCount;
  if (longCount > 0.9 * LONG || shortCount > 0.9 * SHORT) {
    throw new Error(`no room for ${count} numbers in ${range.first5}: ask for fewer numbers`);
  }
  return {
    range,
    long: drawBits(LONG, longCount, random),
    short: drawBits(range.short ? SHORT : 0, shortCount, random),
    longCount,
    shortCount,
  };
}

/** @type {(size: number, count: number, random: Prng) => Uint8Array} */
function drawBits(size, count, random) {
  const bits = new Uint8Array(size >> 3);
  for (let left = count; left > 0;) {
    const place = random.below(size);
    if (isSet(bits, place)) continue;
    bits[place >> 3] = /** @type {number} */ (bits[place >> 3]) | (1 << (place & 7));
    left -= 1;
  }
  return bits;
}

/** @type {(bits: Uint8Array, place: number) => boolean} */
export function isSet(bits, place) {
  return (((bits[place >> 3] ?? 0) >> (place & 7)) & 1) === 1;
}

/** @type {(listed: Listed, place: number, short: boolean) => string} */
function nsnOf(listed, place, short) {
  return String(listed.range.first5) + String(place).padStart(short ? 4 : 5, '0');
}

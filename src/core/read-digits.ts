import { classOfNsn, POWERS_OF_TEN } from './numbering-plan.js';

/** The calling code that the UK shares with the Crown dependencies (ITU-T E.164). */
export const UK_CALLING_CODE = 44;

/** The lowest E.164 number with ten national digits: no further digit makes it a longer one. */
export const LOWEST_FULL_LENGTH = UK_CALLING_CODE * 10 ** 10;

/** The digits make no complete number. */
export const NOT_COMPLETE = 0;
/** A complete UK number. */
export const UK_NUMBER = 1;
/** A complete number of another country. */
export const FOREIGN_NUMBER = 2;

const SHORTEST_FOREIGN = 7;
const LONGEST_E164 = 15;

/**
 * Reads one run of digits as one number, without looking at how it was spaced. Results stand in
 * the fields and not in a new object: this runs once for every phone of a call list.
 */
export class DigitsReader {
  /** E.164 digits as an integer, after a read that found a number. */
  e164 = 0;
  /** Class of a UK number (numbering-plan.ts), after a read that found one. */
  numberClass = 0;

  /**
   * @param value the digits as an integer; leading zeros show as `value < 10^(digits-1)`
   * @param digits how many digits were written, at most 15
   * @param plus whether a + stood before them
   */
  read(value: number, digits: number, plus: boolean): number {
    if (digits < 3) return NOT_COMPLETE;
    if (plus) return this.#international(value, digits);
    if (value >= (POWERS_OF_TEN[digits - 1] as number)) return this.#uk(value, digits);
    if (value < (POWERS_OF_TEN[digits - 2] as number))
      return this.#international(value, digits - 2);
    return this.#national(value, digits - 1);
  }

  #national(nsn: number, digits: number): number {
    this.numberClass = classOfNsn(nsn, digits);
    if (this.numberClass === 0) return NOT_COMPLETE;
    this.e164 = UK_CALLING_CODE * (POWERS_OF_TEN[digits] ?? 0) + nsn;
    return UK_NUMBER;
  }

  /**
   * 44 and a national number, with or without the 0 that only belongs in national spelling; twice,
   * as in `+44 (0)020 7946 0123`.
   */
  #uk(value: number, digits: number): number {
    const width = POWERS_OF_TEN[digits - 2] ?? 0;
    if (Math.trunc(value / width) !== UK_CALLING_CODE) return NOT_COMPLETE;
    const rest = value - UK_CALLING_CODE * width;
    const noughts = rest >= width / 10 ? 0 : rest >= width / 100 ? 1 : 2;
    return this.#national(rest, digits - 2 - noughts);
  }

  #international(value: number, digits: number): number {
    if (digits < SHORTEST_FOREIGN || value < (POWERS_OF_TEN[digits - 1] ?? 0)) return NOT_COMPLETE;
    const width = POWERS_OF_TEN[digits - 2] ?? 0;
    if (Math.trunc(value / width) === UK_CALLING_CODE) return this.#uk(value, digits);
    if (digits > LONGEST_E164) return NOT_COMPLETE;
    this.e164 = value;
    this.numberClass = 0;
    return FOREIGN_NUMBER;
  }
}

import { wrongUse } from '../core/errors.js';
import { LOWEST_FULL_LENGTH, UK_CALLING_CODE } from '../core/read-digits.js';

/** Digits of a national number, without its 0, by which coverage is looked up. */
const TABLE_DIGITS = 5;
/** How many numbers of ten national digits share those five. */
const A_TABLE_ROW = 100_000;
const WHOLE = 1;
/** Prefixes longer than the table's digits begin so: the digits themselves are compared. */
const PARTLY = 2;

const CALLING_CODE_DIGITS = String(UK_CALLING_CODE).length;

/**
 * A national prefix as people write it: 0, a digit with which numbers begin (04 and 06 are not in
 * use), and up to six more. Ofcom allocates no smaller block than a thousand numbers, seven digits
 * after the 0 (National Telephone Numbering Plan).
 */
const PREFIX = /^0[1-35789]\d{0,6}$/;

/** In a sentence, so many prefixes are named and the others counted. */
const NAMED_IN_WORDS = 12;

/**
 * The dialling codes of a partial licence. A number outside is not covered, which is not the same
 * as not being on the register. Prefixes only ever add, so the longest that matches and any that
 * matches say the same.
 */
export class Coverage {
  /** National prefixes with their 0, in ascending order; none begins with another. */
  readonly prefixes: readonly string[];
  /** The same without their 0. */
  readonly #national: readonly string[];
  /** By the first five of ten national digits, which nearly all numbers have. */
  readonly #table = new Uint8Array(10 ** TABLE_DIGITS);

  private constructor(prefixes: readonly string[]) {
    this.prefixes = prefixes;
    this.#national = prefixes.map((prefix) => prefix.slice(1));
    for (const prefix of this.#national) {
      const width = 10 ** Math.max(0, TABLE_DIGITS - prefix.length);
      const first = Number(prefix.slice(0, TABLE_DIGITS)) * width;
      this.#table.fill(prefix.length > TABLE_DIGITS ? PARTLY : WHOLE, first, first + width);
    }
  }

  /**
   * Reads prefixes as a person gives them: `0207, 01204,07`.
   *
   * @param where the option or column that is named in messages
   * @throws ScreeningError wrong-use for one that no UK number begins with
   */
  static read(text: string, where: string): Coverage {
    const prefixes = text.split(',').map((prefix) => prefix.trim());
    const wrong = prefixes.find((prefix) => !PREFIX.test(prefix));
    if (wrong !== undefined) {
      throw wrongUse({
        summary: `${where}: '${wrong}' is no national prefix`,
        fix: 'give prefixes with their 0, two to eight digits, and commas between: 0207,01204,07',
        where,
      });
    }
    const ascending = [...new Set(prefixes)].sort();
    const shortest: string[] = [];
    for (const prefix of ascending) {
      const last = shortest.at(-1);
      if (last === undefined || !prefix.startsWith(last)) shortest.push(prefix);
    }
    return new Coverage(shortest);
  }

  /** The coverage of an edition; undefined when it is the whole register. */
  static of({ covers }: { readonly covers: string }): Coverage | undefined {
    return covers === '' ? undefined : Coverage.read(covers, 'covers');
  }

  /** Equal for equal coverage: the prefixes with commas between, as an edition keeps them. */
  get text(): string {
    return this.prefixes.join(',');
  }

  /** For people: `01204, 0207 only`. */
  get words(): string {
    const named = this.prefixes.slice(0, NAMED_IN_WORDS).join(', ');
    const others = this.prefixes.length - NAMED_IN_WORDS;
    return `${named}${others > 0 ? ` and ${String(others)} other prefixes` : ''} only`;
  }

  /** @param e164 digits of a complete UK number as an integer */
  covers(e164: number): boolean {
    const national = e164 - LOWEST_FULL_LENGTH;
    if (national < 0) return this.#coversDigits(String(e164).slice(CALLING_CODE_DIGITS));
    const entry = this.#table[Math.trunc(national / A_TABLE_ROW)];
    return entry === PARTLY ? this.#coversDigits(String(national)) : entry === WHOLE;
  }

  #coversDigits(national: string): boolean {
    return this.#national.some((prefix) => national.startsWith(prefix));
  }
}

/** What an edition covers, for people: `01204, 0207 only` or `the whole register`. */
export function coverageWords(edition: { readonly covers: string }): string {
  return Coverage.of(edition)?.words ?? 'the whole register';
}

/** What is added to a line about an edition: `, covers 01204, 0207 only`, or nothing. */
export function coverageNote(edition: { readonly covers: string }): string {
  return edition.covers === '' ? '' : `, covers ${coverageWords(edition)}`;
}

import type { Group, Segment } from './cell-groups.js';
import { flagBit } from './flags.js';
import { hasBothLengths, isInUse } from './numbering-plan.js';
import { flagBitsOfClass } from './plain-reader.js';
import { DigitsReader, FOREIGN_NUMBER, LOWEST_FULL_LENGTH, NOT_COMPLETE } from './read-digits.js';

/** A cell item with flags as bits and the number's class (numbering-plan.ts). */
export type ReadItem =
  | { kind: 'number'; e164: number; flags: number; numberClass: number }
  | { kind: 'foreign'; e164: number; flags: number }
  | { kind: 'short-code'; digits: string }
  | { kind: 'invalid' }
  | { kind: 'ambiguous'; readings: readonly number[] };

type NumberItem = Extract<ReadItem, { kind: 'number' | 'foreign' }>;

/** Digits of 00, a calling code and the longest national number: nothing longer is one number. */
const MOST_DIGITS = 17;
/** Groups this short beside a number are remarks (an option, an hour), not numbers. */
const REMARK_DIGITS = 2;
const SECOND_NUMBER = flagBit('second-number');
const ZERO_RESTORED = flagBit('zero-restored');
const EXTENSION_DROPPED = flagBit('extension-dropped');

/** Reads the digits of a segment as one number; undefined when they do not make one. */
export function readNumber(digits: string, plus: boolean): NumberItem | undefined {
  if (digits.length > MOST_DIGITS || !/^\d+$/.test(digits)) return undefined;
  const reader = new DigitsReader();
  const found = digits.startsWith('00')
    ? digits[2] === '0'
      ? NOT_COMPLETE
      : reader.read(Number(digits.slice(2)), digits.length - 2, true)
    : digits.length > 15
      ? NOT_COMPLETE
      : reader.read(Number(digits), digits.length, plus);
  if (found === NOT_COMPLETE) return undefined;
  const { e164, numberClass } = reader;
  if (found === FOREIGN_NUMBER) return { kind: 'foreign', e164, flags: 0 };
  return { kind: 'number', e164, flags: flagBitsOfClass(numberClass), numberClass };
}

/**
 * Gives nine or ten digits the 0 that a spreadsheet took. In an area code or range in use that
 * is a repair; elsewhere it is only one reading, since it may as well be a foreign number.
 */
export function restoreZero(digits: string): ReadItem | undefined {
  if (!/^[1-9]\d{8,9}$/.test(digits)) return undefined;
  const item = readNumber(`0${digits}`, false);
  if (item?.kind !== 'number') return undefined;
  if (!isInUse(item.numberClass)) return { kind: 'ambiguous', readings: [item.e164] };
  return { ...item, flags: item.flags | ZERO_RESTORED };
}

/** Turns the segments of one cell into its items, in order of place. */
export class SegmentReader {
  readonly #items: ReadItem[] = [];
  #last: NumberItem | undefined;
  #invalid = false;
  /** How the last number was written: digits of its national spelling, 0 included. */
  get #lastDigits(): string {
    if (this.#last?.kind !== 'number') return String(this.#last?.e164 ?? '');
    return `0${String(this.#last.e164).slice(2)}`;
  }

  read(segments: readonly Segment[]): readonly ReadItem[] {
    for (const segment of segments) this.#segment(segment);
    return this.#items;
  }

  #segment(segment: Segment): void {
    let groups: readonly Group[] = segment.groups;
    if (segment.extension && this.#last) {
      if (!/^0/.test(groups[0]?.digits ?? '') || this.#whole(groups) === undefined) {
        this.#last.flags |= EXTENSION_DROPPED;
        groups = groups.slice(1);
        if (groups.length === 0) return;
      }
    }
    const whole = this.#whole(groups);
    if (whole) this.#add(whole);
    else if (!(segment.abbreviates && this.#abbreviated(groups))) this.#parts(groups);
  }

  /** All groups as one number; both readings when the last digit may be a stray one. */
  #whole(groups: readonly Group[]): ReadItem | undefined {
    const item = readNumber(join(groups), groups[0]?.plus ?? false);
    const stray = groups.length > 1 && groups.at(-1)?.digits.length === 1;
    if (item?.kind === 'number' && stray && hasBothLengths(item.numberClass)) {
      const shorter = readNumber(join(groups.slice(0, -1)), groups[0]?.plus ?? false);
      if (shorter) return { kind: 'ambiguous', readings: [shorter.e164, item.e164] };
    }
    return item;
  }

  /** `020 7947 7462 / 7414`: fewer digits than the number before replace its last ones. */
  #abbreviated(groups: readonly Group[]): boolean {
    const before = this.#lastDigits;
    const digits = join(groups);
    if (before === '' || digits.length >= before.length || groups.some((group) => group.inWord)) {
      return false;
    }
    const foreign = this.#last?.kind === 'foreign';
    const changed = readNumber(before.slice(0, -digits.length) + digits, foreign);
    if (changed === undefined) return false;
    this.#add(changed);
    return true;
  }

  /** Several numbers, or a number and something else, with only blanks between them. */
  #parts(groups: readonly Group[]): void {
    const restored = groups[0]?.plus ? undefined : restoreZero(join(groups));
    if (restored) {
      this.#add(restored);
      return;
    }
    let at = 0;
    while (at < groups.length) {
      const [item, next] = this.#longestFrom(groups, at);
      if (item) this.#add(item);
      else if ((groups[at]?.digits.length ?? 0) > REMARK_DIGITS) this.#markInvalid();
      at = next;
    }
  }

  #longestFrom(groups: readonly Group[], from: number): [ReadItem | undefined, number] {
    const plus = groups[from]?.plus ?? false;
    let digits = '';
    let best: [ReadItem | undefined, number] = [undefined, from + 1];
    for (let to = from; to < groups.length; to++) {
      digits += groups[to]?.digits ?? '';
      if (digits.length > MOST_DIGITS) break;
      const item = readNumber(digits, plus);
      const full = item?.kind === 'foreign' || (item && item.e164 >= LOWEST_FULL_LENGTH);
      if (item && (full || to === groups.length - 1)) best = [item, to + 1];
    }
    if (best[0] === undefined && !plus) best[0] = restoreZero(groups[from]?.digits ?? '');
    return best;
  }

  #add(item: ReadItem): void {
    if (item.kind === 'number' || item.kind === 'foreign') {
      if (this.#last) item.flags |= SECOND_NUMBER;
      this.#last = item;
    }
    this.#items.push(item);
  }

  #markInvalid(): void {
    if (!this.#invalid) this.#items.push({ kind: 'invalid' });
    this.#invalid = true;
  }
}

function join(groups: readonly Group[]): string {
  return groups.map((group) => group.digits).join('');
}

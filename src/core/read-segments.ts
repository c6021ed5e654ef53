import type { Group, Segment } from './cell-groups.js';
import { flagBit } from './flags.js';
import { DOUBTFUL_ZERO } from './fold-text.js';
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
const CALLING_CODE_DIGITS = 2;
/** Longer digits after `ext` are no extension; nine occur where a number is repeated without its 0. */
const LONGEST_EXTENSION = 9;
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

/** More possible numbers than this and a damaged cell is not looked up at all (cli.md section 3). */
const MOST_READINGS = 10;

/** An ambiguous item; without readings when there are too many of them. */
export function ambiguous(readings: readonly number[]): ReadItem {
  const distinct = [...new Set(readings)];
  return { kind: 'ambiguous', readings: distinct.length > MOST_READINGS ? [] : distinct };
}

/**
 * Gives digits the 0 that a spreadsheet took. Nine or ten in an area code or range in use are
 * repaired; elsewhere it is only one reading, since it may as well be a foreign number, and seven
 * may be a local number.
 */
export function restoreZero(digits: string): ReadItem | undefined {
  if (!/^[1-9](?:\d{6}|\d{8,9})$/.test(digits)) return undefined;
  const item = readNumber(`0${digits}`, false);
  if (item?.kind !== 'number') return undefined;
  if (digits.length < 9 || !isInUse(item.numberClass)) return ambiguous([item.e164]);
  return { ...item, flags: item.flags | ZERO_RESTORED };
}

/** Turns the segments of one cell into its items, in order of place. */
export class SegmentReader {
  readonly #items: ReadItem[] = [];
  #last: NumberItem | undefined;
  /** The segment before this one was the last number and nothing else. */
  #afterNumber = false;
  #invalid = false;

  read(segments: readonly Segment[]): readonly ReadItem[] {
    for (const segment of segments) this.#segment(segment);
    return this.#items;
  }

  #segment(segment: Segment): void {
    let { groups }: { groups: readonly Group[] } = segment;
    const afterNumber = this.#afterNumber;
    this.#afterNumber = false;
    if (groups.some(({ digits }) => digits.includes(DOUBTFUL_ZERO))) {
      this.#doubtful(groups);
      return;
    }
    if (segment.extension && this.#last) {
      groups = this.#withoutExtension(this.#last, groups);
      if (groups.length === 0) return;
    }
    const item =
      this.#whole(groups) ??
      (segment.abbreviates && afterNumber ? this.#abbreviated(groups) : undefined) ??
      this.#restored(groups);
    if (item === undefined) this.#parts(groups);
    else {
      this.#add(item);
      this.#afterNumber = true;
    }
  }

  /** What is left when the extension of a number is dropped; one that is another number is not. */
  #withoutExtension(last: NumberItem, groups: readonly Group[]): readonly Group[] {
    const [first] = groups;
    const item = this.#whole(groups) ?? this.#restored(groups) ?? longestFrom(groups, 0)[0];
    const again = item?.kind === 'number' && item.e164 === last.e164;
    const longer = first !== undefined && (first.plus || first.digits.length > LONGEST_EXTENSION);
    if (!again && (item || longer)) return groups;
    last.flags |= EXTENSION_DROPPED;
    return again ? [] : groups.slice(1);
  }

  /** Digits among which a letter O stands: read with noughts, and never certain. */
  #doubtful(groups: readonly Group[]): void {
    const noughts = groups.map((group) => ({
      ...group,
      digits: group.digits.replaceAll(DOUBTFUL_ZERO, '0'),
    }));
    const items = new SegmentReader().read([
      { groups: noughts, abbreviates: false, extension: false },
    ]);
    const readings = items.flatMap(readingsOf);
    if (readings.length === 0) this.#markInvalid();
    else this.#items.push(ambiguous(readings));
  }

  /** All groups as one number; both readings when the last digit may be a stray one. */
  #whole(groups: readonly Group[]): ReadItem | undefined {
    const plus = groups[0]?.plus ?? false;
    return orWithoutStray(groups, (digits) => readNumber(digits, plus));
  }

  /** All groups as one number that lost its 0. */
  #restored(groups: readonly Group[]): ReadItem | undefined {
    return groups[0]?.plus ? undefined : orWithoutStray(groups, restoreZero);
  }

  /**
   * `020 7947 7462 / 7414`: fewer digits than the number before replace its last ones. Nine that
   * would make a number of their own may be that one as well.
   */
  #abbreviated(groups: readonly Group[]): ReadItem | undefined {
    const before = this.#last?.e164;
    const digits = join(groups);
    if (before === undefined || groups.some((group) => group.inWord)) return undefined;
    const own = String(before).slice(this.#last?.kind === 'number' ? CALLING_CODE_DIGITS : 0);
    if (digits.length >= own.length) return undefined;
    const change = (end: string): readonly number[] =>
      readingsOf(readNumber(String(before).slice(0, -end.length) + end, true));
    const stray = groups.length > 1 && (groups.at(-1)?.digits.length ?? 0) <= REMARK_DIGITS;
    const others = [
      ...readingsOf(restoreZero(digits)),
      ...(stray ? change(join(groups.slice(0, -1))) : []),
    ];
    if (others.length > 0) return ambiguous([...change(digits), ...others]);
    return readNumber(String(before).slice(0, -digits.length) + digits, true);
  }

  /** Several numbers, or a number and something else, with only blanks between them. */
  #parts(groups: readonly Group[]): void {
    let at = 0;
    while (at < groups.length) {
      const [item, next] = longestFrom(groups, at);
      if (item) this.#add(item);
      else if ((groups[at]?.digits.length ?? 0) > REMARK_DIGITS) this.#markInvalid();
      at = next;
    }
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

/**
 * The longest number that begins with the group at `from`, and the group after it. A number that
 * a further digit could make longer counts only at the end.
 */
function longestFrom(groups: readonly Group[], from: number): [ReadItem | undefined, number] {
  const plus = groups[from]?.plus ?? false;
  let digits = '';
  let best: [ReadItem | undefined, number] = [undefined, from + 1];
  for (let to = from; to < groups.length; to++) {
    digits += groups[to]?.digits ?? '';
    if (digits.length > MOST_DIGITS) break;
    const item = readNumber(digits, plus);
    if (item && (isFullLength(item) || to === groups.length - 1)) best = [item, to + 1];
  }
  if (best[0] === undefined && !plus) {
    const item = restoreZero(groups[from]?.digits ?? '');
    if (item && (isFullLength(item) || from === groups.length - 1)) best[0] = item;
  }
  return best;
}

function isFullLength(item: ReadItem): boolean {
  return item.kind !== 'number' || item.e164 >= LOWEST_FULL_LENGTH;
}

/** Reads all groups as one; with the reading without the last digit where that may be a stray. */
function orWithoutStray(
  groups: readonly Group[],
  read: (digits: string) => ReadItem | undefined,
): ReadItem | undefined {
  const item = read(join(groups));
  const mayStray = groups.length > 1 && groups.at(-1)?.digits.length === 1;
  if (item?.kind !== 'number' || !mayStray || !hasBothLengths(item.numberClass)) return item;
  const shorter = read(join(groups.slice(0, -1)));
  return shorter ? ambiguous([...readingsOf(shorter), item.e164]) : item;
}

/** The numbers that an item may be. */
function readingsOf(item: ReadItem | undefined): readonly number[] {
  if (item === undefined) return [];
  if (item.kind === 'number' || item.kind === 'foreign') return [item.e164];
  return item.kind === 'ambiguous' ? item.readings : [];
}

function join(groups: readonly Group[]): string {
  return groups.map((group) => group.digits).join('');
}

import type { Group, Segment } from './cell-groups.js';
import { isDoubtful, readingsOfDoubtful, withNoughts } from './doubtful-noughts.js';
import { flagBit } from './flags.js';
import { ALIEN_DIGIT } from './fold-text.js';
import { hasBothLengths } from './numbering-plan.js';
import { LOWEST_FULL_LENGTH, UK_CALLING_CODE } from './read-digits.js';
import {
  ambiguous,
  isRestored,
  MOST_DIGITS,
  readingsOf,
  readNumber,
  restoreZero,
  type NumberItem,
  type ReadItem,
} from './read-number.js';

export type { ReadItem } from './read-number.js';

/** Groups this short beside a number are remarks (an option, an hour), not numbers. */
const REMARK_DIGITS = 2;
/** Longer digits after `ext` are no extension; nine occur where a number is repeated without its 0. */
const LONGEST_EXTENSION = 9;
const SECOND_NUMBER = flagBit('second-number');
const EXTENSION_DROPPED = flagBit('extension-dropped');

/** Turns the segments of one cell into its items, in order of place. */
export class SegmentReader {
  readonly #items: ReadItem[] = [];
  #last: NumberItem | undefined;
  /** What the segment before this one may be, if it was one number and nothing else. */
  #before: ReadItem | undefined;
  #invalid = false;

  /** The items so far; each call adds those of further segments. */
  read(segments: readonly Segment[]): readonly ReadItem[] {
    for (const segment of segments) this.#segment(segment);
    return this.#items;
  }

  /** Puts what a damaged figure was read as in its place among the segments. */
  addDamaged(item: ReadItem): readonly ReadItem[] {
    this.#before = undefined;
    if (item.kind === 'invalid') this.#markInvalid();
    else this.#add(item);
    return this.#items;
  }

  #segment(segment: Segment): void {
    let { groups }: { groups: readonly Group[] } = segment;
    const before = segment.abbreviates ? this.#before : undefined;
    this.#before = undefined;
    if (groups.some(isDoubtful)) {
      this.#doubtful(groups, before);
      return;
    }
    if (segment.extension && this.#last) {
      groups = this.#withoutExtension(this.#last, groups);
      if (groups.length === 0) return;
    }
    const item = this.#whole(groups) ?? this.#abbreviated(groups, before) ?? this.#restored(groups);
    if (item === undefined) this.#parts(groups);
    else {
      this.#add(item);
      this.#before = item;
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

  /** Digits among which a letter O stands: never certain. */
  #doubtful(groups: readonly Group[], before: ReadItem | undefined): void {
    const abbreviated = this.#abbreviated(withNoughts(groups), before);
    const readings = [...readingsOfDoubtful(groups), ...readingsOf(abbreviated)];
    if (readings.length === 0) this.#markInvalid();
    else {
      const item = ambiguous(readings);
      this.#items.push(item);
      this.#before = item;
    }
  }

  /** All groups as one number; both readings when the last digit may be a stray one. */
  #whole(groups: readonly Group[]): ReadItem | undefined {
    const plus = groups[0]?.plus ?? false;
    const item = orWithoutStray(groups, (digits) => readNumber(digits, plus));
    if (item?.kind !== 'foreign') return item;
    const tails = groups.flatMap((_, from) => (from === 0 ? [] : (ukNumberAt(groups, from) ?? [])));
    return tails.length === 0 ? item : ambiguous([item.e164, ...tails]);
  }

  /** All groups as one number that lost its 0. */
  #restored(groups: readonly Group[]): ReadItem | undefined {
    return groups[0]?.plus ? undefined : orWithoutStray(groups, restoreZero);
  }

  /**
   * `020 7947 7462 / 7414`: fewer digits than the number before replace its last ones. Nine that
   * would make a number of their own may be that one as well. The end of a number that is not
   * certain makes none that is. What a + announces is no end.
   */
  #abbreviated(groups: readonly Group[], before: ReadItem | undefined): ReadItem | undefined {
    const digits = join(groups);
    if (groups.some(({ inWord, plus }) => inWord || plus)) return undefined;
    const bases = readingsOf(before).filter((e164) => digits.length < ownDigits(e164));
    const [base] = bases;
    if (base === undefined) return undefined;
    const change = (end: string): readonly number[] =>
      bases.flatMap((e164) => readingsOf(changedEnd(e164, end)));
    const stray = groups.length > 1 && (groups.at(-1)?.digits.length ?? 0) <= REMARK_DIGITS;
    const others = [
      ...readingsOf(restoreZero(digits)),
      ...(stray ? endOrWhole(join(groups.slice(0, -1)), change) : []),
    ];
    const certain = before?.kind === 'number' || before?.kind === 'foreign';
    if (certain && others.length === 0) return changedEnd(base, digits);
    const readings = [...change(digits), ...others];
    return readings.length === 0 ? undefined : ambiguous(readings);
  }

  /**
   * Several numbers, or a number and something else, with only blanks between them. Behind other
   * digits a number that lacks its 0 is not certain: `1 2035550123` may be American.
   */
  #parts(groups: readonly Group[]): void {
    let remark = false;
    for (let at = 0; at < groups.length;) {
      const [item, next] = longestFrom(groups, at);
      if (item) this.#add(remark && isRestored(item) ? ambiguous(readingsOf(item)) : item);
      else if (isNoRemark(groups[at])) this.#markInvalid();
      remark = item === undefined;
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

/** Whether a group that begins no number is more than a remark: long, or the rest of a number. */
function isNoRemark(group: Group | undefined): boolean {
  if (group === undefined) return false;
  const { digits, plus } = group;
  const alien = digits.includes(ALIEN_DIGIT) && (plus || /\d/.test(digits));
  return alien || digits.length > REMARK_DIGITS;
}

/** What a tail may be as the end of the number before it, and as a number of its own. */
function endOrWhole(tail: string, change: (end: string) => readonly number[]): readonly number[] {
  return [...change(tail), ...readingsOf(readNumber(tail, false))];
}

/**
 * The longest number that begins with the group at `from`, and the group after it. A number that
 * a further digit could make longer counts only at the end.
 */
function longestFrom(groups: readonly Group[], from: number): [ReadItem | undefined, number] {
  const plus = groups[from]?.plus ?? false;
  // A lone 0 before a number with its own: 00 was never written.
  const isLoneZero = groups[from]?.digits === '0' && groups[from + 1]?.digits.startsWith('0');
  if (isLoneZero) return [undefined, from + 1];
  let digits = '';
  let best: [ReadItem | undefined, number] = [undefined, from + 1];
  for (let to = from; to < groups.length; to++) {
    const isForeign = best[0]?.kind === 'foreign' || (!best[0] && digits.startsWith('00'));
    if (isForeign && ukNumberAt(groups, to) !== undefined) break;
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

/** So many digits, a 0 first, open an area code; `(0)` in a foreign number does not. */
const LEAST_OPENING = 3;

/**
 * A UK number with its 0 that begins with the group at `from`. A foreign number has no length of its
 * own and would swallow it.
 */
function ukNumberAt(groups: readonly Group[], from: number): number | undefined {
  const digits = groups[from]?.digits ?? '';
  if (!/^0[^0]/.test(digits) || digits.length < LEAST_OPENING) return undefined;
  const [item] = longestFrom(groups, from);
  return item?.kind === 'number' ? item.e164 : undefined;
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

/** Digits of a number without the calling code that the UK's own spelling leaves out. */
function ownDigits(e164: number): number {
  const digits = String(e164);
  const code = String(UK_CALLING_CODE);
  return digits.length - (digits.startsWith(code) ? code.length : 0);
}

function changedEnd(e164: number, end: string): ReadItem | undefined {
  return readNumber(String(e164).slice(0, -end.length) + end, true);
}

function join(groups: readonly Group[]): string {
  return groups.map((group) => group.digits).join('');
}

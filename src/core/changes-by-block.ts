import { packBlock, unpackBlock } from './packed-block.js';
import { ChangesReader } from './packed-changes.js';

/**
 * Changes of one block, in order of offset and then of place: side by side, each change as
 * `offset × 2 + (1 if removed)` and the place of the edition that made it.
 */
export interface BlockChanges {
  readonly changes: Uint32Array;
  readonly places: Uint32Array;
}

const NONE: BlockChanges = { changes: new Uint32Array(0), places: new Uint32Array(0) };

/** Offsets are put in order by their lower and their upper ten bits. */
const DIGIT_BITS = 10;
const DIGITS = 1 << DIGIT_BITS;
/** Room for what is dealt out. */
const dealt = new Uint32Array(DIGITS + 1);

/**
 * The changes of many editions, each with its place among them, by blocks of a million numbers. All
 * are read at once, but a block is put together and in order when it is first asked for: a year has
 * millions of changes, and 500 records ask for a part of them.
 */
export class ChangesByBlock {
  /** Those of each edition after those of the one before. */
  readonly #changes: Uint32Array;
  /** By block, three for each edition that changed it: its place, where its changes begin and end. */
  readonly #runs = new Map<number, number[]>();
  readonly #sorted = new Map<number, BlockChanges>();
  /** Where a block is put down while it is put in order. */
  #spare = NONE;

  /** @param packed the packed changes of each edition, in order of their places */
  constructor(packed: readonly Uint8Array[]) {
    let total = 0;
    for (const bytes of packed) total += countOf(bytes);
    this.#changes = new Uint32Array(total);
    let end = 0;
    packed.forEach((bytes, place) => {
      end = this.#read(bytes, place, end);
    });
  }

  /** Blocks that have changes, in no order. */
  blocks(): IterableIterator<number> {
    return this.#runs.keys();
  }

  /** The changes of a block. */
  of(block: number): BlockChanges {
    let found = this.#sorted.get(block);
    if (found !== undefined) return found;
    const runs = this.#runs.get(block);
    if (runs === undefined) return NONE;
    found = this.#together(runs);
    const count = found.changes.length;
    if (this.#spare.changes.length < count) this.#spare = roomFor(2 * count);
    deal(found, this.#spare, count, 1);
    deal(this.#spare, found, count, 1 + DIGIT_BITS);
    this.#sorted.set(block, found);
    return found;
  }

  #read(bytes: Uint8Array, place: number, start: number): number {
    const changes = this.#changes;
    const reader = new ChangesReader(bytes);
    let end = start;
    let block = -1;
    let runStart = start;
    while (reader.next()) {
      if (reader.block !== block) {
        if (end > runStart) this.#addRun(block, place, runStart, end);
        block = reader.block;
        runStart = end;
      }
      changes[end++] = reader.change;
    }
    if (end > runStart) this.#addRun(block, place, runStart, end);
    return end;
  }

  #addRun(block: number, place: number, start: number, end: number): void {
    const runs = this.#runs.get(block);
    if (runs) runs.push(place, start, end);
    else this.#runs.set(block, [place, start, end]);
  }

  #together(runs: readonly number[]): BlockChanges {
    let count = 0;
    for (let at = 0; at < runs.length; at += 3) {
      count += (runs[at + 2] as number) - (runs[at + 1] as number);
    }
    const found = roomFor(count);
    let put = 0;
    for (let at = 0; at < runs.length; at += 3) {
      const place = runs[at] as number;
      const end = runs[at + 2] as number;
      for (let from = runs[at + 1] as number; from < end; from++) {
        found.changes[put] = this.#changes[from] as number;
        found.places[put++] = place;
      }
    }
    return found;
  }
}

/** Every last byte of a varint is below 128; asked without a branch, which nobody could foretell. */
function countOf(bytes: Uint8Array): number {
  let others = 0;
  for (let at = 0; at < bytes.length; at++) others += (bytes[at] as number) >> 7;
  return bytes.length - others;
}

function roomFor(count: number): BlockChanges {
  return { changes: new Uint32Array(count), places: new Uint32Array(count) };
}

/**
 * Deals changes out by one digit of their offsets, those of the same digit in the order in which they
 * stand: by the lower digit and then by the upper, they are in order of offset, and still of place.
 */
function deal(from: BlockChanges, to: BlockChanges, count: number, shift: number): void {
  const { changes, places } = from;
  const next = dealt.fill(0);
  for (let at = 0; at < count; at++) {
    const digit = ((changes[at] as number) >>> shift) & (DIGITS - 1);
    next[digit + 1] = (next[digit + 1] as number) + 1;
  }
  for (let digit = 0; digit < DIGITS; digit++) {
    next[digit + 1] = (next[digit + 1] as number) + (next[digit] as number);
  }
  for (let at = 0; at < count; at++) {
    const digit = ((changes[at] as number) >>> shift) & (DIGITS - 1);
    const put = next[digit] as number;
    next[digit] = put + 1;
    to.changes[put] = changes[at] as number;
    to.places[put] = places[at] as number;
  }
}

/** The changes of one number, in order of place. */
export function changesAt(ofBlock: BlockChanges, offset: number): BlockChanges {
  const { changes, places } = ofBlock;
  if (changes.length === 0) return NONE;
  const start = lowerBound(changes, offset * 2);
  let end = start;
  while (end < changes.length && (changes[end] as number) >>> 1 === offset) end++;
  return { changes: changes.subarray(start, end), places: places.subarray(start, end) };
}

/** Flags stand beside their offset in no order, so this is right for an offset without its flag. */
function lowerBound(changes: Uint32Array, value: number): number {
  let [low, high] = [0, changes.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((changes[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * Whether a number is there after its changes.
 *
 * @param before whether it was there before them
 * @param isIn by place, 1 where an edition's changes count
 * @throws RangeError when it is added though there, or removed though not: something is missing
 */
export function isThereAfter(
  before: boolean,
  { changes, places }: BlockChanges,
  isIn: Uint8Array,
): boolean {
  let isThere = before;
  for (let at = 0; at < changes.length; at++) {
    if (isIn[places[at] as number] !== 1) continue;
    if (isRemoval(changes[at] as number) !== isThere) throw contradiction();
    isThere = !isThere;
  }
  return isThere;
}

/** Whether any change counts. @param isIn by place, 1 where an edition's changes count */
export function isChanged({ places }: BlockChanges, isIn: Uint8Array): boolean {
  return places.some((place) => isIn[place] === 1);
}

/** Whether a change took the number out. */
function isRemoval(change: number): boolean {
  return (change & 1) === 1;
}

function contradiction(): RangeError {
  return new RangeError('changes do not follow from what they are applied to');
}

/** The numbers of one block: how many, packed. */
export interface Composed {
  readonly count: number;
  readonly bytes: Uint8Array;
}

/**
 * A block as it is after some changes.
 *
 * @param before undefined when there was no number in it
 * @param isIn by place, 1 where an edition's changes count
 * @returns undefined when no number is left
 * @throws RangeError when a number is added that is there, or removed that is not: something is
 *   missing
 */
export function composeBlock(
  before: Composed | undefined,
  { changes, places }: BlockChanges,
  isIn: Uint8Array,
): Composed | undefined {
  let counting = 0;
  for (let at = 0; at < places.length; at++) counting += isIn[places[at] as number] as number;
  if (counting === 0) return before;
  const base = before ? unpackBlock(before.bytes, before.count) : new Uint32Array(0);
  const offsets = new Uint32Array(base.length + counting);
  let count = 0;
  let at = 0;
  for (let next = 0; next < changes.length;) {
    const offset = (changes[next] as number) >>> 1;
    while (at < base.length && (base[at] as number) < offset) {
      offsets[count++] = base[at++] as number;
    }
    let isThere = at < base.length && base[at] === offset;
    if (isThere) at++;
    for (; next < changes.length && (changes[next] as number) >>> 1 === offset; next++) {
      if (isIn[places[next] as number] !== 1) continue;
      if (isRemoval(changes[next] as number) !== isThere) {
        throw contradiction();
      }
      isThere = !isThere;
    }
    if (isThere) offsets[count++] = offset;
  }
  while (at < base.length) offsets[count++] = base[at++] as number;
  return count === 0 ? undefined : { count, bytes: packBlock(offsets, count) };
}

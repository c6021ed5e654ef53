import { BLOCK_SIZE, packBlock, unpackBlock } from './packed-block.js';
import { eachChange } from './packed-changes.js';

/** A change in its block: `(offset × PLACES + place) × 2 + (1 if removed)`, which puts in order. */
const PLACES = 2 ** 20;
const NONE = new Float64Array(0);

interface Slice {
  readonly start: number;
  end: number;
  isSorted: boolean;
}

/**
 * The changes of many editions, each with its place among them, by blocks of a million numbers.
 * They are laid out by counting, and a block is put in order when it is first asked for.
 */
export class ChangesByBlock {
  readonly #slices = new Map<number, Slice>();
  readonly #changes: Float64Array;

  /** @param packed the packed changes of each edition, in order of their places */
  constructor(packed: readonly Uint8Array[]) {
    const counts = new Map<number, number>();
    let total = 0;
    for (const bytes of packed) {
      eachChange(bytes, (e164) => {
        const block = Math.floor(e164 / BLOCK_SIZE);
        counts.set(block, (counts.get(block) ?? 0) + 1);
        total++;
      });
    }
    let start = 0;
    for (const [block, count] of counts) {
      this.#slices.set(block, { start, end: start, isSorted: false });
      start += count;
    }
    const changes = (this.#changes = new Float64Array(total));
    packed.forEach((bytes, place) => {
      eachChange(bytes, (e164, isRemoved) => {
        const block = Math.floor(e164 / BLOCK_SIZE);
        const slice = this.#slices.get(block) as Slice;
        const offset = e164 - block * BLOCK_SIZE;
        changes[slice.end++] = (offset * PLACES + place) * 2 + (isRemoved ? 1 : 0);
      });
    });
  }

  /** Blocks that have changes, in no order. */
  blocks(): IterableIterator<number> {
    return this.#slices.keys();
  }

  /** The changes of a block in order of offset and place; read them with the functions below. */
  of(block: number): Float64Array {
    const slice = this.#slices.get(block);
    if (slice === undefined) return NONE;
    const found = this.#changes.subarray(slice.start, slice.end);
    if (!slice.isSorted) found.sort();
    slice.isSorted = true;
    return found;
  }
}

/** The changes of one number, in order of place. @param ofBlock as {@link ChangesByBlock.of} gives */
export function changesAt(ofBlock: Float64Array, offset: number): Float64Array {
  if (ofBlock.length === 0) return NONE;
  const start = lowerBound(ofBlock, offset * PLACES * 2);
  let end = start;
  while (end < ofBlock.length && offsetOf(ofBlock[end] as number) === offset) end++;
  return ofBlock.subarray(start, end);
}

function lowerBound(ascending: Float64Array, value: number): number {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] as number) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The place of the edition that made a change. */
export function placeOf(change: number): number {
  return Math.floor(change / 2) % PLACES;
}

/** Whether a change took the number out. */
export function isRemoval(change: number): boolean {
  return change % 2 === 1;
}

function offsetOf(change: number): number {
  return Math.floor(change / (2 * PLACES));
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
 * @param changes as {@link ChangesByBlock.of} gives them
 * @param isIn by place, 1 where an edition's changes count
 * @returns undefined when no number is left
 * @throws RangeError when a number is added that is there, or removed that is not: something is
 *   missing
 */
export function composeBlock(
  before: Composed | undefined,
  changes: Float64Array,
  isIn: Uint8Array,
): Composed | undefined {
  const counting = changes.filter((change) => isIn[placeOf(change)] === 1);
  if (counting.length === 0) return before;
  const base = before ? unpackBlock(before.bytes, before.count) : new Uint32Array(0);
  const offsets = new Uint32Array(base.length + counting.length);
  let count = 0;
  let at = 0;
  for (let next = 0; next < counting.length;) {
    const offset = offsetOf(counting[next] as number);
    while (at < base.length && (base[at] as number) < offset)
      offsets[count++] = base[at++] as number;
    let isThere = base[at] === offset;
    if (isThere) at++;
    for (; next < counting.length && offsetOf(counting[next] as number) === offset; next++) {
      if (isRemoval(counting[next] as number) !== isThere) {
        throw new RangeError('changes do not follow from what they are applied to');
      }
      isThere = !isThere;
    }
    if (isThere) offsets[count++] = offset;
  }
  while (at < base.length) offsets[count++] = base[at++] as number;
  return count === 0 ? undefined : { count, bytes: packBlock(offsets, count) };
}

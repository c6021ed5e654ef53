import { NO_CHANGES, type BlockChanges } from './changes-by-block.js';
import { packBlock, unpackBlock } from './packed-block.js';

/** The changes of one number, in order of place. */
export function changesAt(ofBlock: BlockChanges, offset: number): BlockChanges {
  const { changes, places } = ofBlock;
  if (changes.length === 0) return NO_CHANGES;
  const start = lowerBound(changes, offset * 2);
  let end = start;
  while (end < changes.length && (changes[end] as number) >>> 1 === offset) end++;
  // Of nearly every number there is none, and to cut two arrays takes longer than to find that out.
  if (end === start) return NO_CHANGES;
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
      if (isRemoval(changes[next] as number) !== isThere) throw contradiction();
      isThere = !isThere;
    }
    if (isThere) offsets[count++] = offset;
  }
  while (at < base.length) offsets[count++] = base[at++] as number;
  return count === 0 ? undefined : { count, bytes: packBlock(offsets, count) };
}

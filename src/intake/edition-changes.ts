import { ChangesPacker } from '../core/packed-changes.js';
import { BLOCK_SIZE, packBlock, unpackBlock } from '../core/packed-block.js';
import type { PackedBlock, PackedNumbers } from '../core/numbers-packer.js';
import { NumbersDigest } from '../core/numbers-digest.js';
import { ENDLESS, endsOf, placeInFile, type Ends } from './file-ends.js';

/** How two sets of numbers differ. */
export interface Difference {
  readonly added: number;
  readonly removed: number;
  /** Of the removed ones, those behind the later one's last number and before its first (file-ends.ts). */
  readonly behind: number;
  readonly ahead: number;
  /** Packed (core/packed-changes.ts); undefined when they take more than they may. */
  readonly changes: Uint8Array | undefined;
}

const NONE = new Uint32Array(0);

/** The changes of one block, each as `offset × 2 + (1 if removed)`, in order. */
export interface ChangesOfBlock {
  readonly block: number;
  readonly changes: readonly number[];
}

/**
 * Finds the numbers that only the later, and only the earlier, of two editions holds.
 *
 * @param earlier blocks in ascending order
 * @param mostBytes what the packed changes may take; below 0 they are only counted
 */
export function difference(
  earlier: Iterable<PackedBlock>,
  later: Pick<PackedNumbers, 'blocks'>,
  mostBytes: number,
): Difference {
  return packChanges(changedBlocks(earlier, later.blocks), mostBytes, endsOf(later));
}

/**
 * Counts and packs changes.
 *
 * @param blocks in ascending order
 * @param mostBytes what they may take packed; below 0 they are only counted
 * @param ends of the later numbers; without them nothing counts as behind or ahead of them
 */
export function packChanges(
  blocks: Iterable<ChangesOfBlock>,
  mostBytes: number,
  ends: Ends = ENDLESS,
): Difference {
  const packer = new ChangesPacker();
  const counts = { added: 0, removed: 0, behind: 0, ahead: 0 };
  for (const { block, changes } of blocks) {
    for (const change of changes) {
      const isRemoved = change % 2 === 1;
      const e164 = block * BLOCK_SIZE + (change >> 1);
      counts[isRemoved ? 'removed' : 'added']++;
      if (isRemoved && placeInFile(e164) > ends.last) counts.behind++;
      if (isRemoved && placeInFile(e164) < ends.first) counts.ahead++;
      if (packer.length <= mostBytes) packer.add(e164, isRemoved);
    }
  }
  return { ...counts, changes: packer.length <= mostBytes ? packer.packed() : undefined };
}

function* changedBlocks(
  earlier: Iterable<PackedBlock>,
  later: readonly PackedBlock[],
): Generator<ChangesOfBlock> {
  for (const [block, before, after] of sideBySide(earlier, later)) {
    if (before && after && Buffer.compare(before.bytes, after.bytes) === 0) continue;
    yield { block, changes: changesBetween(before, after) };
  }
}

function changesBetween(before: PackedBlock | undefined, after: PackedBlock | undefined): number[] {
  const [left, right] = [offsetsOf(before), offsetsOf(after)];
  const changes: number[] = [];
  for (let i = 0, j = 0; i < left.length || j < right.length;) {
    // Most of a block has not changed; reading past an array's end is slow.
    while (i < left.length && j < right.length && left[i] === right[j]) {
      i++;
      j++;
    }
    const gap = (left[i] ?? BLOCK_SIZE) - (right[j] ?? BLOCK_SIZE);
    if (gap < 0) changes.push((left[i++] as number) * 2 + 1);
    else if (gap > 0) changes.push((right[j++] as number) * 2);
  }
  return changes;
}

/** A changes file applied to the edition before it. */
export interface Applied {
  readonly numbers: PackedNumbers;
  /** Numbers marked A that were there already, and marked D that were not. */
  readonly alreadyPresent: number;
  readonly alreadyAbsent: number;
  /** What it changed: to compare both editions anew would take a third of such an import. */
  readonly made: readonly ChangesOfBlock[];
}

/**
 * Applies a changes file. A number that it both adds and removes stays: when the order cannot be
 * known, listed is the safe side. Blocks that it does not touch are taken as they are.
 *
 * @param base blocks in ascending order
 */
export function applyChanges(
  base: Iterable<PackedBlock>,
  added: PackedNumbers,
  removed: PackedNumbers,
): Applied {
  const removals = new Map(removed.blocks.map((block) => [block.block, block]));
  const digest = new NumbersDigest();
  const blocks: PackedBlock[] = [];
  const made: ChangesOfBlock[] = [];
  let count = 0;
  let alreadyPresent = 0;
  let taken = 0;
  for (const [block, before, come] of sideBySide(base, added.blocks)) {
    const gone = removals.get(block);
    const there = offsetsOf(before);
    const isTouched = come !== undefined || gone !== undefined;
    const after = isTouched ? put(there, offsetsOf(come), offsetsOf(gone)) : untouched(there);
    alreadyPresent += after.alreadyPresent;
    taken += after.taken;
    if (after.changes.length > 0) made.push({ block, changes: after.changes });
    if (after.count === 0) continue;
    const bytes = before && !isTouched ? before.bytes : packBlock(after.offsets, after.count);
    blocks.push({ block, count: after.count, bytes });
    digest.add(block, after.offsets, after.count);
    count += after.count;
  }
  return {
    numbers: { blocks, count, sha256: digest.hex() },
    alreadyPresent,
    alreadyAbsent: removed.count - taken,
    made,
  };
}

function offsetsOf(block: PackedBlock | undefined): Uint32Array {
  return block ? unpackBlock(block.bytes, block.count) : NONE;
}

/** One block after a changes file: the first `count` of its offsets. */
interface After {
  readonly offsets: Uint32Array;
  readonly count: number;
  readonly alreadyPresent: number;
  /** Removals of numbers that were there. */
  readonly taken: number;
  /** As {@link ChangesOfBlock} has them. */
  readonly changes: readonly number[];
}

function untouched(offsets: Uint32Array): After {
  return { offsets, count: offsets.length, alreadyPresent: 0, taken: 0, changes: [] };
}

/** Puts a block's changes to it in one pass: nearly every block of a register has some on any day. */
function put(base: Uint32Array, coming: Uint32Array, going: Uint32Array): After {
  const offsets = new Uint32Array(base.length + coming.length);
  let count = 0;
  let alreadyPresent = 0;
  let taken = 0;
  const changes: number[] = [];
  for (let i = 0, j = 0, k = 0; i < base.length || j < coming.length;) {
    const there = i < base.length ? (base[i] as number) : BLOCK_SIZE;
    const next = j < coming.length ? (coming[j] as number) : BLOCK_SIZE;
    const offset = there < next ? there : next;
    while (k < going.length && (going[k] as number) < offset) k++;
    const isThere = there === offset;
    const isComing = next === offset;
    const isGoing = k < going.length && going[k] === offset;
    if (isThere) i++;
    if (isComing) j++;
    if (isThere && isComing) alreadyPresent++;
    if (isThere && isGoing) taken++;
    const stays = isComing || !isGoing;
    if (stays) offsets[count++] = offset;
    if (stays !== isThere) changes.push(offset * 2 + (isThere ? 1 : 0));
  }
  return { offsets, count, alreadyPresent, taken, changes };
}

/** The blocks of two sets in ascending order, those of the same million together. */
function* sideBySide(
  left: Iterable<PackedBlock>,
  right: readonly PackedBlock[],
): Generator<readonly [number, PackedBlock | undefined, PackedBlock | undefined]> {
  let at = 0;
  for (const one of left) {
    for (; (right[at]?.block ?? Infinity) < one.block; at++) {
      const other = right[at] as PackedBlock;
      yield [other.block, undefined, other];
    }
    const other = right[at];
    const isBoth = other?.block === one.block;
    if (isBoth) at++;
    yield [one.block, one, isBoth ? other : undefined];
  }
  for (const other of right.slice(at)) yield [other.block, undefined, other];
}

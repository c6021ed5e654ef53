import { BLOCK_SIZE, unpackBlock } from '../core/packed-block.js';
import {
  NumberSetBuilder,
  type PackedBlock,
  type PackedNumbers,
} from '../core/number-set-builder.js';

/** How two sets of numbers differ. */
export interface Difference {
  readonly added: number;
  readonly removed: number;
}

/** Counts the numbers that only the later, and only the earlier, of two editions holds. */
export function difference(earlier: Iterable<PackedBlock>, later: PackedNumbers): Difference {
  const blocks = new Map(later.blocks.map((block) => [block.block, block]));
  let common = 0;
  let before = 0;
  for (const block of earlier) {
    before += block.count;
    const other = blocks.get(block.block);
    if (other) common += commonCount(block, other);
  }
  return { added: later.count - common, removed: before - common };
}

function commonCount(a: PackedBlock, b: PackedBlock): number {
  if (a.count === b.count && Buffer.compare(a.bytes, b.bytes) === 0) return a.count;
  const left = unpackBlock(a.bytes, a.count);
  const right = unpackBlock(b.bytes, b.count);
  let common = 0;
  for (let i = 0, j = 0; i < left.length && j < right.length;) {
    const gap = (left[i] as number) - (right[j] as number);
    if (gap === 0) common++;
    if (gap <= 0) i++;
    if (gap >= 0) j++;
  }
  return common;
}

/** A changes file applied to the edition before it. */
export interface Applied {
  readonly numbers: PackedNumbers;
  /** Numbers marked A that were there already, and marked D that were not. */
  readonly alreadyPresent: number;
  readonly alreadyAbsent: number;
}

/**
 * Applies a changes file. A number that it both adds and removes stays: when the order cannot be
 * known, listed is the safe side.
 */
export function applyChanges(
  base: Iterable<PackedBlock>,
  added: PackedNumbers,
  removed: PackedNumbers,
): Applied {
  const builder = new NumberSetBuilder();
  const removals = new Map(removed.blocks.map((block) => [block.block, block]));
  const additions = new Map(added.blocks.map((block) => [block.block, block]));
  let alreadyPresent = 0;
  let taken = 0;
  for (const block of base) {
    const come = additions.get(block.block);
    if (come) alreadyPresent += commonCount(block, come);
    const gone = removals.get(block.block);
    const absent = new Set(gone ? unpackBlock(gone.bytes, gone.count) : []);
    for (const offset of unpackBlock(block.bytes, block.count)) {
      if (absent.has(offset)) taken++;
      else builder.add(block.block * BLOCK_SIZE + offset);
    }
  }
  for (const block of added.blocks) {
    for (const offset of unpackBlock(block.bytes, block.count)) {
      builder.add(block.block * BLOCK_SIZE + offset);
    }
  }
  const numbers = builder.build();
  return {
    numbers,
    alreadyPresent,
    alreadyAbsent: removed.count - taken,
  };
}

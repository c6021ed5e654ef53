import { ChangesPacker } from '../core/packed-changes.js';
import { BLOCK_SIZE, packBlock, unpackBlock } from '../core/packed-block.js';
import type { PackedBlock, PackedNumbers } from '../core/number-set-builder.js';
import { NumbersDigest } from '../core/numbers-digest.js';

/** How two sets of numbers differ. */
export interface Difference {
  readonly added: number;
  readonly removed: number;
  /** Packed (core/packed-changes.ts); undefined when they take more than they may. */
  readonly changes: Uint8Array | undefined;
}

const NONE = new Uint32Array(0);

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
  const packer = new ChangesPacker();
  const counts = { added: 0, removed: 0 };
  for (const [block, before, after] of sideBySide(earlier, later.blocks)) {
    if (before && after && Buffer.compare(before.bytes, after.bytes) === 0) continue;
    const [left, right] = [offsetsOf(before), offsetsOf(after)];
    for (let i = 0, j = 0; i < left.length || j < right.length;) {
      const gap = (left[i] ?? BLOCK_SIZE) - (right[j] ?? BLOCK_SIZE);
      if (gap !== 0) {
        const isRemoved = gap < 0;
        counts[isRemoved ? 'removed' : 'added']++;
        const offset = (isRemoved ? left[i] : right[j]) as number;
        if (packer.length <= mostBytes) packer.add(block * BLOCK_SIZE + offset, isRemoved);
      }
      if (gap <= 0) i++;
      if (gap >= 0) j++;
    }
  }
  return { ...counts, changes: packer.length <= mostBytes ? packer.packed() : undefined };
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
  let count = 0;
  let alreadyPresent = 0;
  let taken = 0;
  for (const [block, before, come] of sideBySide(base, added.blocks)) {
    const offsets = offsetsOf(before);
    const gone = removals.get(block);
    const isTouched = come !== undefined || gone !== undefined;
    const absent = new Set(offsetsOf(gone));
    const stay = gone ? offsets.filter((offset) => !absent.has(offset)) : offsets;
    taken += offsets.length - stay.length;
    const present = new Set(come ? offsets : NONE);
    const coming = offsetsOf(come);
    alreadyPresent += coming.filter((offset) => present.has(offset)).length;
    const after = come ? union(stay, coming) : stay;
    if (after.length === 0) continue;
    const bytes = before && !isTouched ? before.bytes : packBlock(after, after.length);
    blocks.push({ block, count: after.length, bytes });
    digest.add(block, after, after.length);
    count += after.length;
  }
  return {
    numbers: { blocks, count, sha256: digest.hex() },
    alreadyPresent,
    alreadyAbsent: removed.count - taken,
  };
}

function offsetsOf(block: PackedBlock | undefined): Uint32Array {
  return block ? unpackBlock(block.bytes, block.count) : NONE;
}

/** Offsets of both, in order, each once. */
function union(one: Uint32Array, other: Uint32Array): Uint32Array {
  return Uint32Array.from(new Set([...one, ...other])).sort();
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
    const isSame = other?.block === one.block;
    if (isSame) at++;
    yield [one.block, one, isSame ? other : undefined];
  }
  for (const other of right.slice(at)) yield [other.block, undefined, other];
}

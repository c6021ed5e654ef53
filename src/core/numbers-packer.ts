import type { CompiledNumberLines } from './compiled-number-lines.js';
import type { CompiledPacking } from './compiled-packing.js';
import { NumbersDigest, type OrderedBlock } from './numbers-digest.js';
import { BLOCK_SIZE, packBlock } from './packed-block.js';

/** One packed block of a set: its million, how many numbers, their bytes. */
export interface PackedBlock {
  readonly block: number;
  readonly count: number;
  readonly bytes: Uint8Array;
}

/** Every number once, packed and in order. */
export interface PackedNumbers {
  readonly blocks: readonly PackedBlock[];
  readonly count: number;
  /** SHA-256, in hex, over the ascending numbers, each as decimal digits and LF. */
  readonly sha256: string;
}

/** Offsets of a block as they came: the first `length` of them. */
export interface CollectedBlock {
  readonly block: number;
  readonly offsets: Uint32Array<ArrayBuffer>;
  readonly length: number;
  /** Whether they ascend, each once. */
  readonly ascending: boolean;
}

type Ordered = OrderedBlock & PackedBlock;

/**
 * Packs blocks as they come, in any order. Order costs nothing to restore: a million bits put a block
 * in order and drop its repeats, where sorting 20 million numbers takes seconds.
 */
export class NumbersPacker {
  readonly #seen = new Uint32Array(Math.ceil(BLOCK_SIZE / 32));
  readonly #compiled: CompiledPacking | undefined;
  readonly #lines: CompiledNumberLines | undefined;
  readonly #ordered = new Map<number, Ordered>();

  /** @param compiled packs them sooner, where there are many @param lines writes the lines that are hashed sooner */
  constructor(compiled?: CompiledPacking, lines?: CompiledNumberLines) {
    this.#compiled = compiled;
    this.#lines = lines;
  }

  /** A block, or more of one; the offsets are the packer's from now on. */
  add(collected: CollectedBlock): void {
    const { block } = collected;
    const earlier = this.#ordered.get(block);
    const { offsets, length, ascending } = earlier ? joined(earlier, collected) : collected;
    const count = ascending ? length : order(offsets, length, this.#seen);
    this.#ordered.set(block, {
      block,
      offsets,
      count,
      bytes: packBlock(offsets, count, this.#compiled),
    });
  }

  /** The blocks of all that was added, ascending, with their offsets. */
  blocks(): (OrderedBlock & PackedBlock)[] {
    return [...this.#ordered.values()].sort((a, b) => a.block - b.block);
  }

  /** The set of all that was added. */
  packed(): PackedNumbers {
    const blocks = this.blocks();
    const digest = new NumbersDigest(this.#lines);
    digest.addAll(blocks);
    return packedNumbers(blocks, digest.hex());
  }
}

/** A set of packed blocks, whatever else is known of them. */
export function packedNumbers(packed: readonly PackedBlock[], sha256: string): PackedNumbers {
  const blocks = packed.map(({ block, count, bytes }) => ({ block, count, bytes }));
  return { blocks, count: blocks.reduce((sum, { count }) => sum + count, 0), sha256 };
}

function joined(earlier: Ordered, { block, offsets, length }: CollectedBlock): CollectedBlock {
  const all = new Uint32Array(earlier.count + length);
  all.set(earlier.offsets.subarray(0, earlier.count));
  all.set(offsets.subarray(0, length), earlier.count);
  return { block, offsets: all, length: all.length, ascending: false };
}

/** Puts offsets in order without repeats, in place; the count that is left. */
function order(offsets: Uint32Array, length: number, seen: Uint32Array): number {
  for (let at = 0; at < length; at++) {
    const offset = offsets[at] as number;
    seen[offset >>> 5] = (seen[offset >>> 5] as number) | (1 << (offset & 31));
  }
  let count = 0;
  for (let word = 0; word < seen.length; word++) {
    let bits = seen[word] as number;
    if (bits === 0) continue;
    seen[word] = 0;
    while (bits !== 0) {
      const low = 31 - Math.clz32(bits & -bits);
      offsets[count++] = (word << 5) + low;
      bits &= bits - 1;
    }
  }
  return count;
}

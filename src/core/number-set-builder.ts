import { NumbersDigest } from './numbers-digest.js';
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

interface Collected {
  offsets: Uint32Array;
  length: number;
  ascending: boolean;
}

const FIRST_ROOM = 1024;

/**
 * Collects numbers in any order and packs them. Order costs nothing to restore: a million bits
 * put a block in order and drop its repeats, where sorting 20 million numbers takes seconds.
 */
export class NumberSetBuilder {
  readonly #collected = new Map<number, Collected>();
  #lastBlock = -1;
  #last: Collected = { offsets: new Uint32Array(0), length: 0, ascending: true };

  /** @param e164 digits as an integer */
  add(e164: number): void {
    const block = Math.floor(e164 / BLOCK_SIZE);
    this.addAt(block, e164 - block * BLOCK_SIZE);
  }

  /** {@link add} for a number that is cut already: its millions, and the rest. */
  addAt(block: number, offset: number): void {
    if (block !== this.#lastBlock) this.#select(block);
    const into = this.#last;
    if (into.length === into.offsets.length) {
      const larger = new Uint32Array(Math.max(FIRST_ROOM, into.length * 2));
      larger.set(into.offsets);
      into.offsets = larger;
    }
    if (into.length > 0 && offset <= (into.offsets[into.length - 1] as number)) {
      into.ascending = false;
    }
    into.offsets[into.length++] = offset;
  }

  #select(block: number): void {
    let found = this.#collected.get(block);
    if (found === undefined) {
      found = { offsets: new Uint32Array(0), length: 0, ascending: true };
      this.#collected.set(block, found);
    }
    this.#lastBlock = block;
    this.#last = found;
  }

  /** Packs what was collected; the builder is empty afterwards. */
  build(): PackedNumbers {
    const seen = new Uint32Array(Math.ceil(BLOCK_SIZE / 32));
    const digest = new NumbersDigest();
    const blocks: PackedBlock[] = [];
    let total = 0;
    for (const block of [...this.#collected.keys()].sort((a, b) => a - b)) {
      const collected = this.#collected.get(block) as Collected;
      this.#collected.delete(block);
      const count = collected.ascending ? collected.length : order(collected, seen);
      blocks.push({ block, count, bytes: packBlock(collected.offsets, count) });
      digest.add(block, collected.offsets, count);
      total += count;
    }
    this.#lastBlock = -1;
    return { blocks, count: total, sha256: digest.hex() };
  }
}

/** Puts offsets in order without repeats, in place; the count that is left. */
function order({ offsets, length }: Collected, seen: Uint32Array): number {
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

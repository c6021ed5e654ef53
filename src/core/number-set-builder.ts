import { CompiledNumberLines } from './compiled-number-lines.js';
import { CompiledPacking } from './compiled-packing.js';
import { NumbersPacker, type CollectedBlock, type PackedNumbers } from './numbers-packer.js';
import { BLOCK_SIZE, FIRST_UK_BLOCK } from './packed-block.js';

/** Packs one set beside who collects it. */
export interface PacksBeside {
  /** A block, or more of one; the offsets are the packer's from now on. */
  add(block: CollectedBlock): void;
  /** The set of all that was added. */
  packed(): Promise<PackedNumbers>;
}

interface Collected {
  offsets: Uint32Array<ArrayBuffer>;
  length: number;
  ascending: boolean;
}

const FIRST_ROOM = 1024;
/** Numbers that are copied sooner one by one than together. */
const FEW = 32;
/** Fewer numbers are packed by the time that compiled loops are ready. */
const MANY = 1 << 17;
/** Fewer numbers are packed by the time that another thread has begun. */
const WORTH_A_THREAD = 1 << 21;

/** Collects numbers in any order and packs them. */
export class NumberSetBuilder {
  readonly #collected = new Map<number, Collected>();
  #lastBlock = -1;
  #last: Collected = none();
  /** Numbers of the blocks that were left for another one. */
  #left = 0;
  readonly #beside: PacksBeside | undefined;
  readonly #worthIt: number;
  readonly #handedOver = new Set<number>();
  /** No block that was handed over has come again. */
  #isGrouped = true;

  /**
   * @param beside gets each block as soon as the next one begins, since in a register file none comes again;
   *   it packs the set of {@link built}
   * @param worthIt how many numbers come before it gets any
   */
  constructor(beside?: PacksBeside, worthIt = WORTH_A_THREAD) {
    this.#beside = beside;
    this.#worthIt = worthIt;
  }

  /** @param e164 digits as an integer */
  add(e164: number): void {
    const block = Math.floor(e164 / BLOCK_SIZE);
    this.addAt(block, e164 - block * BLOCK_SIZE);
  }

  /** {@link add} for a number that is cut already: its millions, and the rest. */
  addAt(block: number, offset: number): void {
    if (block !== this.#lastBlock) this.#select(block);
    const into = this.#last;
    if (into.length === into.offsets.length) into.offsets = widened(into, into.length + 1);
    if (into.length > 0 && offset <= (into.offsets[into.length - 1] as number)) {
      into.ascending = false;
    }
    into.offsets[into.length++] = offset;
  }

  /**
   * Adds numbers of one million.
   *
   * @param offsets its offsets in `[from, to)`; at least one
   * @param isAscending whether these ascend, each once
   */
  addRun(
    block: number,
    offsets: Uint32Array,
    from: number,
    to: number,
    isAscending: boolean,
  ): void {
    if (block !== this.#lastBlock) this.#select(block);
    const into = this.#last;
    const length = into.length + to - from;
    if (length > into.offsets.length) into.offsets = widened(into, length);
    const last = into.length > 0 ? (into.offsets[into.length - 1] as number) : -1;
    if (!isAscending || (offsets[from] as number) <= last) into.ascending = false;
    if (to - from > FEW) into.offsets.set(offsets.subarray(from, to), into.length);
    else
      for (let at = from; at < to; at++)
        into.offsets[into.length + at - from] = offsets[at] as number;
    into.length = length;
  }

  #select(block: number): void {
    let found = this.#collected.get(block);
    if (found === undefined) {
      if (this.#handedOver.has(block)) this.#isGrouped = false;
      this.#left += this.#last.length;
      // Numbers of less than full length stand between others in a sorted file, which then go on.
      const isFull = block >= FIRST_UK_BLOCK;
      if (isFull && this.#isGrouped && this.#left >= this.#worthIt) this.#handOverFull();
      this.#collected.set(block, (found = none()));
    }
    this.#lastBlock = block;
    this.#last = found;
  }

  #handOverFull(): void {
    if (this.#beside === undefined) return;
    for (const [block, collected] of this.#collected) {
      if (block < FIRST_UK_BLOCK) continue;
      this.#beside.add({ block, ...collected });
      this.#handedOver.add(block);
      this.#collected.delete(block);
    }
  }

  /** Packs what was collected, where nothing is beside; the builder is empty afterwards. */
  build(): PackedNumbers {
    let count = 0;
    for (const { length } of this.#collected.values()) count += length;
    const packer =
      count < MANY
        ? new NumbersPacker()
        : new NumbersPacker(CompiledPacking.load(), CompiledNumberLines.load());
    for (const [block, collected] of this.#collected) packer.add({ block, ...collected });
    this.#collected.clear();
    this.#lastBlock = -1;
    this.#last = none();
    return packer.packed();
  }

  /** Packs what was collected, as far as that is not done; nothing can be added afterwards. */
  async built(): Promise<PackedNumbers> {
    let waiting = 0;
    for (const { length } of this.#collected.values()) waiting += length;
    const isWorthIt = this.#handedOver.size > 0 || waiting >= this.#worthIt;
    if (this.#beside === undefined || !isWorthIt) return this.build();
    for (const [block, collected] of this.#collected) this.#beside.add({ block, ...collected });
    this.#collected.clear();
    return this.#beside.packed();
  }
}

function none(): Collected {
  return { offsets: new Uint32Array(0), length: 0, ascending: true };
}

function widened({ offsets }: Collected, least: number): Uint32Array<ArrayBuffer> {
  const wider = new Uint32Array(Math.max(FIRST_ROOM, offsets.length * 2, least));
  wider.set(offsets);
  return wider;
}

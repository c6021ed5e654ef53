import { BLOCK_SIZE, blockHas, fillFilter, filterShift, filterWords } from './packed-block.js';

/** The lowest block of UK numbers of full length, 44 and ten digits; the others follow it. */
export const FIRST_UK_BLOCK = 440_000;
const UK_BLOCKS = 10_000;
const EMPTY = Buffer.alloc(0);
/** Words of a page of filters; a filter of the densest block takes a thirtieth of it. */
const PAGE_WORDS = 1 << 20;
const NO_FILTER = -1;

/**
 * A block's filter is made when the block has been asked once for so many of its bytes: about 80
 * times for one of 20,000 numbers. 500 records never come to that; of a million they nearly all
 * do, and sooner is better than later (measured: 8 bytes cost a fifth more of the whole scrub).
 */
const BYTES_A_QUESTION = 256;

/**
 * A block whose numbers changed since it was packed. To put it together costs more than a few
 * questions, and a short list asks each block once or twice.
 */
export interface ChangedBlock {
  /** As it was packed. */
  readonly bytes: Uint8Array;
  /** Whether it holds an offset now. */
  has(offset: number): boolean;
  /** Packed as it is now; empty when no number is left. */
  composed(): Uint8Array;
}

/**
 * A set of E.164 numbers in packed blocks, each loaded when a number of its million is first
 * asked for. Most numbers of a list are on no register, and a filter says so with one access to
 * memory, where a search of the packed bytes takes five. Filters lie side by side in large pages:
 * as arrays of their own each question would first go through three objects.
 */
export class NumberSet {
  readonly #load: (block: number) => Uint8Array | ChangedBlock | undefined;
  /** Slots of blocks that are not of UK numbers of full length; those follow from the block. */
  readonly #otherSlots = new Map<number, number>();
  /** By slot; packed where the slot has a filter. */
  readonly #blocks: (Uint8Array | ChangedBlock | undefined)[] = new Array<undefined>(
    UK_BLOCKS,
  ).fill(undefined);
  #questions = new Uint32Array(UK_BLOCKS);
  /** Where the slot's filter begins, in words over all pages, and its shift. */
  #filterStarts = new Int32Array(UK_BLOCKS).fill(NO_FILTER);
  #filterShifts = new Uint8Array(UK_BLOCKS);
  readonly #pages: Uint32Array[] = [];
  #nextWord = 0;

  /** @param load a block, packed or changed since, or undefined when the set has no number in it */
  constructor(load: (block: number) => Uint8Array | ChangedBlock | undefined) {
    this.#load = load;
  }

  /** @param e164 digits as an integer */
  has(e164: number): boolean {
    const block = Math.floor(e164 / BLOCK_SIZE);
    const offset = e164 - block * BLOCK_SIZE;
    const ukSlot = block - FIRST_UK_BLOCK;
    const slot = ukSlot >= 0 && ukSlot < UK_BLOCKS ? ukSlot : this.#otherSlot(block);
    const start = this.#filterStarts[slot] as number;
    if (start >= 0) {
      const bit = offset >> (this.#filterShifts[slot] as number);
      const at = start + (bit >> 5);
      const page = this.#pages[at >> 20] as Uint32Array;
      if ((((page[at & (PAGE_WORDS - 1)] as number) >>> (bit & 31)) & 1) === 0) return false;
      return blockHas(this.#blocks[slot] as Uint8Array, offset);
    }
    return this.#isIn(block, slot, offset);
  }

  /**
   * Asks for many numbers, and adds a bit for those that are in the set.
   *
   * @param numbers digits as integers; what is 0 is not asked for
   * @param count how many of them
   * @param into where the bit is added, number by number
   */
  mark(numbers: Float64Array, count: number, into: Int32Array, bit: number): void {
    for (let at = 0; at < count; at++) {
      const e164 = numbers[at] as number;
      if (e164 !== 0 && this.has(e164)) into[at] = (into[at] as number) | bit;
    }
  }

  /** Asks the block itself, and makes a filter for it when it has been asked often. */
  #isIn(block: number, slot: number, offset: number): boolean {
    const held = (this.#blocks[slot] ??= this.#load(block) ?? EMPTY);
    const isPacked = held instanceof Uint8Array;
    const asked = (this.#questions[slot] as number) + 1;
    this.#questions[slot] = asked;
    if (asked * BYTES_A_QUESTION <= (isPacked ? held : held.bytes).length) {
      return isPacked ? blockHas(held, offset) : held.has(offset);
    }
    const packed = isPacked ? held : held.composed();
    this.#blocks[slot] = packed;
    this.#makeFilter(slot, packed);
    return blockHas(packed, offset);
  }

  /** A filter lies whole in one page. */
  #makeFilter(slot: number, bytes: Uint8Array): void {
    const shift = filterShift(bytes);
    const words = filterWords(shift);
    const used = this.#nextWord & (PAGE_WORDS - 1);
    if (used === 0 || used + words > PAGE_WORDS) {
      this.#nextWord = this.#pages.length * PAGE_WORDS;
      this.#pages.push(new Uint32Array(PAGE_WORDS));
    }
    const start = this.#nextWord;
    this.#nextWord += words;
    const page = this.#pages[start >> 20] as Uint32Array;
    fillFilter(page, start & (PAGE_WORDS - 1), shift, bytes);
    this.#filterShifts[slot] = shift;
    this.#filterStarts[slot] = start;
  }

  #otherSlot(block: number): number {
    let slot = this.#otherSlots.get(block);
    if (slot === undefined) {
      slot = this.#blocks.length;
      this.#otherSlots.set(block, slot);
      this.#blocks.push(undefined);
      if (slot >= this.#questions.length) this.#widen();
    }
    return slot;
  }

  #widen(): void {
    const wider = this.#questions.length * 2;
    const questions = new Uint32Array(wider);
    questions.set(this.#questions);
    this.#questions = questions;
    const starts = new Int32Array(wider).fill(NO_FILTER);
    starts.set(this.#filterStarts);
    this.#filterStarts = starts;
    const shifts = new Uint8Array(wider);
    shifts.set(this.#filterShifts);
    this.#filterShifts = shifts;
  }
}

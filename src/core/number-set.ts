import { BlockPages, NOWHERE } from './block-pages.js';
import { CompiledBlocks } from './compiled-blocks.js';
import type { SharedMemory } from './compiled-loop.js';
import { BLOCK_SIZE, FIRST_UK_BLOCK, UK_BLOCKS } from './packed-block.js';

/** Where a block lies whose slot says none of these: a place in the pages. */
const NOT_LOADED = -2;
const CHANGED = -3;

/**
 * A changed block is put together when it has been asked once for so many of its bytes: about 80
 * times for one of 20,000 numbers. 500 records never come to that; of a million they nearly all do.
 */
const BYTES_A_QUESTION = 256;

/** So many numbers are looked up side by side. */
const SIDE_BY_SIDE = 512;

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

interface AskedBlock {
  readonly block: ChangedBlock;
  questions: number;
}

/** The whole of a set, as another thread gets it: the blocks are shared, not copied. */
export interface SharedNumbers {
  readonly pages: readonly SharedArrayBuffer[];
  readonly places: Int32Array;
  readonly shifts: Uint8Array;
  readonly otherSlots: ReadonlyMap<number, number>;
  /** Of blocks of UK numbers of full length; undefined where WebAssembly cannot run: then they are in the pages. */
  readonly compiled: SharedMemory | undefined;
}

/** A block, packed or changed since, or undefined when the set has no number in it. */
export type HeldBlock = Uint8Array | ChangedBlock | undefined;

/** A million of a set, and its block. */
export type SetBlock = readonly [block: number, held: HeldBlock];

/** What a set loads its blocks by. */
export interface NumberBlocks {
  readonly load: (block: number) => HeldBlock;
  /** Every block that may have numbers. */
  readonly all: () => Iterable<SetBlock>;
}

/**
 * A set of E.164 numbers in packed blocks, each loaded when a number of its million is first
 * asked for, and searched as it is packed. Looking a number up is mostly waiting for memory, twice: for
 * the index of its block, and for the few bytes that this names. So many numbers are looked up side by
 * side, all first steps before all second ones, and their waiting overlaps. (Before, each block had a
 * filter that answered most questions at the first step; to make the filters took what they saved.)
 */
export class NumberSet {
  readonly #blocks: NumberBlocks;
  readonly #pages: BlockPages;
  /** Slots of blocks that are not of UK numbers of full length; those follow from the block. */
  readonly #otherSlots: Map<number, number>;
  /** By slot, where its block lies. */
  #places: Int32Array;
  /** By slot, its block's shift. */
  #shifts: Uint8Array;
  readonly #changed = new Map<number, AskedBlock>();
  /** What is shared, and is asked instead of everything above from then on, but for numbers that are not of full length. */
  #compiled: CompiledBlocks | undefined;
  readonly #folder: URL | undefined;
  /** Of the numbers that are looked up side by side. */
  readonly #at = new Int32Array(SIDE_BY_SIDE);
  readonly #shiftsAt = new Uint8Array(SIDE_BY_SIDE);
  readonly #offsets = new Int32Array(SIDE_BY_SIDE);

  /** @param shared what is loaded already @param folder where the compiled loop is */
  constructor(blocks: NumberBlocks, shared?: SharedNumbers, folder?: URL) {
    this.#blocks = blocks;
    this.#folder = folder;
    this.#compiled = shared?.compiled && CompiledBlocks.of(shared.compiled, folder);
    this.#pages = new BlockPages(shared?.pages);
    this.#places = shared?.places ?? new Int32Array(UK_BLOCKS).fill(NOT_LOADED);
    this.#shifts = shared?.shifts ?? new Uint8Array(UK_BLOCKS);
    this.#otherSlots = new Map(shared?.otherSlots);
  }

  /** A set that another thread has shared. */
  static of(shared: SharedNumbers, folder?: URL): NumberSet {
    return new NumberSet({ load: () => undefined, all: () => [] }, shared, folder);
  }

  /** Loads every block, changed ones as they are now, for another thread. */
  share(): SharedNumbers {
    const compiled = CompiledBlocks.make(this.#folder);
    this.#compiled = compiled && this.#loadAll(compiled) ? compiled : undefined;
    if (this.#compiled === undefined) this.#loadAll(undefined);
    return {
      pages: this.#pages.buffers,
      places: this.#places,
      shifts: this.#shifts,
      otherSlots: this.#otherSlots,
      compiled: this.#compiled?.memory,
    };
  }

  /** @param into gets blocks of numbers of full length, the pages the others; false when it has no room */
  #loadAll(into: CompiledBlocks | undefined): boolean {
    for (const [block, held] of this.#blocks.all()) {
      if (into && isOfFullLength(block)) {
        const packed = held === undefined || held instanceof Uint8Array ? held : held.composed();
        if (packed && packed.length > 0 && !into.add(block, packed)) return false;
        continue;
      }
      const slot = this.#slotOf(block);
      const place = this.#places[slot];
      if ((place === NOT_LOADED ? this.#hold(slot, held) : place) === CHANGED) this.#compose(slot);
    }
    return true;
  }

  /** @param e164 digits as an integer */
  has(e164: number): boolean {
    const block = Math.floor(e164 / BLOCK_SIZE);
    if (this.#compiled && isOfFullLength(block)) return this.#compiled.has(e164);
    const offset = e164 - block * BLOCK_SIZE;
    const slot = this.#slotOf(block);
    const place = this.#placeOf(slot, block);
    return place === CHANGED ? this.#isInChanged(slot, offset) : this.#pages.has(place, offset);
  }

  /**
   * Asks for many numbers, and adds a bit for each that is in the set.
   *
   * @param numbers digits as integers; what is 0 is not asked for
   * @param count how many of them
   * @param into where the bit is added, number by number
   */
  mark(numbers: Float64Array, count: number, into: Int32Array, bit: number): void {
    if (this.#compiled) {
      this.#compiled.mark(numbers, count, into, bit, this.#hasOther);
      return;
    }
    for (let from = 0; from < count; from += SIDE_BY_SIDE) {
      const some = Math.min(SIDE_BY_SIDE, count - from);
      this.#find(numbers, from, some, into, bit);
      this.#pages.markFound(this.#at, this.#shiftsAt, this.#offsets, some, into, from, bit);
    }
  }

  /** Of a number that is in no block of the compiled ones. */
  readonly #hasOther = (e164: number): boolean => this.has(e164);

  /** Where the blocks of some numbers lie; changed ones answer at once. */
  #find(numbers: Float64Array, from: number, count: number, into: Int32Array, bit: number): void {
    const at = this.#at;
    const shiftsAt = this.#shiftsAt;
    const offsets = this.#offsets;
    for (let index = 0; index < count; index++) {
      const e164 = numbers[from + index] as number;
      const block = Math.floor(e164 / BLOCK_SIZE);
      const offset = e164 - block * BLOCK_SIZE;
      const slot = this.#slotOf(block);
      const place = e164 === 0 ? NOWHERE : this.#placeOf(slot, block);
      offsets[index] = offset;
      shiftsAt[index] = this.#shifts[slot] as number;
      at[index] = place === CHANGED ? NOWHERE : place;
      if (place === CHANGED && this.#isInChanged(slot, offset)) {
        into[from + index] = (into[from + index] as number) | bit;
      }
    }
  }

  #slotOf(block: number): number {
    return isOfFullLength(block) ? block - FIRST_UK_BLOCK : this.#otherSlot(block);
  }

  #placeOf(slot: number, block: number): number {
    const place = this.#places[slot] as number;
    return place === NOT_LOADED ? this.#loaded(slot, block) : place;
  }

  #loaded(slot: number, block: number): number {
    return this.#hold(slot, this.#blocks.load(block));
  }

  #hold(slot: number, held: HeldBlock): number {
    const isPacked = held === undefined || held instanceof Uint8Array;
    if (!isPacked) this.#changed.set(slot, { block: held, questions: 0 });
    if (isPacked) return this.#add(slot, held);
    return (this.#places[slot] = CHANGED);
  }

  #add(slot: number, packed: Uint8Array | undefined): number {
    const place = (this.#places[slot] = this.#pages.add(packed));
    if (place !== NOWHERE) this.#shifts[slot] = this.#pages.shiftAt(place);
    return place;
  }

  #isInChanged(slot: number, offset: number): boolean {
    const changed = this.#changed.get(slot) as AskedBlock;
    const { block } = changed;
    if (++changed.questions * BYTES_A_QUESTION <= block.bytes.length) return block.has(offset);
    return this.#pages.has(this.#compose(slot), offset);
  }

  #compose(slot: number): number {
    const { block } = this.#changed.get(slot) as AskedBlock;
    this.#changed.delete(slot);
    return this.#add(slot, block.composed());
  }

  #otherSlot(block: number): number {
    let slot = this.#otherSlots.get(block);
    if (slot === undefined) {
      slot = UK_BLOCKS + this.#otherSlots.size;
      this.#otherSlots.set(block, slot);
      if (slot >= this.#places.length) {
        const wider = new Int32Array(this.#places.length * 2).fill(NOT_LOADED);
        wider.set(this.#places);
        this.#places = wider;
        const shifts = new Uint8Array(this.#places.length);
        shifts.set(this.#shifts);
        this.#shifts = shifts;
      }
    }
    return slot;
  }
}

function isOfFullLength(block: number): boolean {
  return block >= FIRST_UK_BLOCK && block < FIRST_UK_BLOCK + UK_BLOCKS;
}

import { blockHas, bucketHas, dataStartOf, read24 } from './packed-block.js';

/** The place of an empty block. */
export const NOWHERE = -1;

const PAGE_BITS = 24;
/** Of a page: sixteen of the largest blocks. */
const PAGE_BYTES = 1 << PAGE_BITS;
const IN_PAGE = PAGE_BYTES - 1;
const SIDE_BY_SIDE = 512;

/**
 * Packed blocks side by side in a few large arrays. As an array of its own each block would be asked
 * through three objects, and each of them is one more wait for memory.
 */
export class BlockPages {
  readonly #pages: Uint8Array<SharedArrayBuffer>[];
  #used = PAGE_BYTES;
  readonly #start = new Int32Array(SIDE_BY_SIDE);
  readonly #end = new Int32Array(SIDE_BY_SIDE);
  /** Of what was looked at only to have it near; kept, or a compiler might leave the look out. */
  touched = 0;

  /** @param pages that another thread has filled */
  constructor(pages: readonly SharedArrayBuffer[] = []) {
    this.#pages = pages.map((page) => new Uint8Array(page));
  }

  /** The memory, for another thread: whole blocks are not written to again. */
  get buffers(): SharedArrayBuffer[] {
    return this.#pages.map(({ buffer }) => buffer);
  }

  /** Copies a packed block behind the others; its place. */
  add(block: Uint8Array | undefined): number {
    if (block === undefined || block.length === 0) return NOWHERE;
    if (this.#used + block.length > PAGE_BYTES) {
      this.#pages.push(new Uint8Array(new SharedArrayBuffer(PAGE_BYTES)));
      this.#used = 0;
    }
    const place = ((this.#pages.length - 1) << PAGE_BITS) | this.#used;
    this.#pages.at(-1)?.set(block, this.#used);
    this.#used += block.length;
    return place;
  }

  /** Whether the block at a place holds an offset. */
  has(place: number, offset: number): boolean {
    if (place === NOWHERE) return false;
    return blockHas(
      (this.#pages[place >> PAGE_BITS] as Uint8Array).subarray(place & IN_PAGE),
      offset,
    );
  }

  /** How many offsets a bucket of the block at a place has, as a power of two. */
  shiftAt(place: number): number {
    return (this.#pages[place >> PAGE_BITS] as Uint8Array)[place & IN_PAGE] as number;
  }

  /**
   * Adds a bit for each of some offsets that its block holds.
   *
   * @param places where their blocks lie
   * @param shifts those blocks' own; from there each would be one more wait for memory
   * @param count at most 512
   * @param into where the bit is added, from `from` on
   */
  markFound(
    places: Int32Array,
    shifts: Uint8Array,
    offsets: Int32Array,
    count: number,
    into: Int32Array,
    from: number,
    bit: number,
  ): void {
    this.#findBuckets(places, shifts, offsets, count);
    for (let index = 0; index < count; index++) {
      const place = places[index] as number;
      if (place === NOWHERE) continue;
      const page = this.#pages[place >> PAGE_BITS] as Uint8Array;
      const wanted = (offsets[index] as number) & ((1 << (shifts[index] as number)) - 1);
      if (bucketHas(page, this.#start[index] as number, this.#end[index] as number, wanted)) {
        into[from + index] = (into[from + index] as number) | bit;
      }
    }
  }

  /** Where the buckets of the offsets begin and end; each is looked at, so that its bytes are on the way. */
  #findBuckets(places: Int32Array, shifts: Uint8Array, offsets: Int32Array, count: number): void {
    const start = this.#start;
    const end = this.#end;
    let touched = 0;
    for (let index = 0; index < count; index++) {
      const place = places[index] as number;
      if (place === NOWHERE) continue;
      const page = this.#pages[place >> PAGE_BITS] as Uint8Array;
      const at = place & IN_PAGE;
      const shift = shifts[index] as number;
      const entry = at + 1 + 3 * ((offsets[index] as number) >> shift);
      const data = at + dataStartOf(shift);
      start[index] = data + read24(page, entry);
      end[index] = data + read24(page, entry + 3);
    }
    for (let index = 0; index < count; index++) {
      const place = places[index] as number;
      if (place === NOWHERE) continue;
      touched += (this.#pages[place >> PAGE_BITS] as Uint8Array)[start[index] as number] as number;
    }
    this.touched = touched;
  }
}

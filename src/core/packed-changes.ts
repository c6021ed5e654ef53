import { BLOCK_SIZE } from './packed-block.js';
import { LONGEST_VARINT, VarintReader, writeVarint } from './varint.js';

/**
 * Packed changes, format 1: how one set of numbers differs from another. A change is a number and
 * whether it was removed; changes stand in ascending order of their numbers, each number once. Of
 * each the value `2 × number + (1 if it was removed)` is taken, and less the value before it (the
 * first: less 0) written as a varint (varint.ts).
 *
 * A day's changes of a register take three to four bytes each; whole blocks of a million, as
 * editions have them, would take a row of the database for nearly every number.
 */

const FIRST_ROOM = 4096;
/** Two values for each number of a block. */
const BLOCK_VALUES = 2 * BLOCK_SIZE;

/** Packs changes, one by one. */
export class ChangesPacker {
  #bytes = new Uint8Array(FIRST_ROOM);
  #length = 0;
  #last = 0;

  /** Bytes so far. */
  get length(): number {
    return this.#length;
  }

  /** @param e164 digits as an integer, above those before it */
  add(e164: number, isRemoved: boolean): void {
    if (this.#length + LONGEST_VARINT > this.#bytes.length) this.#widen();
    const value = 2 * e164 + (isRemoved ? 1 : 0);
    this.#length = writeVarint(this.#bytes, this.#length, value - this.#last);
    this.#last = value;
  }

  /** What was added, packed. */
  packed(): Uint8Array {
    return this.#bytes.slice(0, this.#length);
  }

  #widen(): void {
    const wider = new Uint8Array(this.#bytes.length * 2);
    wider.set(this.#bytes);
    this.#bytes = wider;
  }
}

/**
 * Reads packed changes in order, one by one, each as it stands in its block of a million numbers: a
 * year has millions of them, and to cut each from its whole number took most of the time.
 */
export class ChangesReader {
  /** The block of the change read last. */
  block = 0;
  /** The change read last: `2 × offset + (1 if it was removed)`. */
  change = 0;
  readonly #gaps: VarintReader;
  readonly #end: number;

  constructor(bytes: Uint8Array) {
    this.#gaps = new VarintReader(bytes);
    this.#end = bytes.length;
  }

  /** Reads the next change. @returns false after the last */
  next(): boolean {
    if (this.#gaps.at >= this.#end) return false;
    const value = this.change + this.#gaps.next();
    if (value < BLOCK_VALUES) {
      this.change = value;
      return true;
    }
    const blocks = Math.floor(value / BLOCK_VALUES);
    this.block += blocks;
    this.change = value - blocks * BLOCK_VALUES;
    return true;
  }
}

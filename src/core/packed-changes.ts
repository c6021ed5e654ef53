import { BLOCK_SIZE } from './packed-block.js';

/**
 * Packed changes, format 1: how one set of numbers differs from another. A change is a number and
 * whether it was removed; changes stand in ascending order of their numbers, each number once. Of
 * each the value `2 × number + (1 if it was removed)` is taken, and less the value before it (the
 * first: less 0) written as a varint: 7 bits a byte, low ones first, high bit = more follows.
 *
 * A day's changes of a register take three to four bytes each; whole blocks of a million, as
 * editions have them, would take a row of the database for nearly every number.
 */

const FIRST_ROOM = 4096;
/** The longest varint of a safe integer: eight times seven bits. */
const LONGEST_VARINT = 8;
/** Below it a gap is written with bit operations. */
const WORD = 2 ** 31;

/** Four bytes of a varint fit an integer of 32 bits; what is left has weights beyond. */
const WORD_BITS = 28;
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
    let gap = value - this.#last;
    this.#last = value;
    const bytes = this.#bytes;
    let at = this.#length;
    while (gap >= WORD) {
      bytes[at++] = (gap % 128) + 128;
      gap = Math.floor(gap / 128);
    }
    while (gap > 127) {
      bytes[at++] = (gap & 127) | 128;
      gap >>>= 7;
    }
    bytes[at++] = gap;
    this.#length = at;
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
  readonly #bytes: Uint8Array;
  #at = 0;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** Reads the next change. @returns false after the last */
  next(): boolean {
    const bytes = this.#bytes;
    let at = this.#at;
    if (at >= bytes.length) return false;
    let byte = bytes[at++] as number;
    let gap = byte & 127;
    for (let bits = 7; byte > 127 && bits < WORD_BITS; bits += 7) {
      byte = bytes[at++] as number;
      gap |= (byte & 127) << bits;
    }
    for (let weight = 2 ** WORD_BITS; byte > 127; weight *= 128) {
      byte = bytes[at++] as number;
      gap += (byte & 127) * weight;
    }
    this.#at = at;
    gap += this.change;
    if (gap < BLOCK_VALUES) {
      this.change = gap;
      return true;
    }
    const blocks = Math.floor(gap / BLOCK_VALUES);
    this.block += blocks;
    this.change = gap - blocks * BLOCK_VALUES;
    return true;
  }
}

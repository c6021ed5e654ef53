/**
 * Varints: whole numbers from 0 below 2^53, 7 bits a byte, low ones first, high bit = more follows.
 * In packed changes and traced numbers they are the gaps between ascending numbers. Blocks of an
 * edition (packed-block.ts) have gaps below a million and unroll the same form where they search.
 */

/** Bytes of the longest. */
export const LONGEST_VARINT = 8;

/** Below it bits can be shifted. */
const WORD = 2 ** 31;
/** Bits of a varint's first four bytes, which fit an integer of 32; the others have weights beyond. */
const WORD_BITS = 28;

/** Writes a varint to an array that has room for it; where it ends. */
export function writeVarint(bytes: Uint8Array, start: number, value: number): number {
  let at = start;
  let rest = value;
  while (rest >= WORD) {
    bytes[at++] = (rest % 128) + 128;
    rest = Math.floor(rest / 128);
  }
  while (rest > 127) {
    bytes[at++] = (rest & 127) | 128;
    rest >>>= 7;
  }
  bytes[at++] = rest;
  return at;
}

/** Reads varints that stand one after the other. */
export class VarintReader {
  /** Where the next begins; behind the end when the last one was cut off. */
  at = 0;
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** The next; what is missing of it counts as 0. */
  next(): number {
    const bytes = this.#bytes;
    let at = this.at;
    let byte = bytes[at++] as number;
    let value = byte & 127;
    for (let bits = 7; byte > 127 && bits < WORD_BITS; bits += 7) {
      byte = bytes[at++] as number;
      value |= (byte & 127) << bits;
    }
    for (let weight = 2 ** WORD_BITS; byte > 127; weight *= 128) {
      byte = bytes[at++] as number;
      value += (byte & 127) * weight;
    }
    this.at = at;
    return value;
  }
}

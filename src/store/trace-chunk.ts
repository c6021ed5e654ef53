import { LONGEST_VARINT, VarintReader, writeVarint } from '../core/varint.js';

/**
 * Traced numbers, format 1. The numbers of a set, ascending, are cut into chunks:
 *
 *   first    the chunk's first number, E.164 digits as an integer below 2^53
 *   next     `first` of the chunk after it; 0 in the last one of its set
 *   count    how many numbers it holds, `first` among them
 *   numbers  for each number but the first, how much more it is than the one before it, as a varint
 *            (core/varint.ts)
 *   crc      CRC-32 over the line `tps-scrub-trace-1 RUN REASON KEPT READING FIRST NEXT COUNT` and
 *            LF, then the numbers (KEPT is 0 or 1; an empty word is empty)
 *
 * `next` chains the chunks, so that the one which ought to hold a number is known even when it is
 * gone. A chunk is as large as a row of one SQLite page of 4096 bytes can be: a number is found by
 * one step in the index and 4 kB to read, and no page is shared out between rows.
 */
export interface TraceChunk {
  readonly first: number;
  readonly next: number;
  readonly count: number;
  readonly bytes: Uint8Array;
}

/**
 * A table leaf holds a row of up to 4061 bytes on its own page (SQLite file format, 1.6, "U-35");
 * the row's other columns and its header take up to 37 of them.
 */
const MOST_BYTES = 4020;

/** Packs ascending numbers, one at a time, into chunks. */
export class ChunkPacker {
  readonly #emit: (chunk: TraceChunk) => void;
  readonly #bytes = new Uint8Array(MOST_BYTES);
  #length = 0;
  #first = 0;
  #last = 0;
  #count = 0;

  /** @param emit is given each chunk, in order */
  constructor(emit: (chunk: TraceChunk) => void) {
    this.#emit = emit;
  }

  /** @param e164 above every number before it */
  add(e164: number): void {
    if (this.#count === 0 || this.#length + LONGEST_VARINT > MOST_BYTES) {
      this.#end(e164);
      this.#first = e164;
      this.#length = 0;
      this.#count = 0;
    } else {
      this.#length = writeVarint(this.#bytes, this.#length, e164 - this.#last);
    }
    this.#last = e164;
    this.#count++;
  }

  /** After the last number. */
  end(): void {
    this.#end(0);
    this.#count = 0;
  }

  #end(next: number): void {
    if (this.#count === 0) return;
    const bytes = this.#bytes.slice(0, this.#length);
    this.#emit({ first: this.#first, next, count: this.#count, bytes });
  }
}

/**
 * The numbers of a chunk, ascending.
 *
 * @throws RangeError when it does not hold so many as it says, or goes on to its `next`
 */
export function unpackChunk({ first, next, count, bytes }: TraceChunk): Float64Array {
  const numbers = new Float64Array(count);
  const gaps = new VarintReader(bytes);
  let number = first;
  for (let index = 0; index < count; index++) {
    if (index > 0) number += gaps.next();
    numbers[index] = number;
  }
  if (gaps.at === bytes.length && (next === 0 || number < next)) return numbers;
  throw new RangeError(`a chunk of traced numbers does not hold ${String(count)} numbers`);
}

import { FieldForm } from '../../files/record-scanner.js';
import type { FileRecord } from './record.js';

/** Longer cells are looked up as text. */
const SHORT = 64;
/** How many spellings the table has a place for. */
const SPELLINGS_A_PLACE = 4;
/** Of all columns of a file together: 16 MiB of short cells. A file can have 100,000 columns. */
const MOST_PLACES = 1 << 18;
/** Longer ones are not remembered: a column of remarks would fill the memory. */
const LONGEST = 256;

/** In place of a number: the cell is too long to be remembered. */
export const LONG = -1;
/** In place of a number: the column has too many spellings. */
export const TOO_MANY = -2;

/** Where what matters in a cell ends. */
export type EndOf = (buffer: Buffer, start: number, end: number) => number;

/** FNV-1a, 32 bits (Fowler, Noll, Vo): offset basis and prime. */
const FNV_BASIS = 0x811c9dc5 | 0;
const FNV_PRIME = 0x01000193;

/**
 * Numbers the spellings of a column's cells, from 0 as they are met: most columns of a file
 * say a few things a million times. A table of short cells, one to a place, stands before the map:
 * to compare bytes takes a third of the time that it takes to make text of them.
 */
export class Spellings {
  /** Cells that are alike have one key, whose number is its place. */
  readonly keys: string[] = [];
  readonly #record: FileRecord;
  readonly #column: number;
  readonly #most: number;
  readonly #endOf: EndOf | undefined;
  readonly #numbers = new Map<string, number>();
  readonly #mask: number;
  readonly #bytes: Uint8Array;
  readonly #lengths: Int8Array;
  readonly #known: Int32Array;

  /**
   * @param most how many are numbered
   * @param endOf cuts off what makes no difference
   */
  constructor(record: FileRecord, column: number, most: number, endOf?: EndOf) {
    this.#record = record;
    this.#column = column;
    this.#most = most;
    this.#endOf = endOf;
    const wanted = 2 ** Math.ceil(Math.log2(most / SPELLINGS_A_PLACE));
    const share = 2 ** Math.floor(Math.log2(MOST_PLACES / record.width));
    const places = Math.max(1, Math.min(wanted, share));
    this.#mask = places - 1;
    this.#bytes = new Uint8Array(places * SHORT);
    this.#lengths = new Int8Array(places).fill(-1);
    this.#known = new Int32Array(places);
  }

  /** The number of the cell in the record that the scanner stands on; or LONG, or TOO_MANY. */
  current(): number {
    const { buffer, scanner } = this.#record;
    const { spans } = scanner;
    const at = this.#column * 3;
    const start = spans[at] as number;
    let end = spans[at + 1] as number;
    const form = spans[at + 2] as number;
    if (end - start > LONGEST) return LONG;
    if (form === FieldForm.escaped || form === FieldForm.relaxed) {
      return this.#number(this.#record.key(this.#column));
    }
    if (this.#endOf) end = this.#endOf(buffer, start, end);
    const length = end - start;
    if (length > SHORT) return this.#number(buffer.toString('latin1', start, end));
    const bytes = this.#bytes;
    let hash = FNV_BASIS;
    for (let i = 0; i < length; i++) {
      hash = Math.imul(hash ^ (buffer[start + i] as number), FNV_PRIME);
    }
    const place = (hash ^ (hash >>> 15)) & this.#mask;
    const first = place * SHORT;
    if (this.#lengths[place] === length) {
      let i = 0;
      while (i < length && bytes[first + i] === buffer[start + i]) i++;
      if (i === length) return this.#known[place] as number;
    }
    const number = this.#number(buffer.toString('latin1', start, end));
    if (number >= 0) {
      for (let i = 0; i < length; i++) bytes[first + i] = buffer[start + i] as number;
      this.#lengths[place] = length;
      this.#known[place] = number;
    }
    return number;
  }

  #number(key: string): number {
    const number = this.#numbers.get(key);
    if (number !== undefined) return number;
    if (this.keys.length >= this.#most) return TOO_MANY;
    this.#numbers.set(key, this.keys.length);
    return this.keys.push(key) - 1;
  }
}

import type { FileRecord } from './record.js';
import { Spellings, type EndOf } from './spellings.js';

/** So many spellings of a column with a meaning are remembered; the rest is read anew each time. */
const MOST_REMEMBERED = 20_000;

/** In place of a number: the cell is read each time. */
const READ_ANEW = -1;

/** What one cell says, and whether it says so to the letter: such cells are not cut. */
export interface Saying {
  readonly isLiteral?: true;
}

/** What the cells of one column say, numbered from 0 as it is met. */
export class Sayings<T extends Saying> {
  /** What was read, by number. */
  readonly values: T[] = [];
  readonly #record: FileRecord;
  readonly #column: number;
  readonly #spellings: Spellings;
  readonly #bySpelling: number[] = [];
  readonly #byContent = new Map<string, number>();
  readonly #read: (text: string) => T;

  /**
   * @param read what a cell with this text says; called about once for each spelling
   * @param endOf cuts off what makes no difference to `read`
   */
  constructor(record: FileRecord, column: number, read: (text: string) => T, endOf?: EndOf) {
    this.#record = record;
    this.#column = column;
    this.#spellings = new Spellings(record, column, MOST_REMEMBERED, endOf);
    this.#read = read;
  }

  /** The number of what the cell of the current record says. */
  current(): number {
    const spelling = this.#spellings.current();
    const known = spelling < 0 ? undefined : this.#bySpelling[spelling];
    if (known !== undefined && known >= 0) return known;
    const value = this.#read(this.#record.text(this.#column).trim());
    const content = JSON.stringify(value);
    let number = this.#byContent.get(content);
    if (number === undefined) {
      number = this.values.push(value) - 1;
      this.#byContent.set(content, number);
    }
    if (spelling >= 0) this.#bySpelling[spelling] = value.isLiteral ? READ_ANEW : number;
    return number;
  }
}

/** More distinct contents a column cannot have: a file of 2^26 rows would be needed. */
const MOST_NUMBERS = 2 ** 26;

/** Places of a table of pairs; a power of two. */
const PAIR_PLACES = 1 << 15;
/** Odd, so that neighbours come to stand apart. */
const SPREAD = 0x9e3779b1;

/** Numbers pairs of numbers, from 0 as they are met; a chain of them numbers whole combinations. */
export class Pairs {
  readonly #numbers = new Map<number, number>();
  /** One pair to a place, and its number: the map takes ten times as long. */
  readonly #first = new Int32Array(PAIR_PLACES).fill(-1);
  readonly #second = new Int32Array(PAIR_PLACES);
  readonly #known = new Int32Array(PAIR_PLACES);

  /** The number of the pair; its members are below 2^26. */
  of(first: number, second: number): number {
    const place = (Math.imul(first, SPREAD) ^ second) & (PAIR_PLACES - 1);
    if (this.#first[place] === first && this.#second[place] === second) {
      return this.#known[place] as number;
    }
    const pair = first * MOST_NUMBERS + second;
    let number = this.#numbers.get(pair);
    if (number === undefined) this.#numbers.set(pair, (number = this.#numbers.size));
    this.#first[place] = first;
    this.#second[place] = second;
    this.#known[place] = number;
    return number;
  }
}

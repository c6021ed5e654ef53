import type { ObjectionTerms } from '../../policy/objections.js';
import type { TermsNotes } from './said.js';

/** A row of which something could not be read. What could be is among the numbers all the same. */
export interface UnresolvedRow {
  /** Counted from 1 among the rows read: `rowOf` + 1. */
  readonly row: number;
  /** Physical line on which it begins. */
  readonly line: number;
  /** The record as it stands, without its line end; over 1,000 characters cut, with its SHA-256. */
  readonly text: string;
  /** A few words: `no number`, `digits that make no number`, … */
  readonly why: string;
  /** Place in `terms`. */
  readonly terms: number;
  readonly reference: string;
}

/** The rows of an opt-out file, as arrays: a million objects would take ten times the memory. */
export interface FoundRows {
  /** Each distinct terms once. */
  readonly terms: readonly ObjectionTerms[];
  /**
   * E.164 digits as integers: one for each number of each row, every plausible reading. A number
   * that stands twice in one row is given once.
   */
  readonly numbers: Float64Array;
  /** Place in `terms`, for each number. */
  readonly termsOf: Uint32Array;
  /** Place of the row among the rows read, from 0, for each number. */
  readonly rowOf: Uint32Array;
  /** By row; empty when no row has a reference. */
  readonly references: readonly string[];
  /** Rows read: neither blank nor passed over by `--where`. */
  readonly rows: number;
  readonly passedOver: number;
  /** Rows without anything in any cell, lines without a byte among them. */
  readonly blankRows: number;
  readonly unresolved: readonly UnresolvedRow[];
  readonly notes: Readonly<TermsNotes> & {
    /** Rows with a cell that could be read in several ways, all of which were taken. */
    readonly readings: number;
  };
}

const FIRST_ROOM = 4096;

/** The numbers of an opt-out file as they are found. */
export class FoundNumbers {
  #numbers = new Float64Array(FIRST_ROOM);
  #termsOf = new Uint32Array(FIRST_ROOM);
  #rowOf = new Uint32Array(FIRST_ROOM);
  #count = 0;

  /** Adds one number, E.164 digits as an integer. */
  add(e164: number, terms: number, row: number): void {
    const at = this.#count;
    if (at === this.#numbers.length) this.#grow();
    this.#numbers[at] = e164;
    this.#termsOf[at] = terms;
    this.#rowOf[at] = row;
    this.#count = at + 1;
  }

  /** All of them, in order. */
  arrays(): Pick<FoundRows, 'numbers' | 'termsOf' | 'rowOf'> {
    const end = this.#count;
    return {
      numbers: this.#numbers.subarray(0, end),
      termsOf: this.#termsOf.subarray(0, end),
      rowOf: this.#rowOf.subarray(0, end),
    };
  }

  #grow(): void {
    const room = this.#numbers.length * 2;
    const numbers = new Float64Array(room);
    const termsOf = new Uint32Array(room);
    const rowOf = new Uint32Array(room);
    numbers.set(this.#numbers);
    termsOf.set(this.#termsOf);
    rowOf.set(this.#rowOf);
    this.#numbers = numbers;
    this.#termsOf = termsOf;
    this.#rowOf = rowOf;
  }
}

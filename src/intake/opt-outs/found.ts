import type { DayOrder } from '../../config/settings.js';
import type { ListSigns } from '../../files/list-signs.js';
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
  /** Rows of another width than the header, passed over or not. */
  readonly ragged: number;
  readonly signs: ListSigns;
  /** Rows without anything in any cell, lines without a byte among them. */
  readonly blankRows: number;
  readonly unresolved: readonly UnresolvedRow[];
  readonly notes: Readonly<TermsNotes> & {
    /** Rows with a cell that could be read in several ways, all of which were taken. */
    readonly readings: number;
  };
  /** An order in which days can be read that cannot be read in the order said; perhaps the right one. */
  readonly otherOrder: DayOrder | undefined;
}

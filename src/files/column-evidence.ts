import { decodeText } from '../core/decode.js';
import { flagBit } from '../core/flags.js';
import { ALIEN_DIGIT, foldText } from '../core/fold-text.js';
import { PlainReader } from '../core/plain-reader.js';
import { readCellItems } from '../core/read-cell.js';
import { UK_NUMBER } from '../core/read-digits.js';
import { fieldBytes } from './field-bytes.js';
import { MAX_RECORD_BYTES, type ListHead } from './list-head.js';
import { RecordScanner } from './record-scanner.js';

const ZERO_RESTORED = flagBit('zero-restored');
/** Fewer digits make no number that could fill a column: such cells are counted and not read. */
export const LEAST_DIGITS = 9;
/**
 * Cells that are no plain number (times, references) are read one by one up to here, and then one in
 * so many, for as many: reading each would take three times as long as the scrub.
 */
const TEXTS_READ = 1000;
const TEXTS_A_SAMPLE = 64;
/** Longer cells are texts, whatever digits stand in them; blanks at the end are no part of one. */
const LONGEST_CELL = 256;
const BLANK = 32;

/**
 * By byte, 1 for figures and for what may be part of one in another script. Most of a list's bytes are
 * looked up here: two comparisons for each took a tenth of a scrub.
 */
const IS_DIGIT = Uint8Array.from({ length: 256 }, (_, byte) =>
  (byte >= 48 && byte <= 57) || byte >= 0x80 ? 1 : 0,
);

/** What was counted of a column. */
export interface ColumnTally {
  /** Cells with a digit: `none` and `n/a` say nothing about a column. */
  filled: number;
  /** Cells with a number that needed no repair. */
  read: number;
  /** Cells with a number, repaired ones too. */
  numbers: number;
  /** Cells with anything like a number, ambiguous and foreign ones and those in other digits too. */
  numberLike: number;
  /** Cells with digits enough that are no plain number. */
  texts: number;
  /** Cells with something in them, and no digit. */
  words: number;
}

/**
 * What the cells of each column look like: those of a list's beginning, when columns are chosen, and
 * every one that is not screened, while the list passes. A column that is filled only further down
 * would otherwise leave with the list unscreened.
 */
export class ColumnEvidence {
  readonly #head: ListHead;
  readonly #tallies: ColumnTally[];
  readonly #reader = new PlainReader();
  #records = 0;

  constructor(head: ListHead) {
    this.#head = head;
    this.#tallies = Array.from({ length: head.width }, () => ({
      filled: 0,
      read: 0,
      numbers: 0,
      numberLike: 0,
      texts: 0,
      words: 0,
    }));
  }

  /** Looks at every cell of the records in `buffer[start, end)`; `start` begins a record. */
  show(buffer: Buffer, start: number, end: number, whole: boolean): void {
    const scanner = new RecordScanner({
      delimiter: this.#head.delimiter,
      columns: 'all',
      maxRecordBytes: MAX_RECORD_BYTES,
    });
    scanner.scan(buffer, start, end, whole, () => {
      this.#records++;
      const { spans } = scanner;
      const fields = Math.min(scanner.fieldCount, this.#tallies.length);
      for (let column = 0; column < fields; column++) {
        const at = column * 3;
        const [from, to, form] = [spans[at], spans[at + 1], spans[at + 2]];
        this.cell(column, buffer, from as number, to as number, form as number);
      }
    });
  }

  /** Looks at one cell, given as a span of the scanner. Once for every cell that no one screens. */
  cell(column: number, buffer: Buffer, start: number, end: number, form: number): void {
    let digits = 0;
    for (let at = start; at < end; at++) digits += IS_DIGIT[buffer[at] as number] as number;
    const tally = this.#tallies[column] as ColumnTally;
    if (digits === 0) {
      if (start < end) tally.words++;
      return;
    }
    if (digits < LEAST_DIGITS || lengthOf(buffer, start, end) > LONGEST_CELL) {
      tally.filled++;
    } else if (this.#reader.readCell(buffer, start, end) === UK_NUMBER) {
      tally.filled++;
      tally.read++;
      tally.numbers++;
      tally.numberLike++;
    } else {
      tally.texts++;
      const weight = tally.texts <= TEXTS_READ ? 1 : TEXTS_A_SAMPLE;
      if (weight > 1 && tally.texts % TEXTS_A_SAMPLE !== 0) return;
      const text = decodeText(fieldBytes(buffer, start, end, form), this.#head.encoding);
      this.#text(tally, text, weight);
    }
  }

  /** Counts cells of a column that were looked at: `words` without a digit, `filled` with too few for a number. */
  settled(column: number, words: number, filled: number): void {
    const tally = this.#of(column);
    tally.words += words;
    tally.filled += filled;
  }

  /** What was counted so far, by column. */
  get tallies(): readonly ColumnTally[] {
    return this.#tallies;
  }

  /** Adds what was counted elsewhere, of the same columns. */
  add(tallies: readonly ColumnTally[]): void {
    tallies.forEach((tally, column) => {
      const into = this.#of(column);
      for (const name of Object.keys(tally) as (keyof ColumnTally)[]) into[name] += tally[name];
    });
  }

  /** Most filled cells hold a number that needed no repair. */
  holdsNumbers(column: number): boolean {
    const { filled, read } = this.#of(column);
    return read * 2 > filled;
  }

  /** Most filled cells hold a number, if those that lost their 0 count too. */
  holdsRepairedNumbers(column: number): boolean {
    const { filled, numbers } = this.#of(column);
    return numbers * 2 > filled;
  }

  /** Any cell holds a number that needed no repair. */
  holdsSomeNumbers(column: number): boolean {
    return this.#of(column).read > 0;
  }

  /** Any cell holds anything like a number. */
  hasNumbers(column: number): boolean {
    return this.#of(column).numberLike > 0;
  }

  /** There are cells with words, and none with a digit: a type, a status. */
  holdsWordsOnly(column: number): boolean {
    const { words, filled } = this.#of(column);
    return words > 0 && filled === 0;
  }

  /** How many cells hold a digit. */
  filledCells(column: number): number {
    return this.#of(column).filled;
  }

  /** How many cells hold anything, with a digit or without. */
  filledWithAnything(column: number): number {
    const { filled, words } = this.#of(column);
    return filled + words;
  }

  /** How many cells hold a number, and how many of these needed no repair. */
  numbersRead(column: number): { readonly numbers: number; readonly unrepaired: number } {
    const { numbers, read } = this.#of(column);
    return { numbers, unrepaired: read };
  }

  /** Records that were shown whole ({@link ColumnEvidence.show}). */
  get records(): number {
    return this.#records;
  }

  /** Share of the filled cells that hold anything like a number; 1 when none is filled. */
  numberLikeShare(column: number): number {
    const { filled, numberLike } = this.#of(column);
    return filled === 0 ? 1 : numberLike / filled;
  }

  #of(column: number): ColumnTally {
    return this.#tallies[column] as ColumnTally;
  }

  #text(tally: ColumnTally, text: string, weight: number): void {
    tally.filled += weight;
    const items = readCellItems(text);
    const numbers = items.filter((item) => item.kind === 'number');
    if (numbers.some(({ flags }) => (flags & ZERO_RESTORED) === 0)) tally.read += weight;
    if (numbers.length > 0) tally.numbers += weight;
    const isLike = items.some(({ kind }) => kind !== 'invalid' && kind !== 'short-code');
    if (isLike || isAlienNumber(text)) {
      tally.numberLike += weight;
    }
  }
}

/** How long a cell is without the blanks at its end. */
function lengthOf(buffer: Buffer, start: number, end: number): number {
  let last = end;
  while (last > start && (buffer[last - 1] as number) <= BLANK) last--;
  return last - start;
}

/** Digits enough for a number, some of them of a script that is not read: it is one to whoever wrote it. */
function isAlienNumber(text: string): boolean {
  const digits: readonly string[] = foldText(text).match(/[0-9\uffff]/g) ?? [];
  return digits.length >= LEAST_DIGITS && digits.includes(ALIEN_DIGIT);
}

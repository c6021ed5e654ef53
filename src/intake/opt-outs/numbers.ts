import { rangeIn } from '../../core/number-range.js';
import { PlainReader } from '../../core/plain-reader.js';
import { readCellItems } from '../../core/read-cell.js';
import { LOWEST_FULL_LENGTH, NOT_COMPLETE } from '../../core/read-digits.js';
import type { ReadItem } from '../../core/read-segments.js';
import { FieldForm } from '../../files/record-scanner.js';
import type { FileRecord } from '../passed-on/record.js';

/** The lowest E.164 number of the UK with nine national digits. */
const LOWEST_SHORT = LOWEST_FULL_LENGTH / 10;

/** A longer cell is no phone cell and is not read, here as in a scrub. */
const LONGEST_CELL = 1024;

/** Why a row is left unresolved, in the words of the file of rejected rows. */
export const UNRESOLVED = {
  none: 'no number',
  invalid: 'digits that make no number',
  short: 'a short code',
  unbounded: 'more than ten readings',
  long: 'longer than 1,024 bytes',
  fewer: 'fewer fields than the header',
  more: 'more fields than the header',
  cut: 'the file ends here without a line end, perhaps cut off',
} as const;

/** One of the texts of {@link UNRESOLVED}. */
export type Unresolved = (typeof UNRESOLVED)[keyof typeof UNRESOLVED];

/**
 * Reads the number cells of one record at a time. Whatever can be read is a number to suppress,
 * every reading of a damaged one too; a row of which anything cannot be read is unresolved besides.
 */
export class OptOutNumbers {
  /** The record's numbers, E.164 digits as integers, each once: the first `count` of these. */
  readonly found: number[] = [];
  count = 0;
  /** Why the record is unresolved; undefined when it is not. */
  why: Unresolved | undefined;
  /** A cell could be read in several ways, and all of them were taken. */
  hasReadings = false;
  readonly #record: FileRecord;
  readonly #columns: readonly number[];
  readonly #width: number;
  readonly #reader = new PlainReader();

  /** @param columns places of the number columns */
  constructor(record: FileRecord, columns: readonly number[], width: number) {
    this.#record = record;
    this.#columns = columns;
    this.#width = width;
  }

  /**
   * Reads the record that the scanner stands on.
   *
   * @param unended it ends with the file, without a line end
   * @param misses a cell that a `--where` asks about
   */
  read(unended: boolean, misses: boolean): void {
    const { buffer, scanner } = this.#record;
    const { spans, fieldCount } = scanner;
    const reader = this.#reader;
    this.count = 0;
    this.why = fieldCount > this.#width ? UNRESOLVED.more : undefined;
    this.hasReadings = false;
    for (const column of this.#columns) {
      const at = column * 3;
      const start = spans[at] as number;
      const end = spans[at + 1] as number;
      const form = spans[at + 2] as number;
      if (form === FieldForm.absent) this.#fault(UNRESOLVED.fewer);
      if (start === end) continue;
      if (form === FieldForm.plain || form === FieldForm.quoted) {
        if (reader.readCell(buffer, start, end) !== NOT_COMPLETE) {
          this.#take(reader.e164);
          continue;
        }
        if (!reader.hasDigit) continue;
      }
      if (end - start > LONGEST_CELL) this.#fault(UNRESOLVED.long);
      else this.#text(this.#record.text(column));
    }
    if (this.count === 0) this.#fault(UNRESOLVED.none);
    if (misses) this.#fault(UNRESOLVED.fewer);
    if (unended && (fieldCount < this.#width || this.#mayGoOn())) this.#fault(UNRESOLVED.cut);
  }

  /** The last number may have had one more digit: `01204 62345` is one, and so is `01204 623456`. */
  #mayGoOn(): boolean {
    const last = this.found[this.count - 1] ?? 0;
    return this.count > 0 && last >= LOWEST_SHORT && last < LOWEST_FULL_LENGTH;
  }

  /** What may be a range is one: who wrote `020 7946 0120-2` is not called on any line of it. */
  #text(text: string): void {
    for (const item of readCellItems(text)) this.#item(item);
    const range = rangeIn(text);
    if (range === undefined) return;
    for (const other of range.others) this.#take(other);
    if (range.others.length === 0) this.#fault(UNRESOLVED.unbounded);
    else this.hasReadings = true;
  }

  #item(item: ReadItem): void {
    switch (item.kind) {
      case 'number':
      case 'foreign':
        this.#take(item.e164);
        break;
      case 'ambiguous':
        for (const reading of item.readings) this.#take(reading);
        if (item.readings.length === 0) this.#fault(UNRESOLVED.unbounded);
        else this.hasReadings = true;
        break;
      case 'short-code':
        this.#fault(UNRESOLVED.short);
        break;
      case 'invalid':
        this.#fault(UNRESOLVED.invalid);
        break;
    }
  }

  #take(e164: number): void {
    for (let i = 0; i < this.count; i++) if (this.found[i] === e164) return;
    this.found[this.count++] = e164;
  }

  /** The first fault names the row. */
  #fault(why: Unresolved): void {
    this.why ??= why;
  }
}

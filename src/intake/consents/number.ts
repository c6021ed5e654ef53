import { withdrawalWords } from '../passed-on/disposition-words.js';
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

/** Why a row has no number of which a consent could be recorded, in the words of the rejected file. */
export const UNFIT = {
  none: 'no number',
  invalid: 'digits that make no number',
  short: 'a short code',
  several: 'more than one number: whose consent it is nobody can tell',
  ambiguous: 'a damaged number: which one it was nobody can tell',
  long: 'longer than 1,024 bytes',
  fewer: 'fewer fields than the header',
  more: 'more fields than the header',
  withdrawn: 'words beside the number say that calls are not welcome',
  cut: 'the file ends here without a line end, perhaps cut off',
} as const;

/** One of the texts of {@link UNFIT}. */
export type Unfit = (typeof UNFIT)[keyof typeof UNFIT];

/**
 * Reads the number of one record at a time. The other way round than with opt-outs: a consent counts
 * only for a number that was read whole and alone.
 */
export class ConsentNumber {
  /** E.164 digits as an integer, when the record is fit. */
  e164 = 0;
  readonly #record: FileRecord;
  readonly #column: number;
  readonly #width: number;
  readonly #reader = new PlainReader();

  /** @param column place of the number column */
  constructor(record: FileRecord, column: number, width: number) {
    this.#record = record;
    this.#column = column;
    this.#width = width;
  }

  /**
   * Reads the record that the scanner stands on.
   *
   * @param unended it ends with the file, without a line end
   * @returns why it is unfit; undefined when it is fit
   */
  read(unended: boolean): Unfit | undefined {
    const { fieldCount } = this.#record.scanner;
    if (fieldCount > this.#width) return UNFIT.more;
    if (fieldCount < this.#width) return unended ? UNFIT.cut : UNFIT.fewer;
    const why = this.#readCell();
    if (why !== undefined) return why;
    if (!unended) return undefined;
    const isLast = this.#column === this.#width - 1;
    return (isLast ? this.#mayGoOn() : this.#lastIsEmpty()) ? UNFIT.cut : undefined;
  }

  /** Nobody can tell an empty last cell from one that was cut before its text. */
  #lastIsEmpty(): boolean {
    const { spans } = this.#record.scanner;
    const at = (this.#width - 1) * 3;
    return spans[at] === spans[at + 1];
  }

  #readCell(): Unfit | undefined {
    const { buffer, scanner } = this.#record;
    const at = this.#column * 3;
    const start = scanner.spans[at] as number;
    const end = scanner.spans[at + 1] as number;
    const form = scanner.spans[at + 2] as number;
    if (start === end) return UNFIT.none;
    const reader = this.#reader;
    if (form === FieldForm.plain || form === FieldForm.quoted) {
      if (reader.readCell(buffer, start, end) !== NOT_COMPLETE) {
        this.e164 = reader.e164;
        return undefined;
      }
      if (!reader.hasDigit) return UNFIT.none;
    }
    if (end - start > LONGEST_CELL) return UNFIT.long;
    const text = this.#record.text(this.#column);
    return withdrawalWords(text) === '' ? this.#take(readCellItems(text)) : UNFIT.withdrawn;
  }

  #take(items: readonly ReadItem[]): Unfit | undefined {
    const [item, ...others] = items;
    if (item === undefined) return UNFIT.none;
    const bad = items.find(({ kind }) => kind !== 'number' && kind !== 'foreign');
    switch (bad?.kind) {
      case 'ambiguous':
        return UNFIT.ambiguous;
      case 'short-code':
        return UNFIT.short;
      case 'invalid':
        return UNFIT.invalid;
      default:
        break;
    }
    if (others.length > 0) return UNFIT.several;
    if (item.kind === 'number' || item.kind === 'foreign') this.e164 = item.e164;
    return undefined;
  }

  /** It may have had one more digit: `01204 62345` is a number, and so is `01204 623456`. */
  #mayGoOn(): boolean {
    return this.e164 >= LOWEST_SHORT && this.e164 < LOWEST_FULL_LENGTH;
  }
}

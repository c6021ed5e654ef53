import { decodeText, type Encoding } from '../../core/decode.js';
import { PlainReader } from '../../core/plain-reader.js';
import { readCellItems } from '../../core/read-cell.js';
import type { ReadItem } from '../../core/read-number.js';
import { NOT_COMPLETE, UK_NUMBER } from '../../core/read-digits.js';
import { fieldBytes } from '../../files/field-bytes.js';
import { FieldForm } from '../../files/record-scanner.js';
import { LONGEST_CELL } from '../../scrub/phone-cells.js';
import type { CalledNumber, Unread } from './call-reading.js';

/**
 * Reads the number of a call, as every cell is read. A call has one; a cell may hold several, of which
 * nobody can say which was called.
 */
export class CallNumbers {
  /** What the last cell read came to; 0 when it holds no number. */
  e164 = 0;
  /** Class of a UK number; -1 of any other. */
  numberClass = -1;
  /** Further numbers of that cell. */
  others: readonly CalledNumber[] = NONE;
  readonly #reader = new PlainReader();
  readonly #encoding: Encoding | undefined;

  constructor(encoding: Encoding | undefined) {
    this.#encoding = encoding;
  }

  /** Reads a cell into the fields; why it holds no number that can be asked about, or empty. */
  read(buffer: Buffer, start: number, end: number, form: number): Unread | '' {
    this.e164 = 0;
    this.numberClass = -1;
    this.others = NONE;
    if (start === end) return 'no-number';
    if (form === FieldForm.plain || form === FieldForm.quoted) {
      const reader = this.#reader;
      const kind = reader.readCell(buffer, start, end);
      if (kind === UK_NUMBER) {
        this.e164 = reader.e164;
        this.numberClass = reader.numberClass;
        return '';
      }
      if (kind === NOT_COMPLETE && !reader.hasDigit) return 'no-number';
    }
    if (end - start > LONGEST_CELL) return 'number-invalid';
    return this.#readText(decodeText(fieldBytes(buffer, start, end, form), this.#encoding));
  }

  #readText(text: string): Unread | '' {
    const items = readCellItems(text);
    const [first, ...others] = items.flatMap(calledNumber);
    const faults = items.map(faultOf);
    if (first === undefined)
      return items.length > 1 ? 'several-numbers' : (faults[0] ?? 'no-number');
    if (faults.some((fault) => fault !== '')) return 'several-numbers';
    this.e164 = first.e164;
    this.numberClass = first.numberClass;
    if (others.length > 0) this.others = others.filter(({ e164 }) => e164 !== first.e164);
    return '';
  }
}

const NONE: readonly never[] = [];

function calledNumber(item: ReadItem): CalledNumber[] {
  if (item.kind === 'number') return [{ e164: item.e164, numberClass: item.numberClass }];
  return item.kind === 'foreign' ? [{ e164: item.e164, numberClass: -1 }] : [];
}

function faultOf({ kind }: ReadItem): Unread | '' {
  switch (kind) {
    case 'number':
    case 'foreign':
      return '';
    case 'ambiguous':
      return 'number-ambiguous';
    case 'short-code':
      return 'short-code';
    case 'invalid':
      return 'number-invalid';
  }
}

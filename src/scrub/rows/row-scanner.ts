import { PlainReader } from '../../core/plain-reader.js';
import { NOT_COMPLETE, UK_NUMBER } from '../../core/read-digits.js';
import type { ColumnEvidence } from '../../files/column-evidence.js';
import { MAX_RECORD_BYTES, type ListHead } from '../../files/list-head.js';
import { FieldForm, RecordScanner } from '../../files/record-scanner.js';
import { CellKind, RowShape, type RecordRows } from './record-rows.js';

/** How a list is read into rows. */
export interface RowReading {
  readonly head: ListHead;
  /** Columns that are screened, ascending. */
  readonly phones: readonly number[];
  /** Columns that are neither screened nor ignored. */
  readonly others: readonly number[];
  /** Columns whose places in a record are asked for, ascending. */
  readonly kept: readonly number[];
}

/** What the rows of a list are like. */
export function shapeOf({ head, phones, kept }: RowReading): RowShape {
  return new RowShape(head.width, phones.length, kept);
}

/**
 * Reads a list's bytes into rows: where its records and their fields lie, and the plain numbers of its
 * phone cells. It knows of no register and decides nothing, so that it can go on in a thread of its own
 * while the rows before are screened.
 */
export class RowScanner {
  readonly #scanner: RecordScanner;
  readonly #width: number;
  readonly #phones: readonly number[];
  readonly #others: readonly number[];
  readonly #evidence: ColumnEvidence;
  readonly #reader = new PlainReader();
  #buffer: Buffer = Buffer.alloc(0);
  #rows: RecordRows | undefined;

  /** @param evidence is shown every cell of the other columns: none leaves with the list unseen */
  constructor({ head, phones, others }: RowReading, evidence: ColumnEvidence) {
    this.#width = head.width;
    this.#phones = phones;
    this.#others = others;
    this.#evidence = evidence;
    this.#scanner = new RecordScanner({
      delimiter: head.delimiter,
      columns: Array.from({ length: head.width }, (_, index) => index),
      maxRecordBytes: MAX_RECORD_BYTES,
      firstLine: head.dataLine,
      rowsAreLines: head.rowsAreLines,
    });
  }

  /** Lines without a byte so far, after the header. */
  get blankLines(): number {
    return this.#scanner.blankLines;
  }

  /** Records so far. */
  get records(): number {
    return this.#scanner.record;
  }

  /**
   * Adds the records that lie whole in `buffer[start, end)` to rows.
   *
   * @param ended whether the list ends at `end`
   * @returns the first byte not taken
   * @throws StructuralFault
   */
  scan(buffer: Buffer, start: number, end: number, ended: boolean, rows: RecordRows): number {
    this.#buffer = buffer;
    this.#rows = rows;
    return this.#scanner.scan(buffer, start, end, ended, this.#onRecord);
  }

  readonly #onRecord = (): void => {
    const rows = this.#rows as RecordRows;
    rows.add(this.#scanner);
    if (this.#scanner.fieldCount === this.#width) this.#readPhones(rows);
    this.#lookAtOthers();
  };

  #readPhones(rows: RecordRows): void {
    const phones = this.#phones;
    const reader = this.#reader;
    const { spans } = this.#scanner;
    for (let place = 0; place < phones.length; place++) {
      const at = (phones[place] as number) * 3;
      const start = spans[at] as number;
      const end = spans[at + 1] as number;
      const form = spans[at + 2] as number;
      if (start === end) rows.addCell(CellKind.empty, 0);
      else if (form === FieldForm.plain || form === FieldForm.quoted) {
        const found = reader.readCell(this.#buffer, start, end);
        if (found === UK_NUMBER) rows.addCell(reader.numberClass, reader.e164);
        else {
          const isWords = found === NOT_COMPLETE && !reader.hasDigit;
          rows.addCell(isWords ? CellKind.words : CellKind.text, 0);
        }
      } else rows.addCell(CellKind.text, 0);
    }
  }

  /** No column leaves with the list unless it was screened, ignored, or looked at. */
  #lookAtOthers(): void {
    const { spans } = this.#scanner;
    const others = this.#others;
    for (let place = 0; place < others.length; place++) {
      const column = others[place] as number;
      const start = spans[column * 3] as number;
      const end = spans[column * 3 + 1] as number;
      if (start < end) {
        this.#evidence.cell(column, this.#buffer, start, end, spans[column * 3 + 2] as number);
      }
    }
  }
}

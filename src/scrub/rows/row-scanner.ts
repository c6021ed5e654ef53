import { PlainReader } from '../../core/plain-reader.js';
import { NOT_COMPLETE, UK_NUMBER } from '../../core/read-digits.js';
import type { ColumnEvidence } from '../../files/column-evidence.js';
import { MAX_RECORD_BYTES } from '../../files/list-head.js';
import { FieldForm, RecordScanner } from '../../files/record-scanner.js';
import type { CompiledRecords, RecordTaker } from './compiled-records.js';
import { CellKind, type RecordRows } from './record-rows.js';
import { HEAD, type RowReading } from './row-shape.js';

/** Records at most that are read before the compiled loop is asked again. */
const MOST_ODD = 1024;

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

  readonly #compiled: CompiledRecords | undefined;

  /**
   * @param evidence is shown every cell of the other columns: none leaves with the list unseen
   * @param compiled reads the records that nearly all are
   */
  constructor(
    { head, phones, others }: RowReading,
    evidence: ColumnEvidence,
    compiled?: CompiledRecords,
  ) {
    this.#compiled = compiled;
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
    if (this.#compiled === undefined) {
      return this.#scanner.scan(buffer, start, end, ended, this.#onRecord);
    }
    this.#compiled.begin();
    let at = start;
    let most = 1;
    for (;;) {
      const from = at;
      at = this.#compiled.read(buffer, from, end, this.#scanner.nextLine, this.#taker);
      if (at === end) return at;
      // In a list of records that it does not read, to ask it before each would take twice as long.
      most = at > from ? 1 : Math.min(2 * most, MOST_ODD);
      const next = this.#scanner.scan(buffer, at, end, ended, this.#onRecord, most);
      if (next === at) return at;
      at = next;
    }
  }

  readonly #taker: RecordTaker = {
    rows: (integers, count, cells) => {
      const rows = this.#rows as RecordRows;
      const at = rows.addRows(integers, count);
      this.#scanner.passed(count);
      this.#readCells(rows, at, count, cells);
    },
    cell: (column, start, end, form) => {
      this.#evidence.cell(column, this.#buffer, start, end, form);
    },
    settled: (column, words, filled) => {
      this.#evidence.settled(column, words, filled);
    },
  };

  #readCells(rows: RecordRows, first: number, count: number, cells: Int32Array): void {
    const { rowLength, phones } = rows.shape;
    let cell = 0;
    for (let row = first + HEAD, left = count; left > 0; left--, row += rowLength) {
      for (let place = 0; place < phones; place++, cell += 2) {
        const kind = this.#readPhone(cells[cell] as number, cells[cell + 1] as number);
        rows.setCell(row + place, kind, kind < 0 ? 0 : this.#reader.e164);
      }
    }
  }

  readonly #onRecord = (): void => {
    const rows = this.#rows as RecordRows;
    rows.add(this.#scanner);
    if (this.#scanner.fieldCount === this.#width) this.#readPhones(rows);
    this.#lookAtOthers();
  };

  #readPhones(rows: RecordRows): void {
    const phones = this.#phones;
    const { spans } = this.#scanner;
    for (let place = 0; place < phones.length; place++) {
      const at = (phones[place] as number) * 3;
      const start = spans[at] as number;
      const end = spans[at + 1] as number;
      const form = spans[at + 2] as number;
      const isRead = start === end || form === FieldForm.plain || form === FieldForm.quoted;
      const kind = isRead ? this.#readPhone(start, end) : CellKind.text;
      rows.addCell(kind, kind < 0 ? 0 : this.#reader.e164);
    }
  }

  /** The class of the plain UK number of a cell, which the reader then holds, or the cell's kind. */
  #readPhone(start: number, end: number): number {
    if (start === end) return CellKind.empty;
    const reader = this.#reader;
    const found = reader.readCell(this.#buffer, start, end);
    if (found === UK_NUMBER) return reader.numberClass;
    return found === NOT_COMPLETE && !reader.hasDigit ? CellKind.words : CellKind.text;
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

import { CR, LF, QUOTE } from '../field-marks.js';
import { MAX_RECORD_BYTES } from '../list-head.js';
import { XmlFault } from './xml-scanner.js';

const COMMA = 0x2c;
const BLANK = 0x20;
/** So few bytes are copied faster one by one. */
const SHORT = 64;
const FIRST_ROOM = 1 << 17;

/** How the lines are made. */
export interface LineOptions {
  /** So many rows stand before the header. */
  readonly skipRows: number;
  /** Fields of every line; 0 when the first row with a cell after the skipped ones tells. */
  readonly width: number;
}

/**
 * Writes the rows of a sheet as CSV, a line for each, with commas and CR LF. The number of a line is
 * that of its row: a row that does not exist is a line without a byte, and line ends inside cells
 * count for nothing. A text stands between quotes and anything else does not, so that the lines can
 * be made a sheet again. Empty cells behind a row's last one are filled up to the header's width.
 */
export class RowLines {
  readonly #skipRows: number;
  #width: number;
  #out = Buffer.allocUnsafe(FIRST_ROOM);
  #length = 0;
  #lineStart = 0;
  /** The row being written, from 1. */
  #row = 0;
  /** Fields that it has so far. */
  #fields = 0;

  constructor({ skipRows, width }: LineOptions) {
    this.#skipRows = skipRows;
    this.#width = width;
  }

  /** Begins a row, after lines for those before it that do not exist. */
  begin(row: number): void {
    while (++this.#row < row) this.#endLine();
    this.#lineStart = this.#length;
    this.#fields = 0;
  }

  /** Adds a text whose quotes are doubled. @param column from 0, ascending in a row */
  text(column: number, bytes: Buffer, start: number, end: number): void {
    if (start === end) return;
    this.#goTo(column, end - start + 2);
    const from = this.#length + 1;
    this.#out[this.#length] = QUOTE;
    this.#length = from + end - start;
    if (end - start > SHORT) bytes.copy(this.#out, from, start, end);
    else for (let at = start; at < end; at++) this.#out[from + at - start] = bytes[at] as number;
    if (this.#row <= this.#skipRows) this.#joinLines(from);
    this.#out[this.#length++] = QUOTE;
  }

  /** Adds what is no text: it needs no quotes. */
  bare(column: number, value: string): void {
    if (value === '') return;
    this.#goTo(column, value.length);
    this.#length += this.#out.write(value, this.#length, 'latin1');
  }

  /** Ends a row. */
  end(): void {
    if (this.#fields > 0 && this.#row > this.#skipRows) {
      if (this.#width === 0) this.#width = this.#fields;
      if (this.#fields < this.#width) this.#goTo(this.#width - 1, 0);
    }
    this.#endLine();
  }

  /** The bytes written since they were taken last; they are good until the next row begins. */
  take(): Buffer {
    const taken = this.#out.subarray(0, this.#length);
    this.#length = this.#lineStart = 0;
    return taken;
  }

  /** Commas up to a column, and room for so many bytes in it. */
  #goTo(column: number, bytes: number): void {
    const commas = column - Math.max(0, this.#fields - 1);
    this.#reserve(commas + bytes + 3);
    if (this.#length + commas + bytes - this.#lineStart > MAX_RECORD_BYTES - 2) {
      throw new XmlFault(`row ${String(this.#row)} is longer than 1 MiB`);
    }
    if (commas > 1) this.#out.fill(COMMA, this.#length, this.#length + commas);
    else this.#out[this.#length] = COMMA;
    this.#length += commas;
    this.#fields = column + 1;
  }

  #endLine(): void {
    this.#reserve(2);
    this.#out[this.#length++] = CR;
    this.#out[this.#length++] = LF;
  }

  #reserve(bytes: number): void {
    if (this.#length + bytes <= this.#out.length) return;
    const wider = Buffer.allocUnsafe(2 * (this.#length + bytes));
    this.#out.copy(wider, 0, 0, this.#length);
    this.#out = wider;
  }

  /** Rows before the header are skipped by lines: none of them may have two. */
  #joinLines(from: number): void {
    for (let at = from; at < this.#length; at++) {
      if (this.#out[at] === LF || this.#out[at] === CR) this.#out[at] = BLANK;
    }
  }
}

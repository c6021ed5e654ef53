import { hash } from 'node:crypto';
import { decodeText, type Encoding } from '../../core/decode.js';
import { fieldBytes } from '../../files/field-bytes.js';
import { MAX_RECORD_BYTES, type ListHead } from '../../files/list-head.js';
import { FieldForm, RecordScanner } from '../../files/record-scanner.js';

/** A row that is kept as it stands is cut here, in characters. */
const LONGEST_TEXT = 1000;
const MARK_DIGITS = 16;
const MARK_LENGTH = MARK_DIGITS + ' … sha256 '.length;
/** The bytes of so many characters, whatever they are (UTF-8 takes at most four). */
const LONGEST_TEXT_BYTES = 4 * LONGEST_TEXT;
const BLANK = 0x20;
const ASCII_END = 0x7f;
const ASCII = /^[\x00-\x7f]*$/;
/**
 * What a person would call something: not blanks, control characters or marks nobody sees. NUL is
 * something: no text has it, and where it stands a part of the file was lost.
 */
const CONTENT = /[^\s\p{Cc}\p{Default_Ignorable_Code_Point}]|\0/u;

/** Whether a text holds nothing that anybody would see. */
export function holdsNothing(text: string): boolean {
  return !CONTENT.test(text);
}

/** The record of a file that a scanner stands on: its cells, when somebody asks for them. */
export class FileRecord {
  /** Holds the current record. */
  buffer: Buffer = Buffer.alloc(0);
  readonly scanner: RecordScanner;
  readonly #delimiter: Uint8Array;
  readonly #width: number;
  readonly #encoding: Encoding | undefined;
  #every: RecordScanner | undefined;

  /** The scanner captures each column of the head, in order. */
  constructor({ delimiter, width, encoding, dataLine, rowsAreLines }: ListHead) {
    this.scanner = new RecordScanner({
      delimiter,
      columns: Array.from({ length: width }, (_, index) => index),
      maxRecordBytes: MAX_RECORD_BYTES,
      firstLine: dataLine,
      rowsAreLines,
    });
    this.#delimiter = delimiter;
    this.#width = width;
    this.#encoding = encoding;
  }

  /** How many columns there are. */
  get width(): number {
    return this.#width;
  }

  /** More fields than columns, or fewer: nobody knows which cell stands under which header. */
  get isRagged(): boolean {
    return this.scanner.fieldCount !== this.#width;
  }

  /** The cell's bytes as one character each: cells are alike when their keys are. */
  key(column: number): string {
    const { spans } = this.scanner;
    const at = column * 3;
    const [start, end, form] = [spans[at] as number, spans[at + 1] as number, spans[at + 2]];
    return form === FieldForm.escaped || form === FieldForm.relaxed
      ? fieldBytes(this.buffer, start, end, form).toString('latin1')
      : this.buffer.toString('latin1', start, end);
  }

  /** The text of the cell with this key. */
  textOf(key: string): string {
    return ASCII.test(key) ? key : decodeText(Buffer.from(key, 'latin1'), this.#encoding);
  }

  /** The cell's text; empty when the record has no such cell. */
  text(column: number): string {
    return this.textOf(this.key(column));
  }

  /** Whether any cell holds anything. Almost always the first one's first byte tells. */
  hasContent(): boolean {
    const { spans } = this.scanner;
    for (let column = 0; column < this.#width; column++) {
      const start = spans[column * 3] as number;
      if (start === spans[column * 3 + 1]) continue;
      const byte = this.buffer[start] as number;
      if ((byte > BLANK && byte < ASCII_END) || CONTENT.test(this.text(column))) return true;
    }
    return this.isRagged && this.every().some((text) => CONTENT.test(text));
  }

  /** The text of every cell, those beyond the last column too. */
  every(): string[] {
    const { recordStart, recordEnd } = this.scanner;
    this.#every ??= new RecordScanner({
      delimiter: this.#delimiter,
      columns: 'all',
      maxRecordBytes: MAX_RECORD_BYTES,
    });
    const every = this.#every;
    const texts: string[] = [];
    every.scan(this.buffer, recordStart, recordEnd, true, () => {
      for (let field = 0; field < every.fieldCount; field++) {
        const [start, end, form] = every.spans.subarray(field * 3, field * 3 + 3);
        const bytes = fieldBytes(this.buffer, start as number, end as number, form as number);
        texts.push(decodeText(bytes, this.#encoding));
      }
    });
    return texts;
  }

  /** The record as it stands, without its line end; cut after 1,000 characters. */
  asItStands(): string {
    const { recordStart, recordEnd } = this.scanner;
    let end = Math.min(recordEnd, recordStart + LONGEST_TEXT_BYTES);
    // A character cut in the middle would make the rest no UTF-8.
    while (end < recordEnd && ((this.buffer[end] as number) & 0xc0) === 0x80) end--;
    const text = decodeText(this.buffer.subarray(recordStart, end), this.#encoding);
    const line = text.replace(/(?:\r\n|\n|\r)$/, '');
    if (end === recordEnd && line.length <= LONGEST_TEXT) return line;
    // Two long records that begin alike are two records.
    const whole = this.buffer.subarray(recordStart, recordEnd);
    const cut = line.slice(0, LONGEST_TEXT - MARK_LENGTH).replace(/[\ud800-\udbff]$/, '');
    return `${cut} … sha256 ${hash('sha256', whole, 'hex').slice(0, MARK_DIGITS)}`;
  }
}

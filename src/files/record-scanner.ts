import {
  CR,
  LF,
  QUOTE,
  firstMark,
  fourTimes,
  lineEnd,
  marksAt,
  marksOf,
  wordsOf,
} from './field-marks.js';
import { QuotedField } from './quoted-field.js';
import type { ScannerOptions } from './scanner-options.js';
import { StructuralFault, openQuoteLine } from './structural-fault.js';

/** A span in `RecordScanner.spans` is three numbers: start, end, form. */
const SPAN = 3;

/**
 * How the bytes of a captured span stand for the field's value; `fieldBytes` turns one into the
 * other. `absent`: the record has no such field. `plain`: the span is the value. `quoted`: the span
 * excludes the outer quotes and is the value. `escaped`: the same, with doubled quotes inside.
 * `relaxed`: text follows the closing quote, and the span is the whole raw field, quotes included.
 */
export const FieldForm = { absent: 0, plain: 1, quoted: 2, escaped: 3, relaxed: 4 } as const;

/**
 * Walks CSV bytes once, forward, and finds where records end and where the chosen fields lie. It
 * builds no strings and no rows: kept records are copied whole from the input's own bytes, and of a
 * million records only the phone fields are ever looked at.
 *
 * It reads what csv-parse 7 reads with `relax_quotes`, `relax_column_count`, `skip_empty_lines` and
 * the record delimiters CR LF, LF and CR, to the value of each field: a quote opens only at the
 * first byte of a field, `""` inside is a quote, a closing quote that is followed by other text
 * makes the field relaxed, and a line without a byte is no record. csv-parse itself is not used
 * here because it takes about twenty times as long; it is the oracle of the tests.
 *
 * A byte order mark is the caller's to strip. Encodings must hold ASCII bytes for ASCII characters
 * only (UTF-8, windows-1252; not UTF-16).
 *
 * No state but counters survives a call of `scan`: an unfinished record is read again from its
 * first byte, so the result cannot depend on how the bytes were cut into buffers.
 */
export class RecordScanner {
  /** First byte of the current record in the buffer given. Blank lines lie before it. */
  recordStart = 0;
  /** After the current record's line end: `recordStart` to here are all its bytes. */
  recordEnd = 0;
  /** Fields in the current record, captured or not. */
  fieldCount = 0;
  /** Physical line (CR LF, LF and CR each end one, in quotes too) on which the record starts. */
  line: number;
  /** The current record's number, from 1. */
  record = 0;
  /**
   * Start, end (exclusive) and form of each captured field, in the order of `columns`. Read it anew
   * from the scanner in each callback: with `'all'` it is replaced when it must grow, and slots from
   * `fieldCount` on are absent.
   */
  spans: Int32Array;
  /** Physical line of the first byte not yet consumed. */
  nextLine: number;
  /** Lines without a byte seen so far. They are not records and lie in no record's bytes. */
  blankLines = 0;

  private readonly delimiter: Uint8Array;
  private readonly quoted: QuotedField;
  private readonly columns: Int32Array;
  private readonly all: boolean;
  private readonly maxRecordBytes: number;
  private readonly rowsAreLines: boolean;
  private words: Int32Array = new Int32Array(0);
  /** Where the buffer's byte 0 stands in word 0. */
  private offset = 0;
  /** Line ends inside the quoted fields of the record being read. */
  private innerLines = 0;

  /** @throws Error if the delimiter is empty or holds a quote, CR or LF, or columns do not ascend */
  constructor(options: ScannerOptions) {
    const { delimiter, columns } = options;
    if (delimiter.length === 0 || [QUOTE, CR, LF].some((byte) => delimiter.includes(byte))) {
      throw new Error('a delimiter is one character and neither a quote, CR nor LF');
    }
    this.all = columns === 'all';
    this.columns = Int32Array.from(columns === 'all' ? [] : columns);
    if (this.columns.some((column, i) => column < 0 || column <= (this.columns[i - 1] ?? -1))) {
      throw new Error('columns are zero-based, ascending and distinct');
    }
    this.delimiter = Uint8Array.from(delimiter);
    this.quoted = new QuotedField(this.delimiter);
    this.maxRecordBytes = options.maxRecordBytes;
    this.rowsAreLines = options.rowsAreLines ?? false;
    this.nextLine = this.line = options.firstLine ?? 1;
    this.spans = new Int32Array((this.all ? 16 : this.columns.length) * SPAN);
  }

  /**
   * Reads the records that lie whole in `buffer[start, end)` and calls `onRecord` after each, when
   * this object's fields describe it.
   *
   * @param buffer of less than 2 GiB
   * @param final nothing follows: the last record needs no line end and everything is consumed
   * @param most records to read; every one when left out
   * @returns the first byte not consumed: that of an unfinished record (or of a CR whose LF may be
   *   still to come), else `end`. Call again with those bytes and more after them.
   * @throws StructuralFault for an unclosed quote or a record over the limit; records before it have
   *   been given. Without `final` it is found once more than the limit is held back.
   */
  scan(
    buffer: Buffer,
    start: number,
    end: number,
    final: boolean,
    onRecord: () => void,
    most = Infinity,
  ): number {
    const last = this.record + most;
    this.words = wordsOf(buffer, end);
    this.offset = buffer.byteOffset & 3;
    let pos = start;
    while (pos < end && this.record < last) {
      const byte = buffer[pos] as number;
      if (byte === LF || byte === CR) {
        const next = lineEnd(buffer, pos, end, final);
        if (next < 0) return pos;
        this.blankLines++;
        this.nextLine++;
        pos = next;
        continue;
      }
      const next = this.readRecord(buffer, pos, end, final);
      if (next < 0) {
        if (final || end - pos > this.maxRecordBytes) throw this.fault(buffer, pos, end);
        return pos;
      }
      if (next - pos > this.maxRecordBytes) throw this.fault(buffer, pos, next);
      this.recordStart = pos;
      this.recordEnd = next;
      this.line = this.nextLine;
      this.nextLine += this.rowsAreLines ? 1 : this.innerLines + 1;
      this.record++;
      pos = next;
      onRecord();
    }
    return pos;
  }

  /** Counts records that were read by another scanner, each of them one line. */
  passed(records: number): void {
    this.record += records;
    this.nextLine += records;
  }

  /**
   * Reads one record: its fields, spans and inner line ends. Returns the position after its line
   * end, or -1 when the bytes end first (with `final`: inside a quoted field).
   *
   * Plain text is passed over four bytes at a time, in half the time of a loop over bytes: `marks`
   * are those of word number `word` not yet looked at. The last bytes, which fill no word, are
   * looked at singly.
   */
  private readRecord(buffer: Buffer, start: number, end: number, final: boolean): number {
    const { words, offset, quoted, delimiter, columns } = this;
    const firstByte = delimiter[0] as number;
    const single = delimiter.length === 1;
    const pattern = fourTimes(firstByte);
    const wordCount = words.length;
    const tail = (wordCount << 2) - offset;
    let wanted = this.all ? 0 : columns.length > 0 ? (columns[0] as number) : -1;
    let slot = 0;
    let field = 0;
    let fieldStart = start;
    let pos = start;
    let byte: number;
    let word = (pos + offset) >> 2;
    let marks = marksAt(words, pos + offset, pattern);
    this.innerLines = 0;
    for (;;) {
      if (fieldStart < end && buffer[fieldStart] === QUOTE) {
        pos = quoted.read(buffer, fieldStart, end, final);
        if (pos < 0) return -1;
        this.innerLines += quoted.lines;
        if (field === wanted) this.capture(slot, quoted.start, quoted.end, quotedForm(quoted));
        byte = pos < end ? (buffer[pos] as number) : LF;
        word = (pos + 1 + offset) >> 2;
        marks = marksAt(words, pos + 1 + offset, pattern);
      } else {
        for (;;) {
          while (marks === 0 && ++word < wordCount) marks = marksOf(words[word] as number, pattern);
          if (marks === 0) {
            pos = quoted.plainEnd(buffer, fieldStart > tail ? fieldStart : tail, end);
            byte = pos < end ? (buffer[pos] as number) : LF;
            break;
          }
          pos = (word << 2) - offset + firstMark(marks);
          marks &= marks - 1;
          byte = buffer[pos] as number;
          if (byte === firstByte) {
            if (single || quoted.delimiterAt(buffer, pos, end)) break;
          } else if (byte === LF || byte === CR) break;
        }
        if (field === wanted) this.capture(slot, fieldStart, pos, FieldForm.plain);
      }
      if (field === wanted) {
        slot++;
        wanted = this.all ? slot : slot < columns.length ? (columns[slot] as number) : -1;
      }
      field++;
      if (byte !== firstByte) break;
      fieldStart = pos + delimiter.length;
    }
    if (pos >= end && !final) return -1;
    this.fieldCount = field;
    const spans = this.spans;
    for (let i = slot * SPAN; i < spans.length; i++) spans[i] = 0;
    return pos >= end ? end : lineEnd(buffer, pos, end, final);
  }

  private capture(slot: number, start: number, end: number, form: number): void {
    const at = slot * SPAN;
    if (at === this.spans.length) {
      const wider = new Int32Array(this.spans.length * 2);
      wider.set(this.spans);
      this.spans = wider;
    }
    const spans = this.spans;
    spans[at] = start;
    spans[at + 1] = end;
    spans[at + 2] = form;
  }

  /**
   * Names the fault of the record at `start`. The bytes up to the limit decide, however many are
   * held, so that the answer does not depend on how the file was cut into buffers.
   */
  private fault(buffer: Buffer, start: number, end: number): StructuralFault {
    const { maxRecordBytes, nextLine, delimiter } = this;
    const quoteLine = openQuoteLine(buffer, start, end, maxRecordBytes, nextLine, delimiter);
    return new StructuralFault(this.record + 1, nextLine, quoteLine, maxRecordBytes);
  }
}

function quotedForm({ relaxed, escaped }: QuotedField): number {
  if (relaxed) return FieldForm.relaxed;
  return escaped ? FieldForm.escaped : FieldForm.quoted;
}

import { QUOTE } from './field-marks.js';
import { QuotedField } from './quoted-field.js';

/** What made the bytes unreadable as records. */
export type StructuralFaultKind = 'unclosed-quote' | 'record-too-long';

/**
 * A fault of the file's structure: beyond it no record can be told from the next, so a run stops
 * and writes nothing (a bad record, by contrast, is a decision and not an error).
 *
 * A record that passes the limit inside a quoted field is an `unclosed-quote`: a quote that was
 * never closed swallows the rest of the file, and the line where it opens is what a user can mend.
 */
export class StructuralFault extends Error {
  override readonly name = 'StructuralFault';

  /** What is wrong. */
  readonly kind: StructuralFaultKind;

  /**
   * @param record the record at fault, counted from 1 at the scanner's first byte
   * @param line physical line (from 1) on which that record starts
   * @param quoteLine physical line on which the unclosed quote opens; undefined when
   *   the record is too long and no quote is open
   * @param maxRecordBytes the limit in force, for the message
   */
  constructor(
    readonly record: number,
    readonly line: number,
    readonly quoteLine: number | undefined,
    maxRecordBytes: number,
  ) {
    super(
      quoteLine === undefined
        ? `the record that starts on line ${line} is longer than ${maxRecordBytes} bytes`
        : `the quote that opens on line ${quoteLine} is not closed (record from line ${line})`,
    );
    this.kind = quoteLine === undefined ? 'record-too-long' : 'unclosed-quote';
  }
}

/**
 * The line on which a quote opens that is still open when the first `limit` bytes of a record are
 * read; undefined when none is. For naming a fault: it reads the record again.
 *
 * @param start first byte of the record, which starts on physical line `line`
 * @param end after the last byte known of it
 * @param limit how many bytes decide. Where more are known, one more is looked at, which tells a
 *   closing quote from half a doubled one; where they are not, the file ends
 */
export function openQuoteLine(
  buffer: Buffer,
  start: number,
  end: number,
  limit: number,
  line: number,
  delimiter: Uint8Array,
): number | undefined {
  const quoted = new QuotedField(delimiter);
  const final = end - start <= limit;
  const stop = final ? end : start + limit + 1;
  let openLine = line;
  let pos = start;
  while (pos < stop && pos - start < limit) {
    if (buffer[pos] === QUOTE) {
      pos = quoted.read(buffer, pos, stop, final);
      if (pos < 0) return openLine;
      openLine += quoted.lines;
    } else {
      pos = quoted.plainEnd(buffer, pos, stop);
    }
    pos += delimiter.length;
  }
  return undefined;
}

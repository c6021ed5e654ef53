import { CR, LF, QUOTE } from './field-marks.js';

/**
 * Reads quoted fields, and what of CSV must be read byte by byte. One object serves a whole file:
 * its fields describe the quoted field read last.
 */
export class QuotedField {
  /** The span: between the outer quotes, or of the whole raw field when it is relaxed. */
  start = 0;
  end = 0;
  /** A doubled quote stands between the outer quotes. */
  escaped = false;
  /** Text follows the closing quote: csv-parse's `relax_quotes` takes the field as it stands. */
  relaxed = false;
  /** Line ends between the quotes: CR LF, LF and CR count one each. */
  lines = 0;

  /** @param delimiter one character's bytes */
  constructor(private readonly delimiter: Uint8Array) {}

  /**
   * Reads the field whose opening quote stands at `open`.
   *
   * @param final nothing follows `end`
   * @returns where the field ends (at a delimiter, a line end or `end`); -1 when its closing quote
   *   is not there, or is the last byte and may be the first half of a doubled one
   */
  read(buffer: Buffer, open: number, end: number, final: boolean): number {
    let escaped = false;
    let lines = 0;
    let pos = open + 1;
    for (;;) {
      if (pos >= end) return -1;
      const byte = buffer[pos] as number;
      if (byte === QUOTE) {
        if (pos + 1 >= end) {
          if (!final) return -1;
          break;
        }
        if (buffer[pos + 1] !== QUOTE) break;
        escaped = true;
        pos++;
      } else if (byte === CR || (byte === LF && buffer[pos - 1] !== CR)) lines++;
      pos++;
    }
    const fieldEnd = this.plainEnd(buffer, pos + 1, end);
    this.relaxed = fieldEnd > pos + 1;
    this.escaped = escaped;
    this.lines = lines;
    this.start = this.relaxed ? open : open + 1;
    this.end = this.relaxed ? fieldEnd : pos;
    return fieldEnd;
  }

  /** Where text without meaning for quotes ends, from `pos` on: at a delimiter, line end or `end`. */
  plainEnd(buffer: Buffer, pos: number, end: number): number {
    let at = pos;
    while (at < end) {
      const byte = buffer[at] as number;
      if (byte === LF || byte === CR || this.delimiterAt(buffer, at, end)) break;
      at++;
    }
    return at;
  }

  /** Whether the delimiter stands at `pos`, whole before `end`. */
  delimiterAt(buffer: Buffer, pos: number, end: number): boolean {
    const { delimiter } = this;
    if (pos + delimiter.length > end) return false;
    for (let i = 0; i < delimiter.length; i++) {
      if (buffer[pos + i] !== delimiter[i]) return false;
    }
    return true;
  }
}

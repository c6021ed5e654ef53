import { DigitsReader, UK_NUMBER } from '../core/read-digits.js';

/** `added` and `removed` stand in changes files, `plain` in full ones. */
export type LineMark = 'plain' | 'added' | 'removed';

/** A line that is no number of the register, for the person who must look at it. */
export interface RejectedLine {
  readonly line: number;
  /** Its first characters; control characters shown as dots. */
  readonly text: string;
}

/** What a register file looked like, line by line. */
export interface RegisterTally {
  /** Lines with a byte in them. */
  lines: number;
  blankLines: number;
  rejected: number;
  readonly firstRejected: RejectedLine[];
  /** Lines with A or D, and lines without. */
  marked: number;
  unmarked: number;
  /** Lines of exactly the official twelve characters, letters and line ends apart. */
  fullWidth: number;
  /** The last line when no line end follows it; its digits are 0 when it was rejected. */
  unended: { readonly length: number; readonly digits: number } | undefined;
}

const BLANK = 32;
const ZERO = 48;
const LF = 10;
const CR = 13;
const OFFICIAL_WIDTH = 12;
const MOST_DIGITS = 15;
const SHOWN_REJECTED = 5;
const SHOWN_CHARACTERS = 24;
/** No line of a register is longer, in any layout, with a letter and a blank or two. */
const LONGEST_LINE = 64;

/**
 * Reads register files in the operator's layouts: twelve data characters, digits with blanks
 * before, between or after them, CR LF or LF or CR, padded or trimmed, and in changes files a
 * letter A or D before or after the number. Numbers are read by the same reader as a call list's.
 */
export class RegisterLines {
  readonly tally: RegisterTally = {
    lines: 0,
    blankLines: 0,
    rejected: 0,
    firstRejected: [],
    marked: 0,
    unmarked: 0,
    fullWidth: 0,
    unended: undefined,
  };
  readonly #reader = new DigitsReader();
  readonly #onNumber: (e164: number, mark: LineMark) => void;

  /** @param onNumber is given each number of the file, E.164 digits as an integer, in order */
  constructor(onNumber: (e164: number, mark: LineMark) => void) {
    this.#onNumber = onNumber;
  }

  /**
   * Reads the lines that lie whole in `buffer[start, end)`.
   *
   * @returns the first byte not consumed: the beginning of an unfinished line
   */
  read(buffer: Buffer, start: number, end: number, final: boolean): number {
    let at = start;
    while (at < end) {
      let stop = at;
      while (stop < end && buffer[stop] !== LF && buffer[stop] !== CR) stop++;
      if (stop === end) {
        if (!final && end - at <= LONGEST_LINE) return at;
        this.#line(buffer, at, stop, true);
        return end;
      }
      const isCrLf = buffer[stop] === CR && stop + 1 < end && buffer[stop + 1] === LF;
      if (buffer[stop] === CR && stop + 1 === end && !final) return at;
      this.#line(buffer, at, stop, false);
      at = stop + (isCrLf ? 2 : 1);
    }
    return end;
  }

  #line(buffer: Buffer, start: number, end: number, unended: boolean): void {
    const { tally } = this;
    let from = start;
    let to = end;
    while (from < to && isBlank(buffer[from])) from++;
    while (to > from && isBlank(buffer[to - 1])) to--;
    if (from === to) {
      if (!unended) tally.blankLines++;
      return;
    }
    tally.lines++;
    const mark = markOf(buffer[from]) ?? markOf(buffer[to - 1]);
    const width = mark === undefined ? end - start : OFFICIAL_WIDTH;
    if (markOf(buffer[from])) from++;
    else if (mark) to--;
    const digits = this.#digits(buffer, from, to);
    if (mark === undefined) tally.unmarked++;
    else tally.marked++;
    if (width === OFFICIAL_WIDTH) tally.fullWidth++;
    if (unended) tally.unended = { length: width, digits };
    if (digits > 0) this.#onNumber(this.#reader.e164, mark ?? 'plain');
    else this.#reject(buffer, start, end);
  }

  /**
   * How many digits make the line's number; 0 when it is none. Blanks say nothing here: the
   * spaced layout splits after five characters whatever the area code.
   */
  #digits(buffer: Buffer, from: number, to: number): number {
    let value = 0;
    let digits = 0;
    for (let at = from; at < to; at++) {
      const byte = buffer[at] as number;
      if (byte === BLANK) continue;
      const digit = byte - ZERO;
      if (digit < 0 || digit > 9 || digits === MOST_DIGITS) return 0;
      value = value * 10 + digit;
      digits++;
    }
    return this.#reader.read(value, digits, false) === UK_NUMBER ? digits : 0;
  }

  #reject(buffer: Buffer, start: number, end: number): void {
    const { tally } = this;
    tally.rejected++;
    if (tally.firstRejected.length >= SHOWN_REJECTED) return;
    const text = buffer.toString('latin1', start, Math.min(end, start + SHOWN_CHARACTERS));
    tally.firstRejected.push({
      line: tally.lines + tally.blankLines,
      text: text.replace(/[^ -~]/g, '.').replace(/\d(?=\d{3})/g, '*'),
    });
  }
}

function isBlank(byte: number | undefined): boolean {
  return byte === BLANK || byte === 9;
}

function markOf(byte: number | undefined): LineMark | undefined {
  if (byte === 65 || byte === 97) return 'added';
  return byte === 68 || byte === 100 ? 'removed' : undefined;
}

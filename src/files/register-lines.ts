import { classOfFullNsn, hasBothLengths } from '../core/numbering-plan.js';
import type { NumberSetBuilder } from '../core/number-set-builder.js';
import { DigitsReader, UK_NUMBER } from '../core/read-digits.js';
import type { CompiledLines } from './compiled-lines.js';
import { addFullLength, OFFICIAL_LINE, readOfficialLines } from './official-lines.js';
import { emptyTally, type RegisterTally } from './register-tally.js';

/** The letter of a line in a changes file. */
type LineMark = 'added' | 'removed';

const BLANK = 32;
const ZERO = 48;
const LF = 10;
const CR = 13;
const OFFICIAL_WIDTH = 12;
/** Digits of a number of full length with its 0, and how many of them fit the reader's head. */
const USUAL_DIGITS = 11;
const HEAD_DIGITS = 6;
const MOST_DIGITS = 15;
const SHOWN_REJECTED = 5;
const SHOWN_CHARACTERS = 24;
/** No line of a register is longer, in any layout, with a letter and a blank or two. */
export const LONGEST_LINE = 64;

/**
 * Reads register files in the operator's layouts: twelve data characters, digits with blanks
 * before, between or after them, CR LF or LF or CR, padded or trimmed, and in changes files a
 * letter A or D before or after the number. Numbers are read by the same reader as a call list's.
 */
export class RegisterLines {
  readonly tally: RegisterTally = emptyTally();
  readonly #reader = new DigitsReader();
  readonly #numbers: NumberSetBuilder;
  readonly #removed: NumberSetBuilder;
  readonly #compiled: CompiledLines | undefined;

  /**
   * @param numbers is given each number of a full file, and those marked A of a changes file
   * @param removed is given those marked D
   * @param compiled reads nearly all lines, if the buffers to be read are its own
   */
  constructor(numbers: NumberSetBuilder, removed: NumberSetBuilder, compiled?: CompiledLines) {
    this.#numbers = numbers;
    this.#removed = removed;
    this.#compiled = compiled;
  }

  /**
   * Reads the lines that lie whole in `buffer[start, end)`.
   *
   * @returns the first byte not consumed: the beginning of an unfinished line
   */
  read(buffer: Buffer, start: number, end: number, final: boolean): number {
    const used = this.#lines(buffer, start, end, final);
    this.#compiled?.handOver(this.#numbers);
    return used;
  }

  #lines(buffer: Buffer, start: number, end: number, final: boolean): number {
    const compiled = this.#compiled?.buffers.includes(buffer) ? this.#compiled : undefined;
    const view = new DataView(buffer.buffer, buffer.byteOffset, buffer.length);
    let at = start;
    while (at < end) {
      const after =
        compiled?.read(buffer, at, end) ?? readOfficialLines(view, at, end, this.#numbers);
      this.#countOfficial((after - at) / OFFICIAL_LINE);
      at = after;
      const next = this.#plainLine(buffer, at, end);
      if (next > 0) {
        at = next;
        continue;
      }
      let stop = at;
      while (stop < end && buffer[stop] !== LF && buffer[stop] !== CR) stop++;
      const mayGoOn = !final && end - at <= LONGEST_LINE;
      if (stop === end) {
        if (mayGoOn) return at;
        this.#line(buffer, at, stop, true);
        return end;
      }
      const isCrLf = buffer[stop] === CR && stop + 1 < end && buffer[stop + 1] === LF;
      if (buffer[stop] === CR && stop + 1 === end && mayGoOn) return at;
      this.#line(buffer, at, stop, false);
      at = stop + (isCrLf ? 2 : 1);
    }
    return end;
  }

  #countOfficial(lines: number): void {
    this.tally.lines += lines;
    this.tally.unmarked += lines;
    this.tally.fullWidth += lines;
  }

  /**
   * The line that nearly all others are: eleven digits, blanks, LF or CR LF. Settled in one look at each
   * byte and in small integers; 0 when it is any other line, and nothing is counted.
   */
  #plainLine(buffer: Buffer, start: number, end: number): number {
    let head = 0;
    let tail = 0;
    let digits = 0;
    let at = start;
    let byte = 0;
    for (; at < end; at++) {
      byte = buffer[at] as number;
      const digit = byte - ZERO;
      if (digit >= 0 && digit <= 9) {
        if (digits < HEAD_DIGITS) head = head * 10 + digit;
        else tail = tail * 10 + digit;
        digits++;
      } else if (byte !== BLANK) break;
    }
    if (at === end || digits !== USUAL_DIGITS) return 0;
    let next = at + 1;
    if (byte === CR) {
      if (next === end || buffer[next] !== LF) return 0;
      next++;
    } else if (byte !== LF) return 0;
    if (classOfFullNsn(head) === 0) return 0;
    this.tally.lines++;
    this.tally.unmarked++;
    if (at - start === OFFICIAL_WIDTH) this.tally.fullWidth++;
    addFullLength(this.#numbers, head, tail);
    return next;
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
    if (unended) {
      const hasLongerForm = digits > 0 && hasBothLengths(this.#reader.numberClass);
      tally.unended = { length: width, digits, hasLongerForm };
    }
    if (digits > 0) (mark === 'removed' ? this.#removed : this.#numbers).add(this.#reader.e164);
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
    if (end - start > LONGEST_LINE || hasControl(buffer, start, end)) tally.foreign++;
    if (tally.firstRejected.length >= SHOWN_REJECTED) return;
    const text = buffer.toString('latin1', start, Math.min(end, start + SHOWN_CHARACTERS));
    tally.firstRejected.push({
      line: tally.lines + tally.blankLines,
      text: text.replace(/[^ -~]/g, '.').replace(/\d(?=\d{3})/g, '*'),
    });
  }
}

function hasControl(buffer: Buffer, start: number, end: number): boolean {
  return buffer.subarray(start, end).some((byte) => byte < BLANK && !isBlank(byte));
}

function isBlank(byte: number | undefined): boolean {
  return byte === BLANK || byte === 9;
}

function markOf(byte: number | undefined): LineMark | undefined {
  if (byte === 65 || byte === 97) return 'added';
  return byte === 68 || byte === 100 ? 'removed' : undefined;
}

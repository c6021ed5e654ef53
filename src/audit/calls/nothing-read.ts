import { wrongUse, type ScreeningError } from '../../core/errors.js';

/** A share of bytes above which NULs are every other byte: UTF-16 of a western language. */
const UTF_16_SHARE = 1 / 4;
const SAMPLE = 1024;

/** Whether any cell of one column was read, and the first that was not. */
export class ColumnCheck {
  isAnyRead = false;
  #first: { readonly line: number; readonly text: string } | undefined;

  /** @param text of a cell that was not read */
  unread(line: number, text: () => string): void {
    if (!this.isAnyRead) this.#first ??= { line, text: text() };
  }

  /**
   * Refuses a log of which no such cell was read: all of its calls would be counted as unreadable, and
   * the column, or the way in which it is read, is the wrong one.
   *
   * @param what the kind of thing: `start`, `number`
   * @param column its header
   * @throws ScreeningError wrong-use
   */
  refuseNone(path: string, what: string, column: string, fix: string): void {
    if (this.isAnyRead || this.#first === undefined) return;
    const { line, text } = this.#first;
    throw wrongUse({
      summary: `${path}: not one ${what} could be read in the column '${column}': line ${String(line)} has '${text}'`,
      why: 'nothing can be said of a call without it',
      fix,
      where: `${path}, line ${String(line)}`,
    });
  }
}

/** The error for a log whose records all have another width than its header. */
export function allMalformed(path: string, calls: number, width: number): ScreeningError {
  return wrongUse({
    summary: `${path}: none of its ${String(calls)} records has ${String(width)} fields, as its first line has`,
    fix: 'check --delimiter, and --skip-lines where text stands before the header',
    where: path,
  });
}

/**
 * Refuses UTF-16 without a byte order mark, whose letters would be taken for those of another text.
 *
 * @param bytes the beginning of the file
 * @throws ScreeningError wrong-use
 */
export function refuseUtf16(path: string, bytes: Buffer): void {
  const sample = bytes.subarray(0, SAMPLE);
  const nuls = sample.reduce((count, byte) => count + Number(byte === 0), 0);
  if (nuls === 0 || nuls < sample.length * UTF_16_SHARE) return;
  throw wrongUse({
    summary: `${path} is UTF-16 text without a byte order mark, or no text`,
    fix: 'save it as CSV UTF-8 and give that file',
    where: path,
  });
}

/** The error for a byte that no text has. */
export function nulError(path: string, line: number): ScreeningError {
  return wrongUse({
    summary: `${path}: the record on line ${String(line)} holds a NUL byte, which no text has`,
    why: 'the file is damaged, or no call log; its numbers cannot be trusted',
    fix: 'export the log again',
    where: `${path}, line ${String(line)}`,
  });
}

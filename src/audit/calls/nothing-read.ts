import { dottedKey } from '../../config/names.js';
import { wrongUse, type ScreeningError } from '../../core/errors.js';
import type { CallReading } from './call-reading.js';
import { countedStamps } from './call-starts.js';

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
   * @param fixOf what to do, by the text of the first cell
   * @throws ScreeningError wrong-use
   */
  refuseNone(path: string, what: string, column: string, fixOf: (text: string) => string): void {
    if (this.isAnyRead || this.#first === undefined) return;
    const { line, text } = this.#first;
    throw wrongUse({
      summary: `${path}: not one ${what} could be read in the column '${column}': line ${String(line)} has '${text}'`,
      why: 'nothing can be said of a call without it',
      fix: fixOf(text),
      where: `${path}, line ${String(line)}`,
    });
  }
}

/**
 * What to do about a log of which no start was read.
 *
 * @param text the first start
 * @param mapping the one in use; empty without one
 */
export function startFix(text: string, { mapping, stamps }: CallReading): string {
  const counted = stamps === 'text' ? countedStamps(text) : undefined;
  if (counted === undefined) {
    return 'name the column with --column start=HEADER, or its form in a mapping of the configuration';
  }
  const kind = counted === 'epoch-seconds' ? 'seconds' : 'milliseconds';
  const place = `[${dottedKey(['calls', mapping === '' ? 'NAME' : mapping])}]`;
  const use = mapping === '' ? ', and add --mapping NAME' : '';
  return `if it counts ${kind} since 1970, write stamps = "${counted}" under ${place} in the configuration${use}`;
}

/** The error for a log whose records all have another width than its header. */
export function allMalformed(path: string, calls: number, width: number): ScreeningError {
  return wrongUse({
    summary: `${path}: none of its ${String(calls)} records has ${String(width)} fields, as its first line has`,
    fix: 'check --delimiter, and --skip-lines where text stands before the header',
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

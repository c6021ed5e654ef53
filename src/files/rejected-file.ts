import { existsSync, openSync, readSync, closeSync } from 'node:fs';
import { basename, dirname, join, parse } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import { guardFormula } from './csv-line.js';
import { isOtherThanFile } from './whole-output.js';
import { writeWhole } from './write-whole.js';

/** A line that was not read, for the person who must look at it. */
export interface RejectedLine {
  /** How to settle it: `import-12:17`. */
  readonly id: string;
  readonly line: number;
  readonly why: string;
  /** The line as it stands in its file. */
  readonly text: string;
}

const HEADER = ['id', 'line', 'why', 'text'] as const;
const FIRST_LINE = `${HEADER.join(',')}\r\n`;

/** Where the lines of a file that were not read are written: `<name>.rejected.csv` beside it. */
export function rejectedPath(file: string): string {
  return join(dirname(file), `${parse(basename(file)).name}.rejected.csv`);
}

/**
 * Writes lines that were not read, or rows that were rejected. A file of ours from an earlier
 * import of the same name is replaced, any other is left alone: lines of opt-outs are kept in the
 * database, and rejected consents are only ever found in the file that they came in.
 *
 * @returns whether it was written
 * @throws ScreeningError wrong-use when the folder cannot be written
 */
export function writeRejected(path: string, lines: readonly RejectedLine[]): boolean {
  if (existsSync(path) && (isOtherThanFile(path) || !isOurs(path))) return false;
  const rows = lines.map(({ id, line, why, text }) => [
    id,
    line,
    guardFormula(why),
    guardFormula(text),
  ]);
  const text = stringify([[...HEADER], ...rows], { record_delimiter: 'windows' });
  writeWhole(path, text, true);
  return true;
}

function isOurs(path: string): boolean {
  const begin = Buffer.alloc(FIRST_LINE.length);
  const handle = openSync(path, 'r');
  try {
    readSync(handle, begin);
  } finally {
    closeSync(handle);
  }
  return begin.toString() === FIRST_LINE;
}

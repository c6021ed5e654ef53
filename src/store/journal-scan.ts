import { createHash, type Hash } from 'node:crypto';
import { closeSync, fstatSync } from 'node:fs';
import {
  damagedJournal,
  lastLineOfJournal,
  noJournal,
  openJournal,
  readRange,
  type PlacedLine,
} from './journal-file.js';
import {
  JOURNAL_VERSION,
  readEndLine,
  readJournalLine,
  standAfter,
  type RowLine,
} from './journal-lines.js';

const CHUNK = 1 << 20;

/** What a journal has, from its beginning to its end. */
export interface JournalContent {
  /** Every opening, and the end of every entry that is as it was written. */
  readonly lines: readonly PlacedLine[];
  /** How many of the lines stand before the first damage; all of them without any. */
  readonly sound: number;
  /** What is damaged first, in words; empty when nothing is. */
  readonly fault: string;
  /** Length of what follows the last line of these and has no end: who wrote it was killed. */
  readonly torn: number;
  /** After the last line that has its LF. */
  readonly wholeLines: number;
}

/** What a scan found beside the lines that it gave. */
export type ScanEnd = Omit<JournalContent, 'lines'>;

/** The lines of a file that end in LF, without it. @param size how much of the file counts */
function* linesIn(
  path: string,
  handle: number,
  start: number,
  size: number,
  chunkSize = CHUNK,
): Generator<{ text: string; start: number; end: number }> {
  let rest: Buffer[] = [];
  let begins = start;
  for (let at = start; at < size;) {
    const chunk = readRange(path, handle, at, Math.min(at + chunkSize, size));
    if (chunk.length === 0) return;
    let from = 0;
    for (let lf = chunk.indexOf(10); lf >= 0; lf = chunk.indexOf(10, from)) {
      rest.push(chunk.subarray(from, lf));
      from = lf + 1;
      const end = at + from;
      yield { text: Buffer.concat(rest).toString('utf8'), start: begins, end };
      rest = [];
      begins = end;
    }
    rest.push(Buffer.from(chunk.subarray(from)));
    at += chunk.length;
  }
}

/**
 * Goes through a journal: gives every line that opens it or ends an entry, each entry held against its
 * SHA-256. A line with its LF that cannot be read is damage, wherever it stands; rows without an end,
 * and a line without its LF, at the end of the file, are what a killed command left. Damage counts for
 * nothing where a later opening goes on from before it.
 *
 * @throws ScreeningError wrong-use when this is no journal
 */
export function* scanJournal(path: string): Generator<PlacedLine, ScanEnd, undefined> {
  const handle = openJournal(path);
  const nothing = { sound: 0, fault: '', torn: 0, wholeLines: 0 };
  if (handle === undefined) return nothing;
  try {
    const { size } = fstatSync(handle);
    let entry = newEntry();
    let [fault, sound, given, stand, number] = ['', 0, 0, 0, 0];
    let [lastEnd, wholeLines] = [0, 0];
    for (const { text, start, end } of linesIn(path, handle, 0, size)) {
      number++;
      if (number === 1 && !text.startsWith(`${JOURNAL_VERSION} `)) throw noJournal(path, text);
      wholeLines = end;
      const line = readJournalLine(text);
      if (line?.kind === 'row') {
        entry.bytes += end - start;
        entry.hash.update(text).update('\n');
        continue;
      }
      const wrong = line === undefined ? `line ${String(number)} is none of a journal` : '';
      const found = wrong || endFault(line, entry, number);
      if (fault === '' && found !== '') [fault, sound] = [found, given];
      if (line === undefined || (line.kind === 'entry' && found !== '')) {
        entry = line === undefined ? entry : newEntry();
        continue;
      }
      if (line.kind === 'open' && given > 0 && line.sequence <= stand) fault = '';
      if (fault === '') stand = standAfter(line).sequence;
      given++;
      lastEnd = end;
      yield { line, start, end };
      entry = newEntry();
    }
    if (fault === '' && isEndWithoutLf(path, handle, wholeLines, size)) {
      [fault, sound] = ['the LF of the last line is another byte', given];
    }
    return {
      fault,
      sound: fault === '' ? given : sound,
      torn: fault === '' ? size - lastEnd : 0,
      wholeLines,
    };
  } finally {
    closeSync(handle);
  }
}

function newEntry(): { bytes: number; readonly hash: Hash } {
  return { bytes: 0, hash: createHash('sha256') };
}

function endFault(
  line: PlacedLine['line'] | undefined,
  entry: ReturnType<typeof newEntry>,
  number: number,
): string {
  if (line?.kind === 'open' && entry.bytes > 0) {
    return `the entry before line ${String(number)} has no end`;
  }
  if (line?.kind !== 'entry') return '';
  const isWhole = entry.bytes === line.bytes && entry.hash.digest('hex') === line.sha256;
  return isWhole ? '' : `the entry that ends in line ${String(number)} is not as it was written`;
}

/** Whether what follows the last LF is a line that has another byte in place of its own. */
function isEndWithoutLf(path: string, handle: number, start: number, size: number): boolean {
  if (size - start > CHUNK) return false;
  const text = readRange(path, handle, start, size).toString('latin1');
  return readEndLine(text.slice(0, -1)) !== undefined;
}

/**
 * All that a journal has.
 *
 * @throws ScreeningError wrong-use when this is no journal
 */
export function contentOfJournal(path: string): JournalContent {
  const scan = scanJournal(path);
  const lines: PlacedLine[] = [];
  for (;;) {
    const next = scan.next();
    if (next.done === true) return { ...next.value, lines };
    lines.push(next.value);
  }
}

/**
 * The last line of a journal that counts; undefined when there is no file, or nothing in it that does.
 * Whether its own entry is whole is not asked, since an entry may be as large as an import.
 *
 * @throws ScreeningError when it cannot be read, or is no journal; evidence-disagrees when it ends in
 *   damage
 */
export function journalEnd(path: string): PlacedLine | undefined {
  const last = lastLineOfJournal(path);
  if (last !== undefined) return last;
  const { lines, fault } = contentOfJournal(path);
  if (fault !== '') throw damagedJournal(path, fault);
  return lines.at(-1);
}

/** Whether all rows of an entry are there as they were written. */
export function isWhole(path: string, { line, start }: PlacedLine): boolean {
  if (line.kind === 'open') return true;
  const handle = openJournal(path);
  if (handle === undefined) return false;
  try {
    const hash = createHash('sha256');
    for (let at = start - line.bytes; at < start;) {
      const chunk = readRange(path, handle, at, Math.min(at + CHUNK, start));
      if (chunk.length === 0) return false;
      hash.update(chunk);
      at += chunk.length;
    }
    return hash.digest('hex') === line.sha256;
  } finally {
    closeSync(handle);
  }
}

/**
 * The rows of an entry, one at a time: an import of millions is longer than a text can be.
 *
 * @param chunkSize bytes that are read at once
 * @throws ScreeningError evidence-disagrees, before the first, when they are not as written
 */
export function* rowsOfEntry(
  path: string,
  placed: PlacedLine,
  chunkSize = CHUNK,
): Generator<RowLine> {
  const { line, start } = placed;
  if (line.kind === 'open') return;
  if (!isWhole(path, placed)) {
    const lines = `${String(line.first)} to ${String(line.last)}`;
    throw damagedJournal(path, `the entry of the ledger lines ${lines} is not as it was written`);
  }
  const handle = openJournal(path);
  if (handle === undefined) return;
  try {
    for (const { text } of linesIn(path, handle, start - line.bytes, start, chunkSize)) {
      yield readJournalLine(text) as RowLine;
    }
  } finally {
    closeSync(handle);
  }
}

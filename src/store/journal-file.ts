import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { ScreeningError, wrongUse } from '../core/errors.js';
import { noRoomIn } from '../core/no-room.js';
import { readEndLine, type EntryLine, type OpenLine } from './journal-lines.js';
import { requireFile } from './journal-place.js';

/** A line that opens a journal or ends an entry, and where it stands. */
export interface PlacedLine {
  readonly line: OpenLine | EntryLine;
  /** Offset of its first byte, and after its LF. */
  readonly start: number;
  readonly end: number;
}

const LONGEST_END = 512;

/**
 * The line in which a journal ends, if the last of its bytes are one: without looking at what is before.
 * Undefined when there is no file, or it ends otherwise.
 *
 * @param size how much of the file to look at; all of it when not given
 * @throws ScreeningError when it cannot be read
 */
export function lastLineOfJournal(path: string, size?: number): PlacedLine | undefined {
  const handle = openJournal(path);
  if (handle === undefined) return undefined;
  try {
    const end = size ?? fstatSync(handle).size;
    const text = readRange(path, handle, Math.max(0, end - LONGEST_END), end).toString('latin1');
    const before = text.lastIndexOf('\n', text.length - 2);
    if (!text.endsWith('\n') || (before < 0 && end > LONGEST_END)) return undefined;
    const last = text.slice(before + 1, -1);
    const line = readEndLine(last);
    return line && { line, start: end - last.length - 1, end };
  } finally {
    closeSync(handle);
  }
}

/** The line with which a journal begins; undefined when there is no file, or no such line. */
export function openingOf(path: string): OpenLine | undefined {
  const handle = openJournal(path);
  if (handle === undefined) return undefined;
  try {
    const text = readRange(path, handle, 0, LONGEST_END).toString('latin1');
    const line = readEndLine(text.slice(0, Math.max(0, text.indexOf('\n'))));
    return line?.kind === 'open' ? line : undefined;
  } finally {
    closeSync(handle);
  }
}

/** A handle for reading; undefined when there is no such file. */
export function openJournal(path: string): number | undefined {
  try {
    requireFile(path);
    return openSync(path, 'r');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw unreadable(path, error);
  }
}

/** The error for a journal that the system does not give. */
export function unreadable(path: string, error: unknown): unknown {
  if (error instanceof ScreeningError) return error;
  if (!(error instanceof Error) || !('code' in error)) return error;
  const noRoom = noRoomIn(error);
  return wrongUse({
    summary: `the journal ${path} cannot be read or written; nothing was recorded`,
    why: noRoom ?? error.message,
    fix:
      noRoom !== undefined
        ? 'make room on its disk, then try again'
        : 'check that its folder is there, may be written and has room, or name another journal in the configuration',
    where: path,
  });
}

/** The bytes of a range, or so many as there are. */
export function readRange(path: string, handle: number, start: number, end: number): Buffer {
  const bytes = Buffer.allocUnsafe(end - start);
  let at = 0;
  while (at < bytes.length) {
    let came: number;
    try {
      came = readSync(handle, bytes, at, bytes.length - at, start + at);
    } catch (error) {
      throw unreadable(path, error);
    }
    if (came === 0) break;
    at += came;
  }
  return bytes.subarray(0, at);
}

/** The error for a journal that is not what was written. */
export function damagedJournal(path: string, why: string): ScreeningError {
  return new ScreeningError('evidence-disagrees', {
    summary: `the journal ${path} is damaged`,
    why,
    fix: 'take a copy of it that is whole; to bring back what can be: restore --journal PATH --accept-loss "WHY"; when the database is whole (tps-scrub verify), move it away, begin another (touch PATH), and make a backup',
    where: path,
  });
}

/** The error for a file that something else wrote. */
export function noJournal(path: string, text: string): ScreeningError {
  const isNewer = /^tps-scrub-journal-\d+ /.test(text);
  return wrongUse({
    summary: `${path} is ${isNewer ? 'a journal of a newer tps-scrub' : 'no journal of tps-scrub'}`,
    fix: isNewer
      ? 'install that version or a later one'
      : 'name the journal, or a file that is not there yet',
    where: path,
  });
}

import { statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { noRoomIn } from '../core/no-room.js';
import { notSafe, ScreeningError, wrongUse } from '../core/errors.js';

/** Runs a step and turns SQLite's errors into what a person can act on. */
export function explained<T>(path: string, step: () => T): T {
  try {
    return step();
  } catch (error) {
    throw explainStoreError(error, path);
  }
}

/** What SQLite calls no full disk, but an error of it: a quota, a limit on the size of files, a fault. */
const NOT_WRITTEN = /^SQLITE_IOERR_(?:WRITE|FSYNC|DIR_FSYNC|TRUNCATE)$/;

/** Turns an error of SQLite, or of the file system below it, into what a person can act on. */
export function explainStoreError(error: unknown, path: string): unknown {
  if (error instanceof ScreeningError || !(error instanceof Error)) return error;
  const code = 'code' in error ? String(error.code) : '';
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) {
    return new ScreeningError('in-use', {
      summary: `the database ${path} is in use by another writer`,
      fix: 'wait until the other import or scrub is done, then try again',
      where: path,
    });
  }
  if (
    code === 'SQLITE_NOTADB' ||
    code.startsWith('SQLITE_CORRUPT') ||
    /^no such (?:table|column)/.test(error.message)
  ) {
    return notSafe({
      summary: `${path} is not a readable database`,
      why: error.message,
      fix: 'restore it from a backup, or name another file with --database',
      where: path,
    });
  }
  const noRoom = noRoomIn(error);
  if (code.startsWith('SQLITE_FULL') || noRoom !== undefined) {
    return wrongUse({
      summary: `there is no room left where the database ${path} stands; nothing was recorded`,
      why: noRoom ?? 'its disk is full',
      fix: 'make room on that disk, then try again',
      where: path,
    });
  }
  if (NOT_WRITTEN.test(code)) {
    return wrongUse({
      summary: `the database ${path} cannot be written; nothing was recorded`,
      why: `the system refused it (${code}): its disk is full, a limit on the size of files was reached, or the disk fails`,
      fix: 'make room on that disk, or check it, then try again',
      where: path,
    });
  }
  const unwritable =
    ['EACCES', 'EROFS', 'EPERM', 'ENOENT', 'ENOTDIR', 'EISDIR'].includes(code) ||
    code.startsWith('SQLITE_CANTOPEN') ||
    code.startsWith('SQLITE_READONLY') ||
    code.startsWith('SQLITE_IOERR') ||
    /directory does not exist/.test(error.message);
  if (!unwritable) return error;
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) return folderAsDatabase(path);
  return wrongUse({
    summary: `the database ${path} cannot be opened or written`,
    why: error.message,
    fix: `make it and its folder ${dirname(path)} writable, or name another file with --database`,
    where: path,
  });
}

/** A folder stands where the database should: SQLite speaks of the disk then. */
export function folderAsDatabase(path: string): ScreeningError {
  return wrongUse({
    summary: `the database ${path} is a folder`,
    fix: `name a file in it: --database ${join(path, 'tps-scrub.db')}`,
    where: path,
  });
}

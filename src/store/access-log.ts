import { closeSync, constants, existsSync, fstatSync, fsyncSync, mkdirSync } from 'node:fs';
import { openSync, readSync, realpathSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { ScreeningError, wrongUse } from '../core/errors.js';
import { noRoomIn } from '../core/no-room.js';
import {
  ACCESS_START,
  ACCESS_VERSION,
  accessHash,
  accessText,
  type Access,
} from './access-line.js';
import { lastLineOf } from './file-lines.js';
import { makeLock, whileLocked } from './file-lock.js';
import { syncFolder } from './synced-folder.js';

/** Where the log of a database may stand. */
export interface AccessPlaces {
  readonly database: string;
  /** Where the configuration wants it; nowhere else then. */
  readonly configured: string | undefined;
  /** The user's own, for databases beside which nothing can be written. */
  readonly ofUser: string | undefined;
}

/** The paths at which the log of a database is looked for, in order. */
export function accessLogPaths({ database, configured, ofUser }: AccessPlaces): string[] {
  if (configured !== undefined) return [configured];
  const beside = `${realpathSync(database)}.access.log`;
  return ofUser === undefined ? [beside] : [beside, ofUser];
}

/**
 * The log of who asked about whom: a file of its own, since a question changes nothing in the database
 * and must be logged where the database cannot be written.
 */
export class AccessLog {
  readonly path: string;
  /** Whether it is not the one beside its database, nor one that was named. */
  readonly isElsewhere: boolean;
  readonly #database: string;

  private constructor(path: string, database: string, isElsewhere: boolean) {
    this.path = path;
    this.isElsewhere = isElsewhere;
    this.#database = database;
  }

  /**
   * The log of a database, ready to be written; undefined when there is no database, and so nothing
   * that could be told of anybody.
   *
   * @throws ScreeningError wrong-use when none can be written: nothing is told then
   */
  static of(places: AccessPlaces): AccessLog | undefined {
    if (!existsSync(places.database)) return undefined;
    const paths = accessLogPaths(places);
    for (const path of paths) {
      try {
        if (path !== paths[0]) mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
        closeSync(openLog(path));
        makeLock(lockOf(path));
        return new AccessLog(path, realpathSync(places.database), path !== paths[0]);
      } catch (error) {
        if (path !== paths.at(-1) && isForbidden(error)) continue;
        throw unwritable(path, error);
      }
    }
    return undefined;
  }

  /**
   * Appends a line and has it on the disk. Lines of several processes come one after another.
   *
   * @throws ScreeningError wrong-use when it cannot be written; in-use when others do not let go of it
   */
  append(access: Omit<Access, 'database'>): void {
    const refused = (error: unknown) => unwritable(this.path, error);
    whileLocked(lockOf(this.path), refused, () => {
      try {
        appendTo(this.path, { ...access, database: this.#database });
      } catch (error) {
        throw refused(error);
      }
    });
  }
}

function lockOf(path: string): string {
  return `${path}.lock`;
}

/** Nothing is appended to what a link leads to, or to a file that is none of ours. */
function openLog(path: string): number {
  const { O_RDWR, O_APPEND, O_CREAT, O_NOFOLLOW } = constants;
  const handle = openSync(path, O_RDWR | O_APPEND | O_CREAT | O_NOFOLLOW, 0o600);
  const head = Buffer.alloc(ACCESS_VERSION.length);
  const isFile = fstatSync(handle).isFile();
  const length = isFile ? readSync(handle, head, 0, head.length, 0) : 0;
  if (isFile && ACCESS_VERSION.startsWith(head.toString('latin1', 0, length))) return handle;
  closeSync(handle);
  throw wrongUse({
    summary: `${path} is no access log of this version; nothing was told`,
    fix: 'name a file that is not there yet: access_log in the configuration',
    where: path,
  });
}

function appendTo(path: string, access: Access): void {
  const handle = openLog(path);
  try {
    const { size } = fstatSync(handle);
    const last = lastLineOf(handle, size);
    const isTorn = size > 0 && last.at(-1) !== 10;
    const before = isTorn ? Buffer.concat([last, Buffer.from('\n')]) : last;
    const previous = size === 0 ? ACCESS_START : accessHash(before);
    const bytes = Buffer.from(`${isTorn ? '\n' : ''}${accessText(access, previous)}`);
    for (let done = 0; done < bytes.length;) done += writeSync(handle, bytes, done);
    fsyncSync(handle);
    if (size === 0) syncFolder(path);
  } finally {
    closeSync(handle);
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : '';
}

/** That one may not write there; other errors (no room) are no reason to write elsewhere. */
function isForbidden(error: unknown): boolean {
  return ['EACCES', 'EPERM', 'EROFS'].includes(codeOf(error));
}

/** What SQLite's lock beside it says when it finds no room. */
const NO_ROOM_LEFT = 'its disk is full, or a limit on the size of files was reached';

function unwritable(path: string, error: unknown): unknown {
  if (error instanceof ScreeningError) return error;
  const code = codeOf(error);
  if (code.startsWith('SQLITE_BUSY')) {
    return new ScreeningError('in-use', {
      summary: `the access log ${path} is in use by others; nothing was told`,
      fix: 'try again',
      where: path,
    });
  }
  if (code === '') return error;
  const noRoom =
    noRoomIn(error) ?? (/^SQLITE_(?:FULL|IOERR_WRITE)$/.test(code) ? NO_ROOM_LEFT : undefined);
  return wrongUse({
    summary: `the access log ${path} cannot be written; nothing was told`,
    why: noRoom ?? (error instanceof Error ? error.message : ''),
    fix: noRoom
      ? 'make room on its disk, or name a file on another: access_log in the configuration'
      : 'name a file in a folder that you may write: access_log in the configuration',
    where: path,
  });
}

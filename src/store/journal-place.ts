import { realpathSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { wrongUse } from '../core/errors.js';

/** What SQLite writes beside a database, and the database. */
const OF_DATABASE = ['', '-journal', '-wal', '-shm'];

/**
 * Refuses a journal that is the database, or a file in which SQLite keeps what it takes back: it would be
 * overwritten and removed.
 *
 * @throws ScreeningError wrong-use
 */
export function requireApart(path: string, database: string): void {
  const place = placeOf(path);
  if (!OF_DATABASE.some((suffix) => placeOf(`${database}${suffix}`) === place)) return;
  throw wrongUse({
    summary: `the journal ${path} is a file of the database itself`,
    fix: 'name another in the configuration, best on another disk',
    where: path,
  });
}

/** Where a file stands or would stand, links followed. */
function placeOf(path: string): string {
  const whole = resolve(path);
  try {
    return realpathSync(whole);
  } catch {
    try {
      return join(realpathSync(dirname(whole)), basename(whole));
    } catch {
      return whole;
    }
  }
}

/**
 * Refuses what is there and no file: a pipe would wait for its other end, and a device may have no end.
 *
 * @throws ScreeningError wrong-use
 */
export function requireFile(path: string): void {
  if (statSync(path, { throwIfNoEntry: false })?.isFile() !== false) return;
  throw wrongUse({
    summary: `the journal ${path} is no file`,
    why: 'a folder, a pipe and a device keep nothing',
    fix: 'name a file, or one that is not there yet',
    where: path,
  });
}

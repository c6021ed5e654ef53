import { existsSync, realpathSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type Database from 'better-sqlite3';
import { ScreeningError, wrongUse } from '../core/errors.js';
import { makeLock } from './file-lock.js';
import { sqlite } from './sqlite.js';

/** For a holder that is just saying who it is. */
const BUSY_MILLISECONDS = 1000;

/** As in database.ts: not to be collected before the command ends. */
const kept: object[] = [];

/** Who runs the jobs of a database, for whoever must wait. */
export interface JobsHolder {
  /** Of its process. */
  readonly id: number;
  readonly host: string;
  readonly since: string;
}

/**
 * Runs what only one process at a time may do for a database: two runs of jobs would take the same files.
 * The lock is SQLite's, on a file of its own: the system lets go of it when its holder is killed. Holding
 * a reserved lock lets others read who it is.
 *
 * @throws ScreeningError in-use with the holder's name, at once
 */
export async function whileJobsLocked<T>(
  database: string,
  holder: JobsHolder,
  run: () => Promise<T>,
): Promise<T> {
  const path = lockPath(database);
  const lock = openLock(path);
  try {
    hold(lock, path, holder);
    return await run();
  } finally {
    lock.close();
  }
}

/** The lock's file beside the database, whatever links lead there. */
function lockPath(database: string): string {
  const path = resolve(database);
  if (existsSync(path)) return `${realpathSync(path)}.jobs.lock`;
  const folder = dirname(path);
  return join(existsSync(folder) ? realpathSync(folder) : folder, `${basename(path)}.jobs.lock`);
}

function openLock(path: string): Database.Database {
  try {
    makeLock(path);
    const lock = new (sqlite())(path, { timeout: BUSY_MILLISECONDS });
    kept.push(lock);
    return lock;
  } catch (error) {
    throw wrongUse({
      summary: `the lock of the jobs ${path} cannot be made`,
      why: error instanceof Error ? error.message : String(error),
      fix: 'run the jobs as an account that may write the folder of the database',
      where: path,
    });
  }
}

function hold(lock: Database.Database, path: string, { id, host, since }: JobsHolder): void {
  try {
    lock.pragma('synchronous = OFF');
    lock.exec('BEGIN IMMEDIATE');
    lock.exec('CREATE TABLE IF NOT EXISTS holder (id INTEGER, host TEXT, since TEXT)');
    lock.exec('DELETE FROM holder');
    lock.prepare('INSERT INTO holder VALUES (?, ?, ?)').run(id, host, since);
    lock.exec('COMMIT');
    lock.exec('BEGIN IMMEDIATE');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (!code.startsWith('SQLITE_BUSY')) throw error;
    throw new ScreeningError('in-use', {
      summary: `the jobs of this database are being run ${holderWords(lock)}`,
      why: 'two runs would take the same files',
      fix: 'wait until it has ended; what arrives meanwhile is taken by the next run',
      where: path,
    });
  }
}

function holderWords(lock: Database.Database): string {
  try {
    const found = lock.prepare('SELECT * FROM holder').get() as JobsHolder | undefined;
    if (found === undefined) return 'by another process';
    return `by process ${String(found.id)} on ${found.host}, since ${found.since}`;
  } catch {
    return 'by another process';
  }
}

import { closeSync, constants, openSync } from 'node:fs';
import type Database from 'better-sqlite3';
import { sqlite } from './sqlite.js';

/** How long one waits for another before it gives up. */
const BUSY_MILLISECONDS = 10_000;

/** As in database.ts: not to be collected before the command ends. */
const kept: object[] = [];

/**
 * Runs a step that no other process may run at the same time for the same path. The lock is SQLite's, on
 * an empty file that stays: the system lets go of it when its holder is killed, where a file that is
 * there or not would shut everybody out.
 *
 * @param path of the lock's own file
 * @param refused makes the error when there is no lock to be had
 */
export function whileLocked<T>(
  path: string,
  refused: (error: unknown) => unknown,
  step: () => T,
): T {
  let lock: Database.Database | undefined;
  try {
    makeLock(path);
    lock = new (sqlite())(path, { timeout: BUSY_MILLISECONDS });
    kept.push(lock);
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock?.close();
    throw refused(error);
  }
  try {
    return step();
  } finally {
    lock.close();
  }
}

/** Makes a lock's file, readable by its owner alone, when it is not there. */
export function makeLock(path: string): void {
  const { O_RDWR, O_CREAT, O_NOFOLLOW } = constants;
  closeSync(openSync(path, O_RDWR | O_CREAT | O_NOFOLLOW, 0o600));
}

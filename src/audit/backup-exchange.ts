import { existsSync, linkSync, renameSync, rmSync } from 'node:fs';
import { giveName } from '../files/whole-output.js';
import { openForWriting, type Store } from '../store/database.js';

/**
 * Gives the copy its name; the caller holds the write lock of the database that goes. What waited for the
 * lock finds the file replaced (store/database.ts), and records nothing.
 */
export function exchange(temporary: string, database: string, aside: string): void {
  if (aside === '') {
    giveName(temporary, database, false);
    return;
  }
  // SQLite would roll a journal back into whatever stands under the database's name.
  if (existsSync(`${database}-journal`)) renameSync(`${database}-journal`, `${aside}-journal`);
  keepBeside(database, aside);
  giveName(temporary, database, true);
}

/**
 * The database with its write lock, from before it is asked what it has until it is replaced: what another
 * process recorded meanwhile would be in neither, nor in what its journal brought back. Undefined when
 * none is there, or it cannot be opened any more.
 */
export function lockedOrBroken(database: string): Store | undefined {
  if (!existsSync(database)) return undefined;
  try {
    const store = openForWriting(database);
    store.exec('BEGIN IMMEDIATE');
    return store;
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === 'in-use' || code.startsWith('SQLITE_BUSY')) throw error;
    return undefined;
  }
}

/** With a second name, there is no moment without a database; some file systems have no links. */
function keepBeside(database: string, aside: string): void {
  try {
    linkSync(database, aside);
  } catch {
    if (existsSync(aside)) rmSync(aside);
    renameSync(database, aside);
  }
}

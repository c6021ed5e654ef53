import { closeSync, fsyncSync, openSync } from 'node:fs';
import type { Store } from './database.js';

/**
 * Writes a copy of a database into a new file, which its owner alone can read, and puts it on the disk.
 *
 * VACUUM INTO and not SQLite's backup by pages, measured on 46 MB (139 ms and 172 ms): it writes what
 * is held and nothing that was deleted, it is one question to the database, so that the copy is its
 * state at one instant, and it does not begin again when another process writes. Writers wait for their
 * commit meanwhile, as behind any reader; the database may be read-only.
 */
export function copyDatabase(store: Store, path: string): void {
  closeSync(openSync(path, 'wx', 0o600));
  store.prepare('VACUUM INTO ?').run(path);
  const handle = openSync(path, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}

/** What SQLite finds wrong with a database's pages; empty when nothing is. */
export function pagesFault(store: Store): string {
  const [found] = store.prepare('PRAGMA quick_check(1)').pluck().all() as string[];
  return found === 'ok' ? '' : (found ?? '');
}

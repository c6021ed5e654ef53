import { closeSync, openSync, readdirSync, readSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

const MAGIC = 'SQLite format 3\0';
const PART = /^\..+\.[0-9a-f]{12}\.partial(?:-journal)?$/;

/**
 * Hidden copies of databases in the folder of a file, which a backup or a restore that was killed left
 * there, or is writing now. They hold what the database held.
 */
export function leftCopies(file: string): string[] {
  const folder = dirname(resolve(file));
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch {
    return [];
  }
  return names
    .filter((name) => PART.test(name))
    .map((name) => join(folder, name))
    .filter((path) => path.endsWith('-journal') || isDatabase(path))
    .sort();
}

/** One that was not yet begun has no byte, and tells nothing of anybody. */
function isDatabase(path: string): boolean {
  const begin = Buffer.alloc(MAGIC.length);
  try {
    const handle = openSync(path, 'r');
    try {
      readSync(handle, begin, 0, begin.length, 0);
    } finally {
      closeSync(handle);
    }
  } catch {
    return false;
  }
  return begin.toString('latin1') === MAGIC;
}

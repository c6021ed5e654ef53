import { closeSync, openSync, readdirSync, readSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';

const MAGIC = 'SQLite format 3\0';
const PART = /^\..+\.[0-9a-f]{12}\.partial(?:-journal)?$/;

/**
 * Hidden copies of databases in the folder of a file, which a backup or a restore that was killed left
 * there, or is writing now. They hold what the database held; one of this very file that was not yet
 * begun holds nothing, and is named all the same, since nothing else ever would.
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
    .filter((path) => path.endsWith('-journal') || isDatabase(path) || isBegun(path, file))
    .sort();
}

/** Whether it has no byte, and its name says that it was to become the file. */
function isBegun(path: string, file: string): boolean {
  if (!basename(path).startsWith(`.${basename(file)}.`)) return false;
  return statSync(path, { throwIfNoEntry: false })?.size === 0;
}

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

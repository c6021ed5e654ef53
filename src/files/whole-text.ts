import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs';
import { wrongUse, type ScreeningError } from '../core/errors.js';
import { changedWhileRead, hasChangedSince, readingError } from './byte-source.js';

/**
 * The text of a small file, in UTF-8.
 *
 * @throws ScreeningError wrong-use when it cannot be read, has more bytes, or changed meanwhile
 */
export function readWhole(path: string, mostBytes: number): string {
  let handle: number | undefined;
  try {
    handle = openSync(path, 'r');
    const before = fstatSync(handle);
    if (before.size > mostBytes) throw tooLarge(path, before.size);
    const text = readFileSync(handle, 'utf8');
    if (hasChangedSince(before, handle, path)) throw changedWhileRead(path);
    return text;
  } catch (error) {
    throw readingError(path, error);
  } finally {
    if (handle !== undefined) closeSync(handle);
  }
}

function tooLarge(path: string, size: number): ScreeningError {
  return wrongUse({
    summary: `${path} cannot be read: it has ${String(size)} bytes`,
    fix: 'check the name',
    where: path,
  });
}

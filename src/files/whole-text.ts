import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs';
import { wrongUse, type ScreeningError } from '../core/errors.js';
import { readingError } from './byte-source.js';

/**
 * The text of a small file, in UTF-8.
 *
 * @throws ScreeningError wrong-use when it cannot be read, or has more bytes
 */
export function readWhole(path: string, mostBytes: number): string {
  let handle: number | undefined;
  try {
    handle = openSync(path, 'r');
    const { size } = fstatSync(handle);
    if (size > mostBytes) throw tooLarge(path, size);
    return readFileSync(handle, 'utf8');
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

import { createHash } from 'node:crypto';
import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { changedWhileRead, hasChangedSince, readingError } from './byte-source.js';

/**
 * SHA-256, in hex, of a file that a person named.
 *
 * @throws ScreeningError wrong-use when it is not there, cannot be read, or changed meanwhile
 */
export function namedFileSha256(path: string): string {
  try {
    return hashOf(path, true);
  } catch (error) {
    throw readingError(path, error);
  }
}

const CHUNK = 1 << 20;

/** SHA-256, in hex, of the file at a path; undefined when none is there or it may not be read. */
export function fileSha256(path: string): string | undefined {
  try {
    return hashOf(path, false);
  } catch {
    return undefined;
  }
}

function hashOf(path: string, asIsNamed: boolean): string {
  const hash = createHash('sha256');
  const buffer = Buffer.allocUnsafe(CHUNK);
  let handle: number | undefined;
  try {
    handle = openSync(path, 'r');
    const before = asIsNamed ? fstatSync(handle) : undefined;
    for (let came = 1; came > 0;) {
      came = readSync(handle, buffer);
      hash.update(buffer.subarray(0, came));
    }
    if (before && hasChangedSince(before, handle, path)) throw changedWhileRead(path);
    return hash.digest('hex');
  } finally {
    if (handle !== undefined) closeSync(handle);
  }
}

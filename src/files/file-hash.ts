import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';
import { readingError } from './byte-source.js';

/**
 * SHA-256, in hex, of a file that a person named.
 *
 * @throws ScreeningError wrong-use when it is not there, or cannot be read
 */
export function namedFileSha256(path: string): string {
  try {
    return hashOf(path);
  } catch (error) {
    throw readingError(path, error);
  }
}

const CHUNK = 1 << 20;

/** SHA-256, in hex, of the file at a path; undefined when none is there or it may not be read. */
export function fileSha256(path: string): string | undefined {
  try {
    return hashOf(path);
  } catch {
    return undefined;
  }
}

function hashOf(path: string): string {
  const hash = createHash('sha256');
  const buffer = Buffer.allocUnsafe(CHUNK);
  let handle: number | undefined;
  try {
    handle = openSync(path, 'r');
    for (let came = 1; came > 0;) {
      came = readSync(handle, buffer);
      hash.update(buffer.subarray(0, came));
    }
    return hash.digest('hex');
  } finally {
    if (handle !== undefined) closeSync(handle);
  }
}

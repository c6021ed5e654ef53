import { createHash } from 'node:crypto';
import { closeSync, openSync, readSync } from 'node:fs';

const CHUNK = 1 << 20;

/** SHA-256, in hex, of the file at a path; undefined when none is there or it may not be read. */
export function fileSha256(path: string): string | undefined {
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
  } catch {
    return undefined;
  } finally {
    if (handle !== undefined) closeSync(handle);
  }
}

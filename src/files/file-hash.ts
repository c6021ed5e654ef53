import { createHash } from 'node:crypto';
import { closeSync, existsSync, openSync, readSync } from 'node:fs';

const CHUNK = 1 << 20;

/** SHA-256, in hex, of the file at a path; undefined when none is there. */
export function fileSha256(path: string): string | undefined {
  if (!existsSync(path)) return undefined;
  const hash = createHash('sha256');
  const buffer = Buffer.allocUnsafe(CHUNK);
  const handle = openSync(path, 'r');
  try {
    for (let came = 1; came > 0;) {
      came = readSync(handle, buffer);
      hash.update(buffer.subarray(0, came));
    }
  } finally {
    closeSync(handle);
  }
  return hash.digest('hex');
}

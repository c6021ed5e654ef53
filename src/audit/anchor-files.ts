import { lstatSync } from 'node:fs';
import { wrongUse } from '../core/errors.js';
import { openFile } from '../files/byte-source.js';
import { writeWhole } from '../files/write-whole.js';

/**
 * Writes a file whole under a name that is free; nothing is ever replaced.
 *
 * @throws ScreeningError wrong-use when something stands there already, or it cannot be written
 */
export function writeNew(file: string, bytes: Buffer): void {
  if (lstatSync(file, { throwIfNoEntry: false }) !== undefined) {
    throw wrongUse({
      summary: `${file} is there already`,
      fix: 'give another name, or move it away',
      where: file,
    });
  }
  writeWhole(file, bytes, false);
}

/** Answers are of a few kilobytes, with certificates. */
const LARGEST_ANSWER = 1 << 20;

/** Reads a file that is none of the large ones. @throws ScreeningError wrong-use */
export async function readSmall(file: string): Promise<Buffer> {
  const source = await openFile(file);
  try {
    const buffer = Buffer.alloc(LARGEST_ANSWER + 1);
    let length = 0;
    for (let came = 1; came > 0 && length < buffer.length; length += came) {
      came = await source.read(buffer, length);
    }
    if (length < buffer.length) return buffer.subarray(0, length);
    throw wrongUse({
      summary: `${file} is too large for a time-stamp`,
      fix: "bring the authority's answer as it came, some kilobytes",
      where: file,
    });
  } finally {
    await source.close();
  }
}

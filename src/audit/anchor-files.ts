import { wrongUse } from '../core/errors.js';
import { openFile } from '../files/byte-source.js';
import { giveName, WholeOutput } from '../files/whole-output.js';

/**
 * Writes a file whole.
 *
 * @throws ScreeningError wrong-use when something stands there already, or it cannot be written
 */
export function writeWhole(file: string, bytes: Buffer): void {
  const output = new WholeOutput(file);
  try {
    output.write(bytes, 0, bytes.length);
    output.finish();
    giveName(output.temporary, output.path, false);
  } catch (error) {
    output.discard();
    throw error;
  }
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

import { lstatSync } from 'node:fs';
import { wrongUse } from '../core/errors.js';
import { giveName, WholeOutput } from './whole-output.js';

/**
 * Writes a small file whole, or not at all ({@link WholeOutput}).
 *
 * @param replace whether a regular file of that name may go
 * @param anotherName what to do to have it under another name
 * @returns its SHA-256, hex
 * @throws ScreeningError wrong-use when something stands there, or it cannot be written
 */
export function writeWhole(
  path: string,
  content: Buffer | string,
  replace: boolean,
  anotherName = 'give another name',
): string {
  if (!replace && lstatSync(path, { throwIfNoEntry: false }) !== undefined) {
    throw wrongUse({
      summary: `${path} is there already`,
      fix: `${anotherName}, or --force to replace it`,
      where: path,
    });
  }
  const output = new WholeOutput(path);
  try {
    const bytes = Buffer.from(content);
    output.write(bytes, 0, bytes.length);
    const sha256 = output.finish();
    giveName(output.temporary, output.path, replace);
    return sha256;
  } catch (error) {
    output.discard();
    throw error;
  }
}

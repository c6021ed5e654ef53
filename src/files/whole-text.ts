import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs';
import { wrongUse } from '../core/errors.js';

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
    if (size > mostBytes) throw new RangeError(`it has ${String(size)} bytes`);
    return readFileSync(handle, 'utf8');
  } catch (error) {
    throw wrongUse({
      summary: `${path} cannot be read`,
      why: error instanceof Error ? error.message : String(error),
      fix: 'check the name',
      where: path,
    });
  } finally {
    if (handle !== undefined) closeSync(handle);
  }
}

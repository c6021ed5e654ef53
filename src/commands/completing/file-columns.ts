import { statSync } from 'node:fs';
import { openFile } from '../../files/byte-source.js';
import { dialectIn, listBytes } from '../../files/forms/list-bytes.js';
import { readListHead } from '../../files/list-head.js';
import { firstBytes } from '../../files/list-start.js';
import { dialectOf } from '../dialect-options.js';
import { Options } from '../option-values.js';

/**
 * The names in the header of a list, each once, as a scrub would read them. None for standard input, for
 * what is no file, and without a header.
 *
 * @param given options of the line, by their long names
 * @throws ScreeningError when it cannot be read
 */
export async function fileColumns(
  path: string,
  given: ReadonlyMap<string, readonly string[]>,
  signal: AbortSignal,
): Promise<readonly string[]> {
  if (given.has('--no-header') || !statSync(path).isFile()) return [];
  const value = (name: string): string | undefined => given.get(`--${name}`)?.at(-1);
  const options = new Options({
    delimiter: value('delimiter'),
    encoding: value('encoding'),
    sheet: value('sheet'),
    skipLines: value('skip-lines'),
  });
  const asked = dialectOf(options, true);
  const source = await openFile(path, signal);
  try {
    const list = await listBytes(source, asked, signal);
    const { bytes, whole } = await firstBytes(list, signal);
    const { header } = readListHead(path, bytes, whole, dialectIn(asked, list));
    return [...new Set(header.map((name) => name.trim()))].filter((name) => name !== '');
  } finally {
    await source.close();
  }
}

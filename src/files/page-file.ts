import { closeSync, openSync, readSync } from 'node:fs';
import { wrongUse } from '../core/errors.js';
import { readingError } from './byte-source.js';
import { fileAt, isOtherThanFile } from './whole-output.js';
import { writeWhole } from './write-whole.js';

/**
 * Refuses a page the place of what is none of its kind: a mistyped name must cost nobody a list or a
 * database. A free name is never refused.
 *
 * @param begins how every page of this kind begins
 * @param option by which the name was given
 * @throws ScreeningError wrong-use
 */
export function refuseOtherPage(path: string, begins: string, option: string): void {
  if (fileAt(path) === undefined || (!isOtherThanFile(path) && isPage(path, begins))) return;
  throw wrongUse({
    summary: `${path} is no page of this kind, and is not replaced`,
    why: '--force replaces a page that was written before, and no other file',
    fix: `give another name with ${option} FILE`,
    where: path,
  });
}

/**
 * Writes a page. What it replaces, where it may, is a page with the same beginning and nothing else
 * ({@link refuseOtherPage}).
 *
 * @param begins how every page of this kind begins
 * @param option by which its name was given
 * @returns its SHA-256, hex
 * @throws ScreeningError wrong-use when something else stands there, or it cannot be written
 */
export function writePage(
  path: string,
  html: string,
  begins: string,
  replace: boolean,
  option = '--out',
): string {
  if (replace) refuseOtherPage(path, begins, option);
  return writeWhole(path, html, replace, `give another name with ${option} FILE`);
}

/**
 * Whether a file begins as every page of a kind does.
 *
 * @param begins how those begin
 * @throws ScreeningError wrong-use when it cannot be read
 */
export function isPage(path: string, begins: string): boolean {
  const beginning = Buffer.alloc(Buffer.byteLength(begins));
  let handle: number | undefined;
  try {
    handle = openSync(path, 'r');
    readSync(handle, beginning);
  } catch (error) {
    throw readingError(path, error);
  } finally {
    if (handle !== undefined) closeSync(handle);
  }
  return beginning.toString() === begins;
}

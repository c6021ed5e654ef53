import { closeSync, openSync, readSync } from 'node:fs';
import { wrongUse } from '../core/errors.js';
import { fileAt, isOtherThanFile } from './whole-output.js';
import { writeWhole } from './write-whole.js';

/**
 * Writes a page. What it replaces, where it may, is a page with the same beginning and nothing else: a
 * mistyped name must cost nobody a list or a database.
 *
 * @param begins how every page of this kind begins
 * @returns its SHA-256, hex
 * @throws ScreeningError wrong-use when something else stands there, or it cannot be written
 */
export function writePage(path: string, html: string, begins: string, replace: boolean): string {
  if (replace && fileAt(path) !== undefined && (isOtherThanFile(path) || !isPage(path, begins))) {
    throw wrongUse({
      summary: `${path} is no page of this kind, and is not replaced`,
      why: '--force replaces a page that was written before, and no other file',
      fix: 'give another name with --out FILE',
      where: path,
    });
  }
  return writeWhole(path, html, replace, 'give another name with --out FILE');
}

/** Whether a file begins as every page of a kind does. @param begins how those begin */
export function isPage(path: string, begins: string): boolean {
  const beginning = Buffer.alloc(Buffer.byteLength(begins));
  const handle = openSync(path, 'r');
  try {
    readSync(handle, beginning);
  } finally {
    closeSync(handle);
  }
  return beginning.toString() === begins;
}

import { closeSync, fstatSync, openSync, readFileSync } from 'node:fs';
import { wrongUse } from '../core/errors.js';
import { isWide } from './wider-mode.js';

/** The places in which the password of a zip archive may stand; undefined or empty where it does not. */
export interface ZipPasswordPlaces {
  /** The file that an option names. */
  readonly asked: string | undefined;
  /** The password itself, from the environment. */
  readonly environment: string | undefined;
  /** The file that the configuration names for the register. */
  readonly configured: string;
}

/** A password, and who else can read it. */
export interface ZipPassword {
  /** Its bytes, as they stand in the file: archives do not say how theirs are encoded. */
  readonly bytes: Uint8Array;
  /** The file, when others than its owner may read or change it; empty mostly. */
  readonly openFile: string;
}

/** A longer file is no password. */
const LONGEST_PASSWORD = 1024;

/**
 * The password of a zip archive: by option, environment, then configuration. A file is read only when
 * an archive asks for it. A password never stands on a command line, which other users of a machine can
 * read.
 *
 * @returns undefined when no place has one
 * @throws ScreeningError wrong-use when the file has none; no message shows it
 */
export function zipPassword(places: ZipPasswordPlaces): ZipPassword | undefined {
  const { asked, environment = '', configured } = places;
  if (asked === undefined && environment !== '') {
    return { bytes: Buffer.from(environment), openFile: '' };
  }
  const path = asked ?? configured;
  return path === '' ? undefined : passwordIn(path);
}

function passwordIn(path: string): ZipPassword {
  const { content, mode } = contentOf(path);
  // Editors end the line; a blank may be part of a password.
  const line = content.toString('latin1').replace(/\r?\n$/, '');
  const lines = line.split(/\r\n|[\r\n]/).length;
  if (line === '' || lines > 1 || line.length > LONGEST_PASSWORD || line.includes('\0')) {
    throw wrongUse({
      summary:
        lines > 1
          ? `${path} holds ${String(lines)} lines, and a password is one`
          : `${path} holds no password`,
      why: `a password is one line of at most ${String(LONGEST_PASSWORD)} bytes`,
      fix: 'put the password into it, alone',
      where: path,
    });
  }
  return { bytes: Buffer.from(line, 'latin1'), openFile: isWide(mode) ? path : '' };
}

function whyNot(error: unknown): string {
  const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
  if (isMissing) return 'there is no such file';
  return error instanceof Error ? error.message : String(error);
}

function contentOf(path: string): { readonly content: Buffer; readonly mode: number } {
  let handle: number | undefined;
  try {
    handle = openSync(path, 'r');
    return { mode: fstatSync(handle).mode, content: readFileSync(handle) };
  } catch (error) {
    throw wrongUse({
      summary: `the password file ${path} cannot be read`,
      why: whyNot(error),
      fix: 'check its path, and who may read it',
      where: path,
    });
  } finally {
    if (handle !== undefined) closeSync(handle);
  }
}

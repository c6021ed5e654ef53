import {
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  renameSync,
  statSync,
  unlinkSync,
} from 'node:fs';
import { basename, dirname, join, parse } from 'node:path';
import { wrongUse } from '../core/errors.js';
import { fileSha256 } from './file-hash.js';
import { writeWhole } from './write-whole.js';

/** Where a file goes that was taken: the names of folders beside it. */
export const PLACES = ['done', 'duplicate', 'error'] as const;

/** A row of {@link PLACES}. */
export type Place = (typeof PLACES)[number];

/** What the reason is called that a file could not be taken: its name, and this. */
const WHY_ENDING = '.why.txt';

/** The folder of a place. */
export function placeIn(folder: string, place: Place): string {
  return join(folder, place);
}

/**
 * Moves a file to a place beside it. A file of that name is never replaced: a count is put behind the
 * name.
 *
 * @returns its new path
 * @throws ScreeningError wrong-use when it cannot be moved
 */
export function putAway(path: string, place: Place): string {
  const folder = placeIn(dirname(path), place);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    for (let count = 1; ; count++) {
      const to = join(folder, counted(basename(path), count));
      if (moveUnlessTaken(path, to)) return to;
    }
  } catch (error) {
    throw wrongUse({
      summary: `${path} cannot be moved to ${folder}`,
      why: error instanceof Error ? error.message : String(error),
      fix: 'let the account that runs the jobs write that folder',
      where: path,
    });
  }
}

/** `list.csv`, then `list.2.csv`. */
function counted(name: string, count: number): string {
  if (count === 1) return name;
  const { name: stem, ext } = parse(name);
  return `${stem}.${String(count)}${ext}`;
}

function moveUnlessTaken(from: string, to: string): boolean {
  try {
    // A second name is refused where one stands; a rename would replace it.
    linkSync(from, to);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : '';
    if (code === 'EEXIST') return false;
    if (code !== 'EPERM' && code !== 'ENOTSUP' && code !== 'EMLINK') throw error;
    // A file system without second names; one lock keeps other jobs away.
    if (existsSync(to)) return false;
    renameSync(from, to);
    return true;
  }
  unlinkSync(from);
  return true;
}

/** Writes beside a file that was put away why it was not taken. */
export function writeWhy(path: string, text: string): void {
  writeWhole(`${path}${WHY_ENDING}`, text, true);
}

/** Whether a place holds a file with this content. */
export function holdsContent(folder: string, sha256: string, bytes: number): boolean {
  if (!existsSync(folder)) return false;
  return readdirSync(folder).some((name) => {
    const path = join(folder, name);
    const found = statSync(path, { throwIfNoEntry: false });
    return found?.isFile() === true && found.size === bytes && fileSha256(path) === sha256;
  });
}

/** Names of the files in a place that could not be taken, without what says why. */
export function refusedFiles(folder: string): string[] {
  const place = placeIn(folder, 'error');
  if (!existsSync(place)) return [];
  return readdirSync(place).filter((name) => !name.endsWith(WHY_ENDING) && !name.startsWith('.'));
}

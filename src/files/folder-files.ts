import { opendirSync, statSync } from 'node:fs';
import { basename, dirname, join, parse } from 'node:path';
import { nearest } from '../core/nearest.js';

/** So many names of a folder are looked at: advice is not worth the time that more would take. */
const MOST_NAMES = 2000;

/** A file of a folder. */
export interface FolderFile {
  readonly name: string;
  /** When it was last changed, milliseconds since 1970. */
  readonly modified: number;
}

/** The files of a folder, the newest first; none where it cannot be read. */
export function filesOfFolder(folder: string): FolderFile[] {
  return namesOf(folder)
    .flatMap((name): FolderFile[] => {
      const found = statSync(join(folder, name), { throwIfNoEntry: false });
      return found?.isFile() ? [{ name, modified: found.mtimeMs }] : [];
    })
    .sort((a, b) => b.modified - a.modified || (a.name < b.name ? -1 : 1));
}

/**
 * The path of a file in the same folder that a person may have meant; undefined when none is near. Names
 * are compared without what is behind the last dot, which all lists have in common.
 */
export function nearestFile(path: string): string | undefined {
  const names = namesOf(dirname(path));
  const wanted = parse(basename(path)).name;
  const stems = names.map((name) => parse(name).name);
  const near = nearest(wanted, stems);
  if (near === undefined) return undefined;
  const alike = names.filter((_, at) => stems[at] === near);
  const { ext } = parse(path);
  const name = alike.find((other) => parse(other).ext === ext) ?? alike[0];
  if (name === undefined || name === basename(path)) return undefined;
  return dirname(path) === '.' && !path.startsWith('.') ? name : join(dirname(path), name);
}

/** Hidden names are no lists. */
function namesOf(folder: string): string[] {
  const names: string[] = [];
  try {
    const opened = opendirSync(folder);
    try {
      for (let entry = opened.readSync(); entry !== null; entry = opened.readSync()) {
        if (!entry.name.startsWith('.')) names.push(entry.name);
        if (names.length >= MOST_NAMES) break;
      }
    } finally {
      opened.closeSync();
    }
  } catch {
    return [];
  }
  return names.sort();
}

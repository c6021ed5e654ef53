import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { wrongUse } from '../core/errors.js';
import { fitsPattern } from './name-pattern.js';

/** A file in a folder where files arrive, as it was at a look. */
export interface ArrivedFile {
  readonly name: string;
  readonly path: string;
  readonly bytes: number;
  /** Milliseconds since 1970. */
  readonly modified: number;
  /** Whether it is a plain file: links, pipes and devices are not taken. */
  readonly isPlain: boolean;
}

/**
 * The files of a folder whose names fit a pattern, by name. Folders and names that begin with a point
 * are passed over: programs that copy files give those names to parts.
 *
 * @throws ScreeningError wrong-use when the folder cannot be read
 */
export function arrivedFiles(folder: string, pattern: string): ArrivedFile[] {
  let names: string[];
  try {
    names = readdirSync(folder);
  } catch (error) {
    throw wrongUse({
      summary: `the folder ${folder} cannot be read`,
      why: error instanceof Error ? error.message : String(error),
      fix: 'make it, or say in the configuration where the files arrive',
      where: folder,
    });
  }
  return names
    .filter((name) => !name.startsWith('.') && fitsPattern(name, pattern))
    .sort()
    .flatMap((name) => {
      const file = lookAt(join(folder, name), name);
      return file === undefined ? [] : [file];
    });
}

/** A file as it is now; undefined when it is gone, or a folder. */
export function lookAt(path: string, name: string): ArrivedFile | undefined {
  const found = lstatSync(path, { throwIfNoEntry: false });
  if (found === undefined || found.isDirectory()) return undefined;
  return { name, path, bytes: found.size, modified: found.mtimeMs, isPlain: found.isFile() };
}

/** Whether a file is as it was at an earlier look. */
export function isAsBefore(before: ArrivedFile, now: ArrivedFile | undefined): boolean {
  return now !== undefined && before.bytes === now.bytes && before.modified === now.modified;
}

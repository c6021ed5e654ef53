import { constants, statSync, type Stats } from 'node:fs';

/**
 * Rights of the group and of all others. Of these Windows has none, and Node no constant there: no
 * file is wide then (undefined | undefined is 0).
 */
const OTHERS = constants.S_IRWXG | constants.S_IRWXO;

/** Permission bits of a mode, without those of the file's kind. */
const PERMISSIONS = 0o7777;

/** Whether others than a file's owner may read or change it. */
export function isWide(mode: number): boolean {
  return (mode & OTHERS) !== 0;
}

/** A file that should be its owner's alone, and is not. */
export interface WideFile {
  readonly path: string;
  /** As chmod writes it: `0644`. */
  readonly mode: string;
}

/**
 * Those of some files that others than their owner may read or change, each once. Devices and what is
 * not there, or cannot be looked at, are passed over: whoever opens them says so.
 */
export function wideFiles(paths: readonly string[]): WideFile[] {
  return [...new Set(paths)].flatMap((path) => {
    const found = lookAt(path);
    if (found === undefined || !found.isFile() || !isWide(found.mode)) return [];
    return [{ path, mode: (found.mode & PERMISSIONS).toString(8).padStart(4, '0') }];
  });
}

function lookAt(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

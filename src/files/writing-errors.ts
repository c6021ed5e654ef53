import { dirname, resolve } from 'node:path';
import { wrongUse, type ScreeningError } from '../core/errors.js';
import { noRoomIn } from '../core/no-room.js';

/** The error for a file that the system does not let be written: it has no room, or it may not. */
export function cannotBeWritten(path: string, error: Error): ScreeningError {
  const folder = dirname(resolve(path));
  const noRoom = noRoomIn(error);
  return wrongUse({
    summary: `${path} cannot be written`,
    why: noRoom ?? error.message,
    fix:
      noRoom === undefined
        ? `check that the folder ${folder} exists, is writable and has room`
        : `make room where ${folder} stands, then try again`,
    where: path,
  });
}

/** What to say of an error of the system, or the error itself when it is none. */
export function writingError(path: string, error: unknown): unknown {
  if (!(error instanceof Error) || !('code' in error)) return error;
  if (error.code === 'EEXIST') {
    return wrongUse({
      summary: `${path} is there already`,
      why: 'it appeared while this run went on; it was not replaced',
      fix: 'give another name, or --force to replace it',
      where: path,
    });
  }
  if (error.code === 'ENAMETOOLONG') {
    return wrongUse({
      summary: `${path} cannot be written: its name is too long`,
      why: 'most file systems end names at 255 bytes, and a file that is being written has 22 more',
      fix: 'give another name: --out and --report where the name comes from the list',
      where: path,
    });
  }
  return cannotBeWritten(path, error);
}

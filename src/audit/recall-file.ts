import { existsSync, rmSync } from 'node:fs';
import type { RecallForm } from '../config/job.js';
import type { DiallerFormat } from '../files/formats/format.js';
import { giveName, WholeOutput } from '../files/whole-output.js';
import { markPassedOn, type Marked, type PasserOn } from './passed-on.js';
import type { Recalled } from './recall.js';
import { recallForDialler } from './recall-for-dialler.js';
import { bareNumbers, linesOf, recallCsv } from './recall-line.js';

/** What is recalled, written and on the disk, and not under its name yet. */
export interface UnnamedFile {
  /** Gives it its name. @throws ScreeningError wrong-use when it cannot be given */
  readonly place: () => void;
  /** Removes it, unless it has its name. */
  readonly discard: () => void;
  /**
   * Removes it when it has its name, and what it was to be marked with could not be recorded. When it
   * replaced another one, that is gone: then it stays.
   */
  readonly takeBack: () => void;
}

/** Where nothing is written. */
export const NO_FILE: UnnamedFile = {
  place: () => undefined,
  discard: () => undefined,
  takeBack: () => undefined,
};

/** What is recalled, as its file has it, in pieces. */
export function recallPieces(
  { runs }: Recalled,
  form: RecallForm | DiallerFormat,
): Iterable<string> {
  if (typeof form !== 'string') return recallForDialler(linesOf({ runs }), form);
  if (form === 'csv') return recallCsv(linesOf({ runs }));
  return bareNumbers(
    runs.map(({ numbers }) => numbers),
    form,
  );
}

/**
 * Writes what is recalled as a file that is whole or not at all, and has no name yet.
 *
 * @param replaces whether a file of its name may be replaced
 * @throws ScreeningError wrong-use when the file cannot be written
 */
export function unnamedFile(
  path: string,
  pieces: Iterable<string>,
  replaces: boolean,
  signal: AbortSignal,
): UnnamedFile {
  const output = new WholeOutput(path);
  try {
    for (const piece of pieces) {
      signal.throwIfAborted();
      const bytes = Buffer.from(piece);
      output.write(bytes, 0, bytes.length);
    }
    output.finish();
  } catch (error) {
    output.discard();
    throw error;
  }
  let isNew = false;
  return {
    place: () => {
      const isThere = existsSync(path);
      giveName(output.temporary, path, replaces);
      isNew = !isThere;
    },
    discard: () => {
      output.discard();
    },
    takeBack: () => {
      if (isNew) rmSync(path, { force: true });
    },
  };
}

/** How a written recall is to be given out. */
export interface GivingOut {
  /** Whether it is to be marked as passed on. */
  readonly markSent: boolean;
  /** Whether all of it could be told, and written in its form. */
  readonly isOpen: boolean;
}

/**
 * Gives a written recall its name, and marks it as passed on where that is asked. What could not be told
 * in full is marked only where the lists that were not told are known.
 *
 * @returns what was marked; undefined when nothing was
 * @throws ScreeningError what marking and naming throw: the file is gone then
 */
export function giveOut(
  by: PasserOn,
  recalled: Recalled,
  file: UnnamedFile,
  { markSent, isOpen }: GivingOut,
): Marked | undefined {
  let marked: Marked | undefined;
  try {
    if (markSent && (!isOpen || recalled.notTold.length > 0)) {
      marked = markPassedOn(by, recalled, file.place);
    }
    if (!markSent || (!isOpen && marked === undefined)) file.place();
  } catch (error) {
    file.takeBack();
    throw error;
  } finally {
    file.discard();
  }
  return marked;
}

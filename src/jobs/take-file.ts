import type { ArrivedFile } from '../files/arrived-files.js';

/** A file to be taken, and its content. */
export interface FileToTake extends ArrivedFile {
  readonly sha256: string;
}

/** What came of a file that was taken. */
export interface Taken {
  readonly status: number;
  readonly words: string;
  /** Where its content was recorded before, by a path; undefined when it is new. */
  readonly knownAs: string | undefined;
}

import type { Subject } from '../kills/subjects.js';

/** A command that is given a full disk. */
export interface FullDiskSubject extends Subject {
  /** Files that stand there whole or not at all. */
  readonly wholeOnly?: readonly string[];
  /** Records first, and then makes the file of the database anew, which may find no room. */
  readonly isMadeAnew?: boolean;
  /** Where standard output goes. */
  readonly stdout?: string;
}

/** The commands that are given a full disk, by name. */
export const FULL_DISK_SUBJECTS: Readonly<Record<string, FullDiskSubject>>;

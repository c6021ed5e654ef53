import type { How, Room } from '../kills/room.js';
import type { FullDiskSubject } from './full-disk-subjects.js';

/** What a full disk left. */
export interface FoundFull {
  readonly status: number | null;
  readonly said: string;
  readonly ended: 'old' | 'new' | 'sealed' | 'neither';
  readonly faults: readonly string[];
}

/** A command on a disk that is full. */
export class FullDiskTrials {
  constructor(subject: FullDiskSubject, room: Room);
  /** Of the largest file that it writes to. */
  readonly kilobytes: number;
  prepare(): Promise<void>;
  one(how: How, makeRoom?: () => void): Promise<FoundFull>;
}

/** What makes the system refuse to write files beyond so many kilobytes. */
export function fileSizeLimit(kilobytes: number): How;

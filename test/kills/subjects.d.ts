import type { Room } from './room.js';

/** A command that is killed. */
export interface Subject {
  readonly prepare: (room: Room) => Promise<void>;
  readonly words: (room: Room) => readonly string[];
  readonly outputs: readonly string[];
  readonly isOnce?: boolean;
  readonly isNamedFirst?: boolean;
  readonly isFileAlone?: boolean;
  readonly isWhole?: (path: string) => boolean;
}

/** The commands that are killed, by name. */
export const SUBJECTS: Readonly<Record<string, Subject>>;

import type { How, Room } from './room.js';
import type { Subject } from './subjects.js';

/** What a kill left. */
export interface Found {
  readonly ended: 'old' | 'new' | 'sealed' | 'journalled' | 'neither';
  readonly killed: boolean;
  /** Whether SQLite's journal was left, to be rolled back. */
  readonly isHot: boolean;
  readonly faults: readonly string[];
}

/** A subject, prepared, and what it comes to when nobody disturbs it. */
export class Trials {
  constructor(subject: Subject, room: Room);
  /** How long the command takes undisturbed, from the start of its process. */
  readonly milliseconds: number;
  /** How many changes of its files the system told of when it was not disturbed. */
  readonly changes: number;
  readonly words: readonly string[];
  prepare(): Promise<void>;
  one(how: How): Promise<Found>;
}

/** When to kill the command of prepared trials; the same seeds give the same moments. */
export function moments(
  times: number,
  trials: Pick<Trials, 'milliseconds' | 'changes'>,
  ...seeds: number[]
): How[];

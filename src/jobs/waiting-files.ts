import { existsSync, readFileSync } from 'node:fs';
import type { Job } from '../config/job.js';
import type { Instant } from '../core/day.js';
import { errorSummary } from '../core/errors.js';
import { arrivedFiles } from '../files/arrived-files.js';
import { refusedFiles } from '../files/put-away.js';
import type { JobOutcome } from './outcome.js';

/** What waits in a job's folder. */
export interface WaitingFiles {
  readonly waiting: number;
  /** Files in `error/`. */
  readonly refused: number;
  /** Why the folder cannot be read; empty when it can. */
  readonly fault: string;
}

/** The last line of a job in the job log. */
export type LastOutcome = Pick<JobOutcome, 'job' | 'status' | 'words'> & {
  readonly ended: Instant;
};

/** What waits for a job; nothing for one that takes no files. */
export function waitingFiles(job: Job): WaitingFiles {
  if (!('pattern' in job)) return { waiting: 0, refused: 0, fault: '' };
  try {
    const waiting = arrivedFiles(job.folder, job.pattern).length;
    return { waiting, refused: refusedFiles(job.folder).length, fault: '' };
  } catch (error) {
    return { waiting: 0, refused: 0, fault: errorSummary(error) };
  }
}

/** The newest line of each job in a log; lines that are none of ours are passed over. */
export function lastOutcomes(log: string | undefined): ReadonlyMap<string, LastOutcome> {
  const found = new Map<string, LastOutcome>();
  if (log === undefined || !existsSync(log)) return found;
  for (const line of readFileSync(log, 'utf8').split('\n')) {
    try {
      const outcome = JSON.parse(line) as Partial<LastOutcome> | null;
      if (typeof outcome?.job === 'string') found.set(outcome.job, outcome as LastOutcome);
    } catch {
      continue;
    }
  }
  return found;
}

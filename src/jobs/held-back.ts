import type { Job, SuppressJob } from '../config/job.js';
import { errorSummary } from '../core/errors.js';
import { arrivedFiles } from '../files/arrived-files.js';
import { refusedFiles } from '../files/put-away.js';

/** A job whose opt-outs nobody has recorded yet. */
export interface WaitingOptOuts {
  readonly job: string;
  readonly words: string;
}

/**
 * Opt-outs that arrived and are not recorded: files that wait, or still grow, and files that were refused
 * and lie in `error/`. Who stands in them asked not to be called, so that no list is made while they lie
 * there; a person takes them away once they are dealt with.
 */
export function waitingOptOuts(jobs: readonly Job[]): WaitingOptOuts[] {
  return jobs
    .filter((job) => job.kind === 'suppress')
    .flatMap((job) => {
      const words = whatWaits(job);
      return words === '' ? [] : [{ job: job.name, words }];
    });
}

function whatWaits({ folder, pattern }: SuppressJob): string {
  try {
    const waiting = arrivedFiles(folder, pattern).length;
    const refused = refusedFiles(folder).length;
    return [
      ...(waiting > 0 ? [`${String(waiting)} in ${folder}`] : []),
      ...(refused > 0 ? [`${String(refused)} in ${folder}/error`] : []),
    ].join(', ');
  } catch (error) {
    return errorSummary(error);
  }
}

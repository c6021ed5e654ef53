import type { InboxJob, Job } from '../config/job.js';
import { notSafe } from '../core/errors.js';
import { maskedText } from '../core/masked-text.js';
import { explainStoreError } from '../store/store-errors.js';
import { runBackupJob } from './backup-job.js';
import { waitingOptOuts } from './held-back.js';
import { runInboxJob } from './inbox-job.js';
import { nightlyOrder } from './nightly-order.js';
import {
  errorWords,
  mostSevere,
  toldError,
  type FileFate,
  type FileOutcome,
  type JobOutcome,
} from './outcome.js';
import { runRecallJob } from './recall-job.js';
import type { JobWorld } from './world.js';

/**
 * Runs jobs one after the other. One that fails does not keep the others from being done, but that
 * waiting opt-outs hold scrubs and recalls back.
 *
 * @param jobs those to run
 * @param tell is given each outcome at once
 * @throws what interrupts the run
 */
export async function runJobs(
  jobs: readonly Job[],
  world: JobWorld,
  tell: (outcome: JobOutcome) => void,
): Promise<JobOutcome[]> {
  const outcomes: JobOutcome[] = [];
  for (const job of nightlyOrder(jobs)) {
    world.signal.throwIfAborted();
    const outcome = await runJob(job, world);
    outcomes.push(outcome);
    tell(outcome);
  }
  return outcomes;
}

async function runJob(job: Job, world: JobWorld): Promise<JobOutcome> {
  const named = { job: job.name, kind: job.kind };
  try {
    refuseHeldBack(job, world.configuration.jobs);
    switch (job.kind) {
      case 'recall':
        return {
          ...named,
          status: 0,
          words: maskedText(await runRecallJob(job, world)),
          files: [],
        };
      case 'backup':
        return { ...named, status: 0, words: await runBackupJob(job, world), files: [] };
      default: {
        const others = world.configuration.jobs.filter((one): one is InboxJob => 'pattern' in one);
        const files = await runInboxJob(job, others, world);
        const status = mostSevere(files.map((file) => file.status));
        return { ...named, status, words: wordsOf(files), files };
      }
    }
  } catch (error) {
    if (world.signal.aborted) throw error;
    const told = toldError(storeError(error, world.database));
    return { ...named, status: told.status, words: errorWords(told), files: [] };
  }
}

function storeError(error: unknown, database: string): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return code.startsWith('SQLITE_') ? explainStoreError(error, database) : error;
}

/** @throws ScreeningError not-safe while opt-outs wait that this job should know */
function refuseHeldBack(job: Job, jobs: readonly Job[]): void {
  if (!('withoutOptOuts' in job) || job.withoutOptOuts) return;
  const waiting = waitingOptOuts(jobs);
  if (waiting.length === 0) return;
  const names = waiting.map(({ job: name, words }) => `${name} (${words})`).join('; ');
  throw notSafe({
    summary: `held back: opt-outs wait that are not recorded: ${names}`,
    fix: 'deal with those files, and take them out of error/; then run it again',
  });
}

const FATES: Readonly<Record<FileFate, string>> = {
  done: 'done',
  duplicate: 'known already',
  error: 'refused',
  waiting: 'waiting',
};

/** So many files are told of by name in a line; the log and JSON have all. */
const TOLD_FILES = 3;

function wordsOf(files: readonly FileOutcome[]): string {
  if (files.length === 0) return 'no file has come';
  const told = files
    .slice(0, TOLD_FILES)
    .map(({ file, fate, words }) => `${file} ${FATES[fate]}: ${words}`);
  const more = files.length - told.length;
  return [...told, ...(more > 0 ? [`and ${String(more)} more`] : [])].join('; ');
}

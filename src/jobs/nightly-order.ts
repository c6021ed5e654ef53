import { JOB_KINDS, type Job } from '../config/job.js';

/** Jobs in the order of a night: by kind, then as the configuration has them. */
export function nightlyOrder(jobs: readonly Job[]): Job[] {
  return JOB_KINDS.flatMap((kind) => jobs.filter((job) => job.kind === kind));
}

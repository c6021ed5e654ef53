import type { Job } from '../config/job.js';
import type { Instant } from '../core/day.js';
import { lastOutcomes } from './waiting-files.js';

/** A night that began late, or whose jobs took long, is no missing one. */
const HOURS_WITHOUT_A_RUN = 36;

/**
 * What the job log tells of jobs that did not run, or did not end well: a timer that was never enabled is
 * otherwise noticed when a register is out of date. Nothing can be told without a log.
 *
 * @returns a sentence a job, in the order of the configuration
 */
export function quietNights(
  jobs: readonly Job[],
  jobLog: string | undefined,
  now: Instant,
): string[] {
  if (jobLog === undefined) return [];
  const last = lastOutcomes(jobLog);
  return jobs.flatMap(({ name }) => {
    const ended = last.get(name);
    if (ended === undefined) return [`job ${name} has never run`];
    const hours = (Date.parse(now) - Date.parse(ended.ended)) / 3_600_000;
    if (!(hours <= HOURS_WITHOUT_A_RUN)) return [`job ${name} has not run since ${ended.ended}`];
    return ended.status === 0 ? [] : [`job ${name} ended with status ${String(ended.status)}`];
  });
}

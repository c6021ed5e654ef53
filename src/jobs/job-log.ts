import { appendFileSync, closeSync, openSync } from 'node:fs';
import type { Instant } from '../core/day.js';
import { wrongUse } from '../core/errors.js';
import { jsonLine } from '../ui/voice.js';
import type { JobOutcome } from './outcome.js';

/**
 * Refuses to run jobs of which nothing could be told afterwards.
 *
 * @throws ScreeningError wrong-use when the log cannot be written
 */
export function requireJobLog(path: string): void {
  try {
    closeSync(openSync(path, 'a', 0o600));
  } catch (error) {
    throw wrongUse({
      summary: `the job log ${path} cannot be written`,
      why: error instanceof Error ? error.message : String(error),
      fix: 'make its folder, and let the account that runs the jobs write it',
      where: path,
    });
  }
}

/** Adds the line of a job. */
export function appendJobLine(path: string, ended: Instant, outcome: JobOutcome): void {
  appendFileSync(path, jsonLine({ ended, ...outcome }), { mode: 0o600 });
}

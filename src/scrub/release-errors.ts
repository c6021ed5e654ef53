import { ScreeningError } from '../core/errors.js';

/** The error of a run that another process ended meanwhile. */
export function takenAway(run: string): ScreeningError {
  return new ScreeningError('in-use', {
    summary: `run ${run} was taken for interrupted by another process, and ended`,
    why: 'it does not count, whatever stands under its names',
    fix: 'scrub that list again',
  });
}

/**
 * The error of a run whose list did not come whole to standard output. The run counts; what arrived is no
 * list that `verify` knows.
 */
export function notTold(run: string, report: string, error: unknown): unknown {
  if (!(error instanceof ScreeningError)) return error;
  const { summary, why } = error.explanation;
  return new ScreeningError(error.code, {
    summary: `${summary}: the cleaned list of run ${run} did not come whole`,
    why: `${why ? `${why}; ` : ''}the run is recorded and its report stands, ${report}`,
    fix: 'throw away what arrived, make room where it goes, and scrub the list again with another --report',
    where: 'standard output',
  });
}

/** The error of a run whose files have their names, and whose end could not be recorded. */
export function notEnded(database: string, run: string, error: unknown): unknown {
  if (!(error instanceof ScreeningError)) return error;
  const { why, summary } = error.explanation;
  const first = error.code === 'in-use' ? 'wait until the other is done' : 'make room on its disk';
  return new ScreeningError(error.code, {
    summary: `the files of run ${run} stand under their names, and its end could not be recorded in ${database}`,
    why: why ?? summary,
    fix: `${first}, then give any command that writes: it finishes the run`,
    where: database,
  });
}

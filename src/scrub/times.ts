import { londonDay, type Day, type Instant } from '../core/day.js';
import { wrongUse } from '../core/errors.js';

/** The two times of a verdict: what was known when, and on which day the call is made. */
export interface Times {
  /** Only what was recorded by this instant counts. */
  readonly asOf: Instant;
  readonly callDate: Day;
  /** The calls lie in the past, or past knowledge is asked for: not a list to call from. */
  readonly historical: boolean;
}

/** What was asked for; undefined where the default holds. */
export interface AskedTimes {
  readonly asOf: Instant | undefined;
  readonly callDate: Day | undefined;
}

/**
 * Settles the times of a run (cli.md section 3, "Times"): `asOf` is the instant of the run unless
 * asked otherwise, the call date is the London day of `asOf`.
 *
 * @throws ScreeningError wrong-use when `asOf` lies ahead
 */
export function settleTimes(asked: AskedTimes, now: Instant): Times {
  if (asked.asOf !== undefined && asked.asOf > now) {
    throw wrongUse({
      summary: `--as-of ${asked.asOf} lies ahead of the clock (${now})`,
      fix: 'for what is known now, leave --as-of out',
      where: '--as-of',
    });
  }
  const asOf = asked.asOf ?? now;
  const callDate = asked.callDate ?? londonDay(asOf);
  return { asOf, callDate, historical: asked.asOf !== undefined || callDate < londonDay(now) };
}

import type { Day } from '../core/day.js';
import { wrongUse } from '../core/errors.js';
import { OBJECTION_CLASSES, type ObjectionClass } from '../policy/objections.js';

/** The days that a person gives for objections; undefined when not given. */
interface SaidDays {
  readonly on: Day | undefined;
  readonly until: Day | undefined;
  readonly class: ObjectionClass;
}

/**
 * Refuses a day told that lies ahead, and an end where none can be.
 *
 * @throws ScreeningError wrong-use
 */
export function refuseDays({ on, until, class: name }: SaidDays, today: Day): void {
  if (on !== undefined && on > today) {
    throw wrongUse({
      summary: `--on ${on} is after today (${today})`,
      fix: 'give the day on which the person said so',
      where: '--on',
    });
  }
  if (until === undefined) return;
  if (!OBJECTION_CLASSES.some((row) => row.name === name && row.mayEnd)) {
    const ends = OBJECTION_CLASSES.filter(({ mayEnd }) => mayEnd).map((row) => row.name);
    throw wrongUse({
      summary: `--until is not possible for ${name}: such an objection has no end`,
      fix: `leave --until out; only ${ends.join(' and ')} can end`,
      where: '--until',
    });
  }
  if (until < (on ?? today)) {
    throw wrongUse({
      summary: `--until ${until} is before the day it was told`,
      fix: 'give the last day that blocks',
      where: '--until',
    });
  }
}

import type { DatedBy } from '../config/job.js';
import { addDays, instantOf, londonDay, parseDay, type Day } from '../core/day.js';
import { wrongUse } from '../core/errors.js';
import type { ArrivedFile } from '../files/arrived-files.js';
import { datedFromDownload } from '../intake/estimated-day.js';

/** The day of a register file. */
export interface RegisterDay {
  readonly dated: Day;
  /** Whether it follows from when the file came. */
  readonly estimated: boolean;
}

/** A day in a name: 2026-11-20, 2026_11_20 or 20261120, with no digit beside it. */
const DAY_IN_NAME = /(?<!\d)(\d{4})([-_.]?)(\d\d)\2(\d\d)(?!\d)/g;

/**
 * The day on which a register file was cut, by the rule of its job.
 *
 * @throws ScreeningError wrong-use when its name holds no day, or two: nothing is guessed
 */
export function registerDay(file: ArrivedFile, rule: DatedBy, today: Day): RegisterDay {
  switch (rule) {
    case 'name':
      return { dated: dayInName(file.name), estimated: false };
    case 'yesterday':
      return { dated: addDays(today, -1), estimated: true };
    case 'file-time':
      return { dated: datedFromDownload(londonDay(instantOf(file.modified))), estimated: true };
  }
}

function dayInName(name: string): Day {
  const days = [...name.matchAll(DAY_IN_NAME)].map(([, year = '', , month = '', day = '']) => {
    return `${year}-${month}-${day}`;
  });
  const [found, ...others] = [...new Set(days)];
  if (found !== undefined && others.length === 0) return parseDay(found, 'the day in the name');
  throw wrongUse({
    summary: found === undefined ? `no day stands in the name ${name}` : `${name} holds two days`,
    why: 'the job takes the day of a register from the name of its file',
    fix: 'name it with its day, like tps_2026-11-20.txt, and put it back',
    where: name,
  });
}

import type { Day } from '../core/day.js';
import { wrongUse } from '../core/errors.js';
import type { Options } from './option-values.js';

/** The days that `--from` and `--to` name. @throws ScreeningError wrong-use when they are no time */
export function settleDays(options: Options): readonly [Day | undefined, Day | undefined] {
  const [from, to] = [options.day('from'), options.day('to')];
  if (from === undefined || to === undefined || from <= to) return [from, to];
  throw wrongUse({
    summary: `--from ${from} is after --to ${to}`,
    fix: 'give the earlier day first',
    where: '--from',
  });
}

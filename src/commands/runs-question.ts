import type { AskedNumber } from '../audit/asked-number.js';
import type { Day } from '../core/day.js';
import { wrongUse } from '../core/errors.js';
import type { Options } from './option-values.js';

/** What `runs` was asked, as it is told again in the answer. */
export interface RunsQuestion {
  readonly from: Day | undefined;
  readonly to: Day | undefined;
  readonly dueDays: number | undefined;
  readonly number: AskedNumber | undefined;
}

/**
 * Settles what `runs` is asked.
 *
 * @throws ScreeningError wrong-use
 */
export async function settleQuestion(options: Options): Promise<RunsQuestion> {
  const [from, to] = [options.day('from'), options.day('to')];
  const dueDays = options.text('due') === undefined ? undefined : options.count('due');
  if (dueDays !== undefined && (from !== undefined || to !== undefined)) {
    throw wrongUse({
      summary: '--due looks at all runs, whenever they began',
      fix: 'leave out --from and --to',
      where: '--due',
    });
  }
  if (from !== undefined && to !== undefined && to < from) {
    throw wrongUse({
      summary: `--to ${to} is before --from ${from}`,
      fix: 'give the first day with --from and the last one with --to',
      where: '--to',
    });
  }
  const text = options.text('with');
  if (text === undefined) return { from, to, dueDays, number: undefined };
  const { readAskedNumber } = await import('../audit/asked-number.js');
  return { from, to, dueDays, number: readAskedNumber(text, '--with') };
}

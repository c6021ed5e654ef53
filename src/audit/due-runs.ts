import type { OutputRecord } from '../scrub/run-record.js';
import type { PastRun } from './past-run.js';

/**
 * Lists that went out of date are still named for a week: long enough for whoever looks every Monday,
 * and not for ever, since most lists are simply done with.
 */
export const DAYS_OVERDUE = 7;

/**
 * The runs whose lists have to be scrubbed again soon, the most urgent first: released, for calling,
 * the last call day no further away than so many days and passed by no more than
 * {@link DAYS_OVERDUE}, and nothing later in their place.
 *
 * Something later is a run that replaced the cleaned list, or one of the same list (the same place)
 * for the same caller, campaign and policy that clears calls to a later day. Whatever cannot be told
 * to be the same list, such as one from standard input, stays due: a list too many is looked at, one
 * too few is called without having been screened.
 *
 * @param runs all of them, newest first
 * @param days how far ahead; 0 for today only
 */
export function dueRuns(runs: readonly PastRun[], days: number): PastRun[] {
  const forCalling = runs.filter(
    ({ state, record }) => state === 'released' && record.plan.for_calling,
  );
  return forCalling
    .filter((run, place) => {
      if (run.daysLeft > days || run.daysLeft < -DAYS_OVERDUE) return false;
      const newer = forCalling.slice(0, place);
      return !newer.some((later) => replaced(run, later) || screenedAgain(run, later));
    })
    .sort((a, b) => a.daysLeft - b.daysLeft);
}

function replaced(run: PastRun, later: PastRun): boolean {
  const place = listPlace(run);
  return place !== '-' && place === listPlace(later);
}

const LISTS: readonly OutputRecord['kind'][] = ['cleaned', 'flagged'];

/** Where the list that a run wrote stands. */
function listPlace({ record }: PastRun): string {
  return record.outputs.find(({ kind }) => LISTS.includes(kind))?.path ?? '-';
}

function screenedAgain({ record: before }: PastRun, { record: after }: PastRun): boolean {
  const place = before.input_place ?? '-';
  return (
    place !== '-' &&
    place === after.input_place &&
    before.plan.until < after.plan.until &&
    before.plan.caller === after.plan.caller &&
    before.plan.campaign === after.plan.campaign &&
    before.plan.policy.name === after.plan.policy.name
  );
}

import { wrongUse } from '../core/errors.js';
import { REGISTER_NAMES, type RegisterName } from '../registers/registers.js';
import type { ScrubPlan } from '../scrub/run-record.js';
import type { PastRun } from './past-run.js';

/**
 * Refuses a run that made no list: nothing is to be said of its files.
 *
 * @param cannot what it cannot have or be: `cannot be certified`
 * @throws ScreeningError wrong-use
 */
export function requireReleased({ id, state }: PastRun, cannot: string): void {
  if (state === 'released') return;
  throw wrongUse({
    summary: `run ${id} ${cannot}: it is ${state}`,
    why: state === 'sealed' ? 'its files have no names yet' : 'no list came of it',
    fix:
      state === 'sealed'
        ? 'the next scrub finishes it; then ask again'
        : 'tps-scrub runs names the runs that made a list',
    where: id,
  });
}

/** Registers that exist and that the policy of a run does not ask. */
export function notScreened({ registers }: Pick<ScrubPlan, 'registers'>): RegisterName[] {
  return REGISTER_NAMES.filter((name) => !registers.some((used) => used.name === name));
}

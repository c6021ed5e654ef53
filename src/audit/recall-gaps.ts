import { notSafe, wrongUse, type ScreeningError } from '../core/errors.js';
import { callerOf, callingOf } from '../scrub/screening.js';
import type { Store } from '../store/database.js';
import { OwnParties } from '../store/own-parties.js';
import { firstDayOut, type PastRun } from './past-run.js';
import type { RecallDecider } from './recall-decider.js';
import type { RecordedRun } from './recorded-plan.js';

/** What cannot be told of a run, wholly or in part; no "no". */
export interface NotTold {
  readonly run: string;
  readonly why: string;
  readonly fix: string;
}

/** Refuses a run whose list is not to be called from anyway. @throws ScreeningError wrong-use */
export function refuseNotInDate(run: PastRun): void {
  const why = {
    'in-date': '',
    'not-yet': '',
    'out-of-date': `its list is out of date since ${firstDayOut(run)}: it is not to be called from at all`,
    historical: 'it is historical: its list never was one to call from',
    interrupted: 'it was interrupted, and is not released: the next writing command finishes it',
    abandoned: 'it was abandoned: no list came of it',
  }[run.standing];
  if (why === '') return;
  throw wrongUse({
    summary: `run ${run.id} has nothing to recall`,
    why,
    fix: 'tps-scrub runs shows which lists are in date; recall --all answers for them',
    where: run.id,
  });
}

/** What of a run's list is left open, though it was answered from the trace, or from the list. */
export function partlyTold(
  store: Store,
  run: RecordedRun,
  { calls, recalls }: RecallDecider,
  { fromList, newOnly }: { readonly fromList: boolean; readonly newOnly: boolean },
): NotTold[] {
  const found = calls.gaps.map((gap): NotTold => {
    return {
      run: run.id,
      why: `who came onto the register since is not known: ${gap}`,
      fix: 'import the register, or restore the database from a backup; or scrub the list again',
    };
  });
  const { plan } = run.record;
  if (fromList || plan.party_columns.length === 0) return found;
  const calling = callingOf(callerOf(plan), calls.times.callDate, calls.until);
  const since = (newOnly ? recalls.at(-1)?.through : undefined) ?? plan.as_of;
  const objected = new OwnParties(store, calls.own)
    .standing(calling)
    .filter(({ events }) => events.some(({ batch }) => batch.recorded > since));
  if (objected.length === 0) return found;
  const why = 'parties objected since: which records are theirs is told by the list alone';
  return [...found, { run: run.id, why, fix: `recall ${run.id} --input FILE` }];
}

/** Of a run whose trace cannot be asked. */
export function untraced({ id, record }: PastRun, why: string): ScreeningError {
  const list = record.outputs.find(({ kind }) => kind === 'cleaned')?.path ?? '-';
  return notSafe({
    summary: `which numbers of run ${id} may no longer be called is not known`,
    why,
    fix: `ask with its cleaned list: recall ${id} --input ${list === '-' ? 'FILE' : list}`,
    where: id,
  });
}

/** Of such a run of which nothing is new, and that was recalled with its list before. */
export function passedOnUnknown({ id }: PastRun, why: string): ScreeningError {
  return notSafe({
    summary: `which numbers of run ${id} may no longer be called is not known`,
    why: `${why}; what was passed on of it before is told by its list alone, and nothing is new since`,
    fix: `--unsent leaves out what was passed on; or recall ${id} --input FILE`,
    where: id,
  });
}

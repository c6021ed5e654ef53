import type { AscendingMerge } from '../../core/ascending-merge.js';
import { addDays, londonDay, type Day } from '../../core/day.js';
import { foldName } from '../../core/fold-name.js';
import { isHeldBack, reasonBit } from '../../policy/reasons.js';
import { DAYS_A_FILE_CLEARS } from '../../registers/registers.js';
import type { Store } from '../../store/database.js';
import { FAR_INSTANT } from '../../store/ledger.js';
import { ledgerLinesOf, purgedRuns, runsWithin } from '../../store/past-runs.js';
import { mergedNumbers, traceSets } from '../../store/run-trace.js';
import { pastRun } from '../past-run.js';

/** A run for calling, as far as the covering of calls depends on it. */
export interface ClearingRun {
  readonly id: string;
  /** When its list had its name, in milliseconds since 1970. */
  readonly released: number;
  /** The London day of it. */
  readonly releasedOn: Day;
  readonly first: Day;
  readonly last: Day;
  /** Folded; empty for nobody in particular. */
  readonly caller: string;
  readonly campaign: string;
}

/** The numbers that a run cleared, ascending, as its trace has them. */
export function clearedNumbers(store: Store, run: string): AscendingMerge {
  return mergedNumbers(store, run, clearedSets(store, run), (piece) => piece);
}

function clearedSets(store: Store, run: string): ReturnType<typeof traceSets> {
  return traceSets(store, run).filter(
    ({ kept, reason }) => kept && (reason === '' || !isHeldBack(reasonBit(reason))),
  );
}

/** The runs for calling whose lists were released, in order of that. */
export function clearingRuns(store: Store): ClearingRun[] {
  const runs: ClearingRun[] = [];
  for (const row of runsWithin(store, { after: '', upTo: FAR_INSTANT }, -1)) {
    const { record, id, state } = pastRun(row, '9999-12-31' as Day);
    const { plan } = record;
    if (state !== 'released' || !plan.for_calling) continue;
    const end = ledgerLinesOf(store, id).find(({ kind }) => kind === 'run-released');
    const released = end?.instant ?? row.started;
    runs.push({
      id,
      released: Date.parse(released),
      releasedOn: londonDay(released),
      first: plan.call_date,
      last: plan.until,
      caller: foldName(plan.caller),
      campaign: foldName(plan.campaign),
    });
  }
  return runs.sort((a, b) => a.released - b.released);
}

/** A run for calling, perhaps, of which nothing is held but its id. */
export interface PurgedClearingRun {
  /** When it began, in milliseconds since 1970. */
  readonly started: number;
  readonly startedOn: Day;
  /** No list is for calls after it: a file clears 27 days, and none is of a later day than its run. */
  readonly last: Day;
}

/** The runs that are not held any more. */
export function purgedClearingRuns(store: Store): PurgedClearingRun[] {
  return purgedRuns(store).map(({ started }) => {
    const startedOn = londonDay(started);
    return {
      started: Date.parse(started),
      startedOn,
      last: addDays(startedOn, DAYS_A_FILE_CLEARS),
    };
  });
}

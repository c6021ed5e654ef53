import type { Instant } from '../core/day.js';
import { inTransaction, openForWriting } from '../store/database.js';
import { recordPassedOn } from '../store/recalls.js';
import type { Recalled, RecalledRun } from './recall.js';

/** The line that says what was passed on, and the head of the ledger with it. */
export interface Marked {
  readonly line: number;
  readonly head: string;
}

/** Who says that what a recall told was passed on. */
export interface PasserOn {
  readonly database: string;
  readonly operator: string;
  readonly account: string;
  readonly clock: () => Instant;
}

/**
 * Records that what a recall told was passed on: of each run that was told wholly, if anything of it is
 * not marked yet; also where nothing was to be told, since then nothing is open up to its instant.
 *
 * @param place gives the file that is passed on its name, before the commit: killed in between, it is
 *   passed on once more
 * @returns undefined when there is nothing to mark, and then
 *   the file has no name
 * @throws ScreeningError in-use when something was recorded since that would count for known; and what
 *   `place` throws: nothing is marked then
 */
export function markPassedOn(
  { database, operator, account, clock }: PasserOn,
  recalled: Pick<Recalled, 'runs' | 'asOf' | 'next'>,
  place: () => void,
): Marked | undefined {
  const { asOf: through, next } = recalled;
  const runs = runsToMark(recalled).map(({ run, numbers }) => ({ run: run.id, numbers }));
  if (runs.length === 0) return undefined;
  const store = openForWriting(database);
  try {
    return inTransaction(store, () => {
      const by = { operator, account, now: clock() };
      const marked = recordPassedOn(store, { runs, through, next }, by);
      place();
      return marked;
    });
  } finally {
    store.close();
  }
}

/** The runs of a recall that are to be marked. */
export function runsToMark({ runs }: Pick<Recalled, 'runs'>): readonly RecalledRun[] {
  return runs.filter(({ isWhole, isDue }) => isWhole && isDue);
}

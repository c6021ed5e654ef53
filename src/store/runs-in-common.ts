import { BLOCK_SIZE, blockHas } from '../core/packed-block.js';
import type { PackedBlock } from '../core/numbers-packer.js';
import type { Store } from './database.js';
import { mergedNumbers, traceSets } from './run-trace.js';

/** A run whose numbers are held. */
export interface CountedRun {
  readonly run: string;
  readonly input: string;
  /**
   * Its numbers added up over its sets: one may be in up to six, read in three ways, kept and not.
   */
  readonly numbers: number;
}

/** Released runs that began after an instant and kept a trace, newest first. */
export function recentRuns(store: Store, after: string): CountedRun[] {
  return store
    .prepare(
      `SELECT run.id AS run, json_extract(record, '$.plan.input') AS input,
         (SELECT coalesce(sum(count), 0) FROM run_trace_set s WHERE s.run = run.id) AS numbers
       FROM run JOIN run_traced ON run_traced.run = run.id
       WHERE state = 'released' AND started > ? ORDER BY started DESC`,
    )
    .all(after) as CountedRun[];
}

/**
 * How many distinct numbers a run had, and how many of them are among others.
 *
 * @param counts which numbers are counted at all
 * @param step only every so many millions of numbers are looked at: 1 for all
 * @throws ScreeningError not-safe when the run's trace is damaged
 */
export function numbersInCommon(
  store: Store,
  run: string,
  others: ReadonlyMap<number, PackedBlock>,
  counts: (e164: number) => boolean,
  step: number,
): { readonly distinct: number; readonly common: number } {
  const isWanted = (e164: number): boolean => Math.floor(e164 / BLOCK_SIZE) % step === 0;
  const numbers = mergedNumbers(store, run, traceSets(store, run), (piece) =>
    step === 1 ? piece : piece.filter(isWanted),
  );
  let distinct = 0;
  let common = 0;
  for (let e164 = numbers.next(); e164 !== 0; e164 = numbers.next()) {
    if (!counts(e164)) continue;
    distinct++;
    const block = Math.floor(e164 / BLOCK_SIZE);
    const other = others.get(block)?.bytes;
    if (other && blockHas(other, e164 - block * BLOCK_SIZE)) common++;
  }
  return { distinct, common };
}

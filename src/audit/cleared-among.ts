import type { Store } from '../store/database.js';
import { traceOf, tracedPieces, traceSets, type Reading } from '../store/run-trace.js';

/** So many numbers are looked up in a trace one by one; for more it is read through. */
const MOST_LOOKED_UP = 32;

/**
 * Which of some numbers left with the list of a run, and how they were read there.
 *
 * @param wanted each number once
 * @throws ScreeningError not-safe when the run kept no trace, or it is damaged
 */
export function clearedAmong<T extends { readonly e164: number }>(
  store: Store,
  run: string,
  wanted: readonly T[],
): (T & { readonly reading: Reading })[] {
  if (wanted.length <= MOST_LOOKED_UP) {
    return wanted.flatMap((one) => {
      const set = traceOf(store, run, one.e164).find(({ kept }) => kept);
      return set === undefined ? [] : [{ ...one, reading: set.reading }];
    });
  }
  const byNumber = new Map(wanted.map((one) => [one.e164, one]));
  const found = new Map<number, T & { readonly reading: Reading }>();
  for (const set of traceSets(store, run).filter(({ kept }) => kept)) {
    for (const piece of tracedPieces(store, run, set)) {
      for (const e164 of piece) {
        const one = byNumber.get(e164);
        if (one && !found.has(e164)) found.set(e164, { ...one, reading: set.reading });
      }
    }
  }
  return [...found.values()];
}

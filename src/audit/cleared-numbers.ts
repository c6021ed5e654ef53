import type { Store } from '../store/database.js';
import { isAmong, tracedPieces, traceSets } from '../store/run-trace.js';

/** The numbers that left with the list of a run, in order: eight bytes each. */
export class ClearedNumbers {
  readonly #numbers: Float64Array;

  /** @throws ScreeningError not-safe when the run kept no trace, or it is damaged */
  constructor(store: Store, run: string) {
    const sets = traceSets(store, run).filter(({ kept }) => kept);
    const numbers = new Float64Array(sets.reduce((sum, { count }) => sum + count, 0));
    let at = 0;
    for (const set of sets) {
      for (const piece of tracedPieces(store, run, set)) {
        numbers.set(piece, at);
        at += piece.length;
      }
    }
    this.#numbers = numbers.sort();
  }

  /** Whether the run cleared a number. */
  has(e164: number): boolean {
    return isAmong(this.#numbers, e164);
  }
}

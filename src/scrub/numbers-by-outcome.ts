import { NumberSetBuilder } from '../core/number-set-builder.js';
import { decidingReason, type Outcome } from '../policy/reasons.js';
import type { RunNumbers } from '../store/run-numbers.js';

/**
 * Collects which numbers stood in a list, by the outcome of their records: kept with the run, so that
 * it can be asked later whether a number was in a list of ours.
 */
export class NumbersByOutcome {
  readonly #builders: Readonly<Record<Outcome, NumberSetBuilder>> = {
    clean: new NumberSetBuilder(),
    excluded: new NumberSetBuilder(),
    unscreened: new NumberSetBuilder(),
  };

  /** @param reasons sum of the record's reason bits @param count how many of `found` are of it */
  record(reasons: number, found: readonly { readonly e164: number }[], count: number): void {
    const builder = this.#builders[reasons === 0 ? 'clean' : decidingReason(reasons).outcome];
    for (let at = 0; at < count; at++) {
      const { e164 } = found[at] as { readonly e164: number };
      if (e164 !== 0) builder.add(e164);
    }
  }

  /** The numbers, packed. */
  build(): RunNumbers {
    const { clean, excluded, unscreened } = this.#builders;
    return { clean: clean.build(), excluded: excluded.build(), unscreened: unscreened.build() };
  }
}

import { NumberSetBuilder, type PackedNumbers } from '../core/number-set-builder.js';
import { decidingReason, type Outcome } from '../policy/reasons.js';
import type { RunNumbers } from '../store/run-numbers.js';

const FIRST_ROOM = 4096;

/**
 * Collects which numbers stood in a list, by whether they were let through, which the outcome of their
 * records says: kept with the run, so that it can be asked later whether a number was in a list of
 * ours. Numbers are only written down while
 * the list passes and put in order afterwards: sorting them into blocks one by one took three times
 * as long, a sixth of the whole scrub.
 */
export class NumbersByOutcome {
  readonly #collected: Readonly<Record<Outcome, Collected>> = {
    clean: new Collected(),
    excluded: new Collected(),
    unscreened: new Collected(),
  };

  /** @param reasons sum of the record's reason bits @param count how many of `found` are of it */
  record(reasons: number, found: readonly { readonly e164: number }[], count: number): void {
    const into = this.#collected[reasons === 0 ? 'clean' : decidingReason(reasons).outcome];
    for (let at = 0; at < count; at++) {
      const { e164 } = found[at] as { readonly e164: number };
      if (e164 !== 0) into.add(e164);
    }
  }

  /**
   * The same for a record that stays without some of its cells: what stands in them has the record's
   * outcome, even a number that nothing was held against, and the others were let through.
   *
   * @param emptied slots of the cells that are emptied
   */
  emptied(
    reasons: number,
    found: readonly { readonly e164: number; readonly slot: number }[],
    emptied: readonly number[],
  ): void {
    const { clean, [decidingReason(reasons).outcome]: held } = this.#collected;
    for (const { e164, slot } of found) {
      if (e164 !== 0) (emptied.includes(slot) ? held : clean).add(e164);
    }
  }

  /** The numbers, packed. */
  build(): RunNumbers {
    const { clean, excluded, unscreened } = this.#collected;
    return { clean: clean.pack(), excluded: excluded.pack(), unscreened: unscreened.pack() };
  }
}

class Collected {
  #numbers = new Float64Array(FIRST_ROOM);
  #count = 0;

  add(e164: number): void {
    if (this.#count === this.#numbers.length) {
      const wider = new Float64Array(2 * this.#count);
      wider.set(this.#numbers);
      this.#numbers = wider;
    }
    this.#numbers[this.#count++] = e164;
  }

  pack(): PackedNumbers {
    const builder = new NumberSetBuilder();
    let last = 0;
    for (const e164 of this.#numbers.subarray(0, this.#count).sort()) {
      if (e164 !== last) builder.add(e164);
      last = e164;
    }
    return builder.build();
  }
}

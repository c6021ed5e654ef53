import { ScreeningError } from '../../core/errors.js';
import type { Screener, SharedLookUp } from '../screener.js';

/**
 * Lets another thread look numbers up, and controls that it answers as this one does: with each piece of
 * a list it is asked for the first number of every register, which it must find, and for one that
 * cannot exist (positive-control.ts).
 */
export class LookUpAhead {
  readonly #screener: Screener;
  readonly #controls: Float64Array;
  readonly #answers: Int32Array;

  /** @param controls numbers whose answers are known to be right */
  constructor(screener: Screener, controls: readonly number[]) {
    this.#screener = screener;
    this.#controls = Float64Array.from(controls);
    this.#answers = new Int32Array(controls.length);
    screener.lookUp(this.#controls, controls.length, this.#answers);
  }

  /** What the other thread needs: every number of every register that is consulted. */
  share(): SharedLookUp {
    return { sets: this.#screener.share(), controls: this.#controls };
  }

  /**
   * @param found what the other thread found of the controls
   * @throws ScreeningError evidence-disagrees
   */
  hold(found: Int32Array | undefined): void {
    const answers = Int32Array.from(found ?? []);
    this.#screener.complete(this.#controls, answers.length, answers);
    const agrees = answers.every((answer, at) => answer === this.#answers[at]);
    if (agrees && answers.length === this.#answers.length) return;
    throw new ScreeningError('evidence-disagrees', {
      summary:
        'the registers do not answer: numbers looked up ahead were not found as they must be',
      why: 'this is a fault of the program or of the memory; nothing was written',
      fix: 'try again; if it happens again, keep the database and report it',
    });
  }
}

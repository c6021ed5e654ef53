import { decidingReason, reasonBit } from '../policy/reasons.js';
import type { Decision } from '../policy/decide.js';

const FIRST_BITS = 12;
/** 2^32 over the golden ratio: spreads numbers that differ in their last digits (Knuth 6.4). */
const SPREAD = 0x9e3779b1;

/**
 * The verdict on a record whose every number was kept before. It is no rule of a policy: no fact of
 * a number says it, only the records before this one, and only when `--duplicates drop-later` asks.
 */
export const DUPLICATE: Decision = {
  reasons: reasonBit('DUPLICATE'),
  reason: decidingReason(reasonBit('DUPLICATE')),
  basis: 'house rule: one call a number',
  flags: 0,
  isSpared: false,
  isListed: false,
};

/**
 * The numbers of the records kept so far. A table with open addresses, 16 to 32 bytes a number: a
 * Set ends at 16.7 million, and holds each of these numbers as an object.
 */
export class EarlierNumbers {
  #bits = FIRST_BITS;
  /** 0 where nothing stands. */
  #table = new Float64Array(1 << FIRST_BITS);
  #count = 0;

  /** Whether every one of some numbers was added. */
  hasAll(numbers: readonly { readonly e164: number }[]): boolean {
    return numbers.every(({ e164 }) => this.#table[this.#place(e164)] === e164);
  }

  /** Adds numbers; those that are there stay. */
  add(numbers: readonly { readonly e164: number }[]): void {
    for (const { e164 } of numbers) {
      const place = this.#place(e164);
      if (this.#table[place] === e164) continue;
      this.#table[place] = e164;
      if (++this.#count * 2 > this.#table.length) this.#widen();
    }
  }

  /** Where a number stands, or the free place where it would. */
  #place(e164: number): number {
    const table = this.#table;
    let at = Math.imul(e164 | 0, SPREAD) >>> (32 - this.#bits);
    while (table[at] !== 0 && table[at] !== e164) at = (at + 1) & (table.length - 1);
    return at;
  }

  #widen(): void {
    const old = this.#table;
    this.#table = new Float64Array(1 << ++this.#bits);
    for (const e164 of old) {
      if (e164 !== 0) this.#table[this.#place(e164)] = e164;
    }
  }
}

import type { Day } from '../core/day.js';
import { factBits } from '../policy/facts.js';
import type { ConsentDoubt } from '../policy/policy.js';
import type { HeldRegister } from './held-registers.js';
import type { Listing, ListingHistory } from './listing.js';

const OLDER = factBits('consent-older-than-listing');
const UNKNOWN = factBits('order-unknown');

/**
 * Whether consents are older than the listings that they lift. A register's file has no dates, so a
 * listing came between two files: a consent of the day of the former or before is older, one of a day
 * after the latter is not, and of one between them nobody can tell.
 */
export class ConsentDoubts {
  readonly #listings: ListingHistory | undefined;
  readonly #registers: readonly HeldRegister[];
  readonly #voidsOlder: boolean;
  readonly #voidsUnknown: boolean;

  /** @param voids doubts for which the policy takes a consent as none */
  constructor(
    listings: ListingHistory | undefined,
    registers: readonly HeldRegister[],
    voids: readonly ConsentDoubt[],
  ) {
    this.#listings = listings;
    this.#registers = registers;
    this.#voidsOlder = voids.includes('consent-older-than-listing');
    this.#voidsUnknown = voids.includes('order-unknown');
  }

  /** The sum of fact bits of the doubts about a consent of a day. */
  of(e164: number, given: Day): number {
    let doubts = 0;
    for (const { listedFrom, listedAfter } of this.#of(e164)) {
      if (given > listedFrom) continue;
      doubts |= given <= listedAfter ? OLDER : UNKNOWN;
    }
    return (doubts & OLDER) === 0 ? doubts : OLDER;
  }

  /**
   * The last day such that the policy takes consents of a number which were given on it, or before,
   * as none; empty when it takes none so.
   */
  voidUpTo(e164: number): Day | '' {
    if (!this.#voidsOlder && !this.#voidsUnknown) return '';
    const days = this.#of(e164).map(({ listedFrom, listedAfter }) =>
      this.#voidsUnknown ? listedFrom : listedAfter,
    );
    return days.sort().at(-1) ?? '';
  }

  #of(e164: number): Listing[] {
    return this.#registers
      .filter(({ numbers }) => numbers.has(e164))
      .flatMap((register) => this.#listings?.of(register, e164) ?? []);
  }
}

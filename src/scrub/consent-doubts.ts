import type { Day } from '../core/day.js';
import { factBits } from '../policy/facts.js';
import type { ConsentDoubt } from '../policy/policy.js';
import type { HeldRegister } from './held-registers.js';
import type { ListingHistory } from './listing.js';

const OLDER = factBits('consent-older-than-listing');
const UNKNOWN = factBits('order-unknown');

/**
 * Whether consents are older than the listings that they lift. A register's file has no dates, so a
 * listing came between two files: a consent of the day of the former or before is older, one of a day
 * after the latter is not, and of one between them nobody can tell.
 */
export class ConsentDoubts {
  readonly #listings: ListingHistory | undefined;
  readonly #void: number;

  /** @param voids doubts for which the policy takes a consent as none */
  constructor(listings: ListingHistory | undefined, voids: readonly ConsentDoubt[]) {
    this.#listings = listings;
    this.#void = factBits(...voids);
  }

  /**
   * The sum of fact bits of the doubts about a consent of a day.
   *
   * @param listing the registers whose deciding editions hold the number
   */
  of(e164: number, given: Day, listing: readonly HeldRegister[]): number {
    let doubts = 0;
    for (const register of listing) {
      const { listedFrom, listedAfter } = this.#listings?.of(register, e164) ?? NOT_KNOWN;
      if (given > listedFrom) continue;
      doubts |= given <= listedAfter ? OLDER : UNKNOWN;
    }
    return (doubts & OLDER) === 0 ? doubts : OLDER;
  }

  /** Whether a consent with these doubts is none. */
  isVoid(doubts: number): boolean {
    return (doubts & this.#void) !== 0;
  }
}

const NOT_KNOWN = { listedFrom: '9999-12-31', listedAfter: '' } as const;

import { flagBit } from '../core/flags.js';
import { REGISTER_NAMES } from '../registers/registers.js';
import { factBits, type Fact } from './facts.js';
import type { Policy } from './policy.js';
import { decidingReason, HELD_BACK, reasonBit, type Reason } from './reasons.js';

/** The verdict on one number. */
export interface Decision {
  /** Sum of the bits of every reason that holds; 0 when the number is clean and needed no consent. */
  readonly reasons: number;
  /** The reason that decides. */
  readonly reason: Reason;
  /** Legal basis of the rule that decides; empty for a clean number that needs none. */
  readonly basis: string;
  /** Sum of the bits of the flags that tell of the number's consent. */
  readonly flags: number;
  /** A clean number that is listed, in the first 28 days of its listing (PECR 2003 reg 21(3)). */
  readonly isSpared: boolean;
  /** A register lists the number, or a reading of it, whatever was decided. */
  readonly isListed: boolean;
}

const OLDER_THAN_LISTING = factBits('consent-older-than-listing');
const LISTED = factBits(...REGISTER_NAMES.map((register): Fact => `listed:${register}`));
const IN_GRACE = factBits('in-grace');
const GRACE_BASIS = 'PECR 2003 reg 21(3)';
const ORDER_UNKNOWN = factBits('order-unknown');

/**
 * A policy made ready to decide. Deciding is total and pure: any sum of facts has a verdict, the
 * order of rules plays no part, and a number is clean only when it was read and screened against
 * every register that the policy requires; a rule whose reason is clean only names why.
 */
export class Decider {
  readonly #rules: readonly {
    readonly when: number;
    readonly unless: number;
    readonly reason: number;
    readonly basis: string;
  }[];
  readonly #earned: number;
  readonly #grace: boolean;
  /** Few sums of facts occur: each verdict is worked out once. */
  readonly #known = new Map<number, Decision>();

  constructor(policy: Policy) {
    this.#rules = policy.rules.map(({ when, unless, reason, basis }) => ({
      when: factBits(...when),
      unless: factBits(...unless),
      reason: reasonBit(reason),
      basis,
    }));
    this.#grace = policy.grace;
    this.#earned = factBits(
      'read',
      ...policy.requires.map((register): Fact => `screened:${register}`),
    );
  }

  /** @param facts a sum of fact bits */
  decide(facts: number): Decision {
    let decision = this.#known.get(facts);
    if (decision === undefined) this.#known.set(facts, (decision = this.#work(facts)));
    return decision;
  }

  #work(facts: number): Decision {
    const held = this.#rules.filter(
      ({ when, unless }) => (facts & when) === when && (facts & unless) === 0,
    );
    let reasons = held.reduce((bits, { reason }) => bits | reason, 0);
    const isEarned = (facts & this.#earned) === this.#earned;
    if ((reasons & HELD_BACK) === 0 && !isEarned) reasons |= reasonBit('NO_DATA');
    const reason = decidingReason(reasons);
    const bit = reasonBit(reason.name);
    const isSpared = this.#grace && reasons === 0 && (facts & IN_GRACE) !== 0;
    const basis = held.find((rule) => rule.reason === bit)?.basis ?? (isSpared ? GRACE_BASIS : '');
    const isListed = (facts & LISTED) !== 0;
    return { reasons, reason, basis, flags: consentFlags(facts), isSpared, isListed };
  }
}

function consentFlags(facts: number): number {
  return (
    ((facts & OLDER_THAN_LISTING) === 0 ? 0 : flagBit('consent-older-than-listing')) |
    ((facts & ORDER_UNKNOWN) === 0 ? 0 : flagBit('order-unknown'))
  );
}

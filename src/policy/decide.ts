import { FACTS, factBits, type Fact } from './facts.js';
import type { Policy } from './policies.js';
import { decidingReason, reasonBit, type Reason } from './reasons.js';

/** The verdict on one number. */
export interface Decision {
  /** Sum of the bits of every reason that holds; 0 when the number is clean. */
  readonly reasons: number;
  /** The reason that decides. */
  readonly reason: Reason;
  /** Legal basis of the rule that decides; empty for a clean number. */
  readonly basis: string;
}

/**
 * A policy made ready to decide. Deciding is total and pure: any sum of facts has a verdict, the
 * order of rules plays no part, and a number is clean only when it was read and screened against
 * every register that the policy requires.
 */
export class Decider {
  readonly #rules: readonly { fact: number; reason: number; basis: string }[];
  readonly #earned: number;
  /** Sums of facts are small: each verdict is worked out once. */
  readonly #known: (Decision | undefined)[] = new Array<Decision | undefined>(1 << FACTS.length);

  constructor(policy: Policy) {
    this.#rules = policy.rules.map(({ when, reason, basis }) => ({
      fact: factBits(when),
      reason: reasonBit(reason),
      basis,
    }));
    this.#earned = factBits(
      'read',
      ...policy.requires.map((register): Fact => `screened:${register}`),
    );
  }

  /** @param facts a sum of fact bits */
  decide(facts: number): Decision {
    return (this.#known[facts] ??= this.#work(facts));
  }

  #work(facts: number): Decision {
    let reasons = 0;
    for (const rule of this.#rules) if ((facts & rule.fact) !== 0) reasons |= rule.reason;
    if (reasons === 0 && (facts & this.#earned) !== this.#earned) reasons = reasonBit('NO_DATA');
    const reason = decidingReason(reasons);
    const bit = reasonBit(reason.name);
    const basis = this.#rules.find((rule) => rule.reason === bit && (facts & rule.fact) !== 0);
    return { reasons, reason, basis: basis?.basis ?? '' };
  }
}

import { decidingReason, reasonBit, type ReasonName } from '../../src/policy/reasons.js';
import type { FoundNumber } from '../../src/scrub/phone-cells.js';

/** A number as a pass finds it, for these reasons. @param e164 0 for none */
export function found(slot: number, e164: number, ...names: readonly ReasonName[]): FoundNumber {
  const reasons = names.reduce((bits, name) => bits | reasonBit(name), 0);
  const decision = {
    reasons,
    reason: decidingReason(reasons),
    basis: '',
    flags: 0,
    isSpared: false,
    isListed: false,
  };
  return { slot, e164, flags: 0, decision, numberClass: -1, item: undefined };
}

/** The sum of the reasons of some numbers. */
export function reasonsOf(numbers: readonly FoundNumber[]): number {
  return numbers.reduce((bits, { decision }) => bits | decision.reasons, 0);
}

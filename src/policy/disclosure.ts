import type { RegisterName } from '../registers/registers.js';
import { inDecidingOrder, LISTED_REASONS, OBJECTED, registerRules } from './policies.js';
import type { Policy } from './policy.js';
import { reasonBit } from './reasons.js';

/**
 * By what it is told whether a number must not be called, where nothing else is told of it: objections, and
 * the registers whose licence lets that be told. No list is cleared by it: it is no policy to scrub with.
 *
 * @param registers whose numbers may be told
 */
export function disclosurePolicy(registers: readonly RegisterName[]): Policy {
  return {
    name: 'disclosure',
    title: 'what an agent is told not to call',
    purpose: 'live',
    requires: registers,
    authorisation: '',
    consent_maximum_days: 0,
    consent_void: [],
    grace: false,
    rules: inDecidingOrder([OBJECTED, ...registers.flatMap(registerRules)]),
  };
}

/** The bits of the reasons for which a number is told: that one is not read, say, is none of them. */
export const TOLD_REASONS: number = Object.values(LISTED_REASONS).reduce(
  (bits, name) => bits | reasonBit(name),
  reasonBit('OBJECTION'),
);

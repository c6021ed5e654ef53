import { createHash } from 'node:crypto';
import type { RegisterName } from '../registers/registers.js';
import type { Purpose } from './consents.js';
import type { Fact } from './facts.js';
import type { ReasonName } from './reasons.js';

/**
 * A row of a policy: a number of which every fact of `when` is known, and none of `unless`, has the
 * reason, and with it the reason's outcome and place (reasons.ts).
 */
export interface Rule {
  readonly when: readonly Fact[];
  readonly unless: readonly Fact[];
  readonly reason: ReasonName;
  /** The law or the house rule behind it, as it stands in the report's column `basis`. */
  readonly basis: string;
}

/** What makes a consent doubtful that is older than a listing, or may be: flags of the number. */
export type ConsentDoubt = Extract<Fact, 'consent-older-than-listing' | 'order-unknown'>;

/** What may be called: rules as data, with their legal basis. */
export interface Policy {
  readonly name: string;
  readonly title: string;
  /** What the calls are for: a consent to calls for something else is none. */
  readonly purpose: Purpose;
  /** Registers that must be held and in date; a number must be screened against each to be clean. */
  readonly requires: readonly RegisterName[];
  /** What the caller must be declared as authorised for; empty when nothing is asked. */
  readonly authorisation: 'pensions' | '';
  /** A consent given more days before the last day of the calls is not usable; 0 for no such limit. */
  readonly consent_maximum_days: number;
  /** A consent with such a doubt is not usable. */
  readonly consent_void: readonly ConsentDoubt[];
  /** Whether numbers may be called in the first 28 days of a listing (PECR 2003 reg 21(3)). */
  readonly grace: boolean;
  /** In the order in which their reasons decide. */
  readonly rules: readonly Rule[];
}

/**
 * Whether a policy asks of numbers on no register whether there is a consent: most have one only to
 * lift a listing, and need not look.
 */
export function asksConsentOfAll({ rules }: Policy): boolean {
  return rules.some(
    ({ when, unless }) =>
      [...when, ...unless].includes('consent') && !when.some((fact) => fact.startsWith('listed:')),
  );
}

/** SHA-256 of a policy's text: a run that names the policy pins its rules. */
export function policyHash(policy: Policy): string {
  return createHash('sha256').update(JSON.stringify(policy)).digest('hex');
}

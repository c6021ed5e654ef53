import type { Policy } from '../policy/policy.js';
import type { ReasonName } from '../policy/reasons.js';

/** A reason for which a record is not plainly clean, in plain words. */
export interface ReasonWords {
  readonly means: string;
  /** What whoever has the list does about it. */
  readonly then: string;
}

const SCRUB_AGAIN = 'then scrub the list again';

/** Every reason but CLEAN, in words for who reads a page or a letter and not the glossary. */
export const REASON_WORDS = {
  MALFORMED_RECORD: {
    means:
      'The record has more or fewer fields than the list has columns, so nobody can tell which of them is the telephone number.',
    then: `Mend the record where the list comes from, ${SCRUB_AGAIN}.`,
  },
  OBJECTION: {
    means: 'Somebody at this number asked the firm, or one that it calls for, not to call.',
    then: 'Do not call. tps-scrub explain NUMBER tells when it was said, to whom and where.',
  },
  TPS: {
    means:
      'The number is on the Telephone Preference Service register, of people who want no marketing calls.',
    then: 'Do not call. Where the person consented to calls of this caller, record that (tps-scrub consent add) and scrub the list again.',
  },
  CTPS: {
    means:
      'The number is on the Corporate Telephone Preference Service register, of organisations that want no marketing calls.',
    then: 'Do not call. Where the organisation consented to calls of this caller, record that (tps-scrub consent add) and scrub the list again.',
  },
  CONSENT_REQUIRED: {
    means:
      'Calls of this kind may be made only to those who consented, and no usable consent is held.',
    then: 'Do not call. tps-scrub policy says what makes a consent usable.',
  },
  NOT_DIALLABLE: {
    means:
      'The number is no line to market to: a personal number (070), a pager, a premium-rate number or a short code.',
    then: 'Do not call; ask for another number.',
  },
  DUPLICATE: {
    means: 'Every number of the record stood in an earlier record that was kept.',
    then: 'Nothing: the earlier record stands in the list.',
  },
  NOT_COVERED: {
    means: 'The register file that is licensed does not cover the code of the number.',
    then: 'Do not call until a file that covers the code is imported and the list is scrubbed again.',
  },
  NUMBER_INVALID: {
    means: 'The cell holds digits that make no complete telephone number.',
    then: `Correct the number where the list comes from, ${SCRUB_AGAIN}.`,
  },
  NUMBER_AMBIGUOUS: {
    means:
      'The number was damaged before it came here, by a spreadsheet perhaps, and may be one of several.',
    then: `Have the list written anew with its numbers as text, ${SCRUB_AGAIN}.`,
  },
  NOT_UK: {
    means: 'The number is foreign, and the registers of the UK do not cover it.',
    then: 'Do not call before the rules of that country are known.',
  },
  NO_NUMBER: {
    means: 'No screened column of the record holds a number.',
    then: 'Nothing can be called; where a number was expected, add it and scrub the list again.',
  },
  NO_DATA: {
    means: 'The number was not looked up in every register that the policy asks.',
    then: 'Do not call until that register is imported and the list is scrubbed again.',
  },
  CONSENT: {
    means: 'The number is on a register, and the person consented to calls of this caller.',
    then: 'Kept in the list. Keep the evidence of the consent at hand.',
  },
} as const satisfies Readonly<Record<Exclude<ReasonName, 'CLEAN'>, ReasonWords>>;

/** Reasons that come from no rule of a policy. */
const WITHOUT_RULE: Readonly<Partial<Record<ReasonName, string>>> = {
  DUPLICATE: 'as asked for with --duplicates drop-later',
  NO_DATA: 'house rule: clean is earned',
};

/** On what a reason rests under a policy: the law, or a rule of the house. */
export function basisOf(policy: Pick<Policy, 'rules'>, reason: ReasonName): string {
  const rules = policy.rules.filter((rule) => rule.reason === reason);
  const bases = new Set(rules.map(({ basis }) => basis));
  return bases.size === 0 ? (WITHOUT_RULE[reason] ?? '') : [...bases].join('; ');
}

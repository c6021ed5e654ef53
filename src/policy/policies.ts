import { createHash } from 'node:crypto';
import type { RegisterName } from '../registers/registers.js';
import { unknownName } from '../core/nearest.js';
import type { Fact } from './facts.js';
import type { ReasonName } from './reasons.js';

/** A row of a policy: when the fact holds, the number is held back for the reason. */
export interface Rule {
  readonly when: Fact;
  readonly reason: ReasonName;
  /** The law or the house rule behind it, as it stands in the report's column `basis`. */
  readonly basis: string;
}

/** What may be called: rules as data, with their legal basis. */
export interface Policy {
  readonly name: string;
  readonly title: string;
  /** Registers that must be held and in date; a number must be screened against each to be clean. */
  readonly requires: readonly RegisterName[];
  readonly rules: readonly Rule[];
}

const HOUSE = 'house rule: clean is earned';

const UNREAD_RULES: readonly Rule[] = [
  { when: 'malformed', reason: 'MALFORMED_RECORD', basis: HOUSE },
  { when: 'not-diallable', reason: 'NOT_DIALLABLE', basis: 'house rule: not a line to market to' },
  { when: 'invalid', reason: 'NUMBER_INVALID', basis: HOUSE },
  { when: 'ambiguous', reason: 'NUMBER_AMBIGUOUS', basis: HOUSE },
  { when: 'not-uk', reason: 'NOT_UK', basis: 'house rule: UK registers do not cover it' },
  { when: 'absent', reason: 'NO_NUMBER', basis: HOUSE },
];

const OBJECTION_RULES: readonly Rule[] = [
  { when: 'objected', reason: 'OBJECTION', basis: 'PECR 2003 reg 21(1)(a)' },
];

const TPS_RULES: readonly Rule[] = [
  { when: 'listed:tps', reason: 'TPS', basis: 'PECR 2003 reg 21(1)(b)' },
  { when: 'not-covered:tps', reason: 'NOT_COVERED', basis: HOUSE },
];

const CTPS_RULES: readonly Rule[] = [
  { when: 'listed:ctps', reason: 'CTPS', basis: 'PECR 2003 reg 21(1)(b)' },
  { when: 'not-covered:ctps', reason: 'NOT_COVERED', basis: HOUSE },
];

/** The built-in policies (cli.md section 6). A released policy never changes. */
export const POLICIES = [
  {
    name: 'live-calls',
    title: 'Live marketing calls to consumers and businesses',
    requires: ['tps', 'ctps'],
    rules: [...OBJECTION_RULES, ...TPS_RULES, ...CTPS_RULES, ...UNREAD_RULES],
  },
  {
    name: 'live-calls-consumer',
    title: 'Live marketing calls to consumers, not screened against CTPS',
    requires: ['tps'],
    rules: [...OBJECTION_RULES, ...TPS_RULES, ...UNREAD_RULES],
  },
] as const satisfies readonly Policy[];

/**
 * The policy of that name.
 *
 * @throws ScreeningError wrong-use for an unknown name: never a silent default
 */
export function policyNamed(name: string): Policy {
  const names = POLICIES.map((policy) => policy.name);
  const found = POLICIES.find((policy) => policy.name === name);
  if (found) return found;
  throw unknownName(['policy', 'policies'], name, names, '--policy');
}

/** SHA-256 of a policy's text: a run that names the policy pins its rules. */
export function policyHash(policy: Policy): string {
  return createHash('sha256').update(JSON.stringify(policy)).digest('hex');
}

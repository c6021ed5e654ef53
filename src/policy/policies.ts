import { unknownName } from '../core/nearest.js';
import type { RegisterName } from '../registers/registers.js';
import type { Policy, Rule } from './policy.js';
import { reasonBit, type ReasonName } from './reasons.js';

const HOUSE = 'house rule: clean is earned';

/** Nothing but the person's own word, or a consent that lifts it, ends an objection. */
export const OBJECTED: Rule = {
  when: ['objected'],
  unless: [],
  reason: 'OBJECTION',
  basis: 'PECR 2003 reg 21(1)(a)',
};

/** What every policy holds back, whatever registers it requires. */
const ALWAYS: readonly Rule[] = [
  { when: ['malformed'], unless: [], reason: 'MALFORMED_RECORD', basis: HOUSE },
  OBJECTED,
  {
    when: ['not-diallable'],
    unless: [],
    reason: 'NOT_DIALLABLE',
    basis: 'house rule: not a line to market to',
  },
  { when: ['invalid'], unless: [], reason: 'NUMBER_INVALID', basis: HOUSE },
  { when: ['ambiguous'], unless: [], reason: 'NUMBER_AMBIGUOUS', basis: HOUSE },
  {
    when: ['not-uk'],
    unless: [],
    reason: 'NOT_UK',
    basis: 'house rule: UK registers do not cover it',
  },
  { when: ['absent'], unless: [], reason: 'NO_NUMBER', basis: HOUSE },
];

/** The reason of a number that is listed on a register. */
export const LISTED_REASONS = { tps: 'TPS', ctps: 'CTPS' } as const satisfies Readonly<
  Record<RegisterName, ReasonName>
>;

/** The rules that a register brings to a policy that requires it. */
export function registerRules(name: RegisterName): Rule[] {
  return [
    {
      when: [`listed:${name}`],
      unless: ['consent'],
      reason: LISTED_REASONS[name],
      basis: 'PECR 2003 reg 21(1)(b)',
    },
    { when: [`not-covered:${name}`], unless: [], reason: 'NOT_COVERED', basis: HOUSE },
    {
      when: [`listed:${name}`, 'consent'],
      unless: [],
      reason: 'CONSENT',
      basis: 'PECR 2003 reg 21(4)',
    },
  ];
}

/** Rules in the order in which their reasons decide; those of one reason as they stand. */
export function inDecidingOrder(rules: readonly Rule[]): Rule[] {
  return [...rules].sort((a, b) => reasonBit(a.reason) - reasonBit(b.reason));
}

function rulesOf(requires: readonly RegisterName[], ...further: readonly Rule[]): Rule[] {
  return inDecidingOrder([...ALWAYS, ...requires.flatMap(registerRules), ...further]);
}

/** Whoever did not consent to such calls is not called, listed or not. */
function consentOnly(basis: string): Rule {
  return { when: ['read'], unless: ['consent'], reason: 'CONSENT_REQUIRED', basis };
}

const BOTH = ['tps', 'ctps'] as const;

/** What built-in policies leave open: they ask neither for a consent's age nor for grace. */
const PLAIN = {
  authorisation: '',
  consent_maximum_days: 0,
  consent_void: [],
  grace: false,
} as const;

/** The built-in policies (cli.md section 6). A released policy never changes. */
export const POLICIES = [
  {
    name: 'live-calls',
    title: 'Live marketing calls to consumers and businesses',
    purpose: 'live',
    requires: BOTH,
    ...PLAIN,
    rules: rulesOf(BOTH),
  },
  {
    name: 'live-calls-consumer',
    title: 'Live marketing calls to consumers, not screened against CTPS',
    purpose: 'live',
    requires: ['tps'],
    ...PLAIN,
    rules: rulesOf(['tps']),
  },
  {
    name: 'consent-only',
    title: 'Live marketing calls, only to those who consented',
    purpose: 'live',
    requires: BOTH,
    ...PLAIN,
    rules: rulesOf(BOTH, consentOnly('house rule: consent only')),
  },
  {
    name: 'automated',
    title: 'Recorded (automated) marketing calls, which need prior consent',
    purpose: 'automated',
    requires: BOTH,
    ...PLAIN,
    rules: rulesOf(BOTH, consentOnly('PECR 2003 reg 19')),
  },
  {
    name: 'claims',
    title: 'Claims management calls, which need prior consent',
    purpose: 'claims',
    requires: BOTH,
    ...PLAIN,
    rules: rulesOf(BOTH, consentOnly('PECR 2003 reg 21A')),
  },
  {
    name: 'pensions',
    title: 'Calls about pensions, by authorised firms, to those who consented',
    purpose: 'pensions',
    requires: BOTH,
    ...PLAIN,
    authorisation: 'pensions',
    rules: rulesOf(BOTH, consentOnly('PECR 2003 reg 21B')),
  },
] as const satisfies readonly Policy[];

/** The policy that holds unless another is named. */
export const DEFAULT_POLICY = 'live-calls';

/** The names of the built-in policies, in table order. */
export const POLICY_NAMES = POLICIES.map(({ name }) => name);

/**
 * The policy of that name.
 *
 * @param own policies of the configuration; none has the name of a built-in one
 * @throws ScreeningError wrong-use for an unknown name: never a silent default
 */
export function policyNamed(name: string, own: readonly Policy[], where = '--policy'): Policy {
  const all: readonly Policy[] = [...POLICIES, ...own];
  const found = all.find((policy) => policy.name === name);
  if (found) return found;
  const names = all.map((policy) => policy.name);
  throw unknownName(['policy', 'policies'], name, names, where);
}

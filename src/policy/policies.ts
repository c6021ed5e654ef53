import { unknownName } from '../core/nearest.js';
import type { RegisterName } from '../registers/registers.js';
import type { Policy, Rule } from './policy.js';

const HOUSE = 'house rule: clean is earned';
const REG_21_1_B = 'PECR 2003 reg 21(1)(b)';
const REG_21_4 = 'PECR 2003 reg 21(4)';

/** What every policy holds back first: nobody can be asked whose number it is. */
const MALFORMED: Rule = {
  when: ['malformed'],
  unless: [],
  reason: 'MALFORMED_RECORD',
  basis: HOUSE,
};

/** Nothing but the person's own word, or a consent that lifts it, ends an objection. */
const OBJECTION: Rule = {
  when: ['objected'],
  unless: [],
  reason: 'OBJECTION',
  basis: 'PECR 2003 reg 21(1)(a)',
};

const TPS: Rule = {
  when: ['listed:tps'],
  unless: ['consent', 'in-grace'],
  reason: 'TPS',
  basis: REG_21_1_B,
};

const CTPS: Rule = {
  when: ['listed:ctps'],
  unless: ['consent', 'in-grace'],
  reason: 'CTPS',
  basis: REG_21_1_B,
};

const NOT_DIALLABLE: Rule = {
  when: ['not-diallable'],
  unless: [],
  reason: 'NOT_DIALLABLE',
  basis: 'house rule: not a line to market to',
};

const NOT_SCREENED: Readonly<Record<RegisterName, Rule>> = {
  tps: { when: ['not-covered:tps'], unless: [], reason: 'NOT_COVERED', basis: HOUSE },
  ctps: { when: ['not-covered:ctps'], unless: [], reason: 'NOT_COVERED', basis: HOUSE },
};

const UNREAD: readonly Rule[] = [
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

const TPS_LIFTED: Rule = {
  when: ['listed:tps', 'consent'],
  unless: [],
  reason: 'CONSENT',
  basis: REG_21_4,
};

const CTPS_LIFTED: Rule = {
  when: ['listed:ctps', 'consent'],
  unless: [],
  reason: 'CONSENT',
  basis: REG_21_4,
};

/** The rules of calls to numbers that are on no register and against which nobody objected. */
function rulesOf(requires: readonly RegisterName[], between: readonly Rule[] = []): Rule[] {
  const has = (name: RegisterName, rule: Rule) => (requires.includes(name) ? [rule] : []);
  return [
    MALFORMED,
    OBJECTION,
    ...has('tps', TPS),
    ...has('ctps', CTPS),
    ...between,
    NOT_DIALLABLE,
    ...requires.map((name) => NOT_SCREENED[name]),
    ...UNREAD,
    ...has('tps', TPS_LIFTED),
    ...has('ctps', CTPS_LIFTED),
  ];
}

function consentOnly(basis: string): Rule[] {
  return [{ when: ['read'], unless: ['consent'], reason: 'CONSENT_REQUIRED', basis }];
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
    title: 'Live marketing calls to those alone who consented',
    purpose: 'live',
    requires: BOTH,
    ...PLAIN,
    rules: rulesOf(BOTH, consentOnly('house rule: consent only')),
  },
  {
    name: 'automated',
    title: 'Recorded (automated) calls, which need prior consent',
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
    title: 'Calls about pensions, by authorised firms to those who consented',
    purpose: 'pensions',
    requires: BOTH,
    ...PLAIN,
    authorisation: 'pensions',
    rules: rulesOf(BOTH, consentOnly('PECR 2003 reg 21B')),
  },
] as const satisfies readonly Policy[];

/** The policy that holds unless another is named. */
export const DEFAULT_POLICY = 'live-calls';

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

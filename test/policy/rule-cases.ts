/** What a rule must come to, written down for every rule of every built-in policy. */
export interface RuleCase {
  readonly policies: readonly string[];
  /** The facts of the rule, those that must not be known with a minus, and its reason. */
  readonly rule: string;
  readonly basis: string;
  /** The reasons of a number of which nothing else is known. */
  readonly alone: string;
  /** The reasons of a number that would be clean but for this. */
  readonly callable: string;
}

const LIVE = ['live-calls'];
const CONSUMER = ['live-calls-consumer'];
const CONSENTED = ['consent-only', 'automated', 'claims', 'pensions'];
const ALL = [...LIVE, ...CONSUMER, ...CONSENTED];
const BOTH_REGISTERS = [...LIVE, ...CONSENTED];

const EARNED = 'house rule: clean is earned';
const REGISTER = 'PECR 2003 reg 21(1)(b)';
const WELCOME = 'PECR 2003 reg 21(4)';

const rows: readonly (readonly [
  policies: readonly string[],
  rule: string,
  basis: string,
  alone: string,
  callable: string,
])[] = [
  [ALL, 'malformed: MALFORMED_RECORD', EARNED, 'MALFORMED_RECORD', 'MALFORMED_RECORD'],
  [ALL, 'objected: OBJECTION', 'PECR 2003 reg 21(1)(a)', 'OBJECTION', 'OBJECTION'],
  [[...LIVE, ...CONSUMER], 'listed:tps -consent: TPS', REGISTER, 'TPS', 'TPS'],
  [CONSENTED, 'listed:tps -consent: TPS', REGISTER, 'TPS', 'TPS CONSENT_REQUIRED'],
  [LIVE, 'listed:ctps -consent: CTPS', REGISTER, 'CTPS', 'CTPS'],
  [CONSENTED, 'listed:ctps -consent: CTPS', REGISTER, 'CTPS', 'CTPS CONSENT_REQUIRED'],
  ...[
    ['consent-only', 'house rule: consent only'] as const,
    ['automated', 'PECR 2003 reg 19'] as const,
    ['claims', 'PECR 2003 reg 21A'] as const,
    ['pensions', 'PECR 2003 reg 21B'] as const,
  ].map(
    ([policy, basis]) =>
      [
        [policy],
        'read -consent: CONSENT_REQUIRED',
        basis,
        'CONSENT_REQUIRED',
        'CONSENT_REQUIRED',
      ] as const,
  ),
  [
    ALL,
    'not-diallable: NOT_DIALLABLE',
    'house rule: not a line to market to',
    'NOT_DIALLABLE',
    'NOT_DIALLABLE',
  ],
  [ALL, 'not-covered:tps: NOT_COVERED', EARNED, 'NOT_COVERED', 'NOT_COVERED'],
  [BOTH_REGISTERS, 'not-covered:ctps: NOT_COVERED', EARNED, 'NOT_COVERED', 'NOT_COVERED'],
  [ALL, 'invalid: NUMBER_INVALID', EARNED, 'NUMBER_INVALID', 'NUMBER_INVALID'],
  [ALL, 'ambiguous: NUMBER_AMBIGUOUS', EARNED, 'NUMBER_AMBIGUOUS', 'NUMBER_AMBIGUOUS'],
  [ALL, 'not-uk: NOT_UK', 'house rule: UK registers do not cover it', 'NOT_UK', 'NOT_UK'],
  [ALL, 'absent: NO_NUMBER', EARNED, 'NO_NUMBER', 'NO_NUMBER'],
  [ALL, 'listed:tps consent: CONSENT', WELCOME, 'NO_DATA CONSENT', 'CONSENT'],
  [BOTH_REGISTERS, 'listed:ctps consent: CONSENT', WELCOME, 'NO_DATA CONSENT', 'CONSENT'],
];

/** Every case; a rule of a built-in policy that is not here fails a test. */
export const RULE_CASES: readonly RuleCase[] = rows.map(
  ([policies, rule, basis, alone, callable]) => ({ policies, rule, basis, alone, callable }),
);

import { describe, expect, it } from 'vitest';
import {
  requiresConsentOfAll,
  OWN_REASON_NAMES,
  ownPolicy,
  type OwnPolicyTerms,
} from '../../src/policy/own-policy.js';
import { policyNamed } from '../../src/policy/policies.js';
import { policyHash, type Policy, type Rule } from '../../src/policy/policy.js';

const like: Policy = policyNamed('live-calls', []);

function rule(when: Rule['when'], reason: Rule['reason'], basis = 'house rule'): Rule {
  return { when, unless: [], reason, basis };
}

const TERMS: OwnPolicyTerms = {
  name: 'own',
  title: 'Our own',
  like,
  registers: [],
  grace: false,
  consentMaximumDays: 0,
  consentVoid: [],
  rules: [],
};

describe('the text of a policy of the firm’s own', () => {
  const rules = [
    rule(['mobile'], 'NOT_DIALLABLE'),
    rule(['freephone'], 'NOT_DIALLABLE'),
    rule(['uk-wide'], 'NOT_DIALLABLE'),
    rule(['geographic'], 'NOT_DIALLABLE'),
  ];

  it('has its rules of one reason by their text, behind the built-in ones', () => {
    const { rules: all } = ownPolicy({ ...TERMS, rules });
    const whens = all.filter(({ reason }) => reason === 'NOT_DIALLABLE').map(({ when }) => when[0]);
    expect(whens).toEqual(['not-diallable', 'freephone', 'geographic', 'mobile', 'uk-wide']);
  });

  it('is the same in whatever order they were written', () => {
    const hashes = [rules, [...rules].reverse()].map((written) =>
      policyHash(ownPolicy({ ...TERMS, rules: written })),
    );
    expect(hashes[1]).toBe(hashes[0]);
  });

  it('voids the doubtful consents that were named, in the order of the table', () => {
    const voided = (...doubts: OwnPolicyTerms['consentVoid']) =>
      ownPolicy({ ...TERMS, consentVoid: doubts }).consent_void;
    expect(voided()).toEqual([]);
    expect(voided('order-unknown')).toEqual(['order-unknown']);
    expect(voided('order-unknown', 'consent-older-than-listing')).toEqual([
      'consent-older-than-listing',
      'order-unknown',
    ]);
  });

  it('can give these reasons and no other', () => {
    expect(OWN_REASON_NAMES).toEqual([
      ...['TPS', 'CTPS', 'CONSENT_REQUIRED', 'NOT_DIALLABLE', 'NOT_COVERED'],
      ...['NUMBER_AMBIGUOUS', 'NOT_UK'],
    ]);
  });
});

describe('a consent is asked of every number', () => {
  it.each<[shows: string, rules: readonly Rule[], asked: boolean]>([
    ['of each that was read', [rule(['read'], 'CONSENT_REQUIRED')], true],
    ['of each, whatever is known', [rule([], 'CONSENT_REQUIRED')], true],
    ['of mobiles', [rule(['read', 'mobile'], 'CONSENT_REQUIRED')], false],
    ['of none: another reason', [rule(['read'], 'NOT_COVERED')], false],
    [
      'of all but mobiles',
      [{ ...rule(['read'], 'CONSENT_REQUIRED'), unless: ['consent', 'mobile'] }],
      false,
    ],
    ['of none', [], false],
  ])('or not: %s', (_shows, rules, asked) => {
    expect(requiresConsentOfAll({ ...like, rules })).toBe(asked);
  });
});

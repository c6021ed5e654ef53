import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Decider } from '../../src/policy/decide.js';
import { EXCLUSIVE_FACTS, FACT_NAMES, factBits, type Fact } from '../../src/policy/facts.js';
import {
  requiresConsentOfAll,
  CONSENT_DOUBTS,
  contradiction,
  inFactOrder,
  isNeverKnown,
  OWN_REASONS,
  ownPolicy,
} from '../../src/policy/own-policy.js';
import { POLICIES } from '../../src/policy/policies.js';
import { policyHash, type Policy, type Rule } from '../../src/policy/policy.js';
import { REASONS, reasonsOf } from '../../src/policy/reasons.js';
import { REGISTER_NAMES } from '../../src/registers/registers.js';
import { byRows, ORDER } from './verdict-by-hand.js';

const policies: readonly Policy[] = POLICIES;

const someFacts = fc.oneof(
  fc.subarray([...FACT_NAMES]),
  fc
    .subarray([...FACT_NAMES], { maxLength: 4 })
    .map((further): Fact[] => [
      ...new Set<Fact>(['read', 'screened:tps', 'screened:ctps', ...further]),
    ]),
);

const rule: fc.Arbitrary<Rule> = fc.record({
  when: fc.subarray([...FACT_NAMES], { minLength: 1, maxLength: 2 }),
  unless: fc.subarray([...FACT_NAMES], { maxLength: 2 }),
  reason: fc.constantFrom(...OWN_REASONS.map(({ name }) => name)),
  basis: fc.constantFrom('house rule: a', 'house rule: b'),
});

const terms = fc.record({
  name: fc.constant('ours'),
  title: fc.constant('Ours'),
  like: fc.constantFrom(...policies),
  registers: fc.subarray([...REGISTER_NAMES]),
  grace: fc.boolean(),
  consentMaximumDays: fc.nat({ max: 400 }),
  consentVoid: fc.subarray([...CONSENT_DOUBTS]),
  rules: fc.uniqueArray(rule, { maxLength: 4, selector: (row) => JSON.stringify(row) }),
});

describe('a policy of the firm’s own', () => {
  it('holds back whatever the built-in one does, but for a listing in its grace', () => {
    fc.assert(
      fc.property(terms, fc.array(someFacts, { minLength: 20 }), (own, many) => {
        const decider = new Decider(ownPolicy(own));
        const builtIn = new Decider(own.like);
        for (const facts of many) {
          const known = factBits(...facts);
          const spared = own.grace && facts.includes('in-grace') ? ['TPS', 'CTPS'] : [];
          const kept = reasonsOf(builtIn.decide(known).reasons)
            .filter(({ name, outcome }) => outcome !== 'clean' && !spared.includes(name))
            // Where a rule of its own says why, nobody says that nothing is known.
            .filter(({ name }) => name !== 'NO_DATA')
            .map(({ name }) => name);
          const decision = decider.decide(known);
          expect(reasonsOf(decision.reasons).map(({ name }) => name)).toEqual(
            expect.arrayContaining(kept),
          );
          if (builtIn.decide(known).reason.outcome !== 'clean' && spared.length === 0) {
            expect(decision.reason.outcome).not.toBe('clean');
          }
        }
      }),
      { numRuns: 300 },
    );
  });

  it('decides as its rows say, and they stand in deciding order', () => {
    fc.assert(
      fc.property(terms, fc.array(someFacts, { minLength: 5 }), (own, many) => {
        const policy = ownPolicy(own);
        const decider = new Decider(policy);
        for (const facts of many) {
          const { reasons } = decider.decide(factBits(...facts));
          expect(reasonsOf(reasons).map(({ name }) => name)).toEqual(byRows(policy, facts));
        }
        const places = policy.rules.map(({ reason }) => ORDER.findIndex((name) => name === reason));
        expect(places).toEqual([...places].sort((a, b) => a - b));
      }),
      { numRuns: 200 },
    );
  });

  it('has one text, and so one hash, in whatever order it was written', () => {
    const shuffled = terms.chain((own) =>
      fc
        .tuple(
          fc.shuffledSubarray([...own.rules], { minLength: own.rules.length }),
          fc.shuffledSubarray([...own.registers], { minLength: own.registers.length }),
          fc.shuffledSubarray([...own.consentVoid], { minLength: own.consentVoid.length }),
        )
        .map(([rules, registers, consentVoid]) => ({
          own,
          other: { ...own, rules, registers, consentVoid },
        })),
    );
    fc.assert(
      fc.property(shuffled, ({ own, other }) => {
        expect(policyHash(ownPolicy(other))).toBe(policyHash(ownPolicy(own)));
      }),
    );
  });

  it.each(policies)('like $name, and nothing else, has the same rules', (like) => {
    const policy = ownPolicy({
      name: 'ours',
      title: 'Ours',
      like,
      registers: [],
      grace: false,
      consentMaximumDays: 0,
      consentVoid: [],
      rules: [],
    });
    expect(policy).toEqual({ ...like, name: 'ours', title: 'Ours' });
    expect(policyHash(policy)).not.toBe(policyHash(like));
  });

  it('becomes live-calls when a policy for consumers adds CTPS', () => {
    const [business, consumer] = POLICIES;
    const policy = ownPolicy({
      name: business.name,
      title: business.title,
      like: consumer,
      registers: ['ctps'],
      grace: false,
      consentMaximumDays: 0,
      consentVoid: [],
      rules: [],
    });
    expect(policyHash(policy)).toBe(policyHash(business));
  });

  it('spares a listed number by grace where it grants it, and only the listing', () => {
    const like = POLICIES[0];
    const granting = new Decider(
      ownPolicy({
        name: 'ours',
        title: 'Ours',
        like,
        registers: [],
        grace: true,
        consentMaximumDays: 0,
        consentVoid: [],
        rules: [],
      }),
    );
    const facts = factBits('read', 'screened:tps', 'screened:ctps', 'listed:tps', 'listed:ctps');
    const graced = facts | factBits('in-grace');
    expect(granting.decide(facts).reason.name).toBe('TPS');
    expect(granting.decide(graced).reason.name).toBe('CLEAN');
    expect(granting.decide(graced | factBits('objected')).reason.name).toBe('OBJECTION');
    expect(new Decider(like).decide(graced).reason.name).toBe('TPS');
  });
});

describe('the reasons of rules of the firm’s own', () => {
  it('hold numbers back, in deciding order', () => {
    const outcomes = OWN_REASONS.map(
      ({ name }) => REASONS.find((reason) => reason.name === name)?.outcome,
    );
    expect(outcomes).not.toContain('clean');
    const places = OWN_REASONS.map(({ name }) => ORDER.findIndex((reason) => reason === name));
    expect(places).toEqual([...places].sort((a, b) => a - b));
  });
});

describe('facts of a rule', () => {
  it('stand in the order of the table, each once', () => {
    expect(inFactOrder(['mobile', 'read', 'mobile', 'consent'])).toEqual([
      'read',
      'consent',
      'mobile',
    ]);
  });

  it('exclude one another when they are of one set, and only then', () => {
    for (const one of FACT_NAMES) {
      for (const other of FACT_NAMES) {
        const excluded =
          one !== other && EXCLUSIVE_FACTS.some((set) => set.includes(one) && set.includes(other));
        expect(contradiction(['consent', one, other]) !== undefined, `${one} ${other}`).toBe(
          excluded,
        );
      }
    }
    expect(contradiction(['territory-im', 'read', 'territory-je'])).toEqual([
      'territory-je',
      'territory-im',
    ]);
  });

  it('are never known of a register that is not required, or of grace that is not granted', () => {
    const never = (policy: Policy) => FACT_NAMES.filter((fact) => isNeverKnown(fact, policy));
    const [business, consumer] = POLICIES;
    expect(never(business)).toEqual(['in-grace']);
    expect(never({ ...business, grace: true })).toEqual([]);
    expect(never(consumer)).toEqual([
      'screened:ctps',
      'listed:ctps',
      'not-covered:ctps',
      'in-grace',
    ]);
  });
});

describe('who is asked for a consent', () => {
  it('is everyone under the policies that the law makes so, and under consent-only', () => {
    expect(policies.filter(requiresConsentOfAll).map(({ name }) => name)).toEqual([
      'consent-only',
      'automated',
      'claims',
      'pensions',
    ]);
  });

  it('is not everyone because mobiles are', () => {
    const mobiles: Rule = {
      when: ['mobile'],
      unless: ['consent'],
      reason: 'CONSENT_REQUIRED',
      basis: 'house rule',
    };
    expect(requiresConsentOfAll({ ...POLICIES[0], rules: [mobiles] })).toBe(false);
  });
});

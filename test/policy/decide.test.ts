import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { flagsOf } from '../../src/core/flags.js';
import { Decider, type Decision } from '../../src/policy/decide.js';
import { FACT_NAMES, factBits, factsOf, type Fact } from '../../src/policy/facts.js';
import { POLICIES } from '../../src/policy/policies.js';
import type { Policy, Rule } from '../../src/policy/policy.js';
import { isHeldBack, REASONS, reasonsOf, type ReasonName } from '../../src/policy/reasons.js';
import { REGISTER_NAMES } from '../../src/registers/registers.js';
import { RULE_CASES } from './rule-cases.js';
import { builtInByHand, byRows, ORDER } from './verdict-by-hand.js';

const policies: readonly Policy[] = POLICIES;

function names({ reasons }: Decision): string[] {
  return reasonsOf(reasons).map(({ name }) => name);
}

function ruleName({ when, unless, reason }: Rule): string {
  return `${[...when, ...unless.map((fact) => `-${fact}`)].join(' ')}: ${reason}`;
}

/** What is known of a number that the policy calls. */
function callable({ requires, rules }: Policy): Fact[] {
  const asksConsent = rules.some(({ reason }) => reason === 'CONSENT_REQUIRED');
  return [
    'read',
    ...requires.map((register): Fact => `screened:${register}`),
    ...(asksConsent ? (['consent'] as const) : []),
  ];
}

const EACH_RULE = policies.flatMap((policy) =>
  policy.rules.map((rule) => ({ policy, rule, name: `${policy.name}: ${ruleName(rule)}` })),
);

it('facts have a bit each, in a sum that stays a small integer', () => {
  expect(FACT_NAMES.length).toBeLessThanOrEqual(31);
});

describe('every rule of every built-in policy', () => {
  const cases = new Map(
    RULE_CASES.flatMap((row) => row.policies.map((policy) => [`${policy}: ${row.rule}`, row])),
  );

  it('has a case, and every case is of a rule', () => {
    expect([...cases.keys()].sort()).toEqual(EACH_RULE.map(({ name }) => name).sort());
    expect(RULE_CASES.flatMap(({ policies: of }) => of)).toHaveLength(cases.size);
  });

  it.each(EACH_RULE)('$name', ({ policy, rule, name }) => {
    const decider = new Decider(policy);
    const { basis, alone, callable: reasons } = cases.get(name) ?? {};
    const onlyThis = decider.decide(factBits(...rule.when));
    expect(names(onlyThis).join(' ')).toBe(alone);
    const known = [...callable(policy), ...rule.when].filter((f) => !rule.unless.includes(f));
    const butForThis = decider.decide(factBits(...known));
    expect(names(butForThis).join(' ')).toBe(reasons);
    expect(butForThis.reason.name).toBe(reasons?.split(' ')[0]);
    expect(rule.basis).toBe(basis);
    if (butForThis.reason.name === rule.reason) expect(butForThis.basis).toBe(basis);
  });

  it('leaves a number clean of which none of them holds', () => {
    for (const policy of policies) {
      const decision = new Decider(policy).decide(factBits(...callable(policy)));
      expect(decision).toMatchObject({ reasons: 0, basis: '', flags: 0 });
      expect(decision.reason).toMatchObject({ name: 'CLEAN', outcome: 'clean' });
    }
  });
});

describe.each(policies)('any two rules of $name that can meet', (policy) => {
  const decider = new Decider(policy);
  const pairs = policy.rules.flatMap((one, place) =>
    policy.rules.slice(place + 1).map((other) => ({ one, other })),
  );
  const meeting = pairs.filter(({ one, other }) => {
    const facts = [...one.when, ...other.when];
    return ![...one.unless, ...other.unless].some((fact) => facts.includes(fact));
  });

  it('are most pairs: what a consent lifts does not meet what a consent brings', () => {
    const listings = policy.requires.length;
    const lifted = policy.rules.filter(({ unless }) => unless.includes('consent')).length;
    expect(pairs.length - meeting.length).toBe(listings * lifted);
  });

  it.each(meeting.map(({ one, other }) => [ruleName(one), ruleName(other), one, other] as const))(
    '%s; %s',
    (_, __, one, other) => {
      for (const facts of [
        [...one.when, ...other.when],
        [...callable(policy), ...one.when, ...other.when].filter(
          (fact) => ![...one.unless, ...other.unless].includes(fact),
        ),
      ]) {
        const decision = decider.decide(factBits(...facts));
        const byHand = builtInByHand(policy.name, facts);
        expect(names(decision)).toEqual(byHand);
        expect(decision.reason.name).toBe(byHand[0] ?? 'CLEAN');
        expect(byHand).toEqual(expect.arrayContaining([one.reason, other.reason]));
      }
      const both: readonly string[] = [one.reason, other.reason];
      const first = ORDER.find((reason) => both.includes(reason));
      const { reason } = decider.decide(
        factBits(...callable(policy).filter((f) => f !== 'consent'), ...one.when, ...other.when),
      );
      const rank = (name: string) => ORDER.findIndex((reason) => reason === name);
      expect(rank(reason.name)).toBeLessThanOrEqual(rank(first ?? ''));
    },
  );
});

/** Facts as they come, with few and with many of them. */
const someFacts = fc.oneof(
  fc.subarray([...FACT_NAMES]),
  fc.subarray([...FACT_NAMES], { maxLength: 5 }),
  fc
    .subarray([...FACT_NAMES], { maxLength: 3 })
    .map((further): Fact[] => [
      ...new Set<Fact>(['read', 'screened:tps', 'screened:ctps', ...further]),
    ]),
);

describe.each(policies)('whatever is known of a number, $name', (policy) => {
  const decider = new Decider(policy);

  it('gives the reasons that the law and the contract ask, in their order', () => {
    fc.assert(
      fc.property(someFacts, (facts) => {
        const decision = decider.decide(factBits(...facts));
        const byHand = builtInByHand(policy.name, facts);
        expect(names(decision)).toEqual(byHand);
        expect(decision.reason.name).toBe(byHand[0] ?? 'CLEAN');
        expect(flagsOf(decision.flags)).toEqual(
          (['consent-older-than-listing', 'order-unknown'] as const).filter((f) =>
            facts.includes(f),
          ),
        );
      }),
      { numRuns: 2000 },
    );
  });

  it('clears only what was read and screened and nothing speaks against', () => {
    fc.assert(
      fc.property(someFacts, (facts) => {
        const { reasons, reason } = decider.decide(factBits(...facts));
        expect(isHeldBack(reasons)).toBe(reason.outcome !== 'clean');
        if (isHeldBack(reasons)) return;
        for (const needed of ['read', ...policy.requires.map((name) => `screened:${name}`)]) {
          expect(facts).toContain(needed);
        }
        for (const against of ['objected', 'invalid', 'ambiguous', 'absent', 'malformed']) {
          expect(facts).not.toContain(against);
        }
        const listed = policy.requires.some((name) => facts.includes(`listed:${name}`));
        expect(reason.name).toBe(listed ? 'CONSENT' : 'CLEAN');
        if (listed) expect(facts).toContain('consent');
      }),
      { numRuns: 2000 },
    );
  });

  it('decides the same whatever the order of its rules', () => {
    const shuffled = fc.shuffledSubarray([...policy.rules], { minLength: policy.rules.length });
    fc.assert(
      fc.property(shuffled, fc.array(someFacts, { minLength: 20 }), (rules, many) => {
        const other = new Decider({ ...policy, rules });
        for (const facts of many) {
          const sum = factBits(...facts);
          expect(other.decide(sum)).toEqual(decider.decide(sum));
        }
      }),
      { numRuns: 50 },
    );
  });

  it('names a basis for whatever it holds back by a rule', () => {
    fc.assert(
      fc.property(someFacts, (facts) => {
        const { reason, basis } = decider.decide(factBits(...facts));
        const needsNone = reason.name === 'NO_DATA' || reason.name === 'CLEAN';
        expect(basis === '').toBe(needsNone);
      }),
    );
  });

  it('clears nothing of which nothing is known', () => {
    expect(names(decider.decide(0))).toEqual(['NO_DATA']);
  });

  it('has its rules in the order in which their reasons decide', () => {
    const places = policy.rules.map(({ reason }) => ORDER.findIndex((name) => name === reason));
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places).not.toContain(-1);
  });
});

describe('a policy of any rules', () => {
  const facts = fc.subarray([...FACT_NAMES], { maxLength: 3 });
  const GIVEN: readonly ReasonName[] = ORDER.filter((name) => name !== 'NO_DATA');
  const anyPolicy = fc.record({
    requires: fc.subarray([...REGISTER_NAMES]),
    rules: fc.array(
      fc.record({
        when: facts,
        unless: facts,
        reason: fc.constantFrom(...GIVEN),
        basis: fc.constant('house rule'),
      }),
      { maxLength: 12 },
    ),
  });

  it('decides as its rows say, any sum of facts', () => {
    fc.assert(
      fc.property(anyPolicy, fc.array(someFacts, { minLength: 10 }), (terms, many) => {
        const policy: Policy = { ...POLICIES[0], ...terms };
        const decider = new Decider(policy);
        for (const known of many) {
          const decision = decider.decide(factBits(...known));
          const expected = byRows(policy, known);
          expect(names(decision)).toEqual(expected);
          expect(decision.reason.name).toBe(expected[0] ?? 'CLEAN');
          expect(decider.decide(factBits(...known))).toBe(decision);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('facts', () => {
  it('are a bit each, and come back from their sum', () => {
    fc.assert(
      fc.property(fc.subarray([...FACT_NAMES]), (facts) => {
        expect(factsOf(factBits(...facts))).toEqual(facts);
      }),
    );
    expect(new Set(FACT_NAMES).size).toBe(FACT_NAMES.length);
    expect(FACT_NAMES.length).toBeLessThanOrEqual(31);
  });
});

describe('the reasons', () => {
  it('stand in the order in which they decide, with outcome and letter', () => {
    expect(REASONS.map(({ name, outcome, letter }) => `${name} ${outcome} ${letter}`)).toEqual([
      'MALFORMED_RECORD unscreened M',
      'OBJECTION excluded P',
      'TPS excluded D',
      'CTPS excluded D',
      'CONSENT_REQUIRED excluded B',
      'NOT_DIALLABLE excluded I',
      'DUPLICATE excluded ',
      'NOT_COVERED unscreened B',
      'NUMBER_INVALID unscreened M',
      'NUMBER_AMBIGUOUS unscreened M',
      'NOT_UK unscreened ',
      'NO_NUMBER unscreened ',
      'NO_DATA unscreened ',
      'CONSENT clean O',
      'CLEAN clean C',
    ]);
  });
});

import { describe, expect, it } from 'vitest';
import { Decider } from '../../src/policy/decide.js';
import { FACTS, factBits, type Fact } from '../../src/policy/facts.js';
import { POLICIES, type Policy } from '../../src/policy/policies.js';
import { REASONS, reasonsOf } from '../../src/policy/reasons.js';

const SUMS = Array.from({ length: 1 << FACTS.length }, (_, sum) => sum);

function factsOf(sum: number): Fact[] {
  return FACTS.filter((_, index) => (sum & (1 << index)) !== 0);
}

function names(bits: number): string[] {
  return reasonsOf(bits).map(({ name }) => name);
}

/** Worked out again from the policy's rows, without bits: the reasons that must hold. */
function reasonsByHand(policy: Policy, facts: readonly Fact[]): string[] {
  const held = policy.rules.filter(({ when }) => facts.includes(when)).map(({ reason }) => reason);
  const ordered = REASONS.map(({ name }) => name).filter((name) => held.includes(name));
  const screened = policy.requires.every((register) => facts.includes(`screened:${register}`));
  if (ordered.length > 0) return ordered;
  return screened && facts.includes('read') ? [] : ['NO_DATA'];
}

describe.each(POLICIES)('the policy $name', (policy: Policy) => {
  const decider = new Decider(policy);

  it('has a verdict for every sum of facts, with all its reasons in their order', () => {
    for (const sum of SUMS) {
      const facts = factsOf(sum);
      const { reasons, reason } = decider.decide(sum);
      const byHand = reasonsByHand(policy, facts);
      expect(names(reasons), facts.join(' ')).toEqual(byHand);
      expect(reason.name, facts.join(' ')).toBe(byHand[0] ?? 'CLEAN');
    }
  });

  it('clears a number only when it was read, screened, and nothing speaks against it', () => {
    const clean = SUMS.filter((sum) => decider.decide(sum).reason.outcome === 'clean').map(factsOf);
    expect(clean.length).toBeGreaterThan(0);
    for (const facts of clean) {
      expect(facts).toContain('read');
      for (const register of policy.requires) {
        expect(facts).toContain(`screened:${register}`);
        expect(facts).not.toContain(`listed:${register}`);
        expect(facts).not.toContain(`not-covered:${register}`);
      }
      for (const fact of [
        'not-uk',
        'not-diallable',
        'invalid',
        'ambiguous',
        'absent',
        'malformed',
      ]) {
        expect(facts).not.toContain(fact);
      }
    }
  });

  it('knows nothing and clears nothing when no fact is known', () => {
    expect(decider.decide(0).reason.name).toBe('NO_DATA');
  });

  it('decides the same whatever the order of its rules', () => {
    const turned = new Decider({ ...policy, rules: [...policy.rules].reverse() });
    const halves = [...policy.rules.slice(5), ...policy.rules.slice(0, 5)];
    const cut = new Decider({ ...policy, rules: halves });
    for (const sum of SUMS) {
      expect(turned.decide(sum)).toEqual(decider.decide(sum));
      expect(cut.decide(sum)).toEqual(decider.decide(sum));
    }
  });

  it('gives a legal or house basis to whatever it holds back by a rule', () => {
    const bare = SUMS.map((sum) => decider.decide(sum)).filter(
      ({ reason, basis }) =>
        reason.outcome !== 'clean' && reason.name !== 'NO_DATA' && basis === '',
    );
    expect(bare).toEqual([]);
  });
});

describe('a listed number', () => {
  const facts = factBits('read', 'screened:tps', 'screened:ctps', 'listed:tps', 'not-diallable');

  it('shows the deciding reason first and every other one after it', () => {
    const { reasons, reason, basis } = new Decider(POLICIES[0]).decide(facts);
    expect(names(reasons)).toEqual(['TPS', 'NOT_DIALLABLE']);
    expect(reason).toMatchObject({ name: 'TPS', outcome: 'excluded', letter: 'D' });
    expect(basis).toBe('PECR 2003 reg 21(1)(b)');
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

import { describe, expect, it } from 'vitest';
import { POLICIES, policyHash, policyNamed } from '../../src/policy/policies.js';

/**
 * What a run record pins. A released policy never changes: another rule, or other words for its
 * basis, is a policy of another name. A row is added with a policy and never edited.
 */
const RELEASED: Readonly<Record<string, string>> = {
  'live-calls': '854fec21ca9c0d3508ea8c2dd79cecca8468940a2b5e0f48ef3a6e2cea52e509',
  'live-calls-consumer': 'd6210f3c89aaaf9784da9b9f5314dc0acaa8a93efcef90fb392cac0de9643eec',
};

describe('the built-in policies', () => {
  it('are as they were released', () => {
    const now = POLICIES.map((policy) => [policy.name, policyHash(policy)]);
    expect(Object.fromEntries(now)).toEqual(RELEASED);
  });

  it('are found by their names alone', () => {
    for (const policy of POLICIES) expect(policyNamed(policy.name)).toBe(policy);
    for (const name of ['', 'Live-calls', 'live-call', 'toString', 'everything']) {
      expect(() => policyNamed(name)).toThrow(`there is no policy '${name}'`);
    }
  });
});

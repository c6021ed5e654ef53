import { describe, expect, it } from 'vitest';
import { POLICIES, policyHash, policyNamed } from '../../src/policy/policies.js';

/**
 * What a run record pins. A released policy never changes: another rule, or other words for its
 * basis, is a policy of another name. A row is added with a policy and never edited.
 */
const RELEASED: Readonly<Record<string, string>> = {
  'live-calls': 'dcd68b6906d2166d816af349e643e3e4daa14b930b2e88e864fc768a9e549250',
  'live-calls-consumer': '2e69eb71f44557c3ce854a09f3f3712ce838ca3226d2429ccb038b7ec14ddb59',
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

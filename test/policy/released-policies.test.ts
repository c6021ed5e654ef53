import { describe, expect, it } from 'vitest';
import { POLICIES, policyNamed } from '../../src/policy/policies.js';
import { policyHash, type Policy } from '../../src/policy/policy.js';

/**
 * What a run record pins. A released policy never changes: another rule, or other words for its
 * basis, is a policy of another name. A row is added with a policy and never edited.
 */
const RELEASED: Readonly<Record<string, string>> = {
  'live-calls': '54a480ca8459bfe4d3ec00d0ff0268bd4dfb0fbb5586fc4f064b1931f78111a2',
  'live-calls-consumer': 'd0fe3dedb1fd7fd67360355f4d0891b554e18b0d4ecf58f6c1186b39c3fd163c',
  'consent-only': 'd66da37ffed60a917d180b4958b6ce089176586a0f3777aec98d28d290f4e090',
  automated: '655294c275682f4116e3df05dff5c7722229e09dae75ce6a6c7c7675e7db9825',
  claims: '42b157fee875c84d90255e0a7aaa7a9e6997efcb9c6406c96121d04e7b38763e',
  pensions: '4d1f48912461188868480928183dcdafdc105ae4afd9bfe6682f393af344443e',
};

const OWN: Policy = { ...POLICIES[0], name: 'Our calls' };

describe('the built-in policies', () => {
  it('are as they were released', () => {
    const now = POLICIES.map((policy) => [policy.name, policyHash(policy)]);
    expect(Object.fromEntries(now)).toEqual(RELEASED);
  });

  it('are found by their names alone', () => {
    for (const policy of POLICIES) expect(policyNamed(policy.name, [])).toBe(policy);
    for (const name of ['', 'Live-calls', 'live-call', 'toString', 'everything', 'Our calls']) {
      expect(() => policyNamed(name, [])).toThrow(`there is no policy '${name}'`);
    }
  });

  it('stand beside those of the firm, and never give way to them', () => {
    expect(policyNamed('Our calls', [OWN])).toBe(OWN);
    const disguised = { ...OWN, name: 'live-calls' };
    expect(policyNamed('live-calls', [disguised])).toBe(POLICIES[0]);
    expect(() => policyNamed('Our call', [OWN], 'here')).toThrow(
      expect.objectContaining({
        code: 'wrong-use',
        explanation: {
          summary: "there is no policy 'Our call'",
          fix: "did you mean 'Our calls'?",
          where: 'here',
        },
      }) as Error,
    );
  });
});

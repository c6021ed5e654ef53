import { describe, expect, it } from 'vitest';
import { ScreeningError } from '../../src/core/errors.js';
import { DEFAULT_POLICY, policyNamed, POLICY_NAMES } from '../../src/policy/policies.js';
import type { Policy } from '../../src/policy/policy.js';

function refusal(name: string, own: readonly Policy[], where?: string): unknown {
  try {
    return policyNamed(name, own, where);
  } catch (error) {
    return error instanceof ScreeningError ? error.explanation : error;
  }
}

describe('the policy of a name', () => {
  const own: Policy = { ...policyNamed('live-calls', []), name: 'ours' };

  it('is a built-in one, by the names of the contract', () => {
    expect(POLICY_NAMES).toEqual([
      ...['live-calls', 'live-calls-consumer', 'consent-only', 'automated', 'claims', 'pensions'],
    ]);
    for (const name of POLICY_NAMES) expect(policyNamed(name, [own]).name).toBe(name);
  });

  it('is live-calls where none is named', () => {
    expect(DEFAULT_POLICY).toBe('live-calls');
  });

  it('is one of the firm’s own', () => {
    expect(policyNamed('ours', [own])).toBe(own);
  });

  it('is refused when there is none, with the nearest that there is', () => {
    expect(refusal('our', [own])).toEqual({
      summary: "there is no policy 'our'",
      fix: "did you mean 'ours'?",
      where: '--policy',
    });
  });

  it('is refused with all that there are, and where it was named', () => {
    expect(refusal('zzz', [own], 'policy in [caller.Acme]')).toEqual({
      summary: "there is no policy 'zzz'",
      fix: `policies: ${[...POLICY_NAMES, 'ours'].join(', ')}`,
      where: 'policy in [caller.Acme]',
    });
  });
});

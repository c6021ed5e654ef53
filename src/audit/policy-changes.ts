import { saying } from '../policy/own-policy.js';
import { POLICIES } from '../policy/policies.js';
import { policyHash, type Policy, type Rule } from '../policy/policy.js';
import type { ScrubPlan } from '../scrub/run-record.js';

/** A setting of a policy that is another now; lists joined by commas. */
export interface ChangedSetting {
  readonly setting: string;
  readonly was: string;
  readonly now: string;
}

/** A rule that came or went, or of the same conditions and reason another basis. */
export interface ChangedRule {
  readonly change: 'added' | 'removed' | 'changed';
  /** As it is now; of one that went, as it was. */
  readonly rule: Rule;
  /** The basis that it had; empty unless that changed. */
  readonly was: string;
}

/** What has become of the policy of a run since. */
export interface PolicySince {
  /** Whether a policy of the name is declared now, and is the same. */
  readonly declared: 'same' | 'changed' | 'no longer';
  /** SHA-256 of the one that is declared now; empty when none is. */
  readonly sha256: string;
  readonly settings: readonly ChangedSetting[];
  readonly rules: readonly ChangedRule[];
}

const SETTINGS = [
  ...(['title', 'purpose', 'requires', 'authorisation', 'consent_maximum_days'] as const),
  ...(['consent_void', 'grace'] as const),
] satisfies readonly (keyof Policy)[];

/**
 * Compares the policy that a run was decided by with the one that has its name now. A run is repeated
 * under the rules of then, whatever they are now; but that they changed is to be known.
 *
 * @param own policies of the configuration
 */
export function policySince(plan: ScrubPlan, own: readonly Policy[]): PolicySince {
  const all: readonly Policy[] = [...POLICIES, ...own];
  const now = all.find(({ name }) => name === plan.policy.name);
  if (now === undefined) return { declared: 'no longer', sha256: '', settings: [], rules: [] };
  const sha256 = policyHash(now);
  if (sha256 === plan.policy_sha256) return { declared: 'same', sha256, settings: [], rules: [] };
  return {
    declared: 'changed',
    sha256,
    settings: SETTINGS.map((setting) => ({
      setting,
      was: String(plan.policy[setting]),
      now: String(now[setting]),
    })).filter((one) => one.was !== one.now),
    rules: changedRules(plan.policy.rules, now.rules),
  };
}

function changedRules(was: readonly Rule[], now: readonly Rule[]): ChangedRule[] {
  const before = new Map(was.map((rule) => [saying(rule), rule]));
  const after = new Set(now.map(saying));
  return [
    ...was
      .filter((rule) => !after.has(saying(rule)))
      .map((rule): ChangedRule => ({ change: 'removed', rule, was: '' })),
    ...now.flatMap((rule): ChangedRule[] => {
      const old = before.get(saying(rule));
      if (old === undefined) return [{ change: 'added', rule, was: '' }];
      return old.basis === rule.basis ? [] : [{ change: 'changed', rule, was: old.basis }];
    }),
  ];
}

import type { Configuration } from '../config/config.js';
import { wrongUse } from '../core/errors.js';
import { DEFAULT_POLICY, policyNamed } from '../policy/policies.js';
import type { Policy } from '../policy/policy.js';
import { requireAuthorisation } from '../scrub/calls-for.js';
import type { OptionDefinition } from './context.js';
import type { Options } from './option-values.js';
import { settleCaller } from './own-list-options.js';

/** The option that names the policy of the calls. */
export const POLICY_OPTION: OptionDefinition = {
  flags: '--policy <name>',
  description: `policy of the calls (default ${DEFAULT_POLICY})`,
};

/**
 * The policy that `--policy` names, which the caller that `--caller` names may call under.
 *
 * @throws ScreeningError wrong-use with the nearest for a name that is not known; not-safe when the
 *   policy is for authorised callers, and no such one is named
 */
export function settlePolicy(options: Options, configuration: Configuration): Policy {
  const policy = policyOfPast(options, configuration);
  const { caller } = settleCaller(options, configuration);
  requireAuthorisation(policy, caller, configuration);
  return policy;
}

/**
 * The policy that `--policy` names, for calls that were made. Nothing is cleared by it: whether the
 * caller is authorised is another question.
 *
 * @throws ScreeningError wrong-use with the nearest for a name that is not known
 */
export function policyOfPast(options: Options, { policies }: Configuration): Policy {
  return policyNamed(options.text('policy') ?? DEFAULT_POLICY, policies);
}

/**
 * The policy that `--compare-policy` names. Nothing is cleared by it: no authorisation is asked.
 *
 * @throws ScreeningError wrong-use with the nearest, or without `--dry-run`
 */
export function comparedPolicy(options: Options, { policies }: Configuration): Policy | undefined {
  const name = options.text('comparePolicy');
  if (name === undefined) return undefined;
  if (options.flag('dryRun')) return policyNamed(name, policies, '--compare-policy');
  throw wrongUse({
    summary: '--compare-policy needs --dry-run',
    why: 'a run decides under one policy, and its record says which',
    fix: 'add --dry-run: nothing is written, and what would move is counted',
    where: '--compare-policy',
  });
}

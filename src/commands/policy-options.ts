import type { Configuration } from '../config/config.js';
import { DEFAULT_POLICY, policyNamed } from '../policy/policies.js';
import type { Policy } from '../policy/policy.js';
import type { OptionDefinition } from './context.js';
import type { Options } from './option-values.js';

/** The option that names the policy of the calls. */
export const POLICY_OPTION: OptionDefinition = {
  flags: '--policy <name>',
  description: `policy of the calls (default ${DEFAULT_POLICY})`,
};

/** The policy that `--policy` names. @throws ScreeningError wrong-use with the nearest */
export function settlePolicy(options: Options, { policies }: Configuration): Policy {
  return policyNamed(options.text('policy') ?? DEFAULT_POLICY, policies);
}

import type { Explanation, ScreeningError } from '../core/errors.js';
import {
  requiresConsentOfAll,
  contradiction,
  inFactOrder,
  isNeverKnown,
  OWN_REASONS,
  ownPolicy,
  saying,
} from '../policy/own-policy.js';
import { POLICIES, POLICY_NAMES } from '../policy/policies.js';
import type { Policy, Rule } from '../policy/policy.js';
import type { ConfigurationFile } from './configuration-file.js';
import type { Content } from './shape.js';
import { refuseSameNames } from './two-meanings.js';

type Section = NonNullable<Content['policy']>[string];
type Key = readonly PropertyKey[];

/**
 * The policies that the file declares, in its order. Each has the rules of the built-in policy that
 * it is like, all of them, and can be no laxer than the law: it may ask for more, and grant the grace
 * that the law grants.
 *
 * @throws ScreeningError wrong-use with file and line for what would be laxer, or have no effect
 */
export function ownPolicies(file: ConfigurationFile, { policy = {} }: Content): readonly Policy[] {
  const names = Object.keys(policy);
  const keyOf = (name: string): Key => ['policy', name];
  const taken = names.find((name) => POLICY_NAMES.some((builtIn) => builtIn === name));
  if (taken !== undefined) {
    throw file.refusal(keyOf(taken), {
      summary: `'${taken}' is a built-in policy`,
      why: 'whoever names a built-in policy must get what it has always been',
      fix: `give it a name of its own, and like = "${taken}"`,
    });
  }
  refuseSameNames(file, names, keyOf, POLICY_NAMES);
  return Object.entries(policy).map(([name, section]) => onePolicy(file, name, section));
}

function onePolicy(file: ConfigurationFile, name: string, section: Section): Policy {
  const like: Policy = builtIn(section.like);
  const refuse = (key: Key, explanation: Explanation): ScreeningError =>
    file.refusal(['policy', name, ...key], explanation);
  const left = like.requires.filter((register) => section.registers?.includes(register) === false);
  if (left.length > 0) {
    throw refuse(['registers'], {
      summary: `'${name}' leaves out ${left.join(' and ')}`,
      why: `${like.name} screens against ${like.requires.join(' and ')}, and a policy like it against no less`,
      fix: `add ${left.map((register) => `"${register}"`).join(', ')}`,
    });
  }
  if (section.grace === true && requiresConsentOfAll(like)) {
    throw refuse(['grace'], {
      summary: `'${name}' asks everyone for a consent: grace has no effect`,
      why: `${like.name} calls nobody without a consent, however short the listing`,
      fix: 'leave it out',
    });
  }
  const doubts = section.consent_void ?? [];
  if (doubts.includes('order-unknown') && !doubts.includes('consent-older-than-listing')) {
    throw refuse(['consent_void'], {
      summary: `'${name}' voids a consent that may be older than the listing, and not one that is`,
      fix: 'add "consent-older-than-listing"',
    });
  }
  const rules = section.rules ?? [];
  const terms = {
    name,
    title: section.title ?? `Like ${like.name}`,
    like,
    registers: section.registers ?? [],
    grace: section.grace ?? false,
    consentMaximumDays: section.consent_maximum_days ?? 0,
    consentVoid: doubts,
  };
  const bare = ownPolicy({ ...terms, rules: [] });
  const said = new Set(bare.rules.map(saying));
  const own = rules.map((written, place): Rule => {
    const { reason, basis } = written;
    const [when, unless] = [inFactOrder(written.when), inFactOrder(written.unless ?? [])];
    const rule = { when, unless, reason, basis };
    const fault = ruleFault(rule, bare) ?? repetition(rule, said);
    if (fault !== undefined) {
      const { key, ...explanation } = fault;
      throw refuse(['rules', place, ...key], explanation);
    }
    said.add(saying(rule));
    return rule;
  });
  return ownPolicy({ ...terms, rules: own });
}

function builtIn(name: string): Policy {
  const found: Policy | undefined = POLICIES.find((policy) => policy.name === name);
  if (found === undefined) throw new Error(`the shape allowed a policy like '${name}'`);
  return found;
}

interface RuleFault extends Explanation {
  /** The key in the rule's table; empty for the rule as a whole. */
  readonly key: readonly string[];
}

/** What makes a rule untrue, or one that never holds; undefined when nothing does. */
function ruleFault({ when, unless, reason }: Rule, policy: Policy): RuleFault | undefined {
  const both = when.find((fact) => unless.includes(fact));
  if (both !== undefined) {
    return {
      key: ['unless'],
      summary: `'${both}' stands in when and in unless: the rule can never hold`,
      fix: 'leave it out of one of them',
    };
  }
  const pair = contradiction(when);
  if (pair !== undefined) {
    return {
      key: ['when'],
      summary: `no number is both '${pair[0]}' and '${pair[1]}': the rule can never hold`,
      fix: 'make two rules of it',
    };
  }
  for (const [key, facts] of Object.entries({ when, unless })) {
    const unknown = facts.find((fact) => isNeverKnown(fact, policy));
    if (unknown === undefined) continue;
    return {
      key: [key],
      summary: `'${unknown}' is never known under '${policy.name}'`,
      why:
        unknown === 'in-grace'
          ? 'the policy grants no grace'
          : `the policy screens against ${policy.requires.join(' and ')} only`,
      fix:
        unknown === 'in-grace'
          ? 'leave it out, or give grace = true'
          : 'add the register, or leave it out',
    };
  }
  const { needs, lifts } = OWN_REASONS.find(({ name }) => name === reason) ?? {
    needs: '',
    lifts: '',
  };
  if (needs !== '' && !when.includes(needs)) {
    return {
      key: ['reason'],
      summary: `the reason ${reason} says that a number is listed, and the rule does not ask that`,
      fix: `add "${needs}" to when, or give another reason`,
    };
  }
  if (lifts !== '' && !unless.includes(lifts)) {
    return {
      key: ['reason'],
      summary: `the reason ${reason} says that a consent is missing, and the rule does not ask that`,
      fix: `add "${lifts}" to unless, or give another reason`,
    };
  }
  return undefined;
}

function repetition(rule: Rule, said: ReadonlySet<string>): RuleFault | undefined {
  if (!said.has(saying(rule))) return undefined;
  return {
    key: [],
    summary: 'this rule says what another rule of the policy says already',
    why: 'of two rules with the same conditions and reason only one could name the basis',
    fix: 'leave it out',
  };
}

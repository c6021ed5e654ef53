import type { ChangedRule, PolicySince } from '../audit/policy-changes.js';

/** What has changed in a policy since a run, in one paragraph. */
export function policyChangesText(name: string, { settings, rules }: PolicySince): string {
  const changes = [
    ...settings.map(({ setting, was, now }) => `${setting} was ${said(was)} and is ${said(now)}`),
    ...rules.map(ruleText),
  ];
  const list = changes.length > 0 ? changes.join('; ') : 'the order of its rules';
  return `The policy ${name} is not what it was, and the run was repeated by the rules of then. Since then: ${list}.`;
}

function said(value: string): string {
  return value === '' ? 'empty' : value;
}

function ruleText({ change, rule, was }: ChangedRule): string {
  const unless = rule.unless.length > 0 ? ` unless ${rule.unless.join(' or ')}` : '';
  const text = `${rule.reason} if ${rule.when.join(' and ')}${unless}`;
  return change === 'changed'
    ? `the basis of the rule ${text} was ${was} and is ${rule.basis}`
    : `the rule ${text} (${rule.basis}) was ${change}`;
}

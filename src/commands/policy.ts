import { VOCABULARY } from '../core/version.js';
import { DEFAULT_POLICY, POLICIES, POLICY_NAMES, policyNamed } from '../policy/policies.js';
import { policyHash, type Policy } from '../policy/policy.js';
import type { CommandDefinition, Context } from './context.js';
import { policyText, registersText } from './policy-words.js';

/** `policy [name]`: what is called under a policy, and by what law. */
export const policyCommand: CommandDefinition = {
  name: 'policy',
  summary: "show a policy's rules with their legal basis, or all policies",
  arguments: [{ words: '[name]', description: 'a policy; without one, all are listed' }],
  options: [],
  examples: ['policy', `policy ${DEFAULT_POLICY}`],
  async run(context, [name]) {
    const own = context.configuration.policies;
    if (name === undefined) {
      const all: readonly Policy[] = [...POLICIES, ...own];
      if (context.json) {
        context.printJson({ ok: true, vocabulary: VOCABULARY, policies: all.map(rowJson) });
      } else await list(context, all);
      return 0;
    }
    const policy = policyNamed(name, own, 'policy');
    if (context.json) {
      context.printJson({
        ok: true,
        vocabulary: VOCABULARY,
        policy,
        policy_sha256: policyHash(policy),
        built_in: isBuiltIn(policy),
        default: isDefault(policy),
      });
      return 0;
    }
    const { wrapped } = await import('../ui/paragraphs.js');
    const { printable } = await import('../ui/voice.js');
    for (const paragraph of policyText(policy, isBuiltIn(policy))) {
      const text = wrapped(printable(paragraph.text), paragraph.label);
      context.print(paragraph.isHeading ? context.paint('strong', text) : text);
    }
    return 0;
  },
};

function isBuiltIn({ name }: Policy): boolean {
  return POLICY_NAMES.some((builtIn) => builtIn === name);
}

function isDefault({ name }: Policy): boolean {
  return name === DEFAULT_POLICY;
}

function rowJson(policy: Policy): object {
  return {
    name: policy.name,
    title: policy.title,
    purpose: policy.purpose,
    registers: policy.requires,
    built_in: isBuiltIn(policy),
    default: isDefault(policy),
    policy_sha256: policyHash(policy),
  };
}

const SHOWN_HASH = 12;

async function list({ print }: Context, policies: readonly Policy[]): Promise<void> {
  const { aligned } = await import('../ui/tables.js');
  const { printable } = await import('../ui/voice.js');
  const rows = policies.map((policy) => [
    printable(policy.name),
    registersText(policy.requires),
    policyHash(policy).slice(0, SHOWN_HASH),
    [
      printable(policy.title),
      ...(isDefault(policy) ? ['(default)'] : []),
      ...(isBuiltIn(policy) ? [] : ['(of the configuration)']),
    ].join(' '),
  ]);
  print(aligned(rows, []));
}

import { REGISTER_NAMES, type RegisterName } from '../registers/registers.js';
import { EXCLUSIVE_FACTS, FACT_NAMES, type Fact } from './facts.js';
import { inDecidingOrder, LISTED_REASONS, registerRules } from './policies.js';
import type { ConsentDoubt, Policy, Rule } from './policy.js';
import type { ReasonName } from './reasons.js';

/**
 * The reasons that a rule of the firm's own can give. A report must say nothing untrue of a number:
 * so such a rule knows `needs` and does not hold where `lifts` is known, where those are given. That
 * somebody objected, or that a number cannot be read, is for nobody to declare.
 */
export const OWN_REASONS = [
  { name: 'TPS', needs: 'listed:tps', lifts: '' },
  { name: 'CTPS', needs: 'listed:ctps', lifts: '' },
  { name: 'CONSENT_REQUIRED', needs: '', lifts: 'consent' },
  { name: 'NOT_DIALLABLE', needs: '', lifts: '' },
  { name: 'NOT_COVERED', needs: '', lifts: '' },
  { name: 'NUMBER_AMBIGUOUS', needs: '', lifts: '' },
  { name: 'NOT_UK', needs: '', lifts: '' },
] as const satisfies readonly { name: ReasonName; needs: Fact | ''; lifts: Fact | '' }[];

/** Every name of {@link OWN_REASONS}, in deciding order. */
export const OWN_REASON_NAMES = OWN_REASONS.map(({ name }) => name);

/** What makes a consent doubtful, in the order of the policy's text. */
export const CONSENT_DOUBTS = [
  'consent-older-than-listing',
  'order-unknown',
] as const satisfies readonly ConsentDoubt[];

/** What a policy of the firm's own says; it was checked (config/policies.ts). */
export interface OwnPolicyTerms {
  readonly name: string;
  readonly title: string;
  /** The built-in policy whose rules it has, all of them. */
  readonly like: Policy;
  /** Registers beside those of `like`. */
  readonly registers: readonly RegisterName[];
  readonly grace: boolean;
  readonly consentMaximumDays: number;
  readonly consentVoid: readonly ConsentDoubt[];
  /** Rules beside those of `like`; each holds numbers back. */
  readonly rules: readonly Rule[];
}

/**
 * A policy of the firm's own: a built-in one, with more registers, rules, and demands of a consent.
 * Its text is the same in whatever order the terms were written, so that its hash is too: rules
 * stand in deciding order, the built-in ones of a reason first, the firm's own by their text.
 */
export function ownPolicy(terms: OwnPolicyTerms): Policy {
  const { like } = terms;
  const added = REGISTER_NAMES.filter(
    (name) => terms.registers.includes(name) && !like.requires.includes(name),
  );
  const own = terms.rules.map((rule) => ({ text: JSON.stringify(rule), rule }));
  own.sort((a, b) => (a.text < b.text ? -1 : 1));
  const law = [...like.rules, ...added.flatMap(registerRules)];
  return {
    name: terms.name,
    title: terms.title,
    purpose: like.purpose,
    requires: REGISTER_NAMES.filter((name) => [...like.requires, ...added].includes(name)),
    authorisation: like.authorisation,
    consent_maximum_days: terms.consentMaximumDays,
    consent_void: CONSENT_DOUBTS.filter((doubt) => terms.consentVoid.includes(doubt)),
    grace: terms.grace,
    rules: inDecidingOrder([
      ...(terms.grace ? law.map(withGrace) : law),
      ...own.map(({ rule }) => rule),
    ]),
  };
}

/** In the first 28 days a listing holds nobody back (PECR 2003 reg 21(3)). */
function withGrace(rule: Rule): Rule {
  const isListing = Object.values(LISTED_REASONS).some((reason) => reason === rule.reason);
  return isListing ? { ...rule, unless: [...rule.unless, 'in-grace'] } : rule;
}

/** Whether a policy clears no number without a usable consent, listed or not. */
export function requiresConsentOfAll({ rules }: Policy): boolean {
  return rules.some(
    ({ when, unless, reason }) =>
      reason === 'CONSENT_REQUIRED' &&
      when.every((fact) => fact === 'read') &&
      unless.every((fact) => fact === 'consent'),
  );
}

/** Facts in the order of the table, each once. */
export function inFactOrder(facts: readonly Fact[]): Fact[] {
  return FACT_NAMES.filter((name) => facts.includes(name));
}

/** What a rule says, whatever its basis and the order of its facts. */
export function saying({ when, unless, reason }: Pick<Rule, 'when' | 'unless' | 'reason'>): string {
  return [inFactOrder(when), inFactOrder(unless), reason].join(';');
}

/** Two of some facts that are never known of one number together; undefined when there are none. */
export function contradiction(facts: readonly Fact[]): readonly [Fact, Fact] | undefined {
  for (const set of EXCLUSIVE_FACTS) {
    const [one, other] = inFactOrder(facts).filter((fact) => set.includes(fact));
    if (one !== undefined && other !== undefined) return [one, other];
  }
  return undefined;
}

/**
 * Whether nothing under a policy ever makes a fact known: those of a register that it does not look
 * in, and grace that it does not grant.
 */
export function isNeverKnown(fact: Fact, { requires, grace }: Policy): boolean {
  if (fact === 'in-grace') return !grace;
  const [, register] = fact.split(':');
  return register !== undefined && !requires.some((name) => name === register);
}

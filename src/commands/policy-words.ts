import { PURPOSES } from '../policy/consents.js';
import { FACTS, type Fact } from '../policy/facts.js';
import { OBJECTION_CLASSES } from '../policy/objections.js';
import { requiresConsentOfAll } from '../policy/own-policy.js';
import { policyHash, type Policy, type Rule } from '../policy/policy.js';
import { REASONS, type Outcome } from '../policy/reasons.js';
import { REGISTERS, type RegisterName } from '../registers/registers.js';

/** A piece of a policy's text, and what stands before its first line; empty to set it apart. */
export interface Paragraph {
  readonly text: string;
  readonly label: string;
  readonly isHeading: boolean;
}

const LABEL_WIDTH = 12;

const OUTCOMES: Readonly<Record<Outcome, string>> = {
  excluded: 'must not be called',
  unscreened: 'is not cleared for calling',
  clean: 'may be called',
};

/** Facts of a record as a whole. */
const OF_RECORDS: readonly Fact[] = ['malformed', 'absent'];

/**
 * A policy as a lawyer reads it: what the calls are and whose consent counts, then every rule in
 * deciding order, each a sentence of its own with its basis, then what is left to be clean. Sentences
 * name what they speak of, since they are quoted one by one.
 */
export function policyText(policy: Policy, isBuiltIn: boolean): Paragraph[] {
  const terms = policyTerms(policy, isBuiltIn);
  return [
    heading(`${policy.name}: ${policy.title}`),
    BLANK,
    ...Object.entries(terms).map(([name, text]) => labelled(name.padEnd(LABEL_WIDTH), text)),
    BLANK,
    heading('Rules, in the order in which they decide'),
    labelled('', HOW_RULES_DECIDE),
    ...policy.rules.flatMap((rule, place) => [BLANK, ...ruleText(rule, place + 1)]),
    BLANK,
    heading('What is left'),
    ...whatIsLeft(policy).map((text) => labelled('', text)),
    BLANK,
    labelled('SHA-256'.padEnd(LABEL_WIDTH), policyHash(policy)),
  ];
}

/** How the rules of a policy work together. */
export const HOW_RULES_DECIDE =
  'Every rule that applies gives the number its reason. Of several reasons the first in this order decides, and the others are shown beside it. A basis that begins with "house rule" is a rule of the program or of the firm and not of the law.';

/** What the calls under a policy are, whom it binds, and what it asks; by the name of each term. */
export function policyTerms(policy: Policy, isBuiltIn: boolean): Readonly<Record<string, string>> {
  return {
    Calls: callsText(policy, isBuiltIn),
    Caller: callerText(policy),
    Objections: objectionText(),
    Registers: screenedText(policy),
    Consent: consentText(policy),
    Grace: graceText(policy),
  };
}

/** Registers by the names that people know: `TPS and CTPS`. */
export function registersText(names: readonly RegisterName[]): string {
  return names.map((name) => name.toUpperCase()).join(' and ');
}

const BLANK: Paragraph = { text: '', label: '', isHeading: false };

function heading(text: string): Paragraph {
  return { text, label: '', isHeading: true };
}

function labelled(label: string, text: string): Paragraph {
  return { text, label, isHeading: false };
}

function kindOfCalls({ purpose }: Policy): string {
  return PURPOSES.find(({ name }) => name === purpose)?.means ?? purpose;
}

function callsText(policy: Policy, isBuiltIn: boolean): string {
  const kind = kindOfCalls(policy);
  const whose = isBuiltIn ? 'a built-in policy' : 'a policy of the configuration';
  return `${kind.charAt(0).toUpperCase()}${kind.slice(1)} (${whose}).`;
}

function callerText({ authorisation }: Policy): string {
  return authorisation === ''
    ? 'The caller is the firm or brand for which the calls are made. When no caller is named, every objection binds and no consent counts.'
    : `The caller is the firm or brand for which the calls are made. The caller must be named, and must be declared in the configuration as authorised for calls about ${authorisation}; otherwise nothing is cleared.`;
}

function objectionText(): string {
  const classes = (lifted: boolean) =>
    OBJECTION_CLASSES.filter((row) => row.lifted === lifted)
      .map(({ name }) => name)
      .join(', ');
  return [
    "An objection binds the caller when the objection was made to everyone, to the caller, to a brand or the legal entity of the caller, or to the caller's principal or agent.",
    `An objection stands until the person takes the objection back, or until the last day of the objection where such a day was recorded. For the caller and while it holds, a usable consent of a later day, which the caller itself obtained, lifts an objection of the classes ${classes(true)}; no consent lifts one of the classes ${classes(false)}.`,
  ].join(' ');
}

function screenedText({ requires }: Policy): string {
  const rows = REGISTERS.filter(({ name }) => requires.includes(name));
  const titles = rows.map(({ name, title, whose }) => `${name.toUpperCase()} (${title}: ${whose})`);
  const missing = REGISTERS.filter(({ name }) => !requires.includes(name));
  return [
    `${titles.join(' and ')}. A file of ${rows.length > 1 ? 'each' : 'this register'} must be held and be in date on every day of the calls; otherwise nothing is cleared.`,
    ...missing.map(({ name }) => `Numbers are not screened against ${name.toUpperCase()}.`),
  ].join(' ');
}

function consentText(policy: Policy): string {
  const days = policy.consent_maximum_days;
  return [
    `A consent is usable when the consent was given to the caller, for the number and for ${kindOfCalls(policy)}; when the day, the method, the wording and a reference to the evidence are recorded; and when the consent holds on every day of the calls, has not been withdrawn, has not been replaced by a later record of the same consent, and the number has not been told to be the wrong one. Being a customer is not consent.`,
    days === 0
      ? 'There is no limit of age.'
      : `The consent must have been given no more than ${String(days)} days before the last day of the calls.`,
    ...(policy.purpose === 'pensions'
      ? [
          'The law also allows some calls to existing clients (PECR 2003 reg 21B); this policy makes no use of that.',
        ]
      : []),
    doubtText(policy),
  ].join(' ');
}

function doubtText({ consent_void: doubts }: Policy): string {
  const older = 'A consent that was given before the number came onto a register';
  const unknown = 'one for which the order of the two cannot be told';
  if (doubts.includes('order-unknown')) return `${older} is not usable; nor is ${unknown}.`;
  return doubts.includes('consent-older-than-listing')
    ? `${older} is not usable; ${unknown} is usable, and is flagged.`
    : `${older} is usable, and is flagged; so is ${unknown}.`;
}

function graceText(policy: Policy): string {
  if (requiresConsentOfAll(policy)) {
    return 'None: no number is cleared without a usable consent.';
  }
  return policy.grace
    ? 'A number may be called while the number has been listed for less than 28 days on every day of the calls (PECR 2003 reg 21(3)). The days are counted from the date of the last register file that covered the number and did not list the number. There is no grace when there is no such file, or when the number was listed at any time before.'
    : 'None: a listed number is held back from the first day. The law would allow calls while the number has been listed for less than 28 days (PECR 2003 reg 21(3)); this policy makes no use of that.';
}

function ruleText(rule: Rule, place: number): Paragraph[] {
  const label = `${String(place).padStart(2)}. `;
  return [
    labelled(label, ruleSentence(rule)),
    labelled(
      ' '.repeat(label.length),
      `Reason: ${rule.reason} (${outcomeOf(rule)}). Basis: ${rule.basis}.`,
    ),
  ];
}

function outcomeOf({ reason }: Rule): Outcome {
  return REASONS.find(({ name }) => name === reason)?.outcome ?? 'unscreened';
}

/** What a rule says, without its reason and basis. */
export function ruleSentence(rule: Rule): string {
  const { when, unless } = rule;
  const outcome = outcomeOf(rule);
  const subject = when.some((fact) => OF_RECORDS.includes(fact)) ? 'A record' : 'A number';
  const sentence = [
    `${subject} ${OUTCOMES[outcome]} if ${when.map(meaning).join(', and ')}`,
    ...(unless.length === 0 ? [] : [`unless ${unless.map(meaning).join(', or ')}`]),
    ...(outcome === 'clean'
      ? [
          'provided that no rule holds the number back and that the number meets the conditions at the end',
        ]
      : []),
  ].join(', ');
  return `${sentence}.`;
}

function meaning(fact: Fact): string {
  return FACTS.find(({ name }) => name === fact)?.means ?? fact;
}

/** When a number that no rule holds back is clean, and when its record is. */
export function whatIsLeft({ requires, rules }: Policy): string[] {
  const consents = rules.flatMap(({ reason }, index) =>
    reason === 'CONSENT' ? [String(index + 1)] : [],
  );
  const files = requires.map((name) => `a file of the ${name.toUpperCase()} register`);
  return [
    `A number that no rule holds back is clean only when the number was read in full and was looked up in ${files.join(' and in ')}, in date on every day of the calls.` +
      (consents.length === 0
        ? ''
        : ` The reason is CONSENT where rule ${consents.join(' or ')} applies, and CLEAN otherwise.`),
    'Any other number that no rule holds back is not cleared for calling. Reason: NO_DATA (unscreened).',
    'A record of a call list is clean only when every number in every phone column is clean. Otherwise the record has the reason that decides first among those of its numbers.',
  ];
}

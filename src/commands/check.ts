import { useOfClass } from '../core/numbering-plan.js';
import { territoryName } from '../core/territory-name.js';
import { EXIT_STATUS, notSafe, type Explanation } from '../core/errors.js';
import { VOCABULARY } from '../core/version.js';
import type { Policy } from '../policy/policy.js';
import { answerJson, answerWords } from './answer-words.js';
import { coverageWords } from '../registers/coverage.js';
import { REGISTER_NAMES, type RegisterName } from '../registers/registers.js';
import type { CheckedNumber, CheckResult } from '../scrub/check.js';
import { fixesOf, type HeldRegister } from '../scrub/held-registers.js';
import type { RegisterListing } from '../scrub/report.js';
import { counted } from '../ui/tables.js';
import type { CommandDefinition, Context } from './context.js';
import { CASE_OPTION, settleCase } from './case-option.js';
import { consentJson, consentWords } from './consent-words.js';
import { objectionJson, objectionWords } from './objection-words.js';
import { Options } from './option-values.js';
import { settleCaller } from './own-list-options.js';
import { PARTY_OPTION, refuseNobody, settleParty } from './party-options.js';
import { POLICY_OPTION, settlePolicy } from './policy-options.js';
import { registerJson } from './register-json.js';
import { heedJournal } from './writing.js';
import { noDatabase } from '../store/no-database.js';

const NOT_SAFE = EXIT_STATUS['not-safe'];

/** `check [number...]`: the verdict for a number with every reason. */
export const checkCommand: CommandDefinition = {
  name: 'check',
  summary: 'say whether numbers may be called, with every reason',
  arguments: [{ words: '[number...]', description: 'numbers, each in quotes if it has blanks' }],
  options: [
    { flags: '--call-date <day>', description: 'day of the call (default today)' },
    { flags: '--as-of <instant>', description: 'use only what was known then' },
    PARTY_OPTION,
    POLICY_OPTION,
    { flags: '--caller <name>', description: 'for whom the call is made' },
    { flags: '--campaign <name>', description: 'campaign that the call is for' },
    CASE_OPTION,
  ],
  examples: ['check 07700900123', "check '020 7946 0123' --call-date 2026-12-01"],
  async run(context, values, optionValues) {
    const { refuseSplitNumber } = await import('./split-number.js');
    refuseSplitNumber(values);
    const options = new Options(optionValues);
    const { check } = await import('../scrub/check.js');
    const party = await settleParty(options, context.configuration);
    refuseNobody(values, party);
    const { maskedValues } = await import('../core/masked-number.js');
    await context.asks({
      numbers: maskedValues(values),
      others: party === undefined ? [] : ['party'],
      reference: settleCase(options, true),
    });
    await heedJournal(context);
    const result = check(
      {
        database: context.database,
        values,
        party,
        policy: settlePolicy(options, context.configuration),
        callDate: options.day('callDate'),
        asOf: options.instant('asOf'),
        ...settleCaller(options, context.configuration),
      },
      context.clock(),
    );
    const kinds = await Promise.all(result.numbers.map(kindOf));
    const unsafe = unsafeWords(result, context.database);
    if (context.json) {
      context.printJson(toJson(result, kinds, unsafe));
      return unsafe === undefined ? 0 : NOT_SAFE;
    }
    await tell(context, result, kinds);
    if (unsafe !== undefined) throw notSafe(unsafe);
    return 0;
  },
};

/** What a number is, in words: its use in the UK, or its country. */
export async function kindOf({ item }: CheckedNumber): Promise<string> {
  if (item === undefined) return 'no number';
  switch (item.kind) {
    case 'number':
      return useOfClass(item.numberClass);
    case 'foreign':
      return (await territoryName(item.e164)) ?? 'another country';
    default:
      return item.kind;
  }
}

/** Why nothing can be cleared; undefined when calls can be. */
function unsafeWords(
  { exists, gaps, policy }: CheckResult,
  database: string,
): Required<Explanation> | undefined {
  if (gaps.length === 0) return undefined;
  if (!exists) return noDatabase(database);
  return {
    summary: `nothing can be cleared: ${gaps.map(({ words }) => words).join('; ')}`,
    why: `the policy ${policy.name} screens against ${policy.requires.join(' and ')}`,
    fix: fixesOf(gaps),
    where: '',
  };
}

function toJson(
  result: CheckResult,
  kinds: string[],
  unsafe: Required<Explanation> | undefined,
): object {
  const { policy, times, registers, numbers, party, caller, campaign } = result;
  return {
    ok: unsafe === undefined,
    vocabulary: VOCABULARY,
    ...(unsafe && { code: 'not-safe', ...unsafe }),
    policy: policy.name,
    caller,
    campaign,
    call_date: times.callDate,
    as_of: times.asOf,
    registers: registers.map(registerJson),
    not_screened_against: notScreened(policy),
    numbers: numbers.map(({ value, words, answers, listings, objections, consents }, index) => ({
      value,
      kind: kinds[index],
      ...words,
      answers: answers.map(answerJson),
      listings: listings.map(listingJson),
      objections: objections.map(objectionJson),
      consents: consents.map(({ consent, fault }) => consentJson(consent, fault)),
    })),
    party: party ? { value: party.value, objections: party.objections.map(objectionJson) } : null,
  };
}

async function tell(context: Context, result: CheckResult, kinds: string[]): Promise<void> {
  const { printable } = await import('../ui/voice.js');
  for (const [index, checked] of result.numbers.entries()) {
    const { value, words, answers, listings, objections, consents } = checked;
    const tone = { clean: 'good', excluded: 'bad', unscreened: 'doubt' }[words.outcome] ?? 'doubt';
    const read = words.number === '' ? '' : ` = ${words.number}`;
    const parts = [
      `${printable(value)}${read} (${kinds[index] ?? ''})`,
      context.paint(tone as 'good', `  ${words.outcome}: ${words.reasons.join(', ')}`),
    ];
    if (words.basis !== '') parts.push(`  basis: ${words.basis}`);
    for (const event of objections) parts.push(`  objection: ${printable(objectionWords(event))}`);
    for (const { consent, fault } of consents) {
      parts.push(`  consent: ${printable(consentWords(consent, fault))}`);
    }
    for (const listing of listings) parts.push(`  ${listingWords(listing)}`);
    for (const answer of answers) {
      const isSaid = listings.some(({ register }) => register === answer.register);
      // Of today the last line says enough: against which files.
      const isPlain = answer.answer === 'not listed' && !result.times.historical;
      if (!isSaid && !isPlain) parts.push(`  ${answerWords(answer)}`);
    }
    if (words.flags.length > 0) parts.push(`  flags: ${words.flags.join(', ')}`);
    context.print(parts.join('\n'));
  }
  if (result.party) {
    const { value, objections } = result.party;
    const found = objections.length > 0;
    const verdict = found
      ? 'excluded: OBJECTION, whatever the number'
      : 'no objection stands, which says nothing of its numbers';
    context.print(`party ${printable(value)}`);
    context.print(context.paint(found ? 'bad' : 'good', `  ${verdict}`));
    for (const event of objections) {
      context.print(`  objection: ${printable(objectionWords(event))}`);
    }
  }
  const { callDate: day, asOf, historical } = result.times;
  const scope = [
    ...(result.caller === '' ? [] : [`, made for ${printable(result.caller)}`]),
    ...(result.campaign === '' ? [] : [`, campaign ${printable(result.campaign)}`]),
    ...(historical ? [`, as known at ${asOf}`] : []),
  ].join('');
  const against = result.registers.map((register) => `${register.name} of ${datedText(register)}`);
  context.print(
    context.paint(
      'quiet',
      `for a call on ${day}${scope}, policy ${result.policy.name}${against.length > 0 ? `, against ${against.join(' and ')}` : ''}`,
    ),
  );
  for (const name of notScreened(result.policy)) {
    context.print(context.paint('doubt', `Not screened against ${name.toUpperCase()}.`));
  }
}

function listingJson({ register, listedFrom, listedAfter, daysListed }: RegisterListing): object {
  return {
    register,
    listed_from: listedFrom,
    listed_after: listedAfter,
    days_listed: daysListed,
  };
}

function listingWords({ register, listedFrom, listedAfter, daysListed }: RegisterListing): string {
  const after = listedAfter === '' ? 'the first one held' : `not on that of ${listedAfter}`;
  return `on the ${register} file of ${listedFrom}, ${after} (at least ${counted(daysListed, 'day')} before the call)`;
}

/** The registers that a policy leaves out. */
function notScreened({ requires }: Policy): RegisterName[] {
  return REGISTER_NAMES.filter((name) => !requires.includes(name));
}

function datedText({ edition }: HeldRegister): string {
  const covers = edition.covers === '' ? '' : ` (covers ${coverageWords(edition)})`;
  return `${edition.dated}${edition.estimated === 1 ? ' (estimated)' : ''}${covers}`;
}

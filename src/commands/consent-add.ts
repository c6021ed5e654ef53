import { londonDay } from '../core/day.js';
import { VOCABULARY } from '../core/version.js';
import type { ConsentAddResult, ConsentedNumber } from '../intake/consent-add.js';
import { STAYS, type StayReason } from '../intake/consents/effect.js';
import { FAR_DAY } from '../policy/objections.js';
import { batchName } from '../store/own-batches.js';
import {
  CONSENT_OPTIONS,
  firmOf,
  placeholdersNote,
  refuseConsentDays,
  requireCaller,
  settleConsent,
} from './consent-options.js';
import { faultWords } from './consent-words.js';
import type { CommandDefinition, Context } from './context.js';
import { placeOf } from './number-place-words.js';
import { objectionJson, objectionWords } from './objection-words.js';
import { Options } from './option-values.js';
import { beginWriting } from './writing.js';

/** `consent add <number...>`: records consents. */
export const consentAddCommand: CommandDefinition = {
  name: 'consent add',
  summary: 'record that people agreed to calls of one caller',
  arguments: [{ words: '<number...>', description: 'numbers, each in quotes if it has blanks' }],
  options: CONSENT_OPTIONS,
  examples: [
    "consent add 07700900123 --caller 'Acme Ltd' --on 2026-11-20 \\\n    --method 'web form' --wording 'WF-7' --reference 88121",
  ],
  async run(context, values, optionValues) {
    const { refuseSplitNumber } = await import('./split-number.js');
    refuseSplitNumber(values);
    const { configuration } = context;
    const asked = settleConsent(new Options(optionValues), configuration);
    const { said, reference } = asked;
    requireCaller(said.caller);
    refuseConsentDays(said, londonDay(context.clock()));
    await beginWriting(context);
    const { consentAdd } = await import('../intake/consent-add.js');
    const { database, operator, account, clock } = context;
    const result = consentAdd({
      ...{ database, operator, account, clock, values, said, reference },
      requestedCallDays: configuration.requestedCallDays,
      firm: firmOf(configuration),
    });
    const places = await Promise.all(result.numbers.map(placeOf));
    if (context.json) context.printJson(toJson(result, asked.placeholders, places));
    else await tell(context, result, places);
    const note = placeholdersNote(asked);
    if (note !== undefined) context.note(note);
    return 0;
  },
};

function toJson(
  { batch, numbers, terms, reference, ledgerHead }: ConsentAddResult,
  placeholders: readonly string[],
  places: readonly string[],
): object {
  const { caller, given, undated, until, purposes, kind, obtained, method, wording } = terms;
  return {
    ok: true,
    vocabulary: VOCABULARY,
    recorded: numbers.map(({ value, e164, runs, fault, lifts, stays }, index) => ({
      value,
      number: `+${String(e164)}`,
      place: places[index],
      runs,
      usable: fault === '',
      fault,
      why: faultWords(fault),
      lifted: lifts.map(objectionJson),
      standing: stays.map(({ objection, why }) => ({ ...objectionJson(objection), stays: why })),
    })),
    caller,
    on: undated === 1 ? null : given,
    until: until === FAR_DAY ? null : until,
    for: purposes.split(' '),
    kind,
    obtained,
    method,
    wording,
    reference,
    placeholders,
    batch: batchName(batch),
    instant: batch.recorded,
    ledger_head: ledgerHead,
  };
}

async function tell(
  context: Context,
  { numbers, terms, reference, ledgerHead }: ConsentAddResult,
  places: readonly string[],
): Promise<void> {
  const { printable } = await import('../ui/voice.js');
  const { paint } = context;
  numbers.forEach((number, index) => {
    const { value, e164, fault } = number;
    const head = `${printable(value)} = +${String(e164)}, ${places[index] ?? ''}`;
    context.print(
      fault === ''
        ? `${paint('good', 'consent recorded')}: ${head}`
        : `${paint('doubt', 'consent recorded, not usable')}: ${head}\n  ${paint('doubt', faultWords(fault))}`,
    );
    for (const line of objectionLines(number)) context.print(`  ${printable(line)}`);
  });
  const { caller, given, undated, until, purposes, kind, obtained, method, wording } = terms;
  context.print(
    printable(
      [
        `  to ${caller}`,
        undated === 1 ? 'day not known' : `given ${given}`,
        ...(until === FAR_DAY ? [] : [`to ${until}`]),
        `for ${purposes.replaceAll(' ', ' and ')} calls`,
        ...(kind === 'opt-in' ? [] : ['a call that was asked for']),
        ...(obtained === 'own' ? [] : ['obtained by a third party']),
        ...(method === '' ? [] : [`by ${method}`]),
        ...(wording === '' ? [] : [`wording ${wording}`]),
        ...(reference === '' ? [] : [`ref ${reference}`]),
      ].join(', '),
    ),
  );
  if (undated === 1) {
    context.note('no --on was given: an undated consent is recorded and clears nothing');
  }
  context.headLines(ledgerHead).forEach(context.print);
}

function objectionLines({ lifts, stays }: ConsentedNumber): string[] {
  return [
    ...lifts.map((objection) => `lifts the objection: ${objectionWords(objection)}`),
    ...stays.map(
      ({ objection, why }) =>
        `the objection stands: ${objectionWords(objection)}: ${stayWords(why)}`,
    ),
  ];
}

function stayWords(why: StayReason): string {
  return STAYS.find(({ name }) => name === why)?.means ?? '';
}

import { VOCABULARY } from '../core/version.js';
import type { ConsentWithdrawResult } from '../intake/consent-withdraw.js';
import { batchName } from '../store/own-batches.js';
import { firmOf, requireCaller, callerNamed } from './consent-options.js';
import { consentJson, consentWords } from './consent-words.js';
import type { CommandDefinition, Context } from './context.js';
import { placeOf } from './number-place-words.js';
import { Options } from './option-values.js';
import { sourceNamed } from './own-list-options.js';
import { beginWriting } from './writing.js';

/** `consent withdraw <number>`: records that a person took a consent back. */
export const consentWithdrawCommand: CommandDefinition = {
  name: 'consent withdraw',
  summary: 'record that a person took a consent back: an objection from then on',
  arguments: [{ words: '<number>', description: 'the number, in quotes if it has blanks' }],
  options: [
    { flags: '--caller <name>', description: 'the caller whose calls are not welcome any more' },
    { flags: '--on <day>', description: 'day on which it was withdrawn (default today)' },
    { flags: '--why <text>', description: 'what the person said; kept with the objection' },
    { flags: '--source <name>', description: 'who passed it on: agent, dealer, web form' },
    { flags: '--reference <ref>', description: 'ticket, call or letter that shows it' },
  ],
  examples: ["consent withdraw 07700900123 --caller 'Acme Ltd' \\\n    --why 'asked on the call'"],
  async run(context, [value = ''], optionValues) {
    const { configuration } = context;
    const options = new Options(optionValues);
    const caller = callerNamed(options, configuration);
    requireCaller(
      caller,
      'name the caller; if nobody of the firm is to call, tps-scrub suppress add NUMBER',
    );
    const on = options.day('on');
    await beginWriting(context);
    const { consentWithdraw } = await import('../intake/consent-withdraw.js');
    const { database, operator, account, clock } = context;
    const result = consentWithdraw({
      ...{ database, operator, account, clock, value, caller, on },
      why: (options.text('why') ?? '').trim(),
      source: sourceNamed(options, configuration),
      reference: (options.text('reference') ?? '').trim(),
      firm: firmOf(configuration),
    });
    const place = await placeOf(result.number);
    if (context.json) context.printJson(toJson(result, place));
    else await tell(context, result, place);
    return 0;
  },
};

function toJson(
  { batch, number, terms, reference, ended, remaining, ledgerHead }: ConsentWithdrawResult,
  place: string,
): object {
  return {
    ok: true,
    vocabulary: VOCABULARY,
    value: number.value,
    number: `+${String(number.e164)}`,
    place,
    list: terms.list,
    reason: terms.class,
    note: terms.reason,
    caller: terms.caller,
    on: terms.told,
    source: terms.source,
    reference,
    ended: ended.map((consent) => consentJson(consent, 'withdrawn')),
    remaining: remaining.map(({ consent, fault }) => consentJson(consent, fault)),
    batch: batchName(batch),
    instant: batch.recorded,
    ledger_head: ledgerHead,
  };
}

async function tell(
  context: Context,
  { number, terms, ended, remaining, ledgerHead }: ConsentWithdrawResult,
  place: string,
): Promise<void> {
  const { printable } = await import('../ui/voice.js');
  const { paint } = context;
  const { value, e164 } = number;
  const { caller, told, list } = terms;
  const lines = [
    `${paint('good', 'withdrawn')}: ${printable(value)} = +${String(e164)}, ${place}`,
    `  not to be called for ${printable(caller)} from ${told}, list ${list}, ${terms.class}`,
    ...ended.map((consent) => `  ends the consent: ${printable(consentWords(consent, ''))}`),
    ...(ended.length === 0
      ? [
          paint(
            'doubt',
            '  no usable consent was recorded for it to end; it is recorded all the same',
          ),
        ]
      : []),
    ...remaining
      .filter(({ fault }) => fault === '')
      .map(({ consent }) =>
        paint('doubt', `  still usable: ${printable(consentWords(consent, ''))}`),
      ),
    ...context.headLines(ledgerHead),
  ];
  context.print(lines.join('\n'));
}

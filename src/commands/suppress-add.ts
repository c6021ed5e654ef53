import { VOCABULARY } from '../core/version.js';
import { FAR_DAY } from '../policy/objections.js';
import type { AddResult } from '../intake/suppress-add.js';
import { firmOf } from './consent-options.js';
import type { CommandDefinition, Context } from './context.js';
import { liftedJson, liftedWords } from './lifted-words.js';
import { placeOf } from './number-place-words.js';
import { Options } from './option-values.js';
import { ENTRY_OPTIONS, settleTerms, sourceNamed } from './own-list-options.js';
import { PARTY_OPTION, refuseNobody, settleParty } from './party-options.js';
import { beginWriting } from './writing.js';

/** `suppress add [number...]`: records objections. */
export const suppressAddCommand: CommandDefinition = {
  name: 'suppress add',
  summary: 'record that people asked not to be called',
  arguments: [{ words: '[number...]', description: 'numbers, each in quotes if it has blanks' }],
  options: [
    PARTY_OPTION,
    ...ENTRY_OPTIONS,
    { flags: '--note <text>', description: 'free text, kept with the objection' },
  ],
  examples: [
    'suppress add 07700900123',
    "suppress add '0161 496 0123' --reason complaint --source dealer-7",
    "suppress add '0161 496 0123' --party C-1042",
  ],
  async run(context, values, optionValues) {
    const { refuseSplitNumber } = await import('./split-number.js');
    refuseSplitNumber(values);
    const options = new Options(optionValues);
    const { configuration } = context;
    const party = await settleParty(options, configuration);
    refuseNobody(values, party);
    const mapping = configuration.sources.get(sourceNamed(options, configuration));
    const terms = settleTerms(options, configuration, mapping);
    const on = options.day('on');
    const until = options.day('until');
    await beginWriting(context);
    const { suppressAdd } = await import('../intake/suppress-add.js');
    const { database, operator, account, clock } = context;
    const recorder = { database, operator, account, clock };
    const reason = options.text('note') ?? '';
    const firm = firmOf(configuration);
    const result = suppressAdd({ ...recorder, ...terms, values, party, on, until, reason, firm });
    const places = await Promise.all(result.numbers.map(placeOf));
    if (context.json) context.printJson(toJson(result, places));
    else await tell(context, result, places);
    return 0;
  },
};

function toJson(
  { batch, numbers, party, terms, reference, runs, ledgerHead }: AddResult,
  places: readonly string[],
) {
  const { list, class: reason, source, told, until, caller, campaign } = terms;
  return {
    ok: true,
    vocabulary: VOCABULARY,
    recorded: numbers.map(
      ({ value, e164, runs: had, inDate, replaced, already, liftedFor }, index) => ({
        value,
        number: `+${String(e164)}`,
        place: places[index],
        runs: had,
        lists_in_date: inDate,
        lists_replaced: replaced,
        already_suppressed: already,
        lifted_for: liftedFor.map(liftedJson),
      }),
    ),
    party: party ? { value: party.value, already_suppressed: party.already } : null,
    list,
    reason,
    note: terms.reason,
    source,
    reference,
    on: told,
    until: until === FAR_DAY ? null : until,
    caller,
    campaign,
    runs_without_trace: runs.untraced,
    runs_damaged: runs.damaged,
    batch: `add-${String(batch.id)}`,
    instant: batch.recorded,
    ledger_head: ledgerHead,
  };
}

/** Of a run without a trace it is not known whether it had the number. */
function neverSeen({ untraced, damaged }: AddResult['runs']): string {
  if (damaged > 0) {
    const runs = damaged === 1 ? '1 run' : `${String(damaged)} runs`;
    return `in which lists it stood cannot be told: the trace of ${runs} is damaged`;
  }
  if (untraced === 0) return 'never seen in your lists: check the digits';
  const others = untraced === 1 ? '1 run kept no trace' : `${String(untraced)} runs kept no trace`;
  return `in none of the lists that runs remember (${others}): check the digits`;
}

/** In how many runs it stood, and what that asks for: a list that went out does not know of it. */
function stoodWords(runs: number, inDate: number, replaced: number): string {
  const stood = `stood in ${runs === 1 ? '1 run' : `${String(runs)} runs`}`;
  if (inDate === 0) return stood;
  const one = runs === 1 ? 'its list has' : '1 of their lists has';
  const have =
    inDate === 1 ? `${one} it and is` : `${String(inDate)} of their lists have it and are`;
  const gone =
    replaced === 0
      ? ''
      : ` (${inDate === 1 ? 'replaced since' : `${String(replaced)} replaced since`}; a copy may be in use)`;
  return `${stood}; ${have} still in date${gone}: tps-scrub recall --all`;
}

async function tell(context: Context, result: AddResult, places: readonly string[]): Promise<void> {
  const { printable } = await import('../ui/voice.js');
  const { paint } = context;
  const { party, terms } = result;
  const done = (already: boolean): string =>
    paint('good', already ? 'suppressed already, recorded again' : 'suppressed');
  result.numbers.forEach(({ value, e164, runs, inDate, replaced, already, liftedFor }, index) => {
    context.print(
      `${done(already)}: ${printable(value)} = +${String(e164)}, ${places[index] ?? ''}`,
    );
    for (const calls of liftedFor) {
      context.print(paint('doubt', `  ${printable(liftedWords(calls))}`));
    }
    if (runs > 0) context.print(`  ${stoodWords(runs, inDate, replaced)}`);
    else if (result.runs.traced > 0) context.print(paint('doubt', `  ${neverSeen(result.runs)}`));
  });
  if (party) {
    context.print(`${done(party.already)}: party ${printable(party.value)}, whatever its numbers`);
    context.print('  held back where scrub --party-column names the column that says so');
  }
  const scope = [
    ...(terms.caller === '' ? [] : [`told to ${printable(terms.caller)}`]),
    ...(terms.campaign === '' ? [] : [`for campaign ${printable(terms.campaign)}`]),
  ];
  const isLifted = result.numbers.some(({ liftedFor }) => liftedFor.length > 0);
  const end = terms.until === FAR_DAY ? '' : `, to ${terms.until}`;
  context.print(
    [
      `  list ${printable(terms.list)}`,
      terms.class,
      `told ${terms.told}${end}`,
      ...(terms.source === '' ? [] : [`from ${printable(terms.source)}`]),
      ...(result.reference === '' ? [] : [`ref ${printable(result.reference)}`]),
      scope.join(', ') || (isLifted ? 'for every call but those above' : 'for every call'),
    ].join(', '),
  );
  context.headLines(result.ledgerHead).forEach(context.print);
}

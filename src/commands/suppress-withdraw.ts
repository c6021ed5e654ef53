import { VOCABULARY } from '../core/version.js';
import type { Entry } from '../intake/own-entries.js';
import type { WithdrawResult } from '../intake/suppress-withdraw.js';
import { firmOf } from './consent-options.js';
import type { CommandDefinition, Context } from './context.js';
import { liftedJson, liftedWords } from './lifted-words.js';
import { Options } from './option-values.js';
import { classOf, whyOf } from './own-list-options.js';
import { PARTY_OPTION, settleParty } from './party-options.js';
import { beginWriting } from './writing.js';
import { wrongUse } from '../core/errors.js';

/** How an entry ends: it never held, or the person asked to be called again. */
export const MANNERS = ['mistake', 'person-asked'] as const;

/** `suppress withdraw [number...]`: ends an entry. */
export const suppressWithdrawCommand: CommandDefinition = {
  name: 'suppress withdraw',
  summary: 'end an entry of an own list; nothing is deleted',
  arguments: [{ words: '[number...]', description: 'one number, in quotes if it has blanks' }],
  options: [
    PARTY_OPTION,
    { flags: '--kind <kind>', description: 'mistake (it never held) or person-asked (from today)' },
    { flags: '--why <text>', description: 'why it ends; kept with the record' },
    { flags: '--list <name>', description: 'the entry on this list' },
    { flags: '--reason <class>', description: 'the entry of this class' },
    { flags: '--source <name>', description: 'the entry from this source' },
    { flags: '--caller <name>', description: 'the entry told to this caller' },
    { flags: '--campaign <name>', description: 'the entry for this campaign' },
    { flags: '--all', description: 'every entry that matches' },
  ],
  examples: [
    'suppress withdraw 07700900123 --kind mistake --why "typing error"',
    'suppress withdraw 07700900123 --kind person-asked --why letter --all',
    'suppress withdraw --party C-1042 --kind person-asked --why letter',
  ],
  async run(context, values, optionValues) {
    const { refuseSplitNumber } = await import('./split-number.js');
    refuseSplitNumber(values);
    const options = new Options(optionValues);
    refuseBothOrNone(values, options.text('party'));
    const why = whyOf(options, 'letter of 3 May, ref 1881');
    const manner = options.oneOf('kind', MANNERS);
    if (manner === undefined) {
      throw wrongUse({
        summary: '--kind is missing: mistake or person-asked',
        why: 'a mistake never was an objection; who asks to be called again objected until today',
        fix: 'add --kind mistake or --kind person-asked',
        where: '--kind',
      });
    }
    const party = await settleParty(options, context.configuration);
    await beginWriting(context);
    const { suppressWithdraw } = await import('../intake/suppress-withdraw.js');
    const { database, operator, account, clock } = context;
    const result = suppressWithdraw({
      database,
      operator,
      account,
      clock,
      values,
      party,
      list: options.text('list'),
      class: classOf(options),
      source: options.text('source'),
      caller: options.text('caller'),
      campaign: options.text('campaign'),
      all: options.flag('all'),
      manner,
      why,
      firm: firmOf(context.configuration),
    });
    if (context.json) context.printJson(toJson(result));
    else await tell(context, result);
    return 0;
  },
};

/** @throws ScreeningError wrong-use unless there is one thing whose entries are to end */
function refuseBothOrNone(numbers: readonly string[], party: string | undefined): void {
  if ((numbers.length === 0) !== (party === undefined)) return;
  throw wrongUse({
    summary: numbers.length === 0 ? 'no number was given' : 'a number and --party were both given',
    why: 'an entry is of one number, or of one party',
    fix: 'give a number, or --party KEY',
    where: '--party',
  });
}

function toJson(result: WithdrawResult): object {
  const { number, name, ended, remaining, liftedFor, batch, ledgerHead } = result;
  return {
    ok: true,
    vocabulary: VOCABULARY,
    number: number === undefined ? null : name,
    party: number === undefined ? name : null,
    kind: batch.manner,
    why: batch.why,
    ended: ended.map(entryJson),
    remaining: remaining.map(entryJson),
    still_suppressed: remaining.length > 0,
    lifted_for: liftedFor.map(liftedJson),
    settled_lines_of: resolvedFor(ended),
    batch: `withdraw-${String(batch.id)}`,
    instant: batch.recorded,
    ledger_head: ledgerHead,
  };
}

/** Imports of which an unread line was settled by what is withdrawn. */
function resolvedFor(ended: readonly Entry[]): string[] {
  const resolved = ended.flatMap(({ objections }) =>
    objections.filter(({ batch }) => batch.kind === 'resolve'),
  );
  return [...new Set(resolved.map(({ batch }) => `import-${String(batch.import)}`))];
}

function entryJson({ terms, objections }: Entry): object {
  return {
    list: terms.list,
    reason: terms.class,
    source: terms.source,
    caller: terms.caller,
    campaign: terms.campaign,
    told: objections.map((event) => event.terms.told),
  };
}

async function tell(context: Context, result: WithdrawResult): Promise<void> {
  const { printable } = await import('../ui/voice.js');
  const { entryWords } = await import('../intake/own-entries.js');
  const name = printable(result.name);
  const done = result.batch.manner === 'mistake' ? 'never held' : 'ended';
  for (const entry of result.ended) {
    context.print(`${context.paint('good', done)}: ${name}, ${printable(entryWords(entry))}`);
  }
  const stays =
    result.liftedFor.length === 0 ? 'still suppressed' : 'stays, but not for every caller';
  for (const entry of result.remaining) {
    context.print(`${context.paint('bad', stays)}: ${name}, ${printable(entryWords(entry))}`);
  }
  for (const calls of result.liftedFor) {
    context.print(context.paint('doubt', `  ${printable(liftedWords(calls))}`));
  }
  for (const name of resolvedFor(result.ended)) {
    context.print(
      context.paint(
        'doubt',
        `it settled a line of ${name}: if that person's number is another, tps-scrub suppress add it`,
      ),
    );
  }
  if (result.remaining.length === 0) {
    context.print(context.paint('doubt', `no own list holds ${name} back any more`));
    if (result.number === undefined) {
      context.print(context.paint('doubt', 'what was recorded of its numbers by themselves stays'));
    }
  }
  context.headLines(result.ledgerHead).forEach(context.print);
}

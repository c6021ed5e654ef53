import { VOCABULARY } from '../core/version.js';
import type { UndoResult } from '../intake/suppress-undo.js';
import { counted } from '../ui/tables.js';
import { batchName } from '../store/own-batches.js';
import { firmOf } from './consent-options.js';
import type { CommandDefinition, Context } from './context.js';
import { Options } from './option-values.js';
import { whyOf } from './own-list-options.js';
import { beginWriting } from './writing.js';

/** `suppress undo <import>`: voids one import. */
export const suppressUndoCommand: CommandDefinition = {
  name: 'suppress undo',
  summary: 'void what one import recorded, and only that',
  arguments: [
    { words: '<import>', description: 'id of the import: import-12, consent-import-13, or last' },
  ],
  options: [{ flags: '--why <text>', description: 'why it was wrong; kept with the record' }],
  examples: ['suppress undo import-12 --why "a customer list, given by mistake"'],
  async run(context, [name = ''], optionValues) {
    const why = whyOf(new Options(optionValues), 'the customer list was given by mistake');
    await beginWriting(context);
    const { suppressUndo } = await import('../intake/suppress-undo.js');
    const { database, operator, account, clock } = context;
    const firm = firmOf(context.configuration);
    const recorder = { database, operator, account, clock };
    const result = suppressUndo({ ...recorder, import: name, why, firm });
    if (context.json) context.printJson(toJson(result));
    else await tell(context, result);
    return 0;
  },
};

function toJson(result: UndoResult): object {
  const { batch, undone, events, numbers, freed, stay, lines, ledgerHead } = result;
  return {
    ok: true,
    vocabulary: VOCABULARY,
    import: batchName(undone),
    file: undone.file_path,
    entries: events,
    numbers,
    freed,
    still_suppressed: stay,
    consents_lost: result.consentsLost,
    consents_stay: result.consentsStay,
    consents_back: result.consentsBack,
    objected_again: result.objectedAgain,
    unresolved_dropped: lines,
    batch: batchName(batch),
    instant: batch.recorded,
    ledger_head: ledgerHead,
  };
}

async function tell(context: Context, result: UndoResult): Promise<void> {
  const { printable } = await import('../ui/voice.js');
  const { undone, events, numbers, lines } = result;
  const said = [
    `${context.paint('good', 'undone')}: ${batchName(undone)} (${printable(undone.file_path)}, recorded ${undone.recorded}), ${counted(events, 'entry', 'entries')} for ${counted(numbers, 'number')}`,
    ...(undone.about === 'consents' ? [] : objectionLines(result)),
    ...consentLines(result),
    ...(lines > 0
      ? [`  ${counted(lines, 'unread line waits', 'unread lines wait')} no longer`]
      : []),
  ];
  context.print([...said, ...context.headLines(result.ledgerHead)].join('\n'));
}

function objectionLines({ freed, stay }: UndoResult): string[] {
  return [
    `  ${counted(freed, 'number is', 'numbers are')} held back by no own list any more`,
    ...(stay > 0
      ? [`  ${counted(stay, 'stays', 'stay')} suppressed: other imports or entries name them too`]
      : []),
  ];
}

function consentLines(result: UndoResult): string[] {
  const { consentsLost, consentsStay, consentsBack, objectedAgain } = result;
  const isOfConsents = result.undone.about === 'consents';
  return [
    ...(isOfConsents || consentsLost > 0
      ? [`  ${counted(consentsLost, 'number loses', 'numbers lose')} a usable consent`]
      : []),
    ...(isOfConsents && consentsStay > 0
      ? [
          `  ${counted(consentsStay, 'keeps', 'keep')} a usable consent: other imports or entries say so too`,
        ]
      : []),
    ...(consentsBack > 0
      ? [`  ${counted(consentsBack, 'number has', 'numbers have')} a usable consent again`]
      : []),
    ...(objectedAgain > 0
      ? [`  ${counted(objectedAgain, 'number', 'numbers')} with an objection that stands again`]
      : []),
  ];
}

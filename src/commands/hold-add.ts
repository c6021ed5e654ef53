import { VOCABULARY } from '../core/version.js';
import type { CommandDefinition } from './context.js';
import { Options } from './option-values.js';
import { neededReference } from './reference-text.js';
import { beginWriting, requireDatabase } from './writing.js';

/** `hold add <number|run>`: keeps what a case needs. */
export const holdAddCommand: CommandDefinition = {
  name: 'hold add',
  summary: 'keep what is recorded of a number, or a run, for a case',
  arguments: [
    { words: '<what>', description: 'a number, in quotes if it has blanks; a run; or last' },
  ],
  options: [{ flags: '--case <ref>', description: 'reference of the case' }],
  examples: ['hold add 07700900123 --case ICO-1881', 'hold add last --case ICO-1881'],
  async run(context, [value = ''], values) {
    const reference = neededReference(new Options(values), 'case', 'ICO-1881');
    await requireDatabase(context);
    await beginWriting(context);
    const { hold } = await import('../audit/holds.js');
    const { number, run, ledgerHead } = hold(context, value, reference);
    if (context.json) {
      context.printJson({
        ok: true,
        vocabulary: VOCABULARY,
        case: reference,
        subject: run === '' ? 'number' : 'run',
        ...(run === '' ? { number: `+${String(number)}` } : { run }),
        ledger_head: ledgerHead,
      });
      return 0;
    }
    const what = run === '' ? `+${String(number)}` : `run ${run}`;
    context.print(
      [
        `${context.paint('good', 'held')}: ${what}, until the case is released`,
        ...context.headLines(ledgerHead),
      ].join('\n'),
    );
    return 0;
  },
};

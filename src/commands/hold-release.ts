import { VOCABULARY } from '../core/version.js';
import { counted } from '../ui/tables.js';
import type { CommandDefinition } from './context.js';
import { Options } from './option-values.js';
import { whyOf } from './own-list-options.js';
import { beginWriting, requireDatabase } from './writing.js';

/** `hold release <case>`: what the case held may go again. */
export const holdReleaseCommand: CommandDefinition = {
  name: 'hold release',
  summary: 'release all that a case holds',
  arguments: [{ words: '<case>', description: 'reference of the case' }],
  options: [{ flags: '--why <text>', description: 'why; kept in the ledger' }],
  examples: ['hold release ICO-1881 --why "closed on 3 May"'],
  async run(context, [reference = ''], values) {
    const why = whyOf(new Options(values), 'closed on 3 May');
    await requireDatabase(context);
    await beginWriting(context);
    const { release } = await import('../audit/holds.js');
    const { released, ledgerHead } = release(context, reference, why);
    if (context.json) {
      context.printJson({
        ok: true,
        vocabulary: VOCABULARY,
        case: reference,
        released: released.length,
        ledger_head: ledgerHead,
      });
      return 0;
    }
    context.print(
      [
        `${context.paint('good', 'released')}: ${counted(released.length, 'hold')}`,
        ...context.headLines(ledgerHead),
      ].join('\n'),
    );
    return 0;
  },
};

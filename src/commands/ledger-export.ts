import { wrongUse } from '../core/errors.js';
import { CASE_OPTION, settleCase } from './case-option.js';
import type { CommandDefinition } from './context.js';
import { Options } from './option-values.js';

/** `ledger export`: the chain, for whoever wants to walk it without this program. */
export const ledgerExportCommand: CommandDefinition = {
  name: 'ledger export',
  summary: 'write every ledger line as it was hashed, to be checked with sha256sum',
  arguments: [],
  options: [
    { flags: '--from <sequence>', description: 'begin with this line (default 1)' },
    {
      flags: '--payloads',
      description: 'in place of the lines, the salt and payload that each was hashed from',
    },
    CASE_OPTION,
  ],
  examples: ['ledger export > ledger.txt', 'ledger export --payloads --from 120'],
  async run(context, _, values) {
    const options = new Options(values);
    const from = options.count('from') || 1;
    if (context.json) {
      throw wrongUse({
        summary: '--json and ledger export exclude each other',
        why: 'the lines are given byte for byte, as they were hashed',
        fix: 'leave --json out; with --payloads each line is a JSON object',
        where: '--json',
      });
    }
    const { exportLedger } = await import('../audit/ledger-export.js');
    const { database, signal } = context;
    const payloads = options.flag('payloads');
    const reference = settleCase(options, payloads);
    if (payloads) await context.asks({ numbers: [], others: ['ledger'], reference });
    await context.copyToStdout(exportLedger({ database, from, payloads, signal }));
    return 0;
  },
};

import { VOCABULARY } from '../core/version.js';
import type { CommandDefinition } from './context.js';
import { Options } from './option-values.js';

/** `backup <file>`: copies the database. */
export const backupCommand: CommandDefinition = {
  name: 'backup',
  summary: 'copy the database while it is in use',
  arguments: [{ words: '<file>', description: 'where the copy will stand' }],
  options: [{ flags: '--force', description: 'replace a file of that name' }],
  examples: ['backup /mnt/safe/scrub-2026-11-21.db'],
  async run(context, [file = ''], values) {
    const { backup, recordBackup } = await import('../audit/backup.js');
    const { leftCopiesWords } = await import('./left-copies-words.js');
    const { database, configuration, operator, account, clock } = context;
    await context.asks({ numbers: [], others: ['backup'], reference: '' });
    const kept = [configuration.journal, configuration.accessLog];
    const made = backup({
      database,
      file,
      force: new Options(values).flag('force'),
      kept: kept.filter((path) => path !== undefined),
    });
    const recorded = recordBackup({ database, operator, account, clock }, made);
    if ('why' in recorded) {
      context.warn(`the copy is made, and not recorded in the ledger: ${recorded.why}`);
    }
    leftCopiesWords(file).forEach(context.note);
    const { bytes, sha256, sequence, head } = made;
    if (context.json) {
      context.printJson({
        ok: true,
        vocabulary: VOCABULARY,
        file: made.file,
        bytes,
        sha256,
        sequence,
        ledger_head: head,
        recorded_in_line: 'sequence' in recorded ? recorded.sequence : null,
      });
      return 0;
    }
    const { printable } = await import('../ui/voice.js');
    const { grouped } = await import('../ui/tables.js');
    context.print(
      [
        `${context.paint('good', 'copied')}: ${printable(made.file)}, ${grouped(bytes)} bytes, to line ${grouped(sequence)} of the ledger`,
        `  sha256 ${sha256}`,
        '  it holds personal data: keep it as you keep the database',
        context.paint('quiet', `  ledger head ${head}`),
        ...('sequence' in recorded ? [`  recorded in line ${grouped(recorded.sequence)}`] : []),
      ].join('\n'),
    );
    return 0;
  },
};

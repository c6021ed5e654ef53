import { makeUserFolder } from '../config/paths.js';
import { wrongUse } from '../core/errors.js';
import { VOCABULARY } from '../core/version.js';
import type { RestoredRegister, RestoreResult } from '../audit/restore.js';
import type { CommandDefinition, Context } from './context.js';
import { Options } from './option-values.js';

/** `restore [file]`: puts a backup in the place of the database, and ends the wait after it. */
export const restoreCommand: CommandDefinition = {
  name: 'restore',
  summary: 'put a backup in the place of the database, and bring back what came after it',
  arguments: [{ words: '[file]', description: 'a file that backup wrote' }],
  options: [
    { flags: '--journal <path>', description: 'bring back what was recorded after the backup' },
    { flags: '--accept-loss <why>', description: 'go on without what cannot come back; kept' },
    { flags: '--why <text>', description: 'why the backup is restored; kept with the record' },
    { flags: '--force', description: 'replace a database that has other lines; it is kept beside' },
  ],
  examples: [
    'restore /mnt/safe/scrub.db --journal /mnt/other/scrub.journal',
    'restore --journal /mnt/other/scrub.journal',
    'restore --accept-loss "the journal was on the same disk"',
  ],
  async run(context, [file], values) {
    const options = new Options(values);
    const loss = options.text('acceptLoss')?.trim();
    if (loss === '') {
      throw wrongUse({
        summary: '--accept-loss needs a reason',
        fix: 'say why what was recorded after the backup is given up; it is kept in the ledger',
        where: '--accept-loss',
      });
    }
    if (context.isUserDatabase) makeUserFolder(context.database);
    const { restore } = await import('../audit/restore.js');
    const { database, operator, account, clock } = context;
    const result = restore({
      database,
      backup: file,
      journal: options.text('journal'),
      configured: context.configuration.journal,
      loss,
      why: options.text('why')?.trim() ?? '',
      force: options.flag('force'),
      operator,
      account,
      clock,
    });
    const { leftCopiesWords } = await import('./left-copies-words.js');
    leftCopiesWords(database).forEach(context.note);
    if (context.json) context.printJson(toJson(result, context));
    else await tell(context, result);
    return 0;
  },
};

function toJson(result: RestoreResult, { database }: Context): object {
  const { restored, waits, replayed, stand, registers, ledgerHead } = result;
  return {
    ok: true,
    vocabulary: VOCABULARY,
    database,
    backup: restored === undefined || restored.backup === '' ? null : restored.backup,
    backup_sha256: restored?.backup_sha256 ?? null,
    backup_sequence: restored?.sequence ?? null,
    backup_head: restored?.head ?? null,
    kept_beside: restored === undefined || restored.aside === '' ? null : restored.aside,
    waits_for_journal: waits,
    replayed:
      replayed === undefined
        ? null
        : {
            lines: replayed.lines,
            batches: replayed.batches,
            torn_bytes: replayed.torn,
            stopped: replayed.stopped === '' ? null : replayed.stopped,
            runs_without_trace: replayed.runs,
            editions_without_numbers: replayed.editions,
          },
    restored_to: { sequence: stand.sequence, ledger_head: stand.head },
    registers: registers.map(({ name, dated, held }) => ({
      id: name,
      dated: dated ?? null,
      numbers_held: held,
    })),
    ledger_head: ledgerHead,
  };
}

async function tell(context: Context, result: RestoreResult): Promise<void> {
  const { printable } = await import('../ui/voice.js');
  const { counted, grouped } = await import('../ui/tables.js');
  const { print, paint, configuration } = context;
  const { restored, waits, replayed, stand, registers } = result;
  if (restored !== undefined && restored.backup !== '') {
    print(
      `${paint('good', 'restored')}: ${printable(restored.backup)}, to line ${grouped(restored.sequence)} of the ledger`,
    );
    if (restored.aside !== '') print(`  what stood there is kept: ${printable(restored.aside)}`);
  }
  if (replayed !== undefined) {
    print(
      replayed.lines === 0
        ? 'the journal has nothing that the database lacks'
        : `${paint('good', 'brought back')}: ${counted(replayed.lines, 'line')} of the ledger, ${counted(replayed.batches, 'batch', 'batches')} of own lists and consents among them`,
    );
    if (replayed.torn > 0) {
      print(
        `  ${counted(replayed.torn, 'byte')} after the last whole entry were not read: a command was killed there`,
      );
    }
    if (replayed.stopped !== '') {
      print(paint('bad', `  not all came back: ${printable(replayed.stopped)}`));
    }
    if (replayed.runs.length > 0) {
      print(`  ${counted(replayed.runs.length, 'run')} came back without the numbers of its list`);
    }
  }
  print(
    `  to line ${grouped(stand.sequence)}, head ${stand.head}: compare it with one kept elsewhere`,
  );
  for (const register of registers) print(registerLine(register));
  if (waits) {
    const journal = configuration.journal ?? 'PATH';
    print(
      paint(
        'bad',
        'It waits for its journal: until then nothing is recorded, screened or answered.',
      ),
    );
    print(`  tps-scrub restore --journal ${printable(journal)}`);
    print('  or, without a journal: tps-scrub restore --accept-loss "WHY"');
  }
  print(paint('quiet', `  ledger head ${result.ledgerHead}`));
}

function registerLine({ name, dated, held }: RestoredRegister): string {
  if (dated === undefined) return `  ${name}: none held, import one`;
  return held
    ? `  ${name} dated ${dated}: import again what came later`
    : `  ${name} dated ${dated}: its numbers are not held, import that file again or a newer one`;
}

import { createHash } from 'node:crypto';
import { exportList, type ExportedList } from '../audit/exported-list.js';
import { NO_FILE, unnamedFile } from '../audit/recall-file.js';
import { listNamed } from '../config/names.js';
import { VOCABULARY } from '../core/version.js';
import { counted } from '../ui/tables.js';
import { printable } from '../ui/voice.js';
import { settleCase } from './case-option.js';
import type { Context } from './context.js';
import type { Options } from './option-values.js';
import { placeOutput } from './recall-output.js';

/** Something of the list is not in its file. */
const LEFT_OVER = 7;

/** What is to be exported, and where to. */
export interface AskedList {
  readonly name: string;
  /** `-` for standard output. */
  readonly out: string;
  readonly force: boolean;
  readonly options: Options;
}

/**
 * Writes an own list: to standard output, or as a file that is whole or not at all.
 *
 * @returns the exit status
 * @throws ScreeningError as {@link exportList}; wrong-use when the file cannot be written
 */
export async function writeList(
  context: Context,
  { name, out, force, options }: AskedList,
): Promise<number> {
  const { database, configuration, clock, signal } = context;
  const path = out === '-' ? undefined : await placeOutput(out, database, force);
  const reference = settleCase(options, true);
  const list = (held: readonly string[]) =>
    listNamed([...configuration.lists.keys(), ...held], name, '--list');
  return exportList({ database, list }, clock, async (exported, named) => {
    await context.asks({ numbers: [], others: [`list ${named}`], reference });
    const hash = createHash('sha256');
    const pieces = hashed(exported.pieces, hash);
    if (path === undefined) await context.copyToStdout(pieces);
    const file = path === undefined ? NO_FILE : unnamedFile(path, pieces, force, signal);
    try {
      if (path !== undefined) context.answersWithFile();
      file.place();
    } finally {
      file.discard();
    }
    tell(context, exported, named, path ?? '-', hash.digest('hex'));
    return exported.parties + exported.unread > 0 ? LEFT_OVER : 0;
  });
}

function* hashed(
  pieces: Iterable<string>,
  hash: { update: (text: string) => unknown },
): Generator<string> {
  for (const piece of pieces) {
    hash.update(piece);
    yield piece;
  }
}

function tell(
  context: Context,
  { asOf, counts, parties, unread, ledgerHead }: ExportedList,
  list: string,
  path: string,
  sha256: string,
): void {
  const { entries, numbers } = counts();
  if (context.json) {
    context.printJson({
      ...{ ok: true, vocabulary: VOCABULARY, list, as_of: asOf, entries, numbers },
      ...{ parties_left_out: parties, unread_left_out: unread },
      output: { path, sha256 },
      ledger_head: ledgerHead,
    });
    return;
  }
  const say = path === '-' ? context.note : context.print;
  const where = path === '-' ? '' : `: ${printable(path)}`;
  say(
    `list ${printable(list)}: ${counted(entries, 'entry', 'entries')} in force of ${counted(numbers, 'number')}${where}`,
  );
  if (parties > 0) {
    context.note(
      `${counted(parties, 'person or firm', 'persons or firms')} of it known by a key alone: not in the file, which has numbers`,
    );
  }
  if (unread > 0) {
    context.note(
      `${counted(unread, 'line')} of its files could not be read, and no number of them is in the file: tps-scrub suppress resolve`,
    );
  }
}

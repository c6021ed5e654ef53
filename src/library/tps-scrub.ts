/**
 * The library: the same plan, loop and record as the program, for programs of one's own. It prints
 * nothing, ends no process, hears no signal and reads no variable of the environment.
 *
 * @module tps-scrub
 */
import type { Readable } from 'node:stream';
import { wrongUse } from '../core/errors.js';
import { answerOf } from './answer.js';
import type {
  CheckOptions,
  Database,
  DatabaseOptions,
  ImportOptions,
  ScrubOptions,
  SuppressOptions,
} from './options.js';
import type { Checked, Imported, ScrubSummary, Suppressed } from './results.js';

export { EXIT_STATUS, ScreeningError, type ErrorCode, type Explanation } from '../core/errors.js';
export type * from './options.js';
export type * from './results.js';

/**
 * Names a database, and looks whether it can be used. One that is not there is made by the first call that
 * records something.
 *
 * @throws ScreeningError `not-safe` for a file that is no database of this program, is damaged or of a newer
 *   version; `wrong-use` for a configuration that cannot be read
 */
export async function openDatabase(path: string, options: DatabaseOptions = {}): Promise<Database> {
  if (path === '') {
    throw wrongUse({
      summary: 'no database was named',
      fix: 'give the path of a file',
      where: 'path',
    });
  }
  const database = { ...options, path };
  const { listsCommand } = await import('../commands/lists.js');
  await answerOf(database, listsCommand, [], {});
  return database;
}

/**
 * Screens a call list: writes the cleaned list and the report, and records the run.
 *
 * @throws ScreeningError `not-safe` when a register is missing or out of date, `wrong-use` for what can be
 *   mended, `in-use`, `evidence-disagrees`; nothing half-written stands under a final name
 */
export async function scrub(database: Database, options: ScrubOptions): Promise<ScrubSummary> {
  const { scrubCommand } = await import('../commands/scrub.js');
  const { input, columns, ignoredColumns, reportColumns, skipLines, signal, ...others } = options;
  const given = {
    ...others,
    column: columns,
    ignoreColumn: ignoredColumns,
    reportColumns: reportColumns?.join(','),
    skipLines: skipLines?.toString(),
  };
  const stdin = typeof input === 'string' ? undefined : input;
  return answerOf(database, scrubCommand, [pathOf(input)], given, { stdin, signal });
}

/**
 * The verdict on numbers, with every reason. Each call is written to the access log of the database, as
 * the program does, with most digits hidden.
 *
 * @returns with `ok: false` where a register is missing or out of date: numbers that nothing else holds
 *   back are `NO_DATA` then
 * @throws ScreeningError `wrong-use`
 */
export async function check(
  database: Database,
  numbers: readonly string[],
  options: CheckOptions = {},
): Promise<Checked> {
  const { checkCommand } = await import('../commands/check.js');
  return answerOf(database, checkCommand, numbers, { ...options });
}

/**
 * Loads a register file as the edition in force.
 *
 * @throws ScreeningError `guard-refused` when the file is doubtful or no register; what was in force
 *   still is
 */
export async function importRegister(
  database: Database,
  options: ImportOptions,
): Promise<Imported> {
  const { importCommand } = await import('../commands/import.js');
  const { register, file, changesSince, covers, ...others } = options;
  const since = changesSince === undefined ? {} : { changes: true, since: changesSince };
  const given = { ...others, ...since, covers: covers?.join(',') };
  return answerOf(database, importCommand, [register, file], given);
}

/**
 * Records that people asked not to be called.
 *
 * @throws ScreeningError `wrong-use` for what is no number, or a name that is not declared
 */
export async function suppress(
  database: Database,
  numbers: readonly string[],
  options: SuppressOptions = {},
): Promise<Suppressed> {
  const { suppressAddCommand } = await import('../commands/suppress-add.js');
  return answerOf(database, suppressAddCommand, numbers, { ...options });
}

/** A stream is what the program knows as standard input. A file may be called `-`. */
function pathOf(input: string | Readable): string {
  if (typeof input !== 'string') return '-';
  return input === '-' ? './-' : input;
}

import { Readable } from 'node:stream';
import { masked } from '../commands/explained-error.js';
import type { CommandDefinition, OptionValues } from '../commands/context.js';
import { runCommand } from '../commands/run-command.js';
import type { Surroundings } from '../commands/surroundings.js';
import { ScreeningError } from '../core/errors.js';
import type { Database } from './options.js';
import { accountName, isAlive, processMark, systemTime } from './this-process.js';

/** What a call brings beside options. */
interface Brought {
  readonly stdin: Readable | undefined;
  readonly signal: AbortSignal | undefined;
}

/**
 * Gives a command its options and takes its JSON: what the program would print. So the library has no
 * second way to do anything, and none to answer otherwise.
 *
 * @param given options of the command by their camel-cased names; undefined for what was not given
 * @throws ScreeningError with most digits of numbers hidden, since errors end up in logs
 */
export async function answerOf<T>(
  database: Database,
  definition: CommandDefinition,
  words: readonly string[],
  given: OptionValues,
  { stdin, signal }: Brought = { stdin: undefined, signal: undefined },
): Promise<T> {
  let text = '';
  const surroundings: Surroundings = {
    arguments: [],
    environment: {},
    now: database.now ?? systemTime,
    stdin: stdin ?? Readable.from([]),
    writeOut: (piece) => (text += piece),
    writeError: (piece) => database.warn?.(piece.trimEnd()),
    copyToStdout: () => Promise.resolve(),
    outIsTerminal: false,
    errorIsTerminal: false,
    account: accountName(),
    signal: signal ?? new AbortController().signal,
    process: processMark(),
    isAlive,
  };
  const globals = {
    database: database.path,
    json: true,
    ...(database.configuration !== undefined && { config: database.configuration }),
    ...(database.operator !== undefined && { operator: database.operator }),
  };
  try {
    await runCommand({ definition, words, values: given, globals }, surroundings);
  } catch (error) {
    if (!(error instanceof ScreeningError)) throw error;
    throw new ScreeningError(error.code, masked(error.explanation));
  }
  return JSON.parse(text) as T;
}

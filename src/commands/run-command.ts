import type { CommandDefinition, Context, OptionValues } from './context.js';
import { buildContext, type GlobalValues, type Surroundings } from './surroundings.js';

/** A command line, read. */
export interface ReadLine {
  readonly definition: CommandDefinition;
  readonly words: readonly string[];
  readonly values: OptionValues;
  readonly globals: GlobalValues;
}

/**
 * Runs a command with all that every command has around it: the access log, the journal, the record of the
 * configuration, the refusal while a database waits.
 *
 * @returns the exit status
 * @throws ScreeningError what the command throws
 */
export async function runCommand(
  { definition, words, values, globals }: ReadLine,
  surroundings: Surroundings,
): Promise<number> {
  const context = await buildContext(globals, surroundings);
  const { wideModes } = await import('./wide-modes.js');
  (await wideModes(context)).forEach(context.note);
  const { runLogged } = await import('./asking.js');
  return runLogged(context, definition.name, async (logged) => {
    try {
      const { refuseWhileWaiting } = await import('./during-wait.js');
      await refuseWhileWaiting(context.database, definition.name, words);
      const { runRecorded } = await import('./recording.js');
      const { runJournalled } = await import('./journalling.js');
      announceWaiting(logged, words);
      return await runRecorded(logged, globals.acceptClock, (recorded) =>
        runJournalled(recorded, () => definition.run(recorded, words, values)),
      );
    } catch (error) {
      throw await explained(error, context.database);
    } finally {
      context.progress.end();
    }
  });
}

/** A person who gave `-` by mistake, or forgot the pipe, must not wait for a program that waits for him. */
function announceWaiting({ canAsk, note }: Context, words: readonly string[]): void {
  if (canAsk && words.includes('-')) {
    note('reading from the terminal: end it with Ctrl-D on a line of its own, or stop with Ctrl-C');
  }
}

/** Errors of SQLite can come from any question that a command asks, not only from opening. */
async function explained(error: unknown, database: string): Promise<unknown> {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (!code.startsWith('SQLITE_')) return error;
  const { explainStoreError } = await import('../store/store-errors.js');
  return explainStoreError(error, database);
}

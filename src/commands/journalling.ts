import type { Context } from './context.js';

/**
 * Runs a command so that what it records on own lists and of consents is written to the journal too, if
 * the configuration names one.
 */
export async function runJournalled<T>(context: Context, command: () => Promise<T>): Promise<T> {
  const { journal } = context.configuration;
  if (journal === undefined) return withoutJournal(context, command);
  const [{ Journal }, { guardedBy }] = await Promise.all([
    import('../store/journal.js'),
    import('../store/transaction-guard.js'),
  ]);
  return guardedBy(new Journal(journal, context.note), command);
}

/** Says so when what is recorded is missing in a journal that the database has. */
async function withoutJournal<T>(context: Context, command: () => Promise<T>): Promise<T> {
  const [{ WithoutJournal }, { guardedBy, guardOfCommand }] = await Promise.all([
    import('../store/unnamed-journal.js'),
    import('../store/transaction-guard.js'),
  ]);
  if (guardOfCommand() !== undefined) return command();
  const guard = new WithoutJournal();
  try {
    return await guardedBy(guard, command);
  } finally {
    if (guard.found !== undefined) {
      const { linesMissingWords } = await import('./safekeeping-words.js');
      const { path, missing } = guard.found;
      context.note(
        `this database has a journal, ${path}, that this configuration does not name: ${linesMissingWords(missing, 'in it')}. Name it with --config, or move it away`,
      );
    }
  }
}

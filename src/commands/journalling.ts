import type { Context } from './context.js';

/**
 * Runs a command so that what it records on own lists and of consents is written to the journal too, if
 * the configuration names one.
 */
export async function runJournalled<T>(context: Context, command: () => Promise<T>): Promise<T> {
  const { journal } = context.configuration;
  if (journal === undefined) return command();
  const [{ Journal }, { guardedBy }] = await Promise.all([
    import('../store/journal.js'),
    import('../store/transaction-guard.js'),
  ]);
  return guardedBy(new Journal(journal, context.note), command);
}

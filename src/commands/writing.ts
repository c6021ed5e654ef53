import { makeUserFolder } from '../config/paths.js';
import type { Context } from './context.js';

/**
 * Finishes runs that were interrupted, with a note for each, and records what a command that was killed
 * had written to the journal.
 */
export async function finishInterrupted(context: Context): Promise<void> {
  if (context.configuration.journal !== undefined) {
    const { settleJournal } = await import('../store/journal-watch.js');
    settleJournal(context.database);
  }
  const { finishSealedRuns } = await import('../scrub/finish-sealed.js');
  finishSealedRuns(context.database, context).forEach(context.note);
}

/**
 * Refuses to answer from a database that is older than its journal.
 *
 * @throws ScreeningError not-safe
 */
export async function heedJournal({ database, configuration }: Context): Promise<void> {
  if (configuration.journal === undefined) return;
  const { requireOwnJournal } = await import('../store/journal-watch.js');
  requireOwnJournal(database, configuration.journal);
}

/**
 * What every command that writes begins with: the user's own folder is there, on a disk of this machine,
 * and runs that were interrupted are finished, with a note for each.
 *
 * @throws ScreeningError wrong-use when it is on a network file system: at once, and not when an hour's
 *   work is to be recorded
 */
export async function beginWriting(context: Context): Promise<void> {
  if (context.isUserDatabase) makeUserFolder(context.database);
  const { requireLocalDisk } = await import('../store/network-file-systems.js');
  requireLocalDisk(context.database);
  await finishInterrupted(context);
}

/**
 * Refuses a database that is not there, to commands that are about what is held: a mistyped name would
 * make an empty one, and they would say that all is well.
 *
 * @throws ScreeningError wrong-use
 */
export async function requireDatabase({ database }: Context): Promise<void> {
  const { openHeld } = await import('../store/no-database.js');
  openHeld(database).close();
}

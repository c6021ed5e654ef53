import { makeUserFolder } from '../config/paths.js';
import type { Context } from './context.js';

/** Finishes runs that were interrupted, with a note for each. */
export async function finishInterrupted(context: Context): Promise<void> {
  const { finishSealedRuns } = await import('../scrub/finish-sealed.js');
  finishSealedRuns(context.database, context).forEach(context.note);
}

/**
 * What every command that writes begins with: the user's own folder is there, and runs that were
 * interrupted are finished, with a note for each.
 */
export async function beginWriting(context: Context): Promise<void> {
  if (context.isUserDatabase) makeUserFolder(context.database);
  await finishInterrupted(context);
}

import { ScreeningError, wrongUse } from '../core/errors.js';
import { inTransaction, letSpill, type Store } from './database.js';

/**
 * Makes the file of a database anew after something was erased or purged, since SQLite may keep what
 * stood in a page that it reordered; and lets a journal that still has it begin anew (journal.ts).
 * Nothing of what is recorded changes. Whoever is killed before it is done has erased all the same, and
 * does this by the same command again.
 *
 * @throws ScreeningError in-use when others read or write meanwhile, wrong-use when there is no room for
 *   a second copy: what was erased stays erased
 */
export function makeAnew(store: Store): void {
  letSpill(store);
  try {
    store.exec('VACUUM');
  } catch (error) {
    throw notMadeAnew(store, error);
  }
  inTransaction(store, () => undefined);
}

function notMadeAnew(store: Store, error: unknown): unknown {
  if (!(error instanceof Error && 'code' in error)) return error;
  const code = String(error.code);
  const done = 'it is erased in the lists and in the ledger, and remains may stand in the file';
  if (code.startsWith('SQLITE_BUSY') || code.startsWith('SQLITE_LOCKED')) {
    return new ScreeningError('in-use', {
      summary: `the file of the database ${store.name} could not be made anew: others use it`,
      why: done,
      fix: 'give the same command again when they are done',
      where: store.name,
    });
  }
  if (!/^SQLITE_(FULL|IOERR|CANTOPEN|READONLY)/.test(code)) return error;
  return wrongUse({
    summary: `the file of the database ${store.name} could not be made anew`,
    why: `${done}; ${error.message}`,
    fix: 'make room for two copies of it, one where temporary files stand (SQLITE_TMPDIR, else /var/tmp), then give the same command again',
    where: store.name,
  });
}

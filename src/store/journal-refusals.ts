import { notSafe, type ScreeningError } from '../core/errors.js';
import type { Store } from './database.js';

/** The error for a database from before what its journal has. */
export function olderThanJournal(
  store: Store,
  path: string,
  sequence: number,
  newest: number,
): ScreeningError {
  return notSafe({
    summary: `the database ${store.name} is older than its journal`,
    why: `it ends with line ${String(newest)}, the journal ${path} with line ${String(sequence)}: objections between them are missing`,
    fix: `tps-scrub restore --journal ${path} brings them back`,
    where: store.name,
  });
}

/** The error for a journal that goes on where the database was restored without it. */
export function notBroughtBack(store: Store, path: string, sequence: number): ScreeningError {
  const fork = store.prepare("SELECT max(sequence) FROM ledger WHERE kind = 'fork'").pluck().get();
  return notSafe({
    summary: `the journal ${path} has lines that were not brought back when the database was restored`,
    why: `the database parted from it with the fork in line ${String(fork)}, and it goes on to line ${String(sequence)}: an older copy of it was brought back, or the database of before is still written`,
    fix: `restore the backup once more, with --force --journal ${path}`,
    where: store.name,
  });
}

/** The error for a journal that was written, and is not where it was. */
export function notThere(store: Store, path: string): ScreeningError {
  return notSafe({
    summary: `the journal ${path} is not there: is its disk mounted?`,
    why: 'it has what was recorded since the newest backup; without it a restore would lose that',
    fix: `mount its disk, or move it back; to begin a new one on purpose: touch ${path}, and make a backup`,
    where: store.name,
  });
}

import { notSafe, wrongUse, type Explanation } from '../core/errors.js';
import { openForReading, type Store } from './database.js';

/** What is said, in one sentence everywhere, where there is no database of that name. */
export function noDatabase(path: string): Required<Explanation> {
  return {
    summary: `there is no database ${path}`,
    why: 'nothing is known of any number, list or call',
    fix: 'import a register first (tps-scrub import tps FILE --dated YYYY-MM-DD), or name the database with --database FILE',
    where: path,
  };
}

/**
 * Opens the database for reading, where there must be one: a mistyped name would pass for an empty one,
 * and the answer would be that all is well.
 *
 * @param code of the error: `not-safe` where the answer is about numbers, calls or lists to call from
 * @throws ScreeningError of that code when there is none; and as {@link openForReading}
 */
export function openHeld(path: string, code: 'wrong-use' | 'not-safe' = 'wrong-use'): Store {
  const store = openForReading(path);
  if (store !== undefined) return store;
  throw code === 'wrong-use' ? wrongUse(noDatabase(path)) : notSafe(noDatabase(path));
}

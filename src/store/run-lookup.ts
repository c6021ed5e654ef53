import { notSafe, wrongUse, type ScreeningError } from '../core/errors.js';
import { nearest } from '../core/nearest.js';
import type { Store } from './database.js';
import { purgedOf, type Purged } from './purged.js';
import type { RunRow } from './runs.js';

/** Names the newest run without its id. */
const LAST = 'last';

/** So many ids are named in a message; of more, the newest. */
const NAMED_IDS = 3;

/**
 * The run that a person names: by its id, by any beginning of it that no other run has, or `last`.
 * Upper and lower case are the same. `last` is the newest run by its start, historical and
 * interrupted ones too, but none that was abandoned: nothing came of those, and whoever asks about
 * the last run means the one whose files are there.
 *
 * @param store undefined when there is no database
 * @throws ScreeningError wrong-use when no run, or more than one, has that name; not-safe when the run
 *   was purged
 */
export function runNamed(store: Store | undefined, name: string): RunRow {
  const asked = name.trim().toLowerCase();
  if (store === undefined) throw noRun(name, 'no database is there yet', []);
  if (asked === LAST) {
    const newest = lastRun(store);
    if (newest === undefined) throw noRun(name, 'no run is recorded', []);
    return newest;
  }
  const ids = asked === '' ? [] : idsThatBegin(store, asked);
  // An id is found by itself, also when another one begins with it.
  const id = ids.find((one) => one.toLowerCase() === asked) ?? ids[0];
  if (id === undefined) throw noRun(name, 'no run id begins so', idsThatBegin(store, ''));
  if (ids.length > 1 && id.toLowerCase() !== asked) throw severalRuns(name, ids);
  const purged = purgedOf(store, 'run', id);
  const row = store.prepare('SELECT * FROM run WHERE id = ?').get(id) as RunRow | undefined;
  if (purged !== undefined || row === undefined) throw purgedRun(id, purged);
  return row;
}

function lastRun(store: Store): RunRow | undefined {
  return store
    .prepare(
      "SELECT * FROM run WHERE state <> 'abandoned' ORDER BY started DESC, rowid DESC LIMIT 1",
    )
    .get() as RunRow | undefined;
}

/** Ids of runs, purged ones too, newest first. @param begin in lower case */
function idsThatBegin(store: Store, begin: string): string[] {
  return store
    .prepare(
      `SELECT id FROM (SELECT id FROM run UNION SELECT id FROM purged WHERE subject = 'run')
       WHERE lower(substr(id, 1, ?)) = ? ORDER BY id DESC`,
    )
    .pluck()
    .all(begin.length, begin) as string[];
}

function noRun(name: string, why: string, ids: readonly string[]): ScreeningError {
  const near = nearest(name.trim(), [LAST, ...ids]);
  const latest = ids.slice(0, NAMED_IDS).join(', ');
  return wrongUse({
    summary: `there is no run '${name}'`,
    why,
    ...(ids.length > 0 || near !== undefined
      ? { fix: near === undefined ? `the latest are ${latest}` : `did you mean ${near}?` }
      : { fix: 'tps-scrub runs lists what is recorded; --database names another file' }),
    where: name,
  });
}

function severalRuns(name: string, ids: readonly string[]): ScreeningError {
  const more = ids.length - NAMED_IDS;
  const named = ids.slice(0, NAMED_IDS).join(', ');
  return wrongUse({
    summary: `${String(ids.length)} run ids begin with '${name}'`,
    fix: `give more of the id: ${named}${more > 0 ? ` and ${String(more)} more` : ''}`,
    where: name,
  });
}

function purgedRun(id: string, purged: Purged | undefined): ScreeningError {
  const { instant, why } = purged ?? { instant: '', why: '' };
  return notSafe({
    summary: `run ${id} was purged${instant === '' ? '' : ` at ${instant}`}: its record is not held any more`,
    ...(why === '' ? {} : { why: `it was purged for: ${why}` }),
    fix: 'its lines in the ledger stand; a backup from before may hold the rest',
    where: id,
  });
}

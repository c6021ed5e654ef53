import { existsSync, readFileSync } from 'node:fs';
import Database from 'better-sqlite3';

/**
 * What a database holds, so far as it does not depend on the clock or on salts: rows of each table,
 * kinds of the ledger's lines, states of the runs.
 *
 * @returns text, equal for equal states
 */
export function stateOf(room) {
  const store = new Database(room.path('scrub.db'));
  try {
    const names = store
      .prepare("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
      .pluck()
      .all();
    const rows = names.map((name) => [
      name,
      store.prepare(`SELECT count(*) FROM "${name}"`).pluck().get(),
    ]);
    return JSON.stringify({
      rows: Object.fromEntries(rows),
      kinds: store.prepare('SELECT kind FROM ledger ORDER BY sequence').pluck().all(),
      runs: store.prepare('SELECT state FROM run ORDER BY started').pluck().all(),
    });
  } finally {
    store.close();
  }
}

/** How a rollback journal begins that SQLite will heed (sqlite.org/fileformat2.html, section 3). */
const HOT = 'd9d505f920a163d7';

/** Whether a journal of SQLite's stands beside the database, to be rolled back. */
export function isHotJournal(room) {
  const path = room.path('scrub.db-journal');
  return existsSync(path) && readFileSync(path).toString('hex', 0, HOT.length / 2) === HOT;
}

/** Whether a state has a sealed run and becomes the new one when that run is released. */
export function isSealedOf(state, fresh) {
  const { kinds, runs } = JSON.parse(state);
  const wanted = JSON.parse(fresh);
  const released = runs.map((one) => (one === 'sealed' ? 'released' : one));
  return (
    runs.includes('sealed') &&
    JSON.stringify(released) === JSON.stringify(wanted.runs) &&
    JSON.stringify([...kinds, 'run-released']) === JSON.stringify(wanted.kinds)
  );
}

/** What is answered about each number: verdict and reasons. */
export async function answersOf(room, numbers) {
  const { stdout } = await room.run(['check', ...numbers, '--json']);
  const { answers, numbers: said } = JSON.parse(stdout);
  return JSON.stringify((answers ?? said).map(({ outcome, reasons }) => ({ outcome, reasons })));
}

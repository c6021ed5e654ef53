import type { Store } from './database.js';
import type { RunRow } from './runs.js';

/** A record that is no JSON has no outputs: `verify` says what is wrong with it. */
const RUNS_OF = `SELECT DISTINCT run.* FROM run,
  json_each(CASE WHEN json_valid(run.record) THEN run.record ELSE '{}' END, '$.outputs') AS output`;
const NEWEST_FIRST = 'ORDER BY run.started DESC, run.rowid DESC';

/** The runs that wrote a file with these bytes, in whatever state, newest first. @param sha256 hex */
export function runsThatWrote(store: Store, sha256: string): RunRow[] {
  const find = store.prepare(
    `${RUNS_OF} WHERE json_extract(output.value, '$.sha256') = ? ${NEWEST_FIRST}`,
  );
  return find.all(sha256) as RunRow[];
}

/** The runs that wrote to a place, newest first, without abandoned ones. @param path absolute */
export function runsThatWroteTo(store: Store, path: string): RunRow[] {
  const find = store.prepare(
    `${RUNS_OF} WHERE json_extract(output.value, '$.path') = ? AND state <> 'abandoned' ${NEWEST_FIRST}`,
  );
  return find.all(path) as RunRow[];
}

/** The runs that screened a list of these bytes, newest first, without abandoned ones. @param sha256 hex */
export function runsThatScreened(store: Store, sha256: string): RunRow[] {
  const find = store.prepare(
    `SELECT run.* FROM run WHERE json_valid(record) AND state <> 'abandoned'
     AND json_extract(record, '$.input.sha256') = ? ${NEWEST_FIRST}`,
  );
  return find.all(sha256) as RunRow[];
}

/** Runs that keep a trace, newest first, without abandoned ones. @param most at most so many */
export function newestTraced(store: Store, most: number): RunRow[] {
  const find = store.prepare(
    `SELECT run.* FROM run JOIN run_traced ON run_traced.run = run.id
     WHERE state <> 'abandoned' AND json_valid(record) ${NEWEST_FIRST} LIMIT ?`,
  );
  return find.all(most) as RunRow[];
}

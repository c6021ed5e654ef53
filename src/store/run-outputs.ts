import type { Store } from './database.js';
import type { RunRow } from './runs.js';
import { statement } from './statement.js';

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

const REPLACED_BY = `SELECT later.id FROM run JOIN run AS later ON later.rowid > run.rowid
  WHERE run.id = ? AND later.state = 'released'
    AND json_valid(run.record) AND json_valid(later.record) AND EXISTS (
      SELECT 1 FROM json_each(run.record, '$.outputs') AS own
        JOIN json_each(later.record, '$.outputs') AS other
          ON json_extract(own.value, '$.path') = json_extract(other.value, '$.path')
      WHERE json_extract(own.value, '$.kind') <> 'report'
        AND json_extract(other.value, '$.kind') <> 'report'
        AND json_extract(own.value, '$.path') <> '-')
  ORDER BY later.rowid DESC LIMIT 1`;

/**
 * The latest run that was released after a run and wrote its list to the same place, so that the first
 * list is gone there; a copy of it may be in use all the same. Empty where it stands as it was.
 */
export function listReplacedBy(store: Store, run: string): string {
  return (statement(store, REPLACED_BY, 'pluck').get(run) as string | undefined) ?? '';
}

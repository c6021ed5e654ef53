import type { Instant } from '../core/day.js';
import type { Store } from './database.js';
import { appendToLedger, canonicalJson, nextInstant } from './ledger.js';

/** A run's row: its record is JSON whose shape belongs to scrub/. */
export interface RunRow {
  readonly id: string;
  readonly started: Instant;
  readonly state: 'sealed' | 'released' | 'abandoned';
  readonly record: string;
}

/** Records a run before its outputs get their names; call it inside a transaction. */
export function sealRun(
  store: Store,
  run: { id: string; started: Instant; record: unknown },
  now: Instant,
): string {
  const record = canonicalJson(run.record);
  store
    .prepare("INSERT INTO run (id, started, state, record) VALUES (?, ?, 'sealed', ?)")
    .run(run.id, run.started, record);
  return appendToLedger(store, {
    kind: 'run-sealed',
    id: run.id,
    instant: nextInstant(store, now),
    payload: run.record,
  });
}

/** Whether the run still waits for its outputs' names. */
export function isSealed(store: Store, id: string): boolean {
  return store.prepare("SELECT 1 FROM run WHERE id = ? AND state = 'sealed'").get(id) !== undefined;
}

/**
 * Ends a sealed run: its outputs stand under their names, or never will. Call it inside a
 * transaction, and once: a run has one end.
 */
export function endRun(
  store: Store,
  id: string,
  state: 'released' | 'abandoned',
  now: Instant,
): string {
  const { changes } = store
    .prepare("UPDATE run SET state = ? WHERE id = ? AND state = 'sealed'")
    .run(state, id);
  if (changes !== 1) throw new Error(`run ${id} is not sealed`);
  return appendToLedger(store, {
    kind: `run-${state}`,
    id,
    instant: nextInstant(store, now),
    payload: { run: id, state },
  });
}

/** A run that waits for its outputs' names, and since when. */
export interface SealedRow extends RunRow {
  readonly sealed: Instant;
}

/** The records of runs that began after another one. */
export function recordsAfter(store: Store, started: Instant): string[] {
  const find = store.prepare("SELECT record FROM run WHERE started > ? AND state = 'released'");
  return find.pluck().all(started) as string[];
}

/** Runs whose outputs may not stand under their names yet. */
export function sealedRuns(store: Store): SealedRow[] {
  return store
    .prepare(
      `SELECT run.*, ledger.instant AS sealed FROM run
       JOIN ledger ON ledger.kind = 'run-sealed' AND ledger.id = run.id
       WHERE state = 'sealed' ORDER BY started`,
    )
    .all() as SealedRow[];
}

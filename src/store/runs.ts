import type { Instant } from '../core/day.js';
import type { Store } from './database.js';
import { appendToLedger, canonicalJson, nextInstant } from './ledger.js';

/** A run's row: its record is JSON whose shape belongs to scrub/. */
export interface RunRow {
  readonly id: string;
  readonly started: Instant;
  readonly state: 'sealed' | 'released';
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

/** Records that the outputs of a run stand under their names; call it inside a transaction. */
export function releaseRun(store: Store, id: string, now: Instant, payload: unknown): string {
  store.prepare("UPDATE run SET state = 'released' WHERE id = ? AND state = 'sealed'").run(id);
  return appendToLedger(store, {
    kind: 'run-released',
    id,
    instant: nextInstant(store, now),
    payload,
  });
}

/** Runs whose outputs may not stand under their names yet. */
export function sealedRuns(store: Store): RunRow[] {
  return store
    .prepare("SELECT * FROM run WHERE state = 'sealed' ORDER BY started")
    .all() as RunRow[];
}

import type { Instant } from '../core/day.js';
import type { Store } from './database.js';
import type { Purged } from './purged.js';
import type { RunRow } from './runs.js';
import { sealedPayloads } from './sealed-payloads.js';

/** Runs by their start: after one instant and up to another. */
export interface StartedWithin {
  readonly after: Instant | '';
  readonly upTo: Instant;
}

/** How many runs started within a time. */
export function countRuns(store: Store, { after, upTo }: StartedWithin): number {
  const count = store.prepare('SELECT count(*) FROM run WHERE started > ? AND started <= ?');
  return count.pluck().get(after, upTo) as number;
}

/** The runs that started within a time, in whatever state, newest first. @param limit at most so many */
export function* runsWithin(
  store: Store,
  { after, upTo }: StartedWithin,
  limit: number,
): Generator<RunRow> {
  const find = store.prepare('SELECT * FROM run WHERE id = ?');
  const ids = store
    .prepare(
      `SELECT id FROM run WHERE started > ? AND started <= ?
       ORDER BY started DESC, rowid DESC LIMIT ?`,
    )
    .pluck()
    .all(after, upTo, limit) as string[];
  // One record at a time: they hold whole policies.
  for (const id of ids) yield find.get(id) as RunRow;
}

/** A ledger line about a run. */
export interface RunLine {
  readonly sequence: number;
  readonly kind: 'run-sealed' | 'run-released' | 'run-abandoned';
  readonly instant: Instant;
  readonly hash: string;
}

/** What the ledger says of a run, in order. */
export function ledgerLinesOf(store: Store, run: string): RunLine[] {
  return store
    .prepare(
      `SELECT sequence, kind, instant, hash FROM ledger
       WHERE id = ? AND kind IN ('run-sealed', 'run-released', 'run-abandoned') ORDER BY sequence`,
    )
    .all(run) as RunLine[];
}

/** Whether the record of a run is the one that the ledger has the hash of. */
export function isAsSealed(store: Store, { id, record }: Pick<RunRow, 'id' | 'record'>): boolean {
  const sealed = sealedPayloads(store, 'run-sealed', id);
  return sealed.length === 1 && sealed[0] === record;
}

/** A run that is not held any more. */
export interface PurgedRun extends Purged {
  /** To the second, with which its id begins: nothing else is left of it. */
  readonly started: Instant;
}

/** Runs that are not held any more, newest first. */
export function purgedRuns(store: Store): PurgedRun[] {
  const find = store.prepare("SELECT * FROM purged WHERE subject = 'run' ORDER BY id DESC");
  return (find.all() as Purged[]).map((purged) => ({ ...purged, started: startOf(purged.id) }));
}

function startOf(id: string): Instant {
  return id.replace(/^(....)(..)(..)T(..)(..)(..)Z.*$/, '$1-$2-$3T$4:$5:$6.000Z') as Instant;
}

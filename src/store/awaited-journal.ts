import { hash as hashOnce } from 'node:crypto';
import type Database from 'better-sqlite3';
import { notSafe } from '../core/errors.js';

/** A backup that was put in the place of the database, and who did so. */
export interface Restored {
  /** The backup file; empty when the database was put there by other means. */
  readonly backup: string;
  /** SHA-256, in hex, of its bytes. */
  readonly backup_sha256: string;
  /** Its newest line. */
  readonly sequence: number;
  readonly head: string;
  /** When it was put there, an instant. */
  readonly restored: string;
  readonly operator: string;
  readonly account: string;
  readonly why: string;
  /** Where the database stands that was there before; empty when none was. */
  readonly aside: string;
}

/** What a database waits for; undefined when it waits for nothing. */
export function awaitedJournal(store: Database.Database): Restored | undefined {
  const row = store.prepare('SELECT said FROM awaited_journal').pluck().get();
  return row === undefined ? undefined : (JSON.parse(row as string) as Restored);
}

/** Whether what is said of the wait is what was written. */
export function isAwaitedAsWritten(store: Database.Database): boolean {
  const rows = store.prepare('SELECT said, sha256 FROM awaited_journal').all() as {
    said: string;
    sha256: string;
  }[];
  return rows.every(({ said, sha256 }) => hashOnce('sha256', said, 'hex') === sha256);
}

/** Marks a database as waiting. @param said canonical JSON of a {@link Restored} */
export function awaitJournal(store: Database.Database, said: string): void {
  store
    .prepare('INSERT INTO awaited_journal (id, said, sha256) VALUES (1, ?, ?)')
    .run(said, hashOnce('sha256', said, 'hex'));
}

/** Ends the wait. */
export function endWait(store: Database.Database): void {
  store.prepare('DELETE FROM awaited_journal').run();
}

/**
 * Refuses a database that waits: objections that were recorded after its backup are missing, and
 * what is recorded now would stand where the journal's lines belong.
 *
 * @throws ScreeningError not-safe
 */
export function requireNoWait(store: Database.Database): void {
  const waits = awaitedJournal(store);
  if (waits === undefined) return;
  throw notSafe({
    summary: 'this database was restored from a backup and waits for its journal',
    why: `what was recorded after line ${String(waits.sequence)} of ${waits.backup} is missing: objections among it`,
    fix: 'tps-scrub restore --journal PATH brings it back; without a journal: restore --accept-loss "WHY"',
    where: store.name,
  });
}

import { londonDay, type Day, type Instant } from '../core/day.js';
import { leftCopies } from '../files/left-copies.js';
import type { Store } from '../store/database.js';
import { standingHolds } from '../store/holds.js';
import { journalStand } from '../store/journal-watch.js';
import { linesMissing, unnamedJournal, type UnnamedJournal } from '../store/unnamed-journal.js';

/** A line of the ledger that says something of another, and the London day of that. */
export interface DatedLine {
  readonly day: Day;
  /** The newest line that was backed up, or the line that was stamped. */
  readonly line: number;
}

/** What keeps the database from being lost, and what must be kept in it. */
export interface Safekeeping {
  /** The lines with which the database went on after it was restored. */
  readonly forks: readonly number[];
  /** The newest backup that was recorded; undefined of none. */
  readonly backup: DatedLine | undefined;
  /** The journal of the configuration; undefined where none is named, or nothing stands in it. */
  readonly journal: Journalled | undefined;
  /** One that the database has and the configuration does not name; undefined of none. */
  readonly unnamedJournal: UnnamedJournal | undefined;
  /** Holds that stand. */
  readonly holds: number;
  /** The newest time-stamp that was brought back; undefined of none. */
  readonly anchor: DatedLine | undefined;
  /** Hidden copies of a database beside this one, of a command that was killed or is at work. */
  readonly copies: readonly string[];
}

/** A journal. */
export interface Journalled {
  readonly path: string;
  /** It completes backups that have this line, or a later one. */
  readonly begins: number;
  /** The newest line in it; undefined where its end cannot be read. */
  readonly ends: number | undefined;
  /** Lines of the ledger after that; undefined without a database, or where the end cannot be read. */
  readonly missing: number | undefined;
}

/** Reads it. @param journal the one that the configuration names */
export function safekeeping(
  store: Store | undefined,
  database: string,
  journal: string | undefined,
): Safekeeping {
  const stand = journal === undefined ? undefined : journalStand(journal);
  return {
    forks: store ? forkLines(store) : [],
    backup: store && newestBackup(store),
    journal:
      journal !== undefined && stand
        ? { path: journal, ...stand, missing: store && linesMissing(store, stand.ends) }
        : undefined,
    unnamedJournal: store && journal === undefined ? unnamedJournal(store) : undefined,
    holds: store ? standingHolds(store).length : 0,
    anchor: store && newestAnchor(store),
    copies: leftCopies(database),
  };
}

function forkLines(store: Store): number[] {
  const lines = store.prepare("SELECT sequence FROM ledger WHERE kind = 'fork' ORDER BY sequence");
  return lines.pluck().all() as number[];
}

function newestBackup(store: Store): DatedLine | undefined {
  const find = store.prepare(
    `SELECT instant, payload FROM ledger JOIN ledger_payload USING (sequence)
     WHERE kind = 'backup' ORDER BY sequence DESC LIMIT 1`,
  );
  const row = find.get() as { instant: Instant; payload: string } | undefined;
  if (row === undefined || row.payload === '') return undefined;
  const { sequence } = JSON.parse(row.payload) as { sequence: number };
  return { day: londonDay(row.instant), line: sequence };
}

function newestAnchor(store: Store): DatedLine | undefined {
  const find = store.prepare(
    `SELECT l.instant, r.sequence FROM anchor a
     JOIN ledger l ON l.sequence = a.line JOIN anchor_request r ON r.id = a.request
     ORDER BY a.line DESC LIMIT 1`,
  );
  const row = find.get() as { instant: Instant; sequence: number } | undefined;
  return row && { day: londonDay(row.instant), line: row.sequence };
}

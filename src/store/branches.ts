import type { Store } from './database.js';
import { LEDGER_START } from './ledger.js';
import { statement } from './statement.js';

/**
 * What tells databases apart: the hash of the ledger's first line, and of every `fork` line after it,
 * in order; the last is the branch that the database is on, and none is there before the first line.
 * Nothing else is stored for it: the first line's salt is random, and so is that of a fork line, so
 * that two databases which continued from one backup part at the first fork, and a copy made by hand
 * at its first line.
 */
export function branchesOf(store: Store): readonly string[] {
  return store
    .prepare("SELECT hash FROM ledger WHERE sequence = 1 OR kind = 'fork' ORDER BY sequence")
    .pluck()
    .all() as string[];
}

/** A branch as messages name it: enough of its hash to tell it from others. */
export function branchName(branch: string): string {
  return branch.slice(0, 12);
}

/** Where the newest branch parted from the one before: the newest line of its backup. */
export interface ForkPoint {
  readonly sequence: number;
  readonly head: string;
}

/** Of the newest fork; undefined when there was none. */
export function newestFork(store: Store): ForkPoint | undefined {
  const payload = store
    .prepare(
      `SELECT payload FROM ledger JOIN ledger_payload USING (sequence)
       WHERE kind = 'fork' ORDER BY sequence DESC LIMIT 1`,
    )
    .pluck()
    .get();
  if (payload === undefined) return undefined;
  const { sequence, head } = JSON.parse(payload as string) as ForkPoint;
  return { sequence, head };
}

/**
 * The hash of the line at the end of a transaction, or of what stands before the first line, at 0;
 * undefined when none ends there.
 */
export function hashAt(store: Store, sequence: number): string | undefined {
  if (sequence === 0) return LEDGER_START;
  const find = statement(
    store,
    'SELECT lines, hash, sequence FROM ledger WHERE sequence <= ? ORDER BY sequence DESC LIMIT 1',
  );
  const row = find.get(sequence) as { lines: number; hash: string; sequence: number } | undefined;
  return row !== undefined && row.sequence + row.lines - 1 === sequence ? row.hash : undefined;
}

/** Whether a database left a branch by `restore --accept-loss`, so that its later lines are given up. */
export function isGivenUp(store: Store, branch: string): boolean {
  const branches = branchesOf(store);
  const next = branches[branches.indexOf(branch) + 1];
  return (
    store
      .prepare(
        `SELECT 1 FROM ledger f JOIN ledger a ON a.sequence = f.sequence + 1
         WHERE f.hash = ? AND a.kind = 'loss-accepted'`,
      )
      .get(next ?? '') !== undefined
  );
}

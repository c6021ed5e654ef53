import { existsSync } from 'node:fs';
import { branchesOf } from './branches.js';
import type { Store } from './database.js';
import { areDueInJournal } from './journal-kinds.js';
import { journalStand } from './journal-watch.js';
import { newestSequence } from './ledger-lines.js';
import type { TransactionGuard } from './transaction-guard.js';

/** A journal of a database that the configuration of a command does not name. */
export interface UnnamedJournal {
  readonly path: string;
  /** Lines of the ledger after the newest in it; undefined where its end cannot be read. */
  readonly missing: number | undefined;
}

/**
 * The journal that the newest configuration with one named, as the ledger has it; undefined when none
 * did, or what it says was erased, or what stands there now is no journal of this database. Whoever
 * means to do without it moves the file away.
 */
export function unnamedJournal(store: Store): UnnamedJournal | undefined {
  const path = journalNamed(store);
  if (path === undefined || !existsSync(path)) return undefined;
  const stand = journalStand(path);
  if (stand === undefined || !branchesOf(store).includes(stand.branch)) return undefined;
  return { path, missing: linesMissing(store, stand.ends) };
}

/** How many lines the ledger has after a journal's newest. @param ends that one; undefined when unread */
export function linesMissing(store: Store, ends: number | undefined): number | undefined {
  return ends === undefined ? undefined : Math.max(0, newestSequence(store) - ends);
}

function journalNamed(store: Store): string | undefined {
  const find = store.prepare(
    `SELECT json_extract(payload, '$.content.journal') FROM ledger JOIN ledger_payload USING (sequence)
     WHERE kind = 'configuration' AND json_valid(payload)
       AND json_type(payload, '$.content.journal') = 'text'
     ORDER BY sequence DESC LIMIT 1`,
  );
  return find.pluck().get() as string | undefined;
}

/** Stands by at a command whose configuration names no journal: it stops nothing. */
export class WithoutJournal implements TransactionGuard {
  /** The journal that lacks what the command recorded; undefined when there is none. */
  found: UnnamedJournal | undefined;
  #newest = 0;
  #seen: UnnamedJournal | undefined;

  begin(store: Store): void {
    this.#seen = undefined;
    this.#newest = newestSequence(store);
  }

  end(store: Store): void {
    if (areDueInJournal(store, this.#newest)) this.#seen = unnamedJournal(store);
  }

  committed(): void {
    this.found = this.#seen ?? this.found;
  }

  undo(): void {
    this.#seen = undefined;
  }
}

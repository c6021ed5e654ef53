import type { LedgerKind } from './ledger-kinds.js';
import type { Store } from './database.js';

/**
 * Whether what a kind of line records is written to the journal before its commit; what is not goes with
 * the next that is. A kind that is must be whole in a journal (journal-rows.ts): what a killed command
 * left there is recorded from nothing else.
 */
const AT_ONCE = {
  // Numbers of registers and traces of runs do not stand in a journal.
  edition: false,
  'run-sealed': false,
  'run-released': false,
  'run-abandoned': false,
  'suppress-add': true,
  'suppress-import': true,
  'suppress-withdraw': true,
  'suppress-undo': true,
  'suppress-resolve': true,
  'consent-add': true,
  'consent-import': true,
  'consent-withdraw': true,
  'consent-undo': true,
  consent: true,
  objection: true,
  withdrawal: true,
  'party-objection': true,
  'party-withdrawal': true,
  unresolved: true,
  // They stand before the lines of a command, and go with those.
  configuration: false,
  clock: false,
  anchor: true,
  // A restoring writes no journal: the next entry has them.
  fork: false,
  'journal-replayed': false,
  'loss-accepted': false,
  // What is held must not become free to go when a backup is restored.
  hold: true,
  'hold-released': true,
  // They change rows of earlier entries: the journal begins anew after them.
  erasure: false,
  purge: false,
  // The newest line that a backup lacks: a journal that ends before it is an older copy.
  backup: true,
  // A list that was passed on is not to be passed on as new.
  recall: true,
  // What left the firm is to be known whatever copy is restored.
  disclosure: true,
} as const satisfies Readonly<Record<LedgerKind, boolean>>;

/** Whether the lines after one have to stand in the journal before they are committed. */
export function areDueInJournal(store: Store, after: number): boolean {
  const kinds = store.prepare('SELECT DISTINCT kind FROM ledger WHERE sequence > ?').pluck();
  return (kinds.all(after) as LedgerKind[]).some((kind) => AT_ONCE[kind]);
}

/**
 * Whether a journal has been written for this database: what has to stand there was recorded since a
 * configuration named one. What the line of a configuration said may be erased; then it is held for one.
 */
export function isJournalled(store: Store): boolean {
  const lines = store.prepare(
    `SELECT sequence, payload FROM ledger LEFT JOIN ledger_payload USING (sequence)
     WHERE kind = 'configuration' ORDER BY sequence`,
  );
  const found = lines.all() as { sequence: number; payload: string | null }[];
  const first = found.find(({ payload }) => namesJournal(payload ?? ''));
  return first !== undefined && areDueInJournal(store, first.sequence);
}

function namesJournal(payload: string): boolean {
  if (payload === '') return true;
  return (
    (JSON.parse(payload) as { content?: { journal?: unknown } }).content?.journal !== undefined
  );
}

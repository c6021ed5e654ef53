import type { Store } from './database.js';
import { canonicalJson } from './ledger.js';
import { eventKind, type OwnBatch } from './own-batches.js';
import { statement } from './statement.js';

type Cell = string | number | Buffer;
type Row = Readonly<Record<string, Cell>>;

/** A row that an entry of a journal holds. */
export interface JournalRow {
  /** The ledger line that records it. */
  readonly sequence: number;
  readonly table: string;
  readonly row: Row;
}

/**
 * The tables that a journal holds, in the order in which rows can be written, with the question for
 * those that ledger lines record, whose sequence is `at`. What a batch says of terms is asked apart.
 * Numbers of registers and traces of runs are too much for a journal, and can be had again or done
 * without; the rows that say that there were any come back.
 */
const TABLES = {
  ledger: 'SELECT sequence AS at, * FROM ledger WHERE sequence BETWEEN ? AND ? ORDER BY sequence',
  ledger_payload:
    'SELECT sequence AS at, * FROM ledger_payload WHERE sequence BETWEEN ? AND ? ORDER BY sequence',
  edition: `SELECT l.sequence AS at, e.* FROM ledger l
    JOIN edition e ON l.id = e.register || '-' || e.id
    WHERE l.kind = 'edition' AND l.sequence BETWEEN ? AND ? ORDER BY at`,
  // As each of its lines left it: a replay may end between them.
  run: `SELECT l.sequence AS at, r.id, r.started, substr(l.kind, 5) AS state, r.record
    FROM ledger l JOIN run r ON r.id = l.id
    WHERE l.kind LIKE 'run-%' AND l.sequence BETWEEN ? AND ? ORDER BY at`,
  // No line records a request: it goes with the line after the one that is to be stamped.
  anchor_request: `SELECT sequence + 1 AS at, * FROM anchor_request
    WHERE sequence + 1 BETWEEN ? AND ? ORDER BY id`,
  anchor: 'SELECT line AS at, * FROM anchor WHERE line BETWEEN ? AND ? ORDER BY at',
  hold: 'SELECT line AS at, * FROM hold WHERE line BETWEEN ? AND ? ORDER BY at',
  hold_release: 'SELECT line AS at, * FROM hold_release WHERE line BETWEEN ? AND ? ORDER BY hold',
  recall: 'SELECT line AS at, * FROM recall WHERE line BETWEEN ? AND ? ORDER BY line, run',
  own_batch: 'SELECT sequence AS at, * FROM own_batch WHERE sequence BETWEEN ? AND ? ORDER BY id',
  own_terms: '',
  consent_terms: '',
  own_fragment: ofBatch('own_fragment', 'batch', 'block, kind, layer'),
  own_unresolved: ofBatch('own_unresolved', 'batch', 'row'),
  own_unresolved_again: ofBatch('own_unresolved_again', 'batch', 'row, of_batch, of_row'),
  own_settled: ofBatch('own_settled', 'by_batch', 'batch, row'),
  own_party: ofBatch('own_party', 'batch', 'sequence'),
} as const;

type Table = keyof typeof TABLES;

/** The names of the tables that a journal holds. */
export const JOURNAL_TABLES: readonly string[] = Object.keys(TABLES);

/** The tables that it does not hold, and why; every table stands here or there. */
export const NOT_IN_JOURNAL: Readonly<Record<string, string>> = {
  edition_packing: 'numbers of registers: a replay says that they are gone',
  edition_block: 'numbers of registers',
  edition_first: 'numbers of registers',
  purged: 'a replay says anew what did not come back; after a purge the journal begins anew',
  rewritten_batch: 'after an erasure the journal begins anew',
  awaited_journal: 'stands in a fork line once it ends',
  run_traced: 'traces of runs',
  run_trace_set: 'traces of runs',
  run_trace: 'traces of runs',
  run_verdicts: 'traces of runs',
};

function ofBatch(table: string, column: string, order: string): string {
  return `SELECT b.sequence AS at, t.* FROM own_batch b JOIN ${table} t ON t.${column} = b.id
    WHERE b.sequence BETWEEN ? AND ? ORDER BY b.id, ${order
      .split(', ')
      .map((name) => `t.${name}`)
      .join(', ')}`;
}

/** Every row that the ledger lines from one to another record, in the order in which to write them. */
export function* rowsRecordedBy(store: Store, first: number, last: number): Generator<JournalRow> {
  for (const [name, sql] of Object.entries(TABLES)) {
    if (sql === '') yield* termsOf(store, name, first, last);
    else yield* asRows(name, store.prepare(sql).iterate(first, last) as Iterable<Row>);
  }
}

function* asRows(table: string, rows: Iterable<Row>): Generator<JournalRow> {
  for (const found of rows) {
    const { at, ...row } = found;
    yield { sequence: at as number, table, row };
  }
}

/**
 * The terms of batches' events. No row says which batch has which: they are written one after another,
 * and those between the least and the greatest that are used are the batch's.
 */
function* termsOf(store: Store, table: string, first: number, last: number): Generator<JournalRow> {
  const batches = store
    .prepare('SELECT * FROM own_batch WHERE sequence BETWEEN ? AND ? ORDER BY id')
    .all(first, last) as OwnBatch[];
  const find = store.prepare(`SELECT * FROM ${table} WHERE id BETWEEN ? AND ? ORDER BY id`);
  for (const batch of batches) {
    const wanted = eventKind(batch) === 'consent' ? 'consent_terms' : 'own_terms';
    const range = wanted === table ? usedTerms(store, batch.id) : undefined;
    if (range === undefined) continue;
    for (const row of find.iterate(...range)) {
      yield { sequence: batch.sequence, table, row: row as Row };
    }
  }
}

function usedTerms(store: Store, batch: number): [least: number, greatest: number] | undefined {
  let least = Infinity;
  let greatest = -Infinity;
  const use = (id: number): void => {
    least = Math.min(least, id);
    greatest = Math.max(greatest, id);
  };
  const fragments = store.prepare('SELECT terms FROM own_fragment WHERE batch = ?').pluck();
  for (const terms of fragments.iterate(batch) as Iterable<Buffer>) {
    for (let at = 0; at < terms.length; at += 4) use(terms.readUInt32LE(at));
  }
  for (const table of ['own_unresolved', 'own_party'] as const) {
    const ids = store.prepare(`SELECT terms FROM ${table} WHERE batch = ?`).pluck();
    for (const id of ids.iterate(batch) as Iterable<number>) use(id);
  }
  return greatest < least ? undefined : [least, greatest];
}

/** A row as a journal has it: canonical JSON, bytes as `{"base64":"…"}`. */
export function rowJson(row: Row): string {
  const cells = Object.entries(row).map(([column, cell]) => [
    column,
    Buffer.isBuffer(cell) ? { base64: cell.toString('base64') } : cell,
  ]);
  return canonicalJson(Object.fromEntries(cells));
}

/** What follows a row that is there already, where that may be: another request; a run that ended. */
const ON_CONFLICT: Readonly<Partial<Record<Table, string>>> = {
  run: 'ON CONFLICT (id) DO UPDATE SET state = excluded.state',
  anchor_request: 'ON CONFLICT DO NOTHING',
};

/**
 * Writes a row of a journal; call it inside a transaction.
 *
 * @throws RangeError when it is no row of such a table; SQLite's error when another stands in its
 *   place
 */
export function writeRow(store: Store, table: string, json: string): Row {
  const row = readRow(json);
  const columns = Object.keys(row);
  if (!Object.hasOwn(TABLES, table) || columns.some((column) => !/^[a-z_0-9]+$/.test(column))) {
    throw new RangeError(`this is no row of ${table}`);
  }
  const places = columns.map(() => '?').join(', ');
  const sql = `INSERT INTO ${table} (${columns.join(', ')}) VALUES (${places}) ${ON_CONFLICT[table as Table] ?? ''}`;
  statement(store, sql).run(Object.values(row));
  return row;
}

function readRow(json: string): Row {
  const cells = JSON.parse(json) as Readonly<Record<string, string | number | { base64: string }>>;
  return Object.fromEntries(
    Object.entries(cells).map(([column, cell]) => [
      column,
      typeof cell === 'object' ? Buffer.from(cell.base64, 'base64') : cell,
    ]),
  );
}

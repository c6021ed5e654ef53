import { randomBytes } from 'node:crypto';
import { BLOCK_SIZE, unpackBlock } from '../core/packed-block.js';
import type { Instant } from '../core/day.js';
import { batchContentHash, fragmentsOf } from './batch-content.js';
import { BatchRemains } from './batch-remains.js';
import type { Store } from './database.js';
import { statement } from './statement.js';
import { appendToLedger } from './ledger.js';
import { SALT_BYTES } from './ledger-text.js';
import type { LedgerKind } from './ledger-kinds.js';
import { newestSequence } from './ledger-lines.js';
import { batchCrc, batchName, type OwnBatch } from './own-batches.js';
import { fragmentSum, linesSums } from './own-sums.js';
import { TermsTable } from './own-terms.js';
import { DEFAULT_LIST } from '../policy/objections.js';

/** What was destroyed, for the line that says so. */
export interface Destroyed {
  /** Sequences of packed lines whose payloads are gone. */
  readonly lines: readonly number[];
  /** Sequences of lines that stand alone, whose payloads are to go too. */
  readonly alone: readonly number[];
  /** Ids of batches whose entries or unread lines were changed. */
  readonly batches: readonly number[];
  /** Of these, the ones whose own words go too. */
  readonly wordless: ReadonlySet<number>;
}

/**
 * Destroys salts, brings the rows of touched batches up to date, and appends the line that says so and
 * that holds what is left; call it inside a transaction. The line of a touched batch goes too: its
 * checksums were taken over what was erased, and would let anybody try out what that was.
 *
 * @param kind its id is `kind-N` @param said what the line says beside lines and batches: no number
 * @returns the line's sequence, the new head, and how many payloads are gone
 */
export function appendErasing(
  store: Store,
  kind: Extract<LedgerKind, 'erasure' | 'purge'>,
  instant: Instant,
  destroyed: Destroyed,
  said: Readonly<Record<string, unknown>>,
): { readonly line: number; readonly ledgerHead: string; readonly payloads: number } {
  for (const sequence of destroyed.lines) destroySalt(store, sequence);
  const sums = linesSums(store);
  const terms = new TermsTable(store, 'objections');
  const remains = new BatchRemains(store);
  const wordless = destroyed.wordless;
  const batches = destroyed.batches.map((id) => {
    const batch = rewriteBatch(store, id, sums.get(id) ?? 0, terms, wordless.has(id));
    return { batch, salt: randomBytes(SALT_BYTES) };
  });
  const alone = [...destroyed.alone, ...batches.map(({ batch }) => batch.sequence)];
  const erased = [...destroyed.lines, ...alone.filter((line) => destroyLine(store, line))];
  const count = store.prepare('SELECT count(*) FROM ledger WHERE kind = ?').pluck().get(kind);
  const ledgerHead = appendToLedger(store, {
    kind,
    id: `${kind}-${String((count as number) + 1)}`,
    instant,
    payload: {
      ...said,
      erased: erased.sort((a, b) => a - b),
      batches: batches.map(({ batch, salt }) => ({
        batch: batchName(batch),
        sha256: remains.sha256(batch, salt),
      })),
    },
  });
  const line = newestSequence(store);
  const insert = store.prepare(
    `INSERT INTO rewritten_batch (batch, line, salt) VALUES (?, ?, ?)
     ON CONFLICT (batch) DO UPDATE SET line = excluded.line, salt = excluded.salt`,
  );
  for (const { batch, salt } of batches) insert.run(batch.id, line, salt);
  return { line, ledgerHead, payloads: erased.length };
}

function destroySalt(store: Store, sequence: number): void {
  const find = statement(
    store,
    `SELECT sequence, salt FROM ledger_payload
     WHERE sequence <= ? ORDER BY sequence DESC LIMIT 1`,
  );
  const row = find.get(sequence) as { sequence: number; salt: Buffer };
  const at = (sequence - row.sequence) * SALT_BYTES;
  row.salt.fill(0, at, at + SALT_BYTES);
  const update = statement(store, 'UPDATE ledger_payload SET salt = ? WHERE sequence = ?');
  update.run(row.salt, row.sequence);
}

/** @returns whether it was not destroyed before */
function destroyLine(store: Store, sequence: number): boolean {
  const { changes } = store
    .prepare(
      "UPDATE ledger_payload SET salt = x'', payload = '' WHERE sequence = ? AND payload <> ''",
    )
    .run(sequence);
  return changes > 0;
}

function rewriteBatch(
  store: Store,
  id: number,
  lines_crc: number,
  terms: TermsTable<'objections'>,
  isWordless: boolean,
): OwnBatch {
  const row = store.prepare('SELECT * FROM own_batch WHERE id = ?').get(id);
  const before = { ...(row as OwnBatch & { crc?: number }) };
  delete before.crc;
  const fragments = fragmentsOf(store, id);
  const batch: OwnBatch = {
    ...before,
    ...(isWordless ? wordless(before) : {}),
    crc_sum: fragments.reduce((sum, fragment) => sum + fragmentSum(fragment), 0),
    lines_crc,
    content_sha256: batchContentHash(store, terms, id, fragments),
  };
  const columns = Object.keys(batch);
  store
    .prepare(
      `UPDATE own_batch SET ${columns.map((column) => `${column} = @${column}`).join(', ')},
       crc = @crc WHERE id = @id`,
    )
    .run({ ...batch, crc: batchCrc(batch) });
  return batch;
}

/**
 * Whether a batch is about one number alone: then what it says of itself is said of the person, and has
 * to go with the rest. Entries of other numbers count unless they were erased before.
 */
export function isOnlyAbout(store: Store, id: number, e164: number): boolean {
  const said = (sql: string) => statement(store, sql, 'pluck').get(id) !== undefined;
  if (said("SELECT 1 FROM own_unresolved WHERE batch = ? AND text <> '' LIMIT 1")) return false;
  if (said('SELECT 1 FROM own_party WHERE batch = ? LIMIT 1')) return false;
  const settled = `SELECT 1 FROM own_settled s JOIN own_unresolved u USING (batch, row)
    WHERE s.by_batch = ? AND u.text <> '' LIMIT 1`;
  if (said(settled)) return false;
  const batch = statement(store, 'SELECT * FROM own_batch WHERE id = ?').get(id) as OwnBatch;
  const erased = new Set(new BatchRemains(store).erasedLines(batch));
  return fragmentsOf(store, id).every(({ block, kind, first, count, numbers }) =>
    unpackBlock(numbers, count).every(
      (offset, place) =>
        block * BLOCK_SIZE + offset === e164 || (kind === 'event' && erased.has(first + place)),
    ),
  );
}

/** Whether a batch says something of itself that is no count, no date and nobody's name. */
export function hasWords(store: Store, id: number): boolean {
  const batch = statement(store, 'SELECT * FROM own_batch WHERE id = ?').get(id) as OwnBatch;
  const words = Object.entries(wordless(batch));
  return words.some(([column, word]) => batch[column as keyof OwnBatch] !== word);
}

function wordless(batch: OwnBatch): Partial<OwnBatch> {
  const list = batch.list === '' ? '' : DEFAULT_LIST;
  const words = { why: '', source: '', file_path: '', file_sha256: '', reading: '', accepted: '' };
  return { ...words, list };
}

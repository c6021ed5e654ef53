import { hash as hashOnce } from 'node:crypto';
import type { Instant } from '../core/day.js';
import { notSafe, type ScreeningError } from '../core/errors.js';
import type { Store } from './database.js';
import { PACKED_KINDS } from './ledger-kinds.js';
import { ledgerText, SALT_BYTES, type LineParts } from './ledger-text.js';
import { LEDGER_START, nextSequence } from './ledger.js';
import { statement } from './statement.js';

/** A row of the ledger: one line, or thousands of one kind and instant. */
export interface LedgerRow {
  /** Of its first line. */
  readonly sequence: number;
  readonly lines: number;
  readonly kind: string;
  readonly id: string;
  readonly instant: Instant;
  /** 32 bytes a line. */
  readonly payload_sha256: Buffer;
  /** Hash of the line before its first, and of its last. */
  readonly previous: string;
  readonly hash: string;
}

/** A line, as it is exported. */
export interface LedgerLine extends LineParts {
  readonly text: string;
  readonly hash: string;
}

/**
 * The rows from the one that holds a sequence to the one that holds another, in order. Each is a
 * question of its own, so that no writer has to wait for whoever reads them slowly.
 *
 * @throws ScreeningError not-safe when the rows do not stand in order
 */
export function* ledgerRows(store: Store, from: number, upTo: number): Generator<LedgerRow> {
  const holding = statement(
    store,
    'SELECT coalesce(max(sequence), 0) FROM ledger WHERE sequence <= ?',
    'pluck',
  );
  const next = statement(
    store,
    `SELECT sequence, lines, kind, id, instant, payload_sha256, previous, hash FROM ledger
     WHERE sequence >= ? AND sequence <= ? ORDER BY sequence LIMIT 1`,
  );
  let sequence = holding.get(from) as number;
  for (;;) {
    const row = next.get(sequence, upTo) as LedgerRow | undefined;
    if (row === undefined) return;
    // Only an index that does not match its table finds a row before the one that was asked for.
    if (row.sequence < sequence) {
      throw damagedAt(
        store,
        sequence,
        `the row found for it is that of line ${String(row.sequence)}`,
      );
    }
    yield row;
    sequence = row.sequence + 1;
  }
}

/**
 * The lines of a row. The first continues from what the row says is before it, so that a row that does
 * not fit its neighbours is seen where they meet.
 *
 * @throws ScreeningError not-safe when the row has not a hash for each line
 */
export function* linesOf(store: Store, row: LedgerRow): Generator<LedgerLine> {
  const { kind, id, instant, lines, payload_sha256: hashes } = row;
  if (hashes.length !== lines * SALT_BYTES) {
    const why = `its row has ${String(hashes.length)} bytes of hashes for ${String(lines)} lines`;
    throw damagedAt(store, row.sequence, why);
  }
  const isPacked = PACKED_KINDS.includes(kind);
  let { previous } = row;
  for (let place = 0; place < lines; place++) {
    const sequence = row.sequence + place;
    const payload_sha256 = hashes.toString('hex', place * SALT_BYTES, (place + 1) * SALT_BYTES);
    const parts: LineParts = {
      sequence,
      kind,
      id: isPacked ? `${id}.${String(sequence)}` : id,
      instant,
      payload_sha256,
      previous,
    };
    const text = ledgerText(parts);
    const hash = hashOnce('sha256', text, 'hex');
    yield { ...parts, text, hash };
    previous = hash;
  }
}

function damagedAt(store: Store, sequence: number, why: string): ScreeningError {
  return notSafe({
    summary: `the ledger is damaged at line ${String(sequence)}`,
    why,
    fix: 'restore the database from a backup',
    where: store.name,
  });
}

/** The sequence of the newest line; 0 before the first. */
export function newestSequence(store: Store): number {
  return nextSequence(store) - 1;
}

/** The line with a sequence; undefined when there is none. */
export function lineAt(store: Store, sequence: number): LedgerLine | undefined {
  for (const row of ledgerRows(store, sequence, sequence)) {
    for (const line of linesOf(store, row)) if (line.sequence === sequence) return line;
  }
  return undefined;
}

/**
 * The sequence of the line that has a hash, in the middle of a packed row too: 0 for what stands before the first
 * line, undefined when no line has it. Whether the lines before it hold is another question.
 *
 * @param hash 64 hex digits, in either case
 */
export function findHead(store: Store, hash: string): number | undefined {
  const wanted = hash.toLowerCase();
  if (wanted === LEDGER_START) return 0;
  const last = store.prepare('SELECT sequence + lines - 1 FROM ledger WHERE hash = ?');
  const found = last.pluck().get(wanted) as number | undefined;
  if (found !== undefined) return found;
  const packed = store.prepare(
    'SELECT sequence FROM ledger WHERE lines > 1 ORDER BY sequence DESC',
  );
  for (const first of packed.pluck().all() as number[]) {
    for (const row of ledgerRows(store, first, first)) {
      for (const line of linesOf(store, row)) if (line.hash === wanted) return line.sequence;
    }
  }
  return undefined;
}

import { createHash } from 'node:crypto';
import { londonDay, type Day, type Instant } from '../core/day.js';
import type { Store } from './database.js';
import { EventLines } from './event-lines.js';
import { ERASING_KINDS } from './integrity/erased-payloads.js';
import { linesOfKinds, type SingleLine } from './integrity/ledger-rows.js';
import { statement } from './statement.js';
import { canonicalJson } from './ledger.js';
import type { LedgerRow } from './ledger-lines.js';
import { SALT_BYTES } from './ledger-text.js';
import { batchName, newestBatch, type OwnBatch } from './own-batches.js';

/** What a line says of a batch of which it erased something. */
export interface Rewritten {
  readonly line: number;
  /** See {@link BatchRemains.sha256}. */
  readonly sha256: string;
}

/** By name, each batch of which something was erased, with the newest line that says so. */
export function rewrittenBatches(store: Store): ReadonlyMap<string, Rewritten> {
  const found = new Map<string, Rewritten>();
  for (const line of linesOfKinds(store, ERASING_KINDS)) {
    for (const { batch, sha256 } of batchesIn(line)) {
      found.set(batch, { line: line.sequence, sha256 });
    }
  }
  return found;
}

/**
 * The lines since an instant that erased something of batches recorded by then, which may have had a part
 * in calls on a day or later. A purge has none in calls that are not of before its own day: it empties
 * unread lines, which decide nothing, and consents that were over by then.
 */
export function erasingsAfter(store: Store, asOf: Instant, callDate: Day): readonly SingleLine[] {
  const newest = newestBatch(store, asOf);
  const known = londonDay(asOf);
  return linesOfKinds(store, ERASING_KINDS).filter((line) => {
    if (line.instant <= asOf) return false;
    // Of a purge, the day of before which it took; an erasure says none.
    const before = line.said?.['before'];
    if (typeof before === 'string' && before <= callDate && before <= known) return false;
    return batchesIn(line).some(({ batch }) => Number(/(?<!\d)\d+$/.exec(batch)?.[0]) <= newest);
  });
}

/** The batches of which a line erased something. One that was altered says nothing: verify finds that. */
export function batchesIn({ said }: SingleLine): readonly { batch: string; sha256: string }[] {
  const batches = said?.['batches'];
  return Array.isArray(batches) ? (batches as { batch: string; sha256: string }[]) : [];
}

interface PackedRow extends Pick<LedgerRow, 'sequence' | 'lines' | 'kind'> {
  readonly salt: Buffer;
}

/** The sequences of a row's lines whose salts were destroyed. */
function erasedIn({ sequence, salt }: PackedRow): number[] {
  const found: number[] = [];
  for (let at = 0; at + SALT_BYTES <= salt.length; at += SALT_BYTES) {
    if (!salt.subarray(at, at + SALT_BYTES).some((byte) => byte !== 0)) {
      found.push(sequence + at / SALT_BYTES);
    }
  }
  return found;
}

/**
 * What is left of batches of which something was erased. The lines of what was erased prove nothing any
 * more; the line of the erasure takes their place.
 */
export class BatchRemains {
  readonly #store: Store;
  #events: EventLines | undefined;

  constructor(store: Store) {
    this.#store = store;
  }

  /** The row about a batch; undefined when nothing of it was erased. */
  held(batch: number): { readonly line: number; readonly salt: Buffer } | undefined {
    const find = statement(this.#store, 'SELECT line, salt FROM rewritten_batch WHERE batch = ?');
    return find.get(batch) as { line: number; salt: Buffer } | undefined;
  }

  /** Lines of a batch's entries and unread lines whose salts were destroyed, in order. */
  erasedLines(batch: OwnBatch): number[] {
    return this.#rowsOf(batch).flatMap(erasedIn);
  }

  /**
   * SHA-256, in hex, of a salt and of the canonical JSON of `batch`, the row without its checksum,
   * and `lines`: of each erased line `[sequence, what stands there now]`.
   */
  sha256(batch: OwnBatch, salt: Buffer): string {
    const lines = this.#rowsOf(batch).flatMap((row) =>
      erasedIn(row).map((sequence) => [sequence, this.#left(row.kind, sequence)]),
    );
    const text = canonicalJson({ batch, lines });
    return createHash('sha256').update(salt).update(text).digest('hex');
  }

  #rowsOf({ id, kind, about, sequence }: OwnBatch): PackedRow[] {
    // Its own line has the same id, and comes first.
    return statement(
      this.#store,
      `SELECT sequence, lines, kind, salt FROM ledger JOIN ledger_payload USING (sequence)
       WHERE sequence > ? AND id = ? AND kind IN ('objection', 'withdrawal', 'consent', 'unresolved')
         AND sequence < coalesce((SELECT min(sequence) FROM own_batch WHERE sequence > ?), 1e15)
       ORDER BY sequence`,
    ).all(sequence, batchName({ id, kind, about }), sequence) as PackedRow[];
  }

  #left(kind: string, sequence: number): string {
    if (kind === 'unresolved') {
      const find = statement(
        this.#store,
        'SELECT batch, row, line, text, why FROM own_unresolved WHERE sequence = ?',
      );
      return canonicalJson(find.get(sequence) ?? {});
    }
    this.#events ??= new EventLines(this.#store, namesOf(this.#store));
    return this.#events.of({ kind, sequence, lines: 1 }).get(sequence) ?? '';
  }
}

function namesOf(store: Store): ReadonlyMap<number, string> {
  const rows = store.prepare('SELECT id, kind, about FROM own_batch').all();
  return new Map((rows as OwnBatch[]).map((batch) => [batch.id, batchName(batch)]));
}

import { crc32 } from 'node:zlib';
import type Database from 'better-sqlite3';
import type { ReasonName } from '../policy/reasons.js';
import { headedCrc } from './headed-crc.js';
import type { TraceChunk } from './trace-chunk.js';

/**
 * How a traced number was read: `number` as it stood, UK or foreign; `zero-restored` with the nought
 * that it had lost; `reading` as one of the readings of an ambiguous cell. Empty in runs of a build
 * that did not note it.
 */
export type Reading = 'number' | 'zero-restored' | 'reading' | '';

/** What a set of traced numbers has in common. */
export interface SetWords {
  /**
   * Why the number itself was decided about as it was, whatever became of its record; empty in runs
   * of a build that did not note it.
   */
  readonly reason: ReasonName | '';
  /** Whether it left with the cleaned list. */
  readonly kept: boolean;
  readonly reading: Reading;
}

/** A set to be written: its chunks in order. */
export interface SetDraft extends SetWords {
  readonly chunks: Iterable<TraceChunk>;
}

/** A row of run_trace_set. */
export interface SetRow {
  readonly id: number;
  readonly reason: ReasonName | '';
  readonly kept: number;
  readonly reading: Reading;
  readonly count: number;
  readonly chunks: number;
  readonly first: number;
}

/** CRC-32 of a chunk (trace-chunk.ts). */
export function chunkCrc(
  run: string,
  { reason, kept, reading }: Pick<SetRow, 'reason' | 'kept' | 'reading'>,
  { first, next, count, bytes }: TraceChunk,
): number {
  return headedCrc(['tps-scrub-trace-1', run, reason, kept, reading, first, next, count], bytes);
}

/** CRC-32 over the sets of a run, a line each: REASON KEPT READING COUNT CHUNKS FIRST and LF. */
export function setsCrc(sets: readonly Omit<SetRow, 'id'>[]): number {
  const lines = sets.map(({ reason, kept, reading, count, chunks, first }) =>
    [reason, kept, reading, count, chunks, first].join(' '),
  );
  return crc32(lines.map((line) => `${line}\n`).join(''));
}

/** Writes the sets of a run and its row in run_traced; call it inside a transaction. */
export function insertSets(
  store: Database.Database,
  run: string,
  sets: Iterable<SetDraft>,
  verdicts: { readonly legend: string; readonly chunks: number; readonly records: number },
): void {
  const insertSet = store.prepare(
    `INSERT INTO run_trace_set (id, run, reason, kept, reading, count, chunks, first)
     VALUES (@id, @run, @reason, @kept, @reading, @count, @chunks, @first)`,
  );
  const insertChunk = store.prepare(
    `INSERT INTO run_trace (trace_set, first, next, count, crc, numbers)
     VALUES (?, ?, ?, ?, ?, ?)`,
  );
  let id = Number(store.prepare('SELECT coalesce(max(id), 0) FROM run_trace_set').pluck().get());
  const rows: SetRow[] = [];
  for (const { reason, kept, reading, chunks } of sets) {
    const words = { id: ++id, reason, kept: kept ? 1 : 0, reading };
    const row = { ...words, count: 0, chunks: 0, first: 0 };
    for (const chunk of chunks) {
      const { first, next, count, bytes } = chunk;
      insertChunk.run(id, first, next, count, chunkCrc(run, row, chunk), bytes);
      if (row.chunks++ === 0) row.first = first;
      row.count += count;
    }
    insertSet.run({ ...row, run });
    rows.push(row);
  }
  store
    .prepare(
      `INSERT INTO run_traced (run, sets, sets_crc, legend, verdict_chunks, records)
       VALUES (?, ?, ?, ?, ?, ?)`,
    )
    .run(run, rows.length, setsCrc(rows), verdicts.legend, verdicts.chunks, verdicts.records);
}

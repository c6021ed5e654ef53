import { crc32 } from 'node:zlib';
import type Database from 'better-sqlite3';
import { BLOCK_SIZE, unpackBlock } from '../core/packed-block.js';
import { AscendingMerge } from '../core/ascending-merge.js';
import { ChunkPacker, type TraceChunk } from './trace-chunk.js';
import { insertSets, type SetDraft } from './trace-rows.js';

/**
 * The sixth step of the schema: what a run remembers of its list, its trace.
 *
 * `run_traced` has a row for each run that kept one: how many sets, the CRC-32 of their lines
 * (trace-rows.ts), and of the records' verdicts (run-verdicts.ts) the names that their bytes stand
 * for, the chunks and the records; no name where none were kept. `run_trace_set` has a row for each
 * set of numbers; what is in it stands in chunks (trace-chunk.ts) in `run_trace`. That table has
 * rowids and an index, since rows of a WITHOUT ROWID table leave their page above 1 kB.
 */
const TABLES = `
  CREATE TABLE run_traced (
    run TEXT PRIMARY KEY REFERENCES run (id),
    sets INTEGER NOT NULL,
    sets_crc INTEGER NOT NULL,
    legend TEXT NOT NULL,
    verdict_chunks INTEGER NOT NULL,
    records INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE run_trace_set (
    id INTEGER PRIMARY KEY,
    run TEXT NOT NULL REFERENCES run (id),
    reason TEXT NOT NULL,
    kept INTEGER NOT NULL CHECK (kept IN (0, 1)),
    reading TEXT NOT NULL CHECK (reading IN ('number', 'zero-restored', 'reading', '')),
    count INTEGER NOT NULL,
    chunks INTEGER NOT NULL,
    first INTEGER NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX run_trace_set_by_run ON run_trace_set (run, reason, kept, reading);
  CREATE TABLE run_trace (
    id INTEGER PRIMARY KEY,
    trace_set INTEGER NOT NULL REFERENCES run_trace_set (id) DEFERRABLE INITIALLY DEFERRED,
    first INTEGER NOT NULL,
    next INTEGER NOT NULL,
    count INTEGER NOT NULL,
    crc INTEGER NOT NULL,
    numbers BLOB NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX run_trace_by_number ON run_trace (trace_set, first);
  CREATE TABLE run_verdicts (
    run TEXT NOT NULL REFERENCES run (id),
    chunk INTEGER NOT NULL,
    records INTEGER NOT NULL,
    crc INTEGER NOT NULL,
    verdicts BLOB NOT NULL
  ) STRICT;
  CREATE UNIQUE INDEX run_verdicts_by_place ON run_verdicts (run, chunk);
`;

interface OldBlock {
  readonly block: number;
  readonly count: number;
  readonly crc: number;
  readonly numbers: Uint8Array;
}

/** Of the outcomes that the old table knew, the sets that it can fill. */
const OLD_SETS = [
  { reason: 'CLEAN', kept: true, reading: '', outcomes: ['clean'] },
  { reason: '', kept: false, reading: '', outcomes: ['excluded', 'unscreened'] },
] as const;

/**
 * Makes the tables, and takes over what earlier builds kept: the numbers by the outcome of their
 * records. Numbers that are damaged already stay so: their set is there without a chunk, and whoever
 * asks for it is told.
 */
export function traceTables(store: Database.Database): void {
  store.exec(TABLES);
  const runs = store.prepare('SELECT DISTINCT run FROM run_numbers ORDER BY run').pluck().all();
  for (const run of runs as string[]) {
    insertSets(store, run, oldSets(store, run), { legend: '', chunks: 0, records: 0 });
  }
  store.exec('DROP TABLE run_numbers');
}

function oldSets(store: Database.Database, run: string): SetDraft[] {
  const find = store.prepare(
    'SELECT block, count, crc, numbers FROM run_numbers WHERE run = ? AND outcome = ? ORDER BY block',
  );
  return OLD_SETS.flatMap(({ outcomes, ...words }) => {
    const blocks = outcomes.map((outcome) => find.all(run, outcome) as OldBlock[]);
    return blocks.some((some) => some.length > 0) ? [{ ...words, chunks: packed(blocks) }] : [];
  });
}

function packed(sources: readonly (readonly OldBlock[])[]): TraceChunk[] {
  const chunks: TraceChunk[] = [];
  const packer = new ChunkPacker((chunk) => void chunks.push(chunk));
  try {
    const merge = new AscendingMerge(sources.map((blocks) => unpacked(blocks)));
    for (let number = merge.next(); number !== 0; number = merge.next()) packer.add(number);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    return [];
  }
  packer.end();
  return chunks;
}

/** @throws RangeError when a block is damaged */
function* unpacked(blocks: readonly OldBlock[]): Generator<Float64Array> {
  for (const { block, count, crc, numbers } of blocks) {
    if (crc32(numbers) !== crc) throw new RangeError('a block of a run is damaged');
    const offsets = unpackBlock(numbers, count);
    yield Float64Array.from(offsets, (offset) => block * BLOCK_SIZE + offset);
  }
}

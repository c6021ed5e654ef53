import { createHash, type Hash } from 'node:crypto';
import type { Store } from './database.js';
import { statement } from './statement.js';

/**
 * SHA-256, in hex, over the trace of a run as it is stored, every column of it; empty when the run
 * has none. It stands in the run's record, and so in its ledger line. Hashed are, in this order:
 *
 * ```text
 * tps-scrub-run-trace-1 RUN SETS SETS_CRC VERDICT_CHUNKS RECORDS LEGEND
 * set ID REASON KEPT READING COUNT CHUNKS FIRST
 * chunk ID FIRST NEXT COUNT CRC BYTES
 * verdicts CHUNK RECORDS CRC BYTES
 * ```
 *
 * one line `tps-scrub-run-trace-1` (run_traced); for each row of run_trace_set in order of its id a
 * line `set`, followed by a line `chunk` for each row of run_trace of that set in order of its id;
 * then a line `verdicts` for each row of run_verdicts in order of its chunk. Fields are parted by one
 * blank, an empty text is empty, each line ends in LF. BYTES is the length of the row's blob, whose
 * bytes follow the LF.
 */
export function traceSha256(store: Store, run: string): string {
  const header = statement(store, HEADER, 'raw').get(run) as Cell[] | undefined;
  if (header === undefined) return '';
  const hash = createHash('sha256');
  addLine(hash, ['tps-scrub-run-trace-1', ...header]);
  for (const set of statement(store, SETS, 'raw').all(run) as Cell[][]) {
    addLine(hash, ['set', ...set]);
    const chunks = statement(store, CHUNKS, 'raw').iterate(set[0] ?? 0);
    for (const row of chunks as Iterable<Row>) addRow(hash, 'chunk', row);
  }
  const verdicts = statement(store, VERDICTS, 'raw').iterate(run);
  for (const row of verdicts as Iterable<Row>) addRow(hash, 'verdicts', row);
  return hash.digest('hex');
}

const HEADER =
  'SELECT run, sets, sets_crc, verdict_chunks, records, legend FROM run_traced WHERE run = ?';
const SETS = `SELECT id, reason, kept, reading, count, chunks, first FROM run_trace_set
  WHERE run = ? ORDER BY id`;
const CHUNKS =
  'SELECT id, first, next, count, crc, numbers FROM run_trace WHERE trace_set = ? ORDER BY id';
const VERDICTS =
  'SELECT chunk, records, crc, verdicts FROM run_verdicts WHERE run = ? ORDER BY chunk';

type Cell = string | number;
/** Cells, the last a blob. */
type Row = [...cells: Cell[], blob: Buffer];

function addLine(hash: Hash, fields: readonly Cell[]): void {
  hash.update(`${fields.join(' ')}\n`);
}

function addRow(hash: Hash, word: string, row: Row): void {
  const blob = row.at(-1) as Buffer;
  addLine(hash, [word, ...(row.slice(0, -1) as Cell[]), blob.length]);
  hash.update(blob);
}

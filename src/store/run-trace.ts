import { AscendingMerge } from '../core/ascending-merge.js';
import { notSafe, type ScreeningError } from '../core/errors.js';
import type { Store } from './database.js';
import { unpackChunk, type TraceChunk } from './trace-chunk.js';
import { chunkCrc, setsCrc, type SetRow, type SetWords } from './trace-rows.js';

export type { Reading } from './trace-rows.js';

/** A set of the numbers that a run remembers of its list. */
export interface TracedSet extends SetWords {
  /** Distinct numbers. One that stands in several places may be in several sets. */
  readonly count: number;
}

/** Whether a set is of numbers that were read as such, and not of readings of damaged cells. */
export function areNumbers({ reading }: Pick<TracedSet, 'reading'>): boolean {
  return reading !== 'reading';
}

/** A chunk as it stands in the database. */
interface ChunkRow extends TraceChunk {
  readonly crc: number;
}

const CHUNK = 'SELECT first, next, count, crc, numbers AS bytes FROM run_trace';

/** The statements by which traces are read, prepared once a database: a run has a dozen sets. */
class Statements {
  readonly header;
  readonly sets;
  readonly chunks;
  readonly chunkAt;
  readonly chunkBefore;

  constructor(store: Store) {
    this.header = store.prepare('SELECT sets, sets_crc FROM run_traced WHERE run = ?');
    this.sets = store.prepare(
      `SELECT id, reason, kept, reading, count, chunks, first FROM run_trace_set
       WHERE run = ? ORDER BY id`,
    );
    this.chunks = store.prepare('SELECT count(*) FROM run_trace WHERE trace_set = ?').pluck();
    this.chunkAt = store.prepare(`${CHUNK} WHERE trace_set = ? AND first = ?`);
    this.chunkBefore = store.prepare(
      `${CHUNK} WHERE trace_set = ? AND first <= ? ORDER BY first DESC LIMIT 1`,
    );
  }
}

const prepared = new WeakMap<Store, Statements>();

function statementsOf(store: Store): Statements {
  let found = prepared.get(store);
  if (found === undefined) prepared.set(store, (found = new Statements(store)));
  return found;
}

/** Whether a run keeps the numbers of its list; of one that does not, nothing is known by them. */
export function hasTrace(store: Store, run: string): boolean {
  return statementsOf(store).header.get(run) !== undefined;
}

/** How many released runs keep a trace, and how many do not. */
export function countTraces(store: Store): { readonly traced: number; readonly untraced: number } {
  return store
    .prepare(
      `SELECT count(run_traced.run) AS traced, count(*) - count(run_traced.run) AS untraced
       FROM run LEFT JOIN run_traced ON run_traced.run = run.id WHERE state = 'released'`,
    )
    .get() as { traced: number; untraced: number };
}

/**
 * The sets of a run, in a fixed order.
 *
 * @throws ScreeningError not-safe when it kept none, or one of them is gone
 */
export function traceSets(store: Store, run: string): TracedSet[] {
  return rowsOf(store, run).map(tracedSet);
}

function tracedSet({ reason, kept, reading, count }: SetRow): TracedSet {
  return { reason, kept: kept === 1, reading, count };
}

function rowsOf(store: Store, run: string): SetRow[] {
  const { header, sets } = statementsOf(store);
  const known = header.get(run) as { sets: number; sets_crc: number } | undefined;
  if (known === undefined) throw untraced(run, store.name);
  const rows = sets.all(run) as SetRow[];
  if (rows.length === known.sets && setsCrc(rows) === known.sets_crc) return rows;
  throw damagedTrace(run, 'a set of its numbers is missing or altered', store.name);
}

/**
 * The numbers of one set of a run, ascending.
 *
 * @param set one that {@link traceSets} gave
 * @throws ScreeningError not-safe, when that part is reached, if a part of it is gone or altered
 */
export function* tracedNumbers(store: Store, run: string, set: SetWords): Generator<number> {
  for (const piece of tracedPieces(store, run, set)) yield* piece;
}

/** {@link tracedNumbers} in the pieces in which they are stored. */
export function* tracedPieces(
  store: Store,
  run: string,
  { reason, kept, reading }: SetWords,
): Generator<Float64Array> {
  const set = rowsOf(store, run).find(
    (row) => row.reason === reason && row.kept === Number(kept) && row.reading === reading,
  );
  if (set === undefined) throw damagedTrace(run, 'a set of its numbers is missing', store.name);
  const { chunks, chunkAt } = statementsOf(store);
  if (set.chunks === 0 || chunks.get(set.id) !== set.chunks) throw missingChunk(run, store.name);
  let left = set.count;
  for (let first = set.first; first !== 0;) {
    const chunk = chunkAt.get(set.id, first) as ChunkRow | undefined;
    if (chunk === undefined) throw missingChunk(run, store.name);
    yield unpacked(store, run, set, chunk);
    left -= chunk.count;
    first = chunk.next;
  }
  if (left !== 0) throw damagedTrace(run, 'its numbers do not add up', store.name);
}

/**
 * The sets of a run that hold a number; none when the run's list did not have it.
 *
 * @throws ScreeningError not-safe when the run kept no trace, or the part is damaged that would hold it
 */
export function traceOf(store: Store, run: string, e164: number): TracedSet[] {
  const { chunkBefore } = statementsOf(store);
  return rowsOf(store, run)
    .filter((set) => {
      if (e164 < set.first) return false;
      const chunk = chunkBefore.get(set.id, e164) as ChunkRow | undefined;
      if (chunk === undefined) throw missingChunk(run, store.name);
      const numbers = unpacked(store, run, set, chunk);
      if (chunk.next !== 0 && e164 >= chunk.next) throw missingChunk(run, store.name);
      return isAmong(numbers, e164);
    })
    .map(tracedSet);
}

/**
 * The numbers of several sets of a run as one.
 *
 * @param choose which of a piece's numbers are wanted
 */
export function mergedNumbers(
  store: Store,
  run: string,
  sets: readonly SetWords[],
  choose: (piece: Float64Array) => Float64Array,
): AscendingMerge {
  return new AscendingMerge(sets.map((set) => chosen(tracedPieces(store, run, set), choose)));
}

function* chosen(
  pieces: Iterable<Float64Array>,
  choose: (piece: Float64Array) => Float64Array,
): Generator<Float64Array> {
  for (const piece of pieces) yield choose(piece);
}

function unpacked(store: Store, run: string, set: SetRow, chunk: ChunkRow): Float64Array {
  if (chunkCrc(run, set, chunk) === chunk.crc) {
    try {
      return unpackChunk(chunk);
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
    }
  }
  throw damagedTrace(run, 'a part of its numbers does not match its checksum', store.name);
}

/** Whether a number is among others that stand in order. */
export function isAmong(numbers: Float64Array, e164: number): boolean {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((numbers[middle] as number) < e164) low = middle + 1;
    else high = middle;
  }
  return numbers[low] === e164;
}

function untraced(run: string, path: string): ScreeningError {
  return notSafe({
    summary: `run ${run} kept no trace: which numbers its list had is not known`,
    fix: 'answer from the list itself, if it still exists',
    where: path,
  });
}

function missingChunk(run: string, path: string): ScreeningError {
  return damagedTrace(run, 'a part of its numbers is missing', path);
}

/** The error for what a run remembers of its list and is not as it was written. */
export function damagedTrace(run: string, why: string, path: string): ScreeningError {
  return notSafe({
    summary: `the trace of run ${run} is damaged`,
    why,
    fix: 'restore the database from a backup',
    where: path,
  });
}

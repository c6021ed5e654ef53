import { createHash } from 'node:crypto';
import { parentPort, workerData } from 'node:worker_threads';
import { ColumnEvidence } from '../../files/column-evidence.js';
import { SignWatch } from '../../files/list-signs.js';
import { StructuralFault } from '../../files/structural-fault.js';
import { NumberSet } from '../../core/number-set.js';
import { CompiledRecords } from './compiled-records.js';
import { RecordRows } from './record-rows.js';
import { RowScanner } from './row-scanner.js';
import { shapeOf } from './row-shape.js';
import type {
  BytesToScan,
  LookUpForThread,
  ScannedBytes,
  ScanWork,
  ToldAtEnd,
} from './scan-ahead.js';

/** The thread that reads rows ahead: gets bytes in order, and answers with the rows in them (scan-ahead.ts). */
const { reading, hashes } = workerData as ScanWork;
const shape = shapeOf(reading);
const evidence = new ColumnEvidence(reading.head);
const scanner = new RowScanner(reading, evidence, CompiledRecords.load(reading));
const watch = new SignWatch();
const hash = hashes ? createHash('sha256') : undefined;
let hashed = 0;
/** What numbers are looked up in, if the thread is to. */
let sets: { readonly set: NumberSet; readonly bit: number }[] | undefined;
let controls = new Float64Array(0);
let taken: Int32Array = new Int32Array(1);
let answered = 0;
/** Numbers that are looked up between two looks at who waits. */
const AT_ONCE = 1 << 10;
/** Of the bytes before, those of a record that was not whole; undefined before the first ones. */
let left: Buffer | undefined;

function scanned({ bytes, start, end, ended, spare }: BytesToScan): ScannedBytes {
  const buffer = Buffer.from(bytes);
  watch.look(buffer, start, end);
  hash?.update(buffer.subarray(start, end));
  hashed += end - start;
  const from = left === undefined ? reading.head.dataStart : start - left.length;
  left?.copy(buffer, from);
  const rows = new RecordRows(shape, spare);
  let used = end;
  let fault: ScannedBytes['fault'];
  try {
    used = scanner.scan(buffer, from, end, ended, rows);
  } catch (error) {
    if (!(error instanceof StructuralFault)) throw error;
    const { record, line, quoteLine } = error;
    fault = { record, line, quoteLine };
  }
  left = Buffer.from(buffer.subarray(used, end));
  const { integers, numbers, count, numberCount } = rows;
  const listings = sets && new Int32Array(numberCount);
  const controlled = sets && new Int32Array(controls.length);
  if (controlled) lookUp(controls, controlled, () => false);
  const lookedUp = listings ? lookUp(numbers.subarray(0, numberCount), listings, isAwaited) : 0;
  answered++;
  const told = ended ? toldAtEnd() : undefined;
  const arrays = { integers, numbers };
  const looked = { listings, controlled, lookedUp };
  return { bytes, from, used, arrays, ...looked, count, numberCount, fault, told };
}

function toldAtEnd(): ToldAtEnd {
  const { blankLines } = scanner;
  const { tallies } = evidence;
  const ofAll = hash && { sha256: hash.digest('hex'), bytes: hashed };
  return { blankLines, signs: watch.signs(), tallies, hashed: ofAll };
}

/** Whether this answer is waited for: who waits has the time to look up the rest, while the thread goes on. */
function isAwaited(): boolean {
  return Atomics.load(taken, 0) === answered;
}

/** Looks numbers up until they are done, or are to stop. @returns how many were looked up, from the first on */
function lookUp(numbers: Float64Array, listings: Int32Array, isToStop: () => boolean): number {
  let at = 0;
  while (at < numbers.length && !isToStop()) {
    const upTo = Math.min(numbers.length, at + AT_ONCE);
    const [some, into] = [numbers.subarray(at, upTo), listings.subarray(at, upTo)];
    for (const { set, bit } of sets ?? []) set.mark(some, some.length, into, bit);
    at = upTo;
  }
  return at;
}

parentPort?.on('message', (asked: BytesToScan | LookUpForThread) => {
  if ('sets' in asked) {
    sets = asked.sets.map(({ numbers, bit }) => ({ set: NumberSet.of(numbers), bit }));
    controls = Float64Array.from(asked.controls);
    taken = asked.taken;
    return;
  }
  const answer = scanned(asked);
  const { bytes, arrays, listings } = answer;
  const owned = [bytes, arrays.integers.buffer, arrays.numbers.buffer];
  parentPort?.postMessage(answer, listings ? [...owned, listings.buffer] : owned);
});

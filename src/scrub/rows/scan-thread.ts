import { parentPort, workerData } from 'node:worker_threads';
import { ColumnEvidence } from '../../files/column-evidence.js';
import { SignWatch } from '../../files/list-signs.js';
import { StructuralFault } from '../../files/structural-fault.js';
import { NumberSet } from '../../core/number-set.js';
import { RecordRows } from './record-rows.js';
import { RowScanner, shapeOf, type RowReading } from './row-scanner.js';
import type { BytesToScan, LookUpForThread, ScannedBytes } from './scan-ahead.js';

/** The thread that reads rows ahead: gets bytes in order, and answers with the rows in them (scan-ahead.ts). */
const reading = workerData as RowReading;
const shape = shapeOf(reading);
const evidence = new ColumnEvidence(reading.head);
const scanner = new RowScanner(reading, evidence);
const watch = new SignWatch();
/** What numbers are looked up in, if the thread is to. */
let sets: { readonly set: NumberSet; readonly bit: number }[] | undefined;
let controls = new Float64Array(0);
let taken: Int32Array = new Int32Array(1);
let answered = 0;
/** Of the bytes before, those of a record that was not whole; undefined before the first ones. */
let left: Buffer | undefined;

function scanned({ bytes, start, end, ended, spare }: BytesToScan): ScannedBytes {
  const buffer = Buffer.from(bytes);
  watch.look(buffer, start, end);
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
  // Who waits for this answer has the time to look numbers up: the thread goes on with the next bytes.
  const isAwaited = Atomics.load(taken, 0) === answered++;
  const listings = isAwaited ? undefined : lookedUp(numbers, numberCount);
  const controlled = listings && lookedUp(controls, controls.length);
  const { blankLines } = scanner;
  const told = ended ? { blankLines, signs: watch.signs(), tallies: evidence.tallies } : undefined;
  const arrays = { integers, numbers };
  return { bytes, from, used, arrays, listings, controlled, count, numberCount, fault, told };
}

function lookedUp(numbers: Float64Array, count: number): Int32Array<ArrayBuffer> | undefined {
  if (sets === undefined) return undefined;
  const listings = new Int32Array(count);
  for (const { set, bit } of sets) set.mark(numbers, count, listings, bit);
  return listings;
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

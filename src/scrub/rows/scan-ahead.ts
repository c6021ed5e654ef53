import { setImmediate } from 'node:timers/promises';
import { AnsweringThread, hasThread } from '../../files/answering-thread.js';
import type { ColumnTally } from '../../files/column-evidence.js';
import { MAX_RECORD_BYTES } from '../../files/list-head.js';
import type { SignWatch } from '../../files/list-signs.js';
import { StructuralFault } from '../../files/structural-fault.js';
import type { SharedLookUp } from '../screener.js';
import type { RowList, RowsRead, RowTaker } from './row-list.js';
import { RecordRows, type RowArrays } from './record-rows.js';
import { shapeOf, type RowReading } from './row-shape.js';

const THREAD = new URL('./scan-thread.js', import.meta.url);
/** Before the bytes of a buffer there is room for what is left of the buffer before: a record at most. */
const ROOM = MAX_RECORD_BYTES;
const PIECE = 1 << 20;
/** So many pieces are with the thread, which shall never wait for this one. */
const AHEAD = 3;

/** What the thread is told when it begins. */
export interface ScanWork {
  readonly reading: RowReading;
  /** Whether it hashes the list's bytes. */
  readonly hashes: boolean;
}

/** Bytes for the thread, which owns them until it answers. */
export interface BytesToScan {
  readonly bytes: ArrayBuffer;
  /** Where they begin; those before, if they are not the first ones, are room for a record. */
  readonly start: number;
  readonly end: number;
  /** Whether the list ends with them. */
  readonly ended: boolean;
  /** Arrays to write rows to. */
  readonly spare: RowArrays | undefined;
}

/** What the thread looks numbers up by. */
export interface LookUpForThread extends SharedLookUp {
  /** One integer: how many answers are done with; who took them waits for the next. */
  readonly taken: Int32Array<SharedArrayBuffer>;
}

/** What the thread found in them. */
export interface ScannedBytes {
  readonly bytes: ArrayBuffer;
  /** Where they begin, with what was left of those before; and the first byte that was not taken. */
  readonly from: number;
  readonly used: number;
  readonly arrays: RowArrays;
  /**
   * Of the first `lookedUp` numbers the fact bits of registers that list them, and of the controls; the other
   * numbers were not looked up, and 0 says nothing. Undefined before the thread can look any up.
   */
  readonly listings: Int32Array<ArrayBuffer> | undefined;
  readonly controlled: Int32Array | undefined;
  /** How many numbers it looked up, from the first on. */
  readonly lookedUp: number;
  /** Rows, and the numbers of their phone cells. */
  readonly count: number;
  readonly numberCount: number;
  /** After the rows, when the bytes cannot be read on. */
  readonly fault: Pick<StructuralFault, 'record' | 'line' | 'quoteLine'> | undefined;
  /** With the last bytes. */
  readonly told: ToldAtEnd | undefined;
}

/** What the thread knows when the list has ended. */
export interface ToldAtEnd {
  readonly blankLines: number;
  readonly signs: ReturnType<SignWatch['signs']>;
  /** Of the columns that nobody screens. */
  readonly tallies: readonly ColumnTally[];
  /** SHA-256, in hex, of the list's bytes, and how many; undefined where it did not hash them. */
  readonly hashed: { readonly sha256: string; readonly bytes: number } | undefined;
}

/** Whether the program is built: its sources have no script that a thread could run. */
export function canScanAhead(): boolean {
  return hasThread(THREAD);
}

/**
 * Reads a list as `overRows` does, with a thread that scans the next piece while the taker has one:
 * scanning and reading numbers are a third of a scrub, and need nothing that the rest has. Bytes and
 * rows change hands and are not copied; a few pieces are on the way, so memory does not grow with the list.
 *
 * @throws StructuralFault, or what the source, the thread or the taker throw
 */
export async function scanAhead(list: RowList, taker: RowTaker): Promise<RowsRead> {
  const { source, first, signal, evidence, head, phones, others, kept } = list;
  const reading: RowReading = { head, phones, others, kept };
  const leftHash = source.leaveHash?.();
  const work: ScanWork = { reading, hashes: leftHash !== undefined };
  const thread = new AnsweringThread<LookUpForThread | BytesToScan, ScannedBytes>(THREAD, work);
  const scan = (asked: BytesToScan): Promise<ScannedBytes> => {
    const { bytes, spare } = asked;
    return thread.ask(
      asked,
      spare ? [bytes, spare.integers.buffer, spare.numbers.buffer] : [bytes],
    );
  };
  const shape = shapeOf(list);
  const free: ArrayBuffer[] = [];
  const spares: RowArrays[] = [];
  let records = 0;
  const read = (): Promise<BytesToScan> => {
    const piece = readPiece(source, free.pop() ?? new ArrayBuffer(ROOM + PIECE));
    // Awaited later than it may fail.
    piece.catch(() => undefined);
    return piece;
  };
  try {
    const { lookUp } = list;
    const taken = new Int32Array(new SharedArrayBuffer(4));
    const bytes = new ArrayBuffer(first.length);
    first.copy(Buffer.from(bytes));
    const begin = { bytes, start: 0, end: first.length, ended: false, spare: undefined };
    const answers = [scan(begin)];
    let coming: Promise<BytesToScan> | undefined = read();
    const goAhead = async (): Promise<void> => {
      while (coming && answers.length < AHEAD) {
        const next: BytesToScan = await coming;
        answers.push(scan({ ...next, spare: spares.pop() }));
        coming = next.ended ? undefined : read();
      }
    };
    await goAhead();
    // To share a register takes as long as to scan those first bytes; their numbers are left to this thread.
    if (lookUp) thread.tell({ ...lookUp.share(), taken });
    for (let isFirst = true; ; isFirst = false) {
      await goAhead();
      const part = (await answers.shift()) as ScannedBytes;
      await setImmediate();
      signal.throwIfAborted();
      const buffer = Buffer.from(part.bytes);
      const { arrays, count, numberCount, fault, told } = part;
      if (part.listings) lookUp?.hold(part.controlled);
      const rows = RecordRows.of(shape, arrays, count, numberCount);
      rows.listings = part.listings;
      rows.lookedUp = part.lookedUp;
      taker.turn(buffer, isFirst ? 0 : part.from);
      taker.rows(rows);
      taker.flush(part.used);
      source.progress.records((records += count));
      if (fault)
        throw new StructuralFault(fault.record, fault.line, fault.quoteLine, MAX_RECORD_BYTES);
      if (told) {
        evidence.add(told.tallies);
        if (told.hashed) leftHash?.(told.hashed.sha256, told.hashed.bytes);
        const { form, leftSheets } = source;
        return { signs: { ...told.signs, form, leftSheets }, blankLines: told.blankLines };
      }
      Atomics.add(taken, 0, 1);
      if (!isFirst) free.push(part.bytes);
      spares.push(arrays);
    }
  } finally {
    await thread.end();
  }
}

/** Reads the next piece of a list. A piece without a byte ends it. */
async function readPiece(source: RowList['source'], bytes: ArrayBuffer): Promise<BytesToScan> {
  const came = await source.read(Buffer.from(bytes), ROOM);
  return { bytes, start: ROOM, end: ROOM + came, ended: came === 0, spare: undefined };
}

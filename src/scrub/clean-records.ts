import type { ListHead } from '../files/list-head.js';
import type { ListRows } from './list-rows.js';
import type { PhoneCells } from './phone-cells.js';
import type { VerdictSink } from './record-verdicts.js';
import type { RecordWatcher } from './record-watcher.js';
import type { DuplicateMode } from './row-modes.js';
import type { CurrentRecord } from './rows/record-rows.js';
import type { Tally } from './tally.js';
import type { TracedNumbers } from './traced-numbers.js';

/** What is told of every record of a list. */
interface RecordSinks {
  readonly head: ListHead;
  readonly tally: Tally;
  readonly verdicts: VerdictSink | undefined;
  readonly numbers: TracedNumbers | undefined;
}

/** What may have to see the numbers of clean records too. */
interface RecordReaders {
  readonly parties: object | undefined;
  readonly dialler: object | undefined;
  readonly duplicates: DuplicateMode;
  readonly watchers: readonly RecordWatcher[];
}

/** Undefined where somebody has to see the numbers of clean records too. */
export function cleanRecords(
  plan: RecordSinks & RecordReaders,
  current: CurrentRecord,
  cells: PhoneCells,
  rows: ListRows,
): CleanRecords | undefined {
  const { parties, dialler, duplicates, watchers } = plan;
  const isSeen = watchers.some(({ seesClean }) => seesClean) || duplicates !== 'keep';
  if (isSeen || parties !== undefined || dialler !== undefined) return undefined;
  return new CleanRecords(plan, current, cells, rows);
}

/**
 * Takes the records that most of a list are: whole ones in which every number is clean whichever it is, so that
 * nothing has to be said of any. To count, remember and keep them all the same takes 3 % less of a scrub than when
 * each goes the way of the others.
 */
export class CleanRecords {
  readonly #sinks: RecordSinks;
  readonly #current: CurrentRecord;
  readonly #cells: PhoneCells;
  readonly #rows: ListRows;

  constructor(sinks: RecordSinks, current: CurrentRecord, cells: PhoneCells, rows: ListRows) {
    this.#sinks = sinks;
    this.#current = current;
    this.#cells = cells;
    this.#rows = rows;
  }

  /** Takes the current record if it is such a one; false if not, and then nothing was done. */
  take(): boolean {
    const { head, tally, verdicts, numbers } = this.#sinks;
    if (this.#current.fieldCount !== head.width || !this.#cells.isCleanAnyway()) return false;
    tally.recordRead();
    tally.record(0);
    this.#cells.takeClean(numbers);
    verdicts?.record(0, 0, this.#current.line);
    this.#rows.record(0, undefined);
    return true;
  }
}

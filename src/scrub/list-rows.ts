import type { ListHead } from '../files/list-head.js';
import type { ByteSink } from '../files/byte-sink.js';
import { isHeldBack } from '../policy/reasons.js';
import { cellBytes, type Emptying } from './emptied-cells.js';
import { beforeLineEnd, FlagCells } from './flag-cells.js';
import { KeptBytes } from './kept-bytes.js';
import type { RowMode, RowsWritten } from './row-modes.js';
import type { CurrentRecord } from './rows/record-rows.js';

/** The list that a run writes: what becomes of each record once its verdict is known. */
export class ListRows {
  readonly #head: ListHead;
  readonly #current: CurrentRecord;
  readonly #kept: KeptBytes;
  /** Undefined unless every record is flagged. */
  readonly #flags: FlagCells | undefined;
  #buffer: Buffer = Buffer.alloc(0);
  #beforeFirst = true;
  #written = 0;
  #blanked = 0;

  /** @param out undefined in a dry run */
  constructor(mode: RowMode, head: ListHead, current: CurrentRecord, out: ByteSink | undefined) {
    this.#head = head;
    this.#current = current;
    this.#kept = new KeptBytes(out);
    this.#flags = mode === 'flag' ? new FlagCells(head, current) : undefined;
  }

  /** What was written so far. */
  get rows(): RowsWritten {
    return { written: this.#written, blanked: this.#blanked };
  }

  /** Names the buffer of the records to come, and where what is not yet written begins in it. */
  turn(buffer: Buffer, start: number): void {
    this.#buffer = buffer;
    this.#kept.begin(buffer, start);
  }

  /** Names the first buffer, which begins with the list's head. */
  begin(buffer: Buffer): void {
    const { header, dataStart } = this.#head;
    this.turn(buffer, 0);
    if (this.#flags === undefined || header.length === 0) return;
    this.#kept.keepUpTo(beforeLineEnd(buffer, 0, dataStart));
    this.#kept.insert(this.#flags.header());
  }

  /**
   * Puts the current record into the list, or leaves it out.
   *
   * @param reasons sum of the record's reasons
   * @param emptying what lets a record stay that is held back; undefined when nothing does
   */
  record(reasons: number, emptying: Emptying | undefined): void {
    const { recordStart, recordEnd } = this.#current;
    if (this.#beforeFirst) this.#kept.keepUpTo(recordStart);
    this.#beforeFirst = false;
    if (this.#flags) {
      const place = this.#flags.place(this.#buffer);
      this.#kept.keep(recordStart, place);
      this.#kept.insert(this.#flags.of(reasons));
      this.#kept.keep(place, recordEnd);
    } else if (emptying) {
      this.#kept.keepWithout(recordStart, recordEnd, cellBytes(this.#current, emptying.slots));
      this.#blanked++;
    } else if (isHeldBack(reasons)) {
      return;
    } else {
      this.#kept.keep(recordStart, recordEnd);
    }
    this.#written++;
  }

  /** Before the bytes up to `used` leave the buffer: all of them are kept if no record was seen. */
  flush(used: number): void {
    if (this.#beforeFirst) this.#kept.keepUpTo(used);
    this.#kept.flush();
  }
}

import type { ByteSink } from '../files/byte-sink.js';
import type { Column } from '../files/columns.js';
import type { DiallerFormat } from '../files/formats/format.js';
import { decidingReason, HELD_BACK, isHeldBack } from '../policy/reasons.js';
import type { Emptying } from './emptied-cells.js';
import type { FoundNumber, PhoneCells } from './phone-cells.js';
import type { CurrentRecord } from './rows/record-rows.js';
import { VerdictNames } from './verdict-names.js';

const CHUNK = 1 << 16;

/** What a dialler's file is made from. */
export interface DiallerPlan {
  readonly format: DiallerFormat;
  readonly sink: ByteSink;
  /** The last day of the calls. */
  readonly lastCallDay: string;
}

/** Where the numbers of the current record stand. */
export interface DiallerPlaces {
  readonly phones: readonly Column[];
  readonly current: CurrentRecord;
  readonly cells: PhoneCells;
  /** So many fields has a whole record. */
  readonly width: number;
}

/** What is said of a number: the sum of the reasons, and whether they are its own. */
interface Said {
  readonly reasons: number;
  readonly isCallable: boolean;
  readonly isWithAnother: boolean;
}

/** Of a record that is held back as a whole. */
const NO_NUMBER = { e164: 0, flags: 0, slot: -1 };

/**
 * A dialler's file as it is written: every number of every record, in order. A dialler dials numbers,
 * where the cleaned list has records: a number is callable there when it stands in the cleaned list, and
 * so may be called by itself and left its list with its record and its cell.
 */
export class DiallerLines {
  readonly #plan: DiallerPlan;
  readonly #places: DiallerPlaces;
  readonly #names = new VerdictNames();
  #lines = '';
  #count = 0;

  constructor(plan: DiallerPlan, places: DiallerPlaces) {
    this.#plan = plan;
    this.#places = places;
    this.#lines = plan.format.header;
  }

  /** Lines without the header. */
  get count(): number {
    return this.#count;
  }

  /**
   * The lines of the current record.
   *
   * @param record its number, from 1
   * @param reasons sum of the record's reasons
   * @param emptying what lets it stay in the list though held back; undefined when nothing does
   */
  record(record: number, reasons: number, emptying: Emptying | undefined): void {
    const { current, cells, width } = this.#places;
    // Of a malformed record nothing was read: what the cells hold is of the record before.
    if (current.fieldCount !== width || cells.count === 0) {
      this.#add(record, NO_NUMBER, { reasons, isCallable: false, isWithAnother: false });
      return;
    }
    const { found } = cells;
    const ofNumbers = found.reduce((all, { decision }) => all | decision.reasons, 0);
    // A party's objection, or that the record is a duplicate, holds of each of its numbers.
    const ofRecord = reasons & ~ofNumbers & HELD_BACK;
    const isLeft = (slot: number): boolean =>
      emptying === undefined ? !isHeldBack(reasons) : !emptying.slots.includes(slot);
    const offered = new Set<number>();
    for (const number of found) {
      const own = number.decision.reasons | ofRecord;
      const isCallable = !isHeldBack(own) && isLeft(number.slot);
      // One call a record, however often its number stands in it.
      if (isCallable && this.#plan.format.holds === 'callable' && offered.has(number.e164))
        continue;
      if (isCallable) offered.add(number.e164);
      const isWithAnother = !isCallable && !isHeldBack(own);
      const said = { reasons: isWithAnother ? reasons : own, isCallable, isWithAnother };
      this.#add(record, number, said);
    }
  }

  /** Writes what is not yet written. */
  flush(): void {
    const bytes = Buffer.from(this.#lines);
    this.#lines = '';
    this.#plan.sink.write(bytes, 0, bytes.length);
  }

  #add(record: number, number: Pick<FoundNumber, 'e164' | 'flags' | 'slot'>, said: Said): void {
    const { format, lastCallDay } = this.#plan;
    const { e164, flags, slot } = number;
    const { reasons, isCallable, isWithAnother } = said;
    if (format.holds === 'callable' && !isCallable) return;
    if (format.holds !== 'all' && e164 === 0) return;
    const { phones, current } = this.#places;
    const { name, outcome } = decidingReason(reasons);
    this.#count++;
    this.#lines += format.line({
      record,
      line: current.line,
      column: phones.find(({ index }) => index === slot)?.name ?? '',
      e164,
      isCallable,
      isWithAnother,
      reason: name,
      outcome,
      reasons: this.#names.reasons(reasons),
      flags: this.#names.flags(flags),
      lastCallDay: isCallable ? lastCallDay : '',
    });
    if (this.#lines.length >= CHUNK) this.flush();
  }
}

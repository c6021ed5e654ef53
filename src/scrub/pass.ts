import type { CellSign } from '../core/cell-signs.js';
import type { Damage } from '../core/damage-kinds.js';
import type { ColumnEvidence } from '../files/column-evidence.js';
import type { Column } from '../files/columns.js';
import type { ListHead } from '../files/list-head.js';
import type { ListSigns } from '../files/list-signs.js';
import type { ScannedSource } from '../files/scan-source.js';
import type { ByteSink } from '../files/byte-sink.js';
import { isHeldBack } from '../policy/reasons.js';
import { cleanRecords, type CleanRecords } from './clean-records.js';
import { DiallerLines, type DiallerPlan } from './dialler-lines.js';
import { DUPLICATE, EarlierNumbers } from './earlier-numbers.js';
import { emptyingOf, type Emptying } from './emptied-cells.js';
import { HeldLines } from './held-lines.js';
import { ListRows } from './list-rows.js';
import type { AskedParties } from './parties.js';
import { PartyCells, type FoundParty } from './party-cells.js';
import { partyDecision } from './party-verdict.js';
import { PhoneCells } from './phone-cells.js';
import type { VerdictSink } from './record-verdicts.js';
import type { RecordWatcher } from './record-watcher.js';
import type { Narrator } from './report.js';
import type { DuplicateMode, RowMode, RowsWritten } from './row-modes.js';
import type { LookUpAhead } from './rows/look-up-ahead.js';
import { overRows } from './rows/over-rows.js';
import { CurrentRecord, type RecordRows } from './rows/record-rows.js';
import type { Screener } from './screener.js';
import type { Tally } from './tally.js';
import type { TracedNumbers } from './traced-numbers.js';

/** What a pass over a list needs, all settled before its first record. */
export interface PassPlan {
  readonly head: ListHead;
  readonly phones: readonly Column[];
  readonly copied: readonly Column[];
  readonly ignored: readonly Column[];
  /** Columns that say whose a record is. */
  readonly partyColumns: readonly Column[];
  /** Undefined unless such a column was named. */
  readonly parties: AskedParties | undefined;
  readonly rows: RowMode;
  readonly duplicates: DuplicateMode;
  readonly screener: Screener;
  readonly narrator: Narrator;
  readonly tally: Tally;
  /** Where numbers go that are to be remembered. */
  readonly numbers: TracedNumbers | undefined;
  readonly verdicts: VerdictSink | undefined;
  readonly watchers: readonly RecordWatcher[];
  /** The cleaned or flagged list; undefined in a dry run. */
  readonly cleaned: ByteSink | undefined;
  readonly report: ByteSink | undefined;
  /** Undefined unless a dialler's file is made too. */
  readonly dialler: DiallerPlan | undefined;
  /** Is shown every cell of the columns that are neither screened nor ignored. */
  readonly evidence: ColumnEvidence;
  readonly signal: AbortSignal;
  readonly lookUp: LookUpAhead;
}

/**
 * The one forward pass over a list. Each record gets its verdict, the same in every mode; then
 * `rows` says what becomes of it in the list that is written (row-modes.ts).
 */
export class Pass {
  readonly #plan: PassPlan;
  readonly #current = new CurrentRecord();
  readonly #cells: PhoneCells;
  readonly #parties: PartyCells;
  readonly #rows: ListRows;
  readonly #lines: HeldLines;
  readonly #dialler: DiallerLines | undefined;
  /** Undefined while duplicates are kept. */
  readonly #earlier: EarlierNumbers | undefined;
  /** Undefined where somebody has to see the numbers of clean records too. */
  readonly #clean: CleanRecords | undefined;
  #buffer: Buffer = Buffer.alloc(0);
  #blankLines = 0;
  /** Of the current record; undefined unless it stays in the list with emptied cells. */
  #emptying: Emptying | undefined;

  constructor(plan: PassPlan) {
    const { head, screener, tally, phones, copied, narrator, report } = plan;
    this.#plan = plan;
    const slots = phones.map(({ index }) => index);
    const current = this.#current;
    const cells = (this.#cells = new PhoneCells(current, slots, screener, tally, head.encoding));
    this.#parties = new PartyCells(plan.parties, plan.partyColumns, cells);
    const summed = plan.verdicts !== undefined;
    this.#lines = new HeldLines({ phones, copied, narrator, report, current, cells, summed });
    const places = { phones, current, cells, width: head.width };
    this.#dialler = plan.dialler && new DiallerLines(plan.dialler, places);
    this.#rows = new ListRows(plan.rows, head, current, plan.cleaned);
    this.#earlier = plan.duplicates === 'drop-later' ? new EarlierNumbers() : undefined;
    this.#clean = cleanRecords(plan, current, cells, this.#rows);
  }

  /** Lines of the report without its header. */
  get reportLines(): number {
    return this.#lines.count;
  }

  /** Lines of the dialler's file without its header; 0 without one. */
  get diallerLines(): number {
    return this.#dialler?.count ?? 0;
  }

  /** Cells of phone columns that hold no certain number, by what happened to them. */
  get damaged(): ReadonlyMap<Damage, number> {
    return this.#cells.damaged;
  }

  /** Cells of phone columns so far that say something beside their numbers, by what. */
  get cellSigns(): ReadonlyMap<CellSign, number> {
    return this.#cells.signs;
  }

  /** Records of the list that was written. */
  get rows(): RowsWritten {
    return this.#rows.rows;
  }

  /** Lines without a byte, before and after the header. */
  get blankLines(): number {
    return this.#plan.head.blankLines + this.#blankLines;
  }

  /**
   * @param first the bytes already read from the source, from its first byte
   * @param whole whether the source ends with them
   * @throws StructuralFault
   */
  async run(first: Buffer, whole: boolean, source: ScannedSource): Promise<ListSigns> {
    const { head, signal, evidence, phones, ignored, lookUp } = this.#plan;
    this.#lines.begin();
    let isFirst = true;
    const screened = phones.map(({ index }) => index);
    const declared = new Set([...phones, ...ignored].map(({ index }) => index));
    const columns = Array.from({ length: head.width }, (_, index) => index);
    const others = columns.filter((index) => !declared.has(index));
    const kept = this.#keptColumns();
    const reading = { head, phones: screened, others, kept, evidence };
    const read = await overRows(
      { ...reading, source, first, whole, signal, lookUp },
      {
        turn: (buffer, start) => {
          this.#buffer = buffer;
          this.#lines.turn(buffer);
          if (isFirst) this.#rows.begin(buffer);
          else this.#rows.turn(buffer, start);
          isFirst = false;
        },
        rows: (rows) => {
          this.#takeRows(rows);
        },
        flush: (used) => {
          this.#rows.flush(used);
        },
      },
    );
    this.#blankLines = read.blankLines;
    this.#lines.flush();
    this.#dialler?.flush();
    return read.signs;
  }

  /** Those whose cells are read from the list's bytes, ascending. */
  #keptColumns(): number[] {
    const { head, phones, copied, partyColumns, rows } = this.#plan;
    const kept = new Set([...phones, ...copied, ...partyColumns].map(({ index }) => index));
    // Behind the last one stand the cells that `flag` adds.
    if (rows === 'flag') kept.add(head.width - 1);
    return [...kept].sort((a, b) => a - b);
  }

  #takeRows(rows: RecordRows): void {
    this.#cells.lookUp(rows);
    this.#current.begin(rows);
    while (this.#current.next()) {
      if (this.#clean?.take() !== true) this.#takeRecord();
    }
  }

  #takeRecord(): void {
    const { tally, verdicts } = this.#plan;
    this.#emptying = undefined;
    const record = tally.recordRead();
    const reasons = this.#verdict(record);
    tally.record(reasons);
    verdicts?.record(reasons, this.#lines.takeChecksum(), this.#current.line);
    this.#rows.record(reasons, this.#emptying);
    this.#dialler?.record(record, reasons, this.#emptying);
  }

  /** The sum of the current record's reasons, every line of the report about it being written. */
  #verdict(record: number): number {
    const { screener, head, numbers, watchers } = this.#plan;
    const cells = this.#cells;
    if (this.#current.fieldCount !== head.width) {
      for (const watcher of watchers) watcher.whole('malformed');
      return this.#lines.whole(record, screener.record('malformed'));
    }
    let reasons = cells.screen(this.#buffer);
    const party = this.#parties.find(this.#buffer);
    if (party) return this.#holdParty(record, reasons, party);
    if (cells.count === 0) {
      for (const watcher of watchers) watcher.whole('absent');
      return this.#lines.whole(record, screener.record('absent'));
    }
    for (const watcher of watchers) watcher.numbers(cells, reasons);
    if (isHeldBack(reasons)) this.#holdNumbers(record, reasons);
    if (this.#earlier) reasons |= this.#askEarlier(this.#earlier, record, reasons);
    if (numbers) cells.handNumbers(numbers, reasons, this.#emptying?.slots);
    return reasons;
  }

  /**
   * A party's objection is the record's, whatever its numbers say, and no emptied cell is a way round
   * it. What holds of the numbers by themselves is said too.
   */
  #holdParty(record: number, ofNumbers: number, party: FoundParty): number {
    const { screener, numbers, watchers } = this.#plan;
    const own = this.#cells.count === 0 ? screener.record('absent').reasons : ofNumbers;
    const decision = partyDecision(screener.record('objected'), own);
    for (const watcher of watchers) watcher.whole('objected');
    this.#lines.party(record, decision, party);
    this.#lines.numbers(record);
    if (numbers) this.#cells.handNumbers(numbers, decision.reasons, undefined);
    return decision.reasons;
  }

  #holdNumbers(record: number, reasons: number): void {
    this.#lines.numbers(record);
    if (this.#plan.rows === 'blank') this.#emptying = emptyingOf(reasons, this.#cells.found);
  }

  /** Asked of records that would be kept, by the numbers that would be left in them. */
  #askEarlier(earlier: EarlierNumbers, record: number, reasons: number): number {
    if (isHeldBack(reasons) && this.#emptying === undefined) return 0;
    const left = this.#emptying?.left ?? this.#cells.found;
    if (earlier.hasAll(left)) {
      this.#emptying = undefined;
      return this.#lines.whole(record, DUPLICATE);
    }
    earlier.add(left);
    return 0;
  }
}

import type { ByteSource } from '../files/byte-source.js';
import { MAX_RECORD_BYTES, type ListHead } from '../files/list-head.js';
import { RecordScanner } from '../files/record-scanner.js';
import type { WholeOutput } from '../files/whole-output.js';
import type { Decision } from '../policy/decide.js';
import type { ColumnEvidence } from '../files/column-evidence.js';
import type { Column } from '../files/columns.js';
import type { NumbersByOutcome } from './numbers-by-outcome.js';
import { PhoneCells } from './phone-cells.js';
import { reportHeader, reportLine, type Narrator } from './report.js';
import type { Screener } from './screener.js';
import type { Tally } from './tally.js';

/** What a pass over a list needs, all settled before its first record. */
export interface PassPlan {
  readonly head: ListHead;
  readonly phones: readonly Column[];
  readonly copied: readonly Column[];
  readonly ignored: readonly Column[];
  readonly screener: Screener;
  readonly narrator: Narrator;
  readonly tally: Tally;
  readonly numbers: NumbersByOutcome;
  /** Undefined in a dry run. */
  readonly cleaned: WholeOutput | undefined;
  readonly report: WholeOutput | undefined;
  /** Is shown every cell of the columns that are neither screened nor ignored. */
  readonly evidence: ColumnEvidence;
  readonly signal: AbortSignal;
}

/** How much of a list is held at a time: four of the longest records. */
const BUFFER_BYTES = 4 * MAX_RECORD_BYTES;
const REPORT_CHUNK = 1 << 16;

/**
 * The one forward pass over a list. A record is kept or held back whole; runs of kept records are
 * copied from the input's own bytes, never rebuilt, so that what is not excluded comes out as it
 * went in, whatever its quoting, encoding and line ends.
 */
export class Pass {
  readonly #plan: PassPlan;
  readonly #scanner: RecordScanner;
  readonly #cells: PhoneCells;
  /** Columns, and so slots of the scanner's spans: phones, copied ones, and all not declared. */
  readonly #phoneSlots: readonly number[];
  readonly #copiedSlots: readonly number[];
  readonly #otherSlots: readonly number[];
  #buffer: Buffer = Buffer.alloc(0);
  /** Beginning and end of the run of kept bytes not yet written. */
  #keptStart = 0;
  #keptEnd = 0;
  #beforeFirst = true;
  #lines = '';
  #reportLines = 0;
  #written = 0;

  constructor(plan: PassPlan) {
    this.#plan = plan;
    const columns = Array.from({ length: plan.head.width }, (_, index) => index);
    this.#phoneSlots = plan.phones.map(({ index }) => index);
    this.#copiedSlots = plan.copied.map(({ index }) => index);
    const declared = new Set([...plan.phones, ...plan.ignored].map(({ index }) => index));
    this.#otherSlots = columns.filter((index) => !declared.has(index));
    this.#scanner = new RecordScanner({
      delimiter: plan.head.delimiter,
      columns,
      maxRecordBytes: MAX_RECORD_BYTES,
      firstLine: plan.head.dataLine,
    });
    const { screener, tally, head } = plan;
    this.#cells = new PhoneCells(this.#scanner, this.#phoneSlots, screener, tally, head.encoding);
  }

  /** Lines of the report without its header. */
  get reportLines(): number {
    return this.#reportLines;
  }

  /** Records written to the cleaned list. */
  get written(): number {
    return this.#written;
  }

  /** Lines without a byte, before and after the header. */
  get blankLines(): number {
    return this.#plan.head.blankLines + this.#scanner.blankLines;
  }

  /**
   * @param first the bytes already read from the source, from its first byte
   * @param whole whether the source ends with them
   * @throws StructuralFault
   */
  async run(first: Buffer, whole: boolean, source: ByteSource): Promise<void> {
    const { head, copied, signal } = this.#plan;
    this.#emit(reportHeader(copied.map(({ name }) => name)));
    const buffer = Buffer.allocUnsafe(Math.max(BUFFER_BYTES, first.length));
    this.#buffer = buffer;
    let end = first.copy(buffer);
    let start = head.dataStart;
    let ended = whole;
    for (;;) {
      signal.throwIfAborted();
      const used = this.#scanner.scan(buffer, start, end, ended, this.#onRecord);
      this.#flushKept(used);
      if (ended) break;
      buffer.copyWithin(0, used, end);
      end -= used;
      start = 0;
      this.#keptStart = this.#keptEnd = 0;
      const came = await source.read(buffer, end);
      ended = came === 0;
      end += came;
    }
    this.#flushLines();
  }

  readonly #onRecord = (): void => {
    const { tally, cleaned, head, screener, numbers } = this.#plan;
    const scanner = this.#scanner;
    if (this.#beforeFirst) {
      this.#beforeFirst = false;
      this.#keptEnd = scanner.recordStart;
    }
    const record = tally.recordRead();
    let reasons: number;
    if (scanner.fieldCount !== head.width) {
      reasons = this.#holdWhole(record, screener.record('malformed'));
    } else {
      reasons = this.#cells.screen(this.#buffer);
      if (this.#cells.count === 0) reasons = this.#holdWhole(record, screener.record('absent'));
      else if (reasons !== 0) this.#holdNumbers(record);
      this.#cells.handNumbers(numbers, reasons);
    }
    this.#lookAtOthers();
    tally.record(reasons);
    if (reasons === 0 && cleaned) this.#keep(scanner.recordStart, scanner.recordEnd);
    if (reasons === 0) this.#written++;
  };

  /** No column leaves with the list unless it was screened, ignored, or looked at. */
  #lookAtOthers(): void {
    const { evidence } = this.#plan;
    const spans = this.#scanner.spans;
    for (const slot of this.#otherSlots) {
      const start = spans[slot * 3] as number;
      const end = spans[slot * 3 + 1] as number;
      if (start < end) evidence.cell(slot, this.#buffer, start, end, spans[slot * 3 + 2] as number);
    }
  }

  #keep(start: number, end: number): void {
    if (start !== this.#keptEnd) {
      this.#writeKept();
      this.#keptStart = start;
    }
    this.#keptEnd = end;
  }

  #writeKept(): void {
    if (this.#keptEnd > this.#keptStart) {
      this.#plan.cleaned?.write(this.#buffer, this.#keptStart, this.#keptEnd);
    }
  }

  /** Before the bytes move: writes what is kept, or all bytes while no record has been seen. */
  #flushKept(used: number): void {
    if (this.#beforeFirst) this.#keptEnd = used;
    this.#writeKept();
  }

  #holdNumbers(record: number): void {
    const { narrator, phones } = this.#plan;
    const copied = this.#copiedCells();
    const { line } = this.#scanner;
    for (const { decision, e164, flags, slot } of this.#cells.found) {
      if (decision.reasons === 0) continue;
      const column = phones[this.#phoneSlots.indexOf(slot)]?.name ?? '';
      const place = { record, line, column, value: this.#cells.text(this.#buffer, slot) };
      this.#reportLine(reportLine(place, narrator.words(decision, e164, flags), copied));
    }
  }

  #holdWhole(record: number, decision: Decision): number {
    const { narrator } = this.#plan;
    const place = { record, line: this.#scanner.line, column: '', value: '' };
    this.#reportLine(reportLine(place, narrator.words(decision, 0, 0), this.#copiedCells()));
    return decision.reasons;
  }

  #copiedCells(): string[] {
    return this.#copiedSlots.map((slot) => this.#cells.text(this.#buffer, slot));
  }

  #reportLine(line: string): void {
    this.#reportLines++;
    this.#emit(line);
  }

  #emit(line: string): void {
    if (this.#plan.report === undefined) return;
    this.#lines += line;
    if (this.#lines.length >= REPORT_CHUNK) this.#flushLines();
  }

  #flushLines(): void {
    const bytes = Buffer.from(this.#lines);
    this.#lines = '';
    this.#plan.report?.write(bytes, 0, bytes.length);
  }
}

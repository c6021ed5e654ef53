import { crc32 } from 'node:zlib';
import type { Column } from '../files/columns.js';
import type { ByteSink } from '../files/byte-sink.js';
import type { Decision } from '../policy/decide.js';
import { isHeldBack } from '../policy/reasons.js';
import type { FoundParty } from './party-cells.js';
import { partyWords } from './party-verdict.js';
import type { PhoneCells } from './phone-cells.js';
import { reportHeader, reportLine, type Narrator } from './report.js';
import type { CurrentRecord } from './rows/record-rows.js';

const CHUNK = 1 << 16;

/** What the lines of a report are made from. */
export interface HeldLinesPlan {
  readonly phones: readonly Column[];
  readonly copied: readonly Column[];
  readonly narrator: Narrator;
  /** Undefined in a dry run. */
  readonly report: ByteSink | undefined;
  readonly current: CurrentRecord;
  readonly cells: PhoneCells;
  /** Whether the lines of each record are summed up. */
  readonly summed: boolean;
}

/**
 * The exclusion report as it is written: a line for each number of the current record that is held
 * back, in order, and one for a record that is held back as a whole.
 */
export class HeldLines {
  readonly #plan: HeldLinesPlan;
  #buffer: Buffer = Buffer.alloc(0);
  #lines = '';
  #count = 0;
  #checksum = 0;

  constructor(plan: HeldLinesPlan) {
    this.#plan = plan;
  }

  /** Lines without the header. */
  get count(): number {
    return this.#count;
  }

  /** Names the buffer of the records to come. */
  turn(buffer: Buffer): void {
    this.#buffer = buffer;
  }

  /** Writes the header. */
  begin(): void {
    this.#emit(reportHeader(this.#plan.copied.map(({ name }) => name)));
  }

  /** A line for each number that is held back. @param record its number, from 1 */
  numbers(record: number): void {
    const { narrator, phones, cells, current } = this.#plan;
    const copied = this.#copiedCells();
    const { line } = current;
    for (const { decision, e164, flags, slot } of cells.found) {
      if (!isHeldBack(decision.reasons)) continue;
      const column = phones.find(({ index }) => index === slot)?.name ?? '';
      const place = { record, line, column, value: cells.text(this.#buffer, slot) };
      this.#add(reportLine(place, narrator.words(decision, e164, flags), copied));
    }
  }

  /** The line of a record that is held back as a whole; the sum of its reasons. */
  whole(record: number, decision: Decision): number {
    const { narrator, current } = this.#plan;
    const place = { record, line: current.line, column: '', value: '' };
    this.#add(reportLine(place, narrator.words(decision, 0, 0), this.#copiedCells()));
    return decision.reasons;
  }

  /** The line of a record whose party objected. @param decision with the reasons of its numbers too */
  party(record: number, decision: Decision, { column, value, listing }: FoundParty): void {
    const { narrator, current } = this.#plan;
    const words = partyWords(narrator.words(decision, 0, 0), listing);
    const place = { record, line: current.line, column, value };
    this.#add(reportLine(place, words, this.#copiedCells()));
  }

  /** Low 16 bits of the CRC-32 of the lines since it was asked last; 0 when there were none. */
  takeChecksum(): number {
    const checksum = this.#checksum & 0xffff;
    this.#checksum = 0;
    return checksum;
  }

  /** Writes what is not yet written. */
  flush(): void {
    const bytes = Buffer.from(this.#lines);
    this.#lines = '';
    this.#plan.report?.write(bytes, 0, bytes.length);
  }

  #copiedCells(): string[] {
    const { copied, cells } = this.#plan;
    return copied.map(({ index }) => cells.text(this.#buffer, index));
  }

  #add(line: string): void {
    this.#count++;
    if (this.#plan.summed) this.#checksum = crc32(line, this.#checksum);
    this.#emit(line);
  }

  #emit(line: string): void {
    if (this.#plan.report === undefined) return;
    this.#lines += line;
    if (this.#lines.length >= CHUNK) this.flush();
  }
}

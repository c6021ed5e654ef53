import { crc32 } from 'node:zlib';
import type { Column } from '../files/columns.js';
import type { ByteSink } from '../files/byte-sink.js';
import { csvLine, guardFormula } from '../files/csv-line.js';
import { LineRoom } from '../files/line-room.js';
import { FieldForm } from '../files/record-scanner.js';
import type { Decision } from '../policy/decide.js';
import { isHeldBack } from '../policy/reasons.js';
import type { FoundParty } from './party-cells.js';
import { partyWords } from './party-verdict.js';
import type { FoundNumber, PhoneCells } from './phone-cells.js';
import { reportHeader, reportLine, saidCells, type Narrator } from './report.js';
import type { CurrentRecord } from './rows/record-rows.js';
import type { SaidOfNumber } from './said-before.js';

const COMMA_PLUS = Buffer.from(',+');
/** Record, line and number. */
const INTEGERS = 3;
/** By byte, 1 for what a cell may hold that goes into a report as it is: no quotes, no formula (csv-line.ts). */
const IS_PLAIN = Uint8Array.from({ length: 256 }, (_, byte) =>
  '0123456789 ().-'.includes(String.fromCharCode(byte)) ? 1 : 0,
);
const LEADING_PLUS = 0x2b;
const MOST_TAILS = 4096;

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
  readonly #room: LineRoom;
  /** Of each column of phones, its cell of a line. */
  readonly #columns: ReadonlyMap<number, Buffer>;
  /** What is said of numbers, as the end of a line. */
  readonly #tails = new Map<SaidOfNumber, Buffer>();
  #buffer: Buffer = Buffer.alloc(0);
  #count = 0;
  #checksum = 0;

  constructor(plan: HeldLinesPlan) {
    this.#plan = plan;
    this.#room = new LineRoom(plan.report);
    this.#columns = new Map(
      plan.phones.map(({ index, name }) => [
        index,
        Buffer.from(csvLine([guardFormula(name), '']).slice(0, -2)),
      ]),
    );
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
    this.#room.text(reportHeader(this.#plan.copied.map(({ name }) => name)));
  }

  /** A line for each number that is held back. @param record its number, from 1 */
  numbers(record: number): void {
    const { narrator, phones, cells, copied } = this.#plan;
    for (let at = 0; at < cells.count; at++) {
      const one = cells.at(at);
      const { decision, e164, flags, slot } = one;
      if (!isHeldBack(decision.reasons)) continue;
      if (copied.length === 0 && this.#addPlain(record, one)) continue;
      const column = phones.find(({ index }) => index === slot)?.name ?? '';
      const value = cells.text(this.#buffer, slot);
      const place = { record, line: this.#plan.current.line, column, value };
      this.#add(reportLine(place, narrator.words(decision, e164, flags), this.#copiedCells()));
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
    this.#room.flush();
  }

  #copiedCells(): string[] {
    const { copied, cells } = this.#plan;
    return copied.map(({ index }) => cells.text(this.#buffer, index));
  }

  /** Adds the line of a number that alone is in its cell, as {@link reportLine} writes it. @returns false for others */
  #addPlain(record: number, { decision, e164, flags, slot, item }: FoundNumber): boolean {
    const { current, narrator } = this.#plan;
    const column = this.#columns.get(slot);
    const [start, end] = [current.start(slot), current.end(slot)];
    const buffer = this.#buffer;
    const isAlone = item === undefined && current.form(slot) <= FieldForm.quoted;
    if (!isAlone || column === undefined || !isPlain(buffer, start, end)) return false;
    const tail = this.#tail(narrator.said(decision, e164, flags));
    const room = this.#room;
    const length = column.length + end - start + 2 + tail.length;
    if (!room.begin(length, INTEGERS)) return false;
    room.integer(record);
    room.integer(current.line);
    room.bytes(column);
    room.bytes(buffer, start, end);
    room.bytes(COMMA_PLUS);
    room.integer(e164);
    room.bytes(tail);
    this.#count++;
    if (this.#plan.summed) this.#checksum = room.checksum(this.#checksum);
    return true;
  }

  #tail(said: SaidOfNumber): Buffer {
    let tail = this.#tails.get(said);
    if (tail === undefined) {
      if (this.#tails.size === MOST_TAILS) this.#tails.clear();
      this.#tails.set(said, (tail = Buffer.from(csvLine(saidCells(said)))));
    }
    return tail;
  }

  #add(line: string): void {
    this.#count++;
    if (this.#plan.summed) this.#checksum = crc32(line, this.#checksum);
    this.#room.text(line);
  }
}

/** Whether a cell goes into a report as it is: it needs no quotes and begins no formula. */
function isPlain(buffer: Buffer, start: number, end: number): boolean {
  const first = buffer[start] === LEADING_PLUS ? start + 1 : start;
  let at = first;
  while (at < end && IS_PLAIN[buffer[at] as number] === 1) at++;
  return at === end && at > first;
}

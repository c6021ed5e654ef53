import { decodeText } from '../../core/decode.js';
import { foldName } from '../../core/fold-name.js';
import type { ByteSource } from '../../files/byte-source.js';
import { fieldBytes } from '../../files/field-bytes.js';
import { dialectIn, listBytes } from '../../files/forms/list-bytes.js';
import { MAX_RECORD_BYTES, readListHead, type ListHead } from '../../files/list-head.js';
import { faultError, firstBytes } from '../../files/list-start.js';
import { FieldForm, RecordScanner } from '../../files/record-scanner.js';
import { scanSource } from '../../files/scan-source.js';
import { StructuralFault } from '../../files/structural-fault.js';
import { FAR_INSTANT } from '../../store/ledger.js';
import { callColumns, kindRules, namesOfColumns } from './call-columns.js';
import type { CallColumns, KindRule } from './call-columns.js';
import { CallNames, type CallName } from './call-names.js';
import { CallNumbers } from './call-numbers.js';
import {
  MALFORMED_CALL,
  type Call,
  type CallKind,
  type CallLog,
  type CallReading,
  type Unread,
} from './call-reading.js';
import { CallStarts } from './call-starts.js';
import { allMalformed, ColumnCheck, nulError, startFix } from './nothing-read.js';

/** A longer cell is no stamp, name or value. */
const LONGEST_CELL = 1024;
/** So many different values of a column are kept with what they say of a call. */
const MOST_VALUES = 1024;
const ASCII = /^[\x00-\x7f]*$/;

/**
 * Reads a call log and hands each call on, in the order of the log, those that cannot be read too:
 * what is passed over in silence would be a call that nobody made. One pass, without rows: a million
 * calls take as much memory as a thousand.
 *
 * @param source the opened log, which is read to its end
 * @param take is given each call
 * @param now no call can have started more than a day after it
 * @throws ScreeningError wrong-use when columns, time zone or the order of day and month have to be
 *   said first, records cannot be told apart, or of all calls no start, or no number, was read
 */
export async function readCalls(
  source: ByteSource,
  reading: CallReading,
  signal: AbortSignal,
  take: (call: Call) => void,
  now = FAR_INSTANT,
): Promise<CallLog> {
  const { path } = source;
  try {
    const list = await listBytes(source, reading.dialect, signal);
    const { bytes, whole } = await firstBytes(list, signal);
    const head = readListHead(path, bytes, whole, dialectIn(reading.dialect, list));
    const reader = new CallReader(path, head, reading, take, Date.parse(now));
    const signs = await scanSource(list, bytes, whole, head.dataStart, signal, reader);
    return { ...reader.log(), signs, path, sha256: source.sha256(), bytes: source.bytes };
  } catch (error) {
    if (!(error instanceof StructuralFault)) throw error;
    throw faultError(path, error, `record ${String(error.record)}`, 'nothing was counted');
  }
}

/** Turns the records of a log into calls. */
class CallReader {
  readonly #head: ListHead;
  readonly #reading: CallReading;
  readonly #take: (call: Call) => void;
  readonly #columns: CallColumns;
  readonly #rules: readonly KindRule[];
  readonly #scanner: RecordScanner;
  readonly #numbers: CallNumbers;
  readonly #starts: CallStarts;
  readonly #callers: CallNames;
  readonly #campaigns: CallNames;
  /** By the cell's bytes: whether a value is one of a rule's. */
  readonly #values: Map<string, boolean>[];
  readonly #path: string;
  readonly #startCheck = new ColumnCheck();
  readonly #numberCheck = new ColumnCheck();
  #buffer: Buffer = Buffer.alloc(0);
  /** Where the buffer has its next NUL; Infinity where there is none. */
  #nulAt = Infinity;
  #malformed = 0;

  constructor(
    path: string,
    head: ListHead,
    reading: CallReading,
    take: (call: Call) => void,
    now: number,
  ) {
    this.#path = path;
    this.#head = head;
    this.#reading = reading;
    this.#take = take;
    this.#columns = callColumns(path, head, reading);
    this.#rules = kindRules(path, head, this.#columns, reading);
    this.#values = this.#rules.map(() => new Map<string, boolean>());
    this.#scanner = new RecordScanner({
      delimiter: head.delimiter,
      columns: Array.from({ length: head.width }, (_, index) => index),
      maxRecordBytes: MAX_RECORD_BYTES,
      firstLine: head.dataLine,
      rowsAreLines: head.rowsAreLines,
    });
    this.#numbers = new CallNumbers(head.encoding);
    this.#starts = new CallStarts(path, reading, now);
    this.#callers = new CallNames(reading.callerOf, reading.caller);
    this.#campaigns = new CallNames(reading.campaignOf, reading.campaign);
  }

  begin(buffer: Buffer): void {
    this.#buffer = buffer;
  }

  readonly records = (): number => this.#scanner.record;
  scan(buffer: Buffer, start: number, end: number, ended: boolean): number {
    const nul = buffer.indexOf(0, start);
    this.#nulAt = nul < 0 || nul >= end ? Infinity : nul;
    return this.#scanner.scan(buffer, start, end, ended, this.#onRecord);
  }

  /** @throws ScreeningError wrong-use when there were calls and nothing of them was read */
  log(): Omit<CallLog, 'path' | 'sha256' | 'bytes' | 'signs'> {
    this.#refuseNothing();
    return {
      calls: this.#scanner.record,
      malformed: this.#malformed,
      ...namesOfColumns(this.#columns, this.#reading),
      unknownCallers: this.#callers.unknown(),
      unknownCampaigns: this.#campaigns.unknown(),
      usedTimezone: this.#starts.usedTimezone,
      doubtfulDays: this.#starts.doubtfulDays,
    };
  }

  #refuseNothing(): void {
    const { record } = this.#scanner;
    if (record > 0 && this.#malformed === record) {
      throw allMalformed(this.#path, record, this.#head.width);
    }
    const { start, number } = this.#columns;
    const ofStart = (text: string): string => startFix(text, this.#reading);
    this.#startCheck.refuseNone(this.#path, 'start', start.name, ofStart);
    const ofNumber = (): string => 'name the column that was dialled: --column number=HEADER';
    this.#numberCheck.refuseNone(this.#path, 'number', number.name, ofNumber);
  }

  readonly #onRecord = (): void => {
    const { record, line, fieldCount } = this.#scanner;
    if (this.#scanner.recordEnd > this.#nulAt) throw nulError(this.#path, line);
    if (fieldCount === this.#head.width) this.#take(this.#call(record, line));
    else {
      this.#malformed++;
      this.#take({ ...MALFORMED_CALL, record, line });
    }
  };

  #call(record: number, line: number): Call {
    const { number, start, caller, campaign } = this.#columns;
    const kind = this.#kind();
    const noNumber = this.#readNumber(number.index, line);
    const noStart = this.#readStart(start.index, line);
    const unread = noStart || noNumber;
    const isCounted = kind === 'marketing';
    const madeFor = this.#name(this.#callers, caller?.index, isCounted);
    const madeIn = this.#name(this.#campaigns, campaign?.index, isCounted);
    return {
      record,
      line,
      kind,
      unread,
      e164: this.#numbers.e164,
      numberClass: this.#numbers.numberClass,
      others: this.#numbers.others,
      writtenNumber: unread === '' ? '' : this.#text(number.index),
      writtenStart: unread === '' ? '' : this.#text(start.index),
      at: noStart === '' ? this.#starts.at : 0,
      isTimed: this.#starts.isTimed,
      day: noStart === '' ? this.#starts.day : '',
      caller: madeFor.name,
      campaign: madeIn.name,
      callerWords: madeFor.words,
      campaignWords: madeIn.words,
    };
  }

  #kind(): CallKind {
    for (let at = 0; at < this.#rules.length; at++) {
      const { kind, column, values } = this.#rules[at] as KindRule;
      const known = this.#values[at] as Map<string, boolean>;
      const bytes = this.#latin1(column.index);
      let is = known.get(bytes);
      if (is === undefined) {
        is = values.has(foldName(this.#text(column.index)));
        if (known.size < MOST_VALUES) known.set(bytes, is);
      }
      if (is) return kind;
    }
    return 'marketing';
  }

  #readNumber(slot: number, line: number): Unread | '' {
    const spans = this.#scanner.spans;
    const start = spans[slot * 3] as number;
    const end = spans[slot * 3 + 1] as number;
    const unread = this.#numbers.read(this.#buffer, start, end, spans[slot * 3 + 2] as number);
    if (unread === '') this.#numberCheck.isAnyRead = true;
    else this.#numberCheck.unread(line, () => this.#text(slot));
    return unread;
  }

  #readStart(slot: number, line: number): Unread | '' {
    const text = this.#text(slot);
    const unread = text.trim() === '' ? 'no-start' : this.#starts.read(text, line);
    if (unread === '') this.#startCheck.isAnyRead = true;
    else this.#startCheck.unread(line, () => text);
    return unread;
  }

  #name(names: CallNames, slot: number | undefined, isCounted: boolean): CallName {
    if (slot === undefined) return names.without;
    return names.of(this.#latin1(slot), () => this.#text(slot), isCounted);
  }

  /** The bytes of a cell as a key, as they stand in the file; of a long one, its beginning. */
  #latin1(slot: number): string {
    const spans = this.#scanner.spans;
    const start = spans[slot * 3] as number;
    const end = Math.min(spans[slot * 3 + 1] as number, start + LONGEST_CELL);
    return this.#buffer.toString('latin1', start, end);
  }

  #text(slot: number): string {
    const spans = this.#scanner.spans;
    const start = spans[slot * 3] as number;
    const end = spans[slot * 3 + 1] as number;
    if (end - start > LONGEST_CELL) return this.#latin1(slot);
    const form = spans[slot * 3 + 2] as number;
    if (form === FieldForm.plain || form === FieldForm.quoted) {
      // The same in every encoding; of a million cells most are of this kind.
      const text = this.#latin1(slot);
      if (ASCII.test(text)) return text;
    }
    const bytes = fieldBytes(this.#buffer, start, end, form);
    return decodeText(bytes, this.#head.encoding);
  }
}

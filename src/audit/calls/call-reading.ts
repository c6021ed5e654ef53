import type { Day } from '../../core/day.js';
import type { CallColumn, CallStamps } from '../../config/call-log.js';
import type { DayOrder } from '../../config/settings.js';
import type { AskedDialect } from '../../files/list-head.js';
import type { ListSigns } from '../../files/list-signs.js';

/** How a call log is read: settled from options and a saved mapping before it is opened. */
export interface CallReading {
  /** The mapping that was chosen; empty without one. */
  readonly mapping: string;
  /** Header texts, or places from 1 as text; a column that is not named may bear its own name. */
  readonly columns: Readonly<Partial<Record<CallColumn, string>>>;
  readonly dialect: AskedDialect;
  /** Of stamps that carry no offset; undefined when nobody said it: then such a stamp is refused. */
  readonly timezone: string | undefined;
  readonly stamps: CallStamps;
  /** Undefined when nobody said it: day first, and refused where the log belies it. */
  readonly days: DayOrder | undefined;
  /** `COLUMN=VALUE,VALUE`: what makes a call a service call, or one that came in. */
  readonly service: readonly string[];
  readonly inbound: readonly string[];
  /** For whom calls were made that do not say so; declared names, empty for nobody. */
  readonly caller: string;
  readonly campaign: string;
  /** The declared caller that a word of the log means; undefined when it means none. */
  readonly callerOf: (word: string) => string | undefined;
  readonly campaignOf: (word: string) => string | undefined;
}

/**
 * Why a call cannot be judged: what of it was not read. Append only: the names stand in CSV and JSON.
 */
export const UNREAD = [
  { name: 'malformed-record', means: 'the record has another number of fields than the log' },
  { name: 'no-start', means: 'the cell of the start is empty' },
  {
    name: 'start-unread',
    means: 'the start is no day and time in a form that is read, or none of this age',
  },
  { name: 'no-number', means: 'the cell of the number holds none' },
  { name: 'number-invalid', means: 'the digits make no complete number' },
  { name: 'number-ambiguous', means: 'the number is damaged, or can be read in more than one way' },
  {
    name: 'several-numbers',
    means: 'the cell of the number holds more than one, and not each is read',
  },
  { name: 'short-code', means: 'the number is a short code and no line of anybody' },
  { name: 'start-ahead', means: 'the start lies more than a day ahead of now' },
] as const satisfies readonly { name: string; means: string }[];

/** The name of a row of {@link UNREAD}. */
export type Unread = (typeof UNREAD)[number]['name'];

/** What a call was, by the mapping: a call is a marketing call unless the mapping says otherwise. */
export type CallKind = 'marketing' | 'service' | 'inbound';

/** A number that was read. */
export interface CalledNumber {
  /** E.164 digits as an integer. */
  readonly e164: number;
  /** Class of a UK number in the numbering plan; -1 of another country's. */
  readonly numberClass: number;
}

/** One call of a log: an attempt counts, whether it was answered or not. */
export interface Call {
  /** Among the data records of the log, from 1. */
  readonly record: number;
  /** The physical line on which it begins. */
  readonly line: number;
  readonly kind: CallKind;
  /** What of it was not read; empty when all was. */
  readonly unread: Unread | '';
  /** E.164 digits as an integer; 0 when not read. */
  readonly e164: number;
  /** Class of a UK number in the numbering plan; -1 of another country's, or none. */
  readonly numberClass: number;
  /** Further numbers of the cell: one of them all was called, and the log does not say which. */
  readonly others: readonly CalledNumber[];
  /** What stands in the cells of number and start, of a call that was not read; else empty. */
  readonly writtenNumber: string;
  readonly writtenStart: string;
  /** The start in milliseconds since 1970; of a stamp without a time, the beginning of its day. */
  readonly at: number;
  /** Whether the stamp has a time; without one only the day is known. */
  readonly isTimed: boolean;
  /** The London day of the start; empty when not read. */
  readonly day: Day | '';
  /** Declared name; empty when none was named, or the log's word is not declared. */
  readonly caller: string;
  /** The campaign; empty when none was named, or the log's word is not declared. */
  readonly campaign: string;
  /** The same in the log's words where they are not declared. */
  readonly callerWords: string;
  readonly campaignWords: string;
}

/** A call with its number and its day. */
export type ReadCall = Call & { readonly day: Day };

/** A word of the log that is no declared name, and in how many calls it stands. */
export interface UnknownWord {
  readonly word: string;
  readonly calls: number;
}

/** Words of the log that are no declared names. */
export interface UnknownWords {
  /** Calls with any of them. */
  readonly calls: number;
  /** Most frequent first; of very many not all. */
  readonly words: readonly UnknownWord[];
}

/** What is known of a log when all of it was read. */
export interface CallLog {
  readonly path: string;
  readonly sha256: string;
  readonly bytes: number;
  /** Calls in it, unread ones too. */
  readonly calls: number;
  /** Those of another width than the header. */
  readonly malformed: number;
  readonly signs: ListSigns;
  /** The names of the columns that were read. */
  readonly columns: Readonly<Partial<Record<CallColumn, string>>>;
  /** Those of them that nobody named: found by a header that exports use. */
  readonly foundColumns: Readonly<Partial<Record<CallColumn, string>>>;
  readonly unknownCallers: UnknownWords;
  readonly unknownCampaigns: UnknownWords;
  /** Whether a stamp without an offset was read, and so the time zone played a part. */
  readonly usedTimezone: boolean;
  /** Calls whose day was read day first for want of another word, and could be month first. */
  readonly doubtfulDays: number;
}

/** A record of another width: no cell of it can be trusted to stand under its header. */
export const MALFORMED_CALL = {
  kind: 'marketing',
  unread: 'malformed-record',
  e164: 0,
  numberClass: -1,
  others: [],
  writtenNumber: '',
  writtenStart: '',
  at: 0,
  isTimed: false,
  day: '',
  caller: '',
  campaign: '',
  callerWords: '',
  campaignWords: '',
} as const satisfies Omit<Call, 'record' | 'line'>;

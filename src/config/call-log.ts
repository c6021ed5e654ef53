import type { FileEncoding } from '../core/decode.js';
import type { DayOrder } from './settings.js';

/** The columns that a call log may have beside the number. */
export const CALL_COLUMNS = ['start', 'campaign', 'caller', 'direction'] as const;

/** A row of {@link CALL_COLUMNS}, or the number. */
export type CallColumn = 'number' | (typeof CALL_COLUMNS)[number];

/**
 * How the start of a call is written: as a day and a time, or as a count since 1970, which must be
 * said, since ten digits could be anything.
 */
export const CALL_STAMPS = ['text', 'epoch-seconds', 'epoch-milliseconds'] as const;

/** A row of {@link CALL_STAMPS}. */
export type CallStamps = (typeof CALL_STAMPS)[number];

/** A saved mapping for the call logs of one dialler; undefined or empty where it says nothing. */
export interface CallLogSettings {
  /** Header texts, or places from 1 as text. */
  readonly columns: Readonly<Partial<Record<CallColumn, string>>>;
  /** Of stamps that carry no offset. */
  readonly timezone: string | undefined;
  readonly stamps: CallStamps | undefined;
  readonly days: DayOrder | undefined;
  /** `COLUMN=VALUE,VALUE`: calls with such a value are no marketing calls. */
  readonly service: readonly string[];
  /** The same of calls that came in. */
  readonly inbound: readonly string[];
  /** For whom the calls were made that do not say it themselves: a declared name. */
  readonly caller: string | undefined;
  readonly campaign: string | undefined;
  /** Declared names by what the log calls them. */
  readonly callers: ReadonlyMap<string, string>;
  readonly campaigns: ReadonlyMap<string, string>;
  readonly delimiter: string | undefined;
  readonly encoding: FileEncoding | undefined;
  readonly header: boolean | undefined;
  readonly skipLines: number | undefined;
}

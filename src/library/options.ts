import type { Readable } from 'node:stream';

/** How a database is used. */
export interface DatabaseOptions {
  /** A configuration (TOML) that declares callers, policies and lists; none is looked for. */
  readonly configuration?: string;
  /** Who does it, for the record; asserted. The system account stands beside it. */
  readonly operator?: string;
  /** Milliseconds since 1970; the system's clock unless given. */
  readonly now?: () => number;
  /** Is told what must not go unseen, such as that a new database was made; nobody unless given. */
  readonly warn?: (text: string) => void;
}

/**
 * A database and how it is used. Nothing is open between two calls, so that there is nothing to close, and
 * other programs can write meanwhile.
 */
export interface Database extends DatabaseOptions {
  readonly path: string;
}

/** For which calls a list is screened, or a number is asked about. Days are `YYYY-MM-DD`, in London. */
export interface Calls {
  /** First day of the calls; today unless given. */
  readonly callDate?: string;
  /** Only what was known then: an instant, ISO 8601, or a day. */
  readonly asOf?: string;
  /** A built-in policy or one of the configuration; `live-calls` unless given. */
  readonly policy?: string;
  /** A caller that the configuration declares. */
  readonly caller?: string;
  /** A campaign that the configuration declares. */
  readonly campaign?: string;
}

/** What is to be screened, and how: the options of `tps-scrub scrub`. */
export interface ScrubOptions extends Calls {
  /** A file (CSV or workbook), or a stream of its bytes; of a stream `out` and `report` are needed. */
  readonly input: string | Readable;
  /** The cleaned list; `NAME.clean.csv` beside the input unless given. */
  readonly out?: string;
  /** The exclusion report; `NAME.excluded.csv` beside the input unless given. */
  readonly report?: string;
  /** Phone columns, by name or place from 1; found by header and content unless given. */
  readonly columns?: readonly string[];
  /** Columns that nobody calls. */
  readonly ignoredColumns?: readonly string[];
  /** Columns that are copied to the report. */
  readonly reportColumns?: readonly string[];
  /** Last day of the calls; the last that the registers allow unless given. */
  readonly until?: string;
  /** Allows a call date in the past. */
  readonly historical?: boolean;
  /** What becomes of records that are held back; `drop` unless given. */
  readonly rows?: 'drop' | 'blank' | 'flag';
  /** What becomes of records with no number new to the list; `keep` unless given. */
  readonly duplicates?: 'keep' | 'drop-later';
  /** One character; found unless given. */
  readonly delimiter?: string;
  /** `utf-8`, `windows-1252`, `utf-16le` or `utf-16be`; found unless given. */
  readonly encoding?: string;
  /** Sheet of a workbook, by name or place. */
  readonly sheet?: string;
  /** Whether the first record is a header; true unless given. */
  readonly header?: boolean;
  /** Lines before the header. */
  readonly skipLines?: number;
  /** Counts only: writes no file and records no run. */
  readonly dryRun?: boolean;
  /** Replaces outputs that are there. */
  readonly force?: boolean;
  /** Stops the run; nothing half-written stays under a final name. */
  readonly signal?: AbortSignal;
}

/** What `check` is asked for beside the numbers. */
export interface CheckOptions extends Calls {
  /** A case for which it is asked, for the access log. */
  readonly case?: string;
}

/** A register file and what is said of it: the options of `tps-scrub import`. */
export interface ImportOptions {
  readonly register: 'tps' | 'ctps';
  readonly file: string;
  /** London day on which the register was cut, `YYYY-MM-DD`. */
  readonly dated: string;
  /** The file holds only changes since the edition of this day. */
  readonly changesSince?: string;
  /** Codes of a partial licence, in national form. */
  readonly covers?: readonly string[];
  readonly licence?: string;
  readonly source?: string;
  /** Lets a doubtful import through: why that is right, for the ledger. */
  readonly acceptChange?: string;
}

/** What is known of an objection beside the number: the options of `tps-scrub suppress add`. */
export interface SuppressOptions {
  /** An own list; `internal` unless given. */
  readonly list?: string;
  /** A class of objections; `asked-not-to-call` unless given. */
  readonly reason?: string;
  /** Who passed it on. */
  readonly source?: string;
  /** Ticket, call or letter that shows it. */
  readonly reference?: string;
  /** London day on which the person said so; today unless given. */
  readonly on?: string;
  /** Only this caller was told; everyone unless given. */
  readonly caller?: string;
  readonly campaign?: string;
}

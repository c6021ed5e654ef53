import type { FileEncoding } from '../core/decode.js';
import type { ObjectionClass } from '../policy/objections.js';

/** The names that a caller goes by, and who calls for it. */
export interface CallerNames {
  /** The person in law; the caller's own name unless another is given. */
  readonly legalEntity: string;
  readonly brands: readonly string[];
  /** Who calls for this caller: other callers, their brands, or firms declared nowhere else. */
  readonly agents: readonly string[];
}

/** A caller: the firm or brand on whose behalf calls are made. */
export interface CallerSettings extends CallerNames {
  /** Calls that it is authorised to make (policy/policy.ts): PECR 2003 reg 21B asks that of pensions. */
  readonly authorised: readonly 'pensions'[];
}

/** Defaults of the entries of an own list; undefined where nothing is said. */
export interface EntryDefaults {
  readonly reason: ObjectionClass | undefined;
  /** A declared name, in its declared spelling (caller-book.ts). */
  readonly caller: string | undefined;
  /** In its declared spelling when campaigns are declared. */
  readonly campaign: string | undefined;
}

/** An own suppression list. */
export interface ListSettings extends EntryDefaults {
  /** What people call it; empty when nothing is said. */
  readonly title: string;
}

/** The orders in which a day may be written that is not YYYY-MM-DD. */
export const DAY_ORDERS = ['dmy', 'mdy', 'ymd'] as const;

/** A row of {@link DAY_ORDERS}. */
export type DayOrder = (typeof DAY_ORDERS)[number];

/** The columns, beside the number, that a source's files may have. */
export const OTHER_COLUMNS = [
  'reason',
  'source',
  'reference',
  'on',
  'until',
  'caller',
  'campaign',
] as const;

/** Where a source's files hold what: header texts, or places from 1 as text. */
export type SourceColumns = { readonly number: readonly string[] } & Readonly<
  Record<(typeof OTHER_COLUMNS)[number], string | undefined>
>;

/** A saved mapping for the files of one source; undefined or empty where it says nothing. */
export interface SourceSettings extends EntryDefaults {
  /** A declared list, or the one that always exists. */
  readonly list: string | undefined;
  /** Conditions as `--where` takes them: `COLUMN=VALUE,VALUE`; all must hold. */
  readonly where: readonly string[];
  readonly delimiter: string | undefined;
  readonly encoding: FileEncoding | undefined;
  readonly header: boolean | undefined;
  readonly skipLines: number | undefined;
  readonly days: DayOrder | undefined;
  readonly columns: SourceColumns;
}

/** What the configuration declares beside settings; empty where it says nothing. */
export interface Declarations {
  /** By name, in the file's order; so are the lists and the sources. */
  readonly callers: ReadonlyMap<string, CallerSettings>;
  /** The lists that are declared: the default list is there without that. */
  readonly lists: ReadonlyMap<string, ListSettings>;
  readonly sources: ReadonlyMap<string, SourceSettings>;
  /** The only campaigns that there are; any name is one when this is empty. */
  readonly campaigns: readonly string[];
}

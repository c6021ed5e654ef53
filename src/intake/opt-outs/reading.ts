import type { DayOrder, OTHER_COLUMNS } from '../../config/settings.js';
import type { Day } from '../../core/day.js';
import type { AskedDialect } from '../../files/list-head.js';
import type { ObjectionClass } from '../../policy/objections.js';
import type { AskedColumns } from '../passed-on/columns.js';

/** What a column of an opt-out file can hold beside numbers. */
export type OtherColumn = (typeof OTHER_COLUMNS)[number];

/** The columns that a person or a saved mapping names. */
export type OptOutColumns = AskedColumns<OtherColumn>;

/** What the rows have that say nothing else: from options, the list or the source. */
export interface OptOutDefaults {
  readonly list: string;
  readonly class: ObjectionClass;
  readonly source: string;
  readonly on: Day | undefined;
  readonly until: Day | undefined;
  readonly reference: string;
  readonly caller: string;
  readonly campaign: string;
}

/** How an opt-out file is to be read; options and the saved mapping of its source are merged. */
export interface OptOutReading {
  readonly columns: OptOutColumns;
  /** Each `COLUMN=VALUE,VALUE`: rows that hold another value are passed over. */
  readonly where: readonly string[];
  readonly dialect: AskedDialect;
  /** For days not written as YYYY-MM-DD. */
  readonly days: DayOrder;
  readonly defaults: OptOutDefaults;
  /**
   * The declared spelling of a caller's name.
   *
   * @throws ScreeningError for a name that is not declared
   */
  readonly caller: (name: string, where: string) => string;
  /** The same for a campaign's name. */
  readonly campaign: (name: string, where: string) => string;
  readonly today: Day;
  /** A list that `suppress export` wrote (exported.ts): its rows say all, and nothing is found out. */
  readonly isExported?: boolean;
}

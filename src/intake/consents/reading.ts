import type { DayOrder } from '../../config/settings.js';
import type { Day } from '../../core/day.js';
import type { AskedDialect } from '../../files/list-head.js';
import type { AskedColumns } from '../passed-on/columns.js';
import type { SaidConsent } from './said-terms.js';

/** What a column of a file of consents can hold beside the number. */
export const CONSENT_COLUMNS = [
  'caller',
  'on',
  'until',
  'method',
  'wording',
  'reference',
  'for',
  'kind',
  'obtained',
] as const;

/** A row of {@link CONSENT_COLUMNS}. */
export type ConsentColumn = (typeof CONSENT_COLUMNS)[number];

/** How a file of consents is to be read. */
export interface ConsentReading {
  readonly columns: AskedColumns<ConsentColumn>;
  /** Columns, by name or place, that say nothing of withdrawals although they look like it. */
  readonly ignore: readonly string[];
  readonly dialect: AskedDialect;
  /** For days not written as YYYY-MM-DD. */
  readonly days: DayOrder;
  /** What rows have that say nothing else. */
  readonly defaults: SaidConsent & { readonly reference: string };
  /** How many days a wish to be called back holds. */
  readonly requestedCallDays: number;
  /**
   * The declared spelling of a caller's name.
   *
   * @throws ScreeningError for a name that is not declared
   */
  readonly caller: (name: string, where: string) => string;
  readonly today: Day;
}

import { CallerBook } from '../../config/caller-book.js';
import type { Configuration } from '../../config/config.js';
import { campaignNamed, listNamed } from '../../config/names.js';
import type { ListSettings, SourceSettings } from '../../config/settings.js';
import type { Day } from '../../core/day.js';
import type { AskedDialect } from '../../files/list-head.js';
import { DEFAULT_CLASS, DEFAULT_LIST, type ObjectionClass } from '../../policy/objections.js';
import { refuseDays } from '../told-days.js';
import type { OptOutDefaults, OptOutReading } from './reading.js';

/** What entries have, settled from what was asked, the source's mapping and the list. */
export type EntryTerms = Omit<OptOutDefaults, 'on' | 'until'>;

/** What was asked of entries; undefined where nothing was. Names are in their declared spelling. */
export interface AskedTerms {
  readonly list: string | undefined;
  readonly class: ObjectionClass | undefined;
  /** Empty without one. */
  readonly source: string;
  readonly reference: string;
  readonly caller: string | undefined;
  readonly campaign: string | undefined;
}

/**
 * Settles what entries have: what was asked first, then the mapping of the source, then the list.
 *
 * @throws ScreeningError wrong-use for a list that is not declared, with the nearest
 */
export function entryTerms(
  asked: AskedTerms,
  { lists }: Pick<Configuration, 'lists'>,
  mapping?: SourceSettings,
): EntryTerms {
  const list = listNamed(lists.keys(), asked.list ?? mapping?.list ?? DEFAULT_LIST, '--list');
  const settings: ListSettings | undefined = lists.get(list);
  return {
    list,
    class: asked.class ?? mapping?.reason ?? settings?.reason ?? DEFAULT_CLASS,
    source: asked.source,
    reference: asked.reference,
    caller: asked.caller ?? mapping?.caller ?? settings?.caller ?? '',
    campaign: asked.campaign ?? mapping?.campaign ?? settings?.campaign ?? '',
  };
}

/** How a file is to be read, as far as it was asked; undefined and empty where the mapping says it. */
export interface AskedReading {
  readonly columns: OptOutReading['columns'];
  readonly where: readonly string[];
  readonly dialect: AskedDialect;
  readonly days: OptOutReading['days'] | undefined;
  readonly defaults: OptOutDefaults;
}

/** Columns of which nothing was said. */
export const NO_COLUMNS: OptOutReading['columns'] = {
  number: [],
  reason: undefined,
  source: undefined,
  reference: undefined,
  on: undefined,
  until: undefined,
  caller: undefined,
  campaign: undefined,
};

/**
 * Settles how an opt-out file is read: what was asked, then what the configuration says of its source.
 *
 * @throws ScreeningError wrong-use for a day that cannot be
 */
export function optOutReading(
  { columns, where, dialect, days, defaults }: AskedReading,
  { callers, campaigns }: Pick<Configuration, 'callers' | 'campaigns'>,
  mapping: SourceSettings | undefined,
  today: Day,
): OptOutReading {
  refuseDays(defaults, today);
  const book = new CallerBook(callers);
  return {
    columns,
    where: where.length > 0 ? where : (mapping?.where ?? []),
    dialect,
    days: days ?? mapping?.days ?? 'dmy',
    defaults,
    caller: (name, place) => book.named(name, place),
    campaign: (name, place) => campaignNamed(campaigns, name, place),
    today,
  };
}

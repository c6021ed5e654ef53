import { ENCODING_NAMES } from '../core/decode.js';
import { DEFAULT_LIST } from '../policy/objections.js';
import { CallerBook } from './caller-book.js';
import type { ConfigurationFile } from './configuration-file.js';
import { campaignNamed, listNamed } from './names.js';
import {
  OTHER_COLUMNS,
  type CallerSettings,
  type Declarations,
  type EntryDefaults,
  type SourceColumns,
} from './settings.js';
import type { Content } from './shape.js';
import { refuseSameNames, refuseTwoMeanings } from './two-meanings.js';

type Key = readonly PropertyKey[];
type Source = NonNullable<Content['source']>[string];
type Column = string | number;

/**
 * What the file declares, with each name that refers to another in its declared spelling.
 *
 * @throws ScreeningError wrong-use with file and line for a name that refers to nothing, or has
 *   two meanings
 */
export function declarations(file: ConfigurationFile, content: Content): Declarations {
  const { caller = {}, list = {}, source = {}, campaigns = [] } = content;
  const sections = { caller, list, source };
  for (const [section, table] of Object.entries(sections)) {
    const names = Object.keys(table);
    refuseSameNames(
      file,
      names,
      (name) => [section, name],
      section === 'list' ? [DEFAULT_LIST] : [],
    );
  }
  refuseSameNames(file, campaigns, (_, place) => ['campaigns', place]);
  const callers = mapped(caller, (settings, name): CallerSettings => ({
    legalEntity: settings.legal_entity ?? name,
    brands: settings.brands ?? [],
    agents: settings.agents ?? [],
    authorised: settings.authorised ?? [],
  }));
  refuseTwoMeanings(file, callers);
  const book = new CallerBook(callers);
  const listNames = Object.keys(list);
  const refer = (key: Key, name: string | undefined, find: (name: string) => string) =>
    name === undefined ? undefined : file.resolved(key, () => find(name));
  const defaults = (
    { reason, caller, campaign }: Source | NonNullable<Content['list']>[string],
    key: Key,
  ): EntryDefaults => ({
    reason,
    caller: refer([...key, 'caller'], caller, (name) => book.named(name, '')),
    campaign: refer([...key, 'campaign'], campaign, (name) => campaignNamed(campaigns, name, '')),
  });
  return {
    callers,
    campaigns,
    lists: mapped(list, (settings, name) => ({
      title: settings.title ?? '',
      ...defaults(settings, ['list', name]),
    })),
    sources: mapped(source, (settings, name) => ({
      list: refer(['source', name, 'list'], settings.list, (asked) =>
        listNamed(listNames, asked, ''),
      ),
      ...defaults(settings, ['source', name]),
      where: severalOf(settings.where),
      delimiter: settings.delimiter,
      encoding: settings.encoding && ENCODING_NAMES[settings.encoding],
      header: settings.header,
      skipLines: settings.skip_lines,
      days: settings.days,
      columns: columnsOf(settings.columns),
    })),
  };
}

function columnsOf(columns: Source['columns'] = {}): SourceColumns {
  const others = OTHER_COLUMNS.map((key) => {
    const column = columns[key];
    return [key, column === undefined ? undefined : String(column)] as const;
  });
  return {
    number: severalOf<Column>(columns.number).map(String),
    ...(Object.fromEntries(others) as Omit<SourceColumns, 'number'>),
  };
}

function severalOf<T extends Column>(value: T | readonly T[] | undefined): readonly T[] {
  if (value === undefined) return [];
  return typeof value === 'object' ? value : [value];
}

function mapped<T, U>(
  table: Readonly<Record<string, T>>,
  each: (settings: T, name: string) => U,
): ReadonlyMap<string, U> {
  return new Map(Object.entries(table).map(([name, settings]) => [name, each(settings, name)]));
}

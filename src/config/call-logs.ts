import { ENCODING_NAMES } from '../core/decode.js';
import type { CallLogSettings } from './call-log.js';
import type { CallerBook } from './caller-book.js';
import type { ConfigurationFile } from './configuration-file.js';
import { campaignNamed } from './names.js';
import type { Content } from './shape.js';
import { refuseSameNames } from './two-meanings.js';

type Said = NonNullable<Content['calls']>[string];

/**
 * The mappings of call logs that the file declares, with callers and campaigns in their declared
 * spelling.
 *
 * @param campaigns those that are declared
 * @throws ScreeningError wrong-use with file and line for a name that refers to nothing, or two
 *   spellings of one name
 */
export function callLogs(
  file: ConfigurationFile,
  { calls = {} }: Content,
  book: CallerBook,
  campaigns: readonly string[],
): ReadonlyMap<string, CallLogSettings> {
  refuseSameNames(file, Object.keys(calls), (name) => ['calls', name]);
  return new Map(
    Object.entries(calls).map(([name, said]) => {
      const key = ['calls', name];
      for (const section of ['callers', 'campaigns'] as const) {
        const words = Object.keys(said[section] ?? {});
        refuseSameNames(file, words, (word) => [...key, section, word]);
      }
      const caller = (text: string, ...path: string[]) =>
        file.resolved([...key, ...path], () => book.named(text, ''));
      const campaign = (text: string, ...path: string[]) =>
        file.resolved([...key, ...path], () => campaignNamed(campaigns, text, ''));
      return [name, { ...plainSettings(said), ...namesOf(said, caller, campaign) }];
    }),
  );
}

type Resolve = (text: string, ...path: string[]) => string;

function namesOf(
  { caller, campaign, callers = {}, campaigns = {} }: Said,
  callerNamed: Resolve,
  campaignOf: Resolve,
): Pick<CallLogSettings, 'caller' | 'campaign' | 'callers' | 'campaigns'> {
  const mapped = (table: Readonly<Record<string, string>>, section: string, find: Resolve) =>
    new Map(Object.entries(table).map(([word, name]) => [word, find(name, section, word)]));
  return {
    caller: caller === undefined ? undefined : callerNamed(caller, 'caller'),
    campaign: campaign === undefined ? undefined : campaignOf(campaign, 'campaign'),
    callers: mapped(callers, 'callers', callerNamed),
    campaigns: mapped(campaigns, 'campaigns', campaignOf),
  };
}

function plainSettings(
  said: Said,
): Omit<CallLogSettings, 'caller' | 'campaign' | 'callers' | 'campaigns'> {
  const columns = Object.entries(said.columns ?? {}).map(([key, value]) => [key, String(value)]);
  return {
    columns: Object.fromEntries(columns) as CallLogSettings['columns'],
    timezone: said.timezone,
    stamps: said.stamps,
    days: said.days,
    service: severalOf(said.service),
    inbound: severalOf(said.inbound),
    delimiter: said.delimiter,
    encoding: said.encoding && ENCODING_NAMES[said.encoding],
    header: said.header,
    skipLines: said.skip_lines,
  };
}

function severalOf(value: string | readonly string[] | undefined): readonly string[] {
  if (value === undefined) return [];
  return typeof value === 'string' ? [value] : value;
}

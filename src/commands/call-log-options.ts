import { CallerBook } from '../config/caller-book.js';
import { CALL_COLUMNS, type CallLogSettings } from '../config/call-log.js';
import type { Configuration } from '../config/config.js';
import { campaignNamed, declaredName, dottedKey } from '../config/names.js';
import { foldName } from '../core/fold-name.js';
import { wrongUse, type ScreeningError } from '../core/errors.js';
import { isZone, LONDON } from '../core/zone-clock.js';
import type { CallReading } from '../audit/calls/call-reading.js';
import type { Caller } from '../scrub/screening.js';
import { namedColumnsOf } from './column-options.js';
import type { OptionDefinition, OptionValues } from './context.js';
import { DIALECT_OPTIONS, dialectOf } from './dialect-options.js';
import type { Options } from './option-values.js';

/** A day with the year first is read whatever is said. */
export const DAY_FIRST_OR_MONTH = ['dmy', 'mdy'] as const;

/** Options that say how a call log is to be read: of every command that reads one. */
export const CALL_LOG_OPTIONS: readonly OptionDefinition[] = [
  { flags: '--mapping <name>', description: 'how the log is read: [calls.NAME] there' },
  {
    flags: '--column <logical=header>',
    description: `column of number, ${CALL_COLUMNS.join(', ')}, by name or place`,
    repeatable: true,
  },
  { flags: '--timezone <zone>', description: `of starts without an offset, as ${LONDON}` },
  { flags: '--days <order>', description: 'day first (dmy, unless said) or month first (mdy)' },
  { flags: '--caller <name>', description: 'for whom calls were made that do not say so' },
  { flags: '--campaign <name>', description: 'campaign of calls that do not say so' },
  ...DIALECT_OPTIONS,
];

/**
 * Refuses options about a call log where none is named.
 *
 * @param values what was given
 * @param options of the command, those that are about the log
 * @throws ScreeningError wrong-use
 */
export function refuseWithoutLog(values: OptionValues, options: readonly OptionDefinition[]): void {
  const names = options.map(({ flags }) => flags.split(' ')[0] ?? '');
  const idle = names.find((name) => isGiven(name, values));
  if (idle === undefined) return;
  throw wrongUse({
    summary: `${idle} is about a call log, and none is named`,
    fix: `add --calls FILE, or leave ${idle} out`,
    where: idle,
  });
}

/** Commander gives `--skip-lines` as `skipLines`, and `--no-header` as `header: false`. */
function isGiven(name: string, values: OptionValues): boolean {
  const key = name
    .replace(/^--(no-)?/, '')
    .replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
  return name.startsWith('--no-') ? values[key] === false : values[key] !== undefined;
}

/**
 * How a call log is read: the options first, then the mapping that was named, or the only one there
 * is.
 *
 * @param header commander gives `--no-header` as `header: false`
 * @throws ScreeningError wrong-use for a name that is not known, with the nearest
 */
export function settleCallReading(
  options: Options,
  configuration: Configuration,
  header: boolean,
): CallReading {
  const { callers, campaigns } = configuration;
  const mapping = mappingNamed(options, configuration);
  const saved: CallLogSettings | undefined = configuration.calls.get(mapping);
  const book = new CallerBook(callers);
  const caller = options.text('caller');
  const campaign = options.text('campaign');
  return {
    mapping,
    columns: { ...saved?.columns, ...namedColumns(options) },
    dialect: dialectOf(options, header && (saved?.header ?? true), saved),
    timezone: zoneOf(options) ?? saved?.timezone,
    stamps: saved?.stamps ?? 'text',
    days: options.oneOf('days', DAY_FIRST_OR_MONTH) ?? saved?.days,
    service: saved?.service ?? [],
    inbound: saved?.inbound ?? [],
    caller: caller === undefined ? (saved?.caller ?? '') : book.named(caller, '--caller'),
    campaign:
      campaign === undefined
        ? (saved?.campaign ?? '')
        : campaignNamed(campaigns, campaign, '--campaign'),
    callerOf: wordsOf(saved?.callers, declared(book.names)),
    campaignOf: wordsOf(saved?.campaigns, campaigns.length === 0 ? trimmed : declared(campaigns)),
  };
}

/**
 * Who is bound when calls are made for a declared caller, and in a campaign; nobody in particular when
 * they are empty, and then every objection counts.
 */
export function callersOf({
  callers,
  campaigns,
}: Configuration): (caller: string, campaign: string) => Caller {
  const book = new CallerBook(callers);
  return (caller, campaign) => {
    if (caller === '') return { caller: '', notBoundBy: [], campaign, campaigns };
    const bound = new Set(book.boundBy(caller));
    const notBoundBy = book.names.filter((name) => !bound.has(name));
    return { caller, notBoundBy, campaign, campaigns };
  };
}

function mappingNamed(options: Options, { calls }: Configuration): string {
  const names = [...calls.keys()];
  const asked = options.text('mapping');
  if (asked !== undefined) {
    if (names.length === 0) throw noMapping(asked);
    return declaredName(['mapping of call logs', 'mappings'], names, asked, '--mapping');
  }
  if (names.length < 2) return names[0] ?? '';
  throw wrongUse({
    summary: 'the configuration has several mappings of call logs',
    fix: `name one: --mapping ${names.join(', or ')}`,
    where: '--mapping',
  });
}

function noMapping(asked: string): ScreeningError {
  return wrongUse({
    summary: `there is no mapping of call logs '${asked}'`,
    fix: `the configuration declares none: write one there as [${dottedKey(['calls', asked])}]`,
    where: '--mapping',
  });
}

function namedColumns(options: Options): CallReading['columns'] {
  const { number, others } = namedColumnsOf(options, CALL_COLUMNS);
  const [first, second] = number;
  if (second !== undefined) {
    throw wrongUse({
      summary: '--column names two columns of the number',
      why: 'a call has one number',
      fix: 'name the column that was dialled',
      where: '--column',
    });
  }
  return first === undefined ? others : { ...others, number: first };
}

function zoneOf(options: Options): string | undefined {
  const zone = options.text('timezone');
  if (zone === undefined || isZone(zone)) return zone;
  throw wrongUse({
    summary: `--timezone: '${zone}' is no time zone that is known`,
    fix: `write it like ${LONDON}, or UTC`,
    where: '--timezone',
  });
}

/** The name that a word means: by the mapping, else as it is if it is one. */
function wordsOf(
  mapped: ReadonlyMap<string, string> = new Map(),
  find: (word: string) => string | undefined,
): (word: string) => string | undefined {
  const byWord = new Map([...mapped].map(([word, name]) => [foldName(word), name]));
  return (word) => byWord.get(foldName(word)) ?? find(word);
}

/** Not `declaredName`: it looks for the nearest name, and a log has a million words. */
function declared(names: readonly string[]): (word: string) => string | undefined {
  const byName = new Map(names.map((name) => [foldName(name), name]));
  return (word) => byName.get(foldName(word));
}

function trimmed(word: string): string {
  return word.trim();
}

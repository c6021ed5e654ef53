import { ScreeningError } from '../core/errors.js';
import { foldName } from '../core/fold-name.js';
import type { Store } from '../store/database.js';
import { recordedRates, type RateFigures, type RateGroup } from '../store/hit-rates.js';
import { counted, grouped } from '../ui/tables.js';

/** So many runs, the newest, are what is usual. */
const MOST_RUNS = 20;
/** Until a group has so many runs behind it, an alarm warns; then it stops. */
const RUNS_THAT_WARN = 5;
/** Smaller runs say too little of what is usual. */
const LEAST_NUMBERS = 500;
/** Where one number in a thousand is listed, so many without a hit come once in 150 runs. */
const NUMBERS_WITHOUT_HIT = 5_000;
const FOLD = 5;
/** The larger of what was found and what was to be expected, below which five times is chance. */
const LEAST_HITS = 20;
/** A column without a number in so many records was chosen by mistake. */
const LEAST_RECORDS = 100;

/** A column that was screened, and how many numbers were read in it. */
export interface ReadColumn {
  readonly name: string;
  readonly read: number;
}

/** What a run came to, as far as alarms depend on it. */
export interface SeenRate extends RateFigures {
  readonly records: number;
  readonly columns: readonly ReadColumn[];
}

/** Something about a run that is not as it should be. */
export interface RateAlarm {
  readonly alarm: AlarmName;
  /** With the figures; no number of a person. */
  readonly words: string;
}

/** The hit rate of a run, as its record keeps it. */
export interface HitRate extends RateFigures {
  /** How many runs of the group it was held against. */
  readonly runs: number;
  /** The median of their shares of listed numbers, 0 to 1; null without any. */
  readonly baseline: number | null;
  readonly alarms: readonly RateAlarm[];
  /** Why the alarms were accepted, in the words of whoever ran it; empty when nobody said. */
  readonly accepted: string;
}

type Usual = Pick<HitRate, 'runs' | 'baseline'>;

/** What sounds an alarm: each gives the words of what it found, none when all is well. */
const ALARMS = [
  {
    alarm: 'no-hit',
    find: (seen) =>
      isWithoutHit(seen)
        ? [`none of ${grouped(seen.numbers)} numbers is listed on a register`]
        : [],
  },
  {
    alarm: 'fivefold-change',
    find: (seen, usual) => (isFarFrom(seen, usual.baseline) ? [changeWords(seen, usual)] : []),
  },
  {
    alarm: 'column-without-numbers',
    find: (seen) =>
      emptyColumns(seen).map(
        ({ name }) => `no number was read in column ${name} of ${grouped(seen.records)} records`,
      ),
  },
] as const satisfies readonly {
  alarm: string;
  find: (seen: SeenRate, usual: Usual) => readonly string[];
}[];

/** A row of the table of alarms. */
export type AlarmName = (typeof ALARMS)[number]['alarm'];

/** Every alarm, in the order in which they are told. */
export const ALARM_NAMES: readonly AlarmName[] = ALARMS.map(({ alarm }) => alarm);

/** Columns chosen by mistake, as it seems. */
function emptyColumns({ records, columns }: SeenRate): readonly ReadColumn[] {
  return records < LEAST_RECORDS ? [] : columns.filter(({ read }) => read === 0);
}

function isWithoutHit({ numbers, listed }: RateFigures): boolean {
  return listed === 0 && numbers >= NUMBERS_WITHOUT_HIT;
}

/** Five times more or less than usual, when that is no accident of small numbers. */
function isFarFrom(seen: RateFigures, baseline: number | null): boolean {
  const { numbers, listed } = seen;
  if (baseline === null || numbers === 0 || isWithoutHit(seen)) return false;
  const expected = baseline * numbers;
  if (Math.max(listed, expected) < LEAST_HITS) return false;
  return listed >= FOLD * expected || listed * FOLD <= expected;
}

function changeWords({ numbers, listed }: SeenRate, { runs, baseline }: Usual): string {
  return `${shareText(listed / numbers)} of ${grouped(numbers)} numbers are listed (${grouped(listed)}), and ${shareText(baseline ?? 0)} were in the median of ${counted(runs, 'run')} before`;
}

/** A percentage with two decimals: rates of a tenth of a percent are usual. */
export function shareText(of: number): string {
  return `${(of * 100).toFixed(2)} %`;
}

/**
 * Holds what a run came to against the runs before it of the same caller, campaign and supplier. Names
 * that differ in capitals and blanks are one.
 *
 * @param store undefined before there is a database
 */
export function hitRate(
  store: Store | undefined,
  group: RateGroup,
  seen: SeenRate,
  accepted: string,
): HitRate {
  const usual = usualOf(store, group);
  const alarms = ALARMS.flatMap(({ alarm, find }) =>
    find(seen, usual).map((words): RateAlarm => ({ alarm, words })),
  );
  return { numbers: seen.numbers, listed: seen.listed, ...usual, alarms, accepted };
}

function usualOf(store: Store | undefined, group: RateGroup): Usual {
  const shares: number[] = [];
  const wanted = keyOf(group);
  for (const rate of store === undefined ? [] : recordedRates(store, LEAST_NUMBERS)) {
    if (keyOf(rate) === wanted) shares.push(rate.listed / rate.numbers);
    if (shares.length === MOST_RUNS) break;
  }
  return { runs: shares.length, baseline: medianOf(shares) };
}

function keyOf({ caller, campaign, supplier }: RateGroup): string {
  return JSON.stringify([caller, campaign, supplier].map(foldName));
}

function medianOf(shares: readonly number[]): number | null {
  const sorted = shares.toSorted((a, b) => a - b);
  const upper = sorted[sorted.length >> 1];
  const lower = sorted[(sorted.length - 1) >> 1];
  return upper === undefined || lower === undefined ? null : (upper + lower) / 2;
}

/** Whether the group of a run has enough runs behind it to know what is usual. */
export function mayStop({ runs }: Pick<HitRate, 'runs'>): boolean {
  return runs >= RUNS_THAT_WARN;
}

/**
 * Stops a run whose alarms nobody accepted, once its group has enough runs to know what is usual.
 *
 * @throws ScreeningError evidence-disagrees
 */
export function refuseAlarms(
  rate: HitRate,
  { group, seen, input }: { group: RateGroup; seen: SeenRate; input: string },
): void {
  if (rate.alarms.length === 0 || rate.accepted !== '' || !mayStop(rate)) return;
  const list = input === '-' ? 'the list on standard input' : input;
  throw new ScreeningError('evidence-disagrees', {
    summary: `${list} is not as usual: ${rate.alarms.map(({ words }) => words).join('; ')}`,
    why: `it was held against the last ${counted(rate.runs, 'run')} ${groupWords(group)}; a wrong column, a wrong list or a wrong register file looks like this; nothing was written`,
    fix: [
      'look at the list, its columns and tps-scrub status',
      ...emptyColumns(seen).map(
        ({ name }) =>
          `if nobody calls '${name}', give --ignore-column '${name}' and no --column '${name}'`,
      ),
      'if all is right, add --accept-rate "WHY"',
    ].join('; '),
    where: input,
  });
}

function groupWords({ caller, campaign, supplier }: RateGroup): string {
  const parts = [
    caller === '' ? 'for no named caller' : `for ${caller}`,
    ...(campaign === '' ? [] : [`campaign ${campaign}`]),
    ...(supplier === '' ? [] : [`supplied by ${supplier}`]),
  ];
  return parts.join(', ');
}

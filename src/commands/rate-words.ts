import { wrongUse } from '../core/errors.js';
import { mayStop, shareText, type HitRate } from '../scrub/hit-rate.js';
import type { ListControl } from '../scrub/positive-control.js';
import type { RunRecord } from '../scrub/run-record.js';
import type { ScrubResult } from '../scrub/scrub.js';
import { counted, grouped } from '../ui/tables.js';
import { printable } from '../ui/voice.js';
import type { OptionDefinition } from './context.js';
import type { Options } from './option-values.js';

/** The option that lets a run with an unusual hit rate through. */
export const ACCEPT_RATE_OPTION: OptionDefinition = {
  flags: '--accept-rate <why>',
  description: 'let a run with an unusual hit rate through, with a reason',
};

/** Why an unusual hit rate is right; empty when nobody says so. @throws ScreeningError wrong-use */
export function acceptedRate(options: Options): string {
  const why = options.text('acceptRate')?.trim();
  if (why !== '') return why ?? '';
  throw wrongUse({
    summary: '--accept-rate needs a reason',
    fix: 'say why the rate is right; it is kept with the run and stands on its certificate',
    where: '--accept-rate',
  });
}

/** That an alarm was accepted of which there is none; empty mostly. */
export function rateNotes({ record: { hit_rate: rate } }: ScrubResult): string[] {
  const isNeeded = rate === undefined || rate.accepted === '' || rate.alarms.length > 0;
  return isNeeded ? [] : ['--accept-rate was not needed: the hit rate is as usual'];
}

/** The alarms of a run that they did not stop, each in a sentence; told though it is asked to be quiet. */
export function rateWarnings({ run, plan, record: { hit_rate: rate } }: ScrubResult): string[] {
  if (rate === undefined || rate.alarms.length === 0) return [];
  const after = ((): string => {
    if (rate.accepted !== '') return 'accepted, and kept with the run';
    if (!plan.for_calling) return 'a historical run does not stop for it';
    if (!mayStop(rate)) return 'a warning in the first five runs; later ones stop';
    return run === '' ? 'a run that writes would stop' : '';
  })();
  return rate.alarms.map(({ words }) => `unusual: ${printable(words)} (${after})`);
}

/** The hit rate of a run in JSON. */
export function rateJson({ hit_rate: rate }: Pick<RunRecord, 'hit_rate'>): HitRate | null {
  return rate ?? null;
}

/** Label and text of what a run record says of its controls and its hit rate, for people. */
export interface RateRow {
  readonly label: string;
  readonly text: string;
  readonly tone?: 'doubt' | 'bad';
}

/** The rows of a run; none of what an earlier program did not keep. */
export function rateRows(record: RunRecord): RateRow[] {
  const { controls, hit_rate: rate } = record;
  return [
    ...(controls === undefined
      ? []
      : [{ label: 'positive control', text: controlWords(controls) }]),
    ...(rate === undefined ? [] : hitRateRows(rate, record)),
  ];
}

function controlWords(controls: readonly ListControl[]): string {
  const named = (found: ListControl['found']): string =>
    controls
      .filter((one) => one.found === found)
      .map(({ list, edition }) =>
        edition === 0 ? `own ${list}` : `${list} edition ${String(edition)}`,
      )
      .join(', ');
  const empty = named('no-entry');
  return (
    `the first number of each list was found, a number that cannot exist was not: ${named('first-number')}` +
    (empty === '' ? '' : `; without an entry yet: ${empty}`)
  );
}

function hitRateRows(rate: HitRate, { operator, account }: RunRecord): RateRow[] {
  const { numbers, listed, runs, baseline, alarms, accepted } = rate;
  const share = numbers === 0 ? 0 : listed / numbers;
  const usual =
    baseline === null
      ? 'no earlier run to hold it against'
      : `${shareText(baseline)} in the median of ${counted(runs, 'run')} before`;
  const whom = operator === '' ? account : `${operator} (${account})`;
  return [
    {
      label: 'hit rate',
      text: `${shareText(share)} of ${counted(numbers, 'number')} listed (${grouped(listed)}); ${usual}`,
    },
    ...alarms.map(({ words }): RateRow => ({ label: 'unusual', text: words, tone: 'doubt' })),
    ...(accepted === ''
      ? []
      : [{ label: 'accepted', text: `by ${whom}: ${accepted}`, tone: 'bad' } as const]),
  ];
}

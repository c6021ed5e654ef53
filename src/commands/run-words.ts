import type { NumberDecision } from '../audit/number-in-run.js';
import { firstDayOut, type PastRun, type Standing } from '../audit/past-run.js';
import type { OutputRecord } from '../scrub/run-record.js';
import { counted, grouped } from '../ui/tables.js';
import { printable, type Tone } from '../ui/voice.js';

const TONES: Readonly<Record<Standing, Tone>> = {
  'in-date': 'good',
  'not-yet': 'good',
  'out-of-date': 'quiet',
  historical: 'quiet',
  interrupted: 'doubt',
  abandoned: 'bad',
};

/** How the words about a run's standing are coloured. */
export function standingTone({ standing }: PastRun): Tone {
  return TONES[standing];
}

/** What a run's list is good for today, in words. */
export function standingWords(run: PastRun): string {
  const { call_date: first, until: last } = run.record.plan;
  switch (run.standing) {
    case 'in-date': {
      const left = run.daysLeft === 0 ? 'today' : counted(run.daysLeft, 'day');
      return `clears calls to ${last} (${left})`;
    }
    case 'not-yet':
      return `clears calls ${first} to ${last}`;
    case 'out-of-date':
      return `out of date since ${firstDayOut(run)}`;
    case 'historical':
      return `historical: calls of ${first}`;
    case 'interrupted':
      return 'interrupted: the next scrub finishes it';
    case 'abandoned':
      return 'abandoned: no list came of it';
  }
}

/** For whom and by what rules: `live-calls, for Acme, campaign winter`. */
export function termsWords({ record: { plan } }: Pick<PastRun, 'record'>): string {
  const caller = plan.caller === '' ? '' : `, for ${plan.caller}`;
  const campaign = plan.campaign === '' ? '' : `, campaign ${plan.campaign}`;
  return printable(`${plan.policy.name}${caller}${campaign}`);
}

/** The list and what became of its records. */
export function listWords(run: PastRun): string {
  const { plan, counts } = run.record;
  const aside = !plan.for_calling && run.standing === 'interrupted' ? '; historical' : '';
  const place = plan.input === '-' ? 'standard input' : printable(plan.input);
  return `${place}: ${grouped(counts.read)} read, ${grouped(counts.clean)} clean; ${termsWords(run)}${aside}`;
}

const READINGS: Readonly<Record<NumberDecision['reading'], string>> = {
  number: '',
  'zero-restored': '; its leading 0 was missing',
  reading: '; one reading of a damaged cell',
  '': '',
};

/** What a run decided about a number that stood in its list. */
export function decisionWords({ reason, kept, reading }: NumberDecision): string {
  const how = READINGS[reading];
  if (kept) return `kept: ${reason}${how}`;
  if (reason === '') return `held back; an earlier version kept no reason${how}`;
  const clean = reason === 'CLEAN' || reason === 'CONSENT';
  return clean
    ? `held back with its record, though ${reason} by itself${how}`
    : `held back: ${reason}${how}`;
}

/** What an output of a run is called, and what is counted in it. */
export const OUTPUT_WORDS = {
  cleaned: ['cleaned list', 'record'],
  flagged: ['flagged list', 'record'],
  report: ['report', 'line'],
  dialler: ["dialler's file", 'line'],
} as const satisfies Record<OutputRecord['kind'], readonly [name: string, unit: string]>;

/** An output of a run in JSON; whether the file still stands there is not looked at. */
function outputJson({ kind, path, sha256, records }: OutputRecord): object {
  return { kind, path, sha256, records };
}

/** A run in the JSON of `runs`. */
export function runJson({ id, started, state, record, standing, daysLeft }: PastRun): object {
  const { plan, counts } = record;
  return {
    run: id,
    started,
    state,
    standing,
    for_calling: plan.for_calling,
    input: {
      path: plan.input,
      place: record.input_place ?? null,
      sha256: record.input.sha256,
      records: counts.read,
    },
    counts,
    policy: plan.policy.name,
    caller: plan.caller,
    campaign: plan.campaign,
    call_date: plan.call_date,
    as_of: plan.as_of,
    last_call_day: plan.until,
    days_left: daysLeft,
    in_date: standing === 'in-date',
    outputs: record.outputs.map(outputJson),
  };
}

import { addDays, daysBetween, type Day, type Instant } from '../core/day.js';
import type { RunRecord } from '../scrub/run-record.js';
import type { RunRow } from '../store/runs.js';
import { alteredRecord } from './recorded-plan.js';

/**
 * What a run's list is good for today.
 *
 * - `in-date`: calls from it are cleared today
 * - `not-yet`: its first call day lies ahead
 * - `out-of-date`: its last call day has passed
 * - `historical`: it never was a list to call from
 * - `interrupted`: sealed, its files have no names yet; the next writing command finishes it
 * - `abandoned`: it came to nothing
 */
export type Standing =
  'in-date' | 'not-yet' | 'out-of-date' | 'historical' | 'interrupted' | 'abandoned';

/** A run that was recorded, as it stands on a day. */
export interface PastRun {
  readonly id: string;
  readonly started: Instant;
  readonly state: RunRow['state'];
  readonly record: RunRecord;
  readonly standing: Standing;
  /** Days from that day to the last call day; negative when it has passed. */
  readonly daysLeft: number;
}

/**
 * Reads a run's row as it stands on a London day.
 *
 * @throws ScreeningError evidence-disagrees when its record cannot be read
 */
export function pastRun({ id, started, state, record }: RunRow, today: Day): PastRun {
  const read = recordIn(id, record);
  const daysLeft = daysBetween(today, read.plan.until);
  return { id, started, state, record: read, standing: standingOf(state, read, today), daysLeft };
}

/** What builds did before they could do otherwise, and so did not write down. */
const BEFORE_IT_WAS_SAID = {
  caller: '',
  not_bound_by: [],
  campaigns: [],
  own_batch: 0,
  party_columns: [],
  party_key_id: '',
  duplicates: 'keep',
} as const satisfies Partial<RunRecord['plan']>;

/**
 * A run of whatever build with all that is told of a run. For words only: what is decided again has to
 * know what was recorded and what was not (recorded-plan.ts).
 */
export function asTold<R extends PastRun>(run: R): R {
  const { record } = run;
  const plan = { ...BEFORE_IT_WAS_SAID, ...record.plan };
  const counts = { numbers_in_grace: 0, rows: { blanked: 0, written: record.counts.clean } };
  return { ...run, record: { ...counts, ...record, plan } };
}

function recordIn(id: string, record: string): RunRecord {
  try {
    return JSON.parse(record) as RunRecord;
  } catch {
    throw alteredRecord(id);
  }
}

function standingOf(state: RunRow['state'], { plan }: RunRecord, today: Day): Standing {
  if (state === 'abandoned') return 'abandoned';
  if (state === 'sealed') return 'interrupted';
  if (!plan.for_calling) return 'historical';
  if (today > plan.until) return 'out-of-date';
  return today < plan.call_date ? 'not-yet' : 'in-date';
}

/** The first day on which a run's list may not be called any more. */
export function firstDayOut({ record }: Pick<PastRun, 'record'>): Day {
  return addDays(record.plan.until, 1);
}

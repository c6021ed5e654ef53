import { addDays, endOfLondonDay, londonDay, type Day, type Instant } from '../core/day.js';
import type { Store } from '../store/database.js';
import { FAR_INSTANT, knowingInstant } from '../store/ledger.js';
import { openHeld } from '../store/no-database.js';
import {
  countRuns,
  purgedRuns,
  runsWithin,
  type PurgedRun,
  type StartedWithin,
} from '../store/past-runs.js';
import { dueRuns } from './due-runs.js';
import { answerOf, isPartlyRead, type NumberDecision } from './number-in-run.js';
import { asTold, pastRun, type PastRun } from './past-run.js';

/** What is asked of past runs; undefined where nothing narrows the answer. */
export interface RunsRequest {
  readonly database: string;
  /** First and last London day on which the runs started. */
  readonly from: Day | undefined;
  readonly to: Day | undefined;
  /** Only runs whose lists have to be scrubbed again within so many days. */
  readonly dueDays: number | undefined;
  /** Only runs that had this number in their list, E.164. */
  readonly e164: number | undefined;
  /** At most so many, the newest; Infinity for all. */
  readonly limit: number;
}

/** A run of the answer. */
export interface FoundRun extends PastRun {
  /** How it decided about the number that was asked about; empty when none was. */
  readonly decisions: readonly NumberDecision[];
}

/** A run of which it cannot be said whether the number was in its list. */
export interface UnknownRun {
  readonly id: string;
  /** Undefined when the whole run was purged. */
  readonly run: PastRun | undefined;
  readonly why: string;
}

/** What `runs` found. */
export interface FoundRuns {
  readonly today: Day;
  /** Newest first; of due ones, the most urgent first. */
  readonly runs: readonly FoundRun[];
  /** How many runs the question is about: those of the time, or those that are due. */
  readonly asked: number;
  /** Runs of that time that cannot answer about the number: unknown is never no. */
  readonly unknown: readonly UnknownRun[];
  /** How many of those that say no had records or cells which could not be screened. */
  readonly partlyRead: number;
  /** Runs of that time whose records are not held any more, by id. */
  readonly purged: readonly string[];
}

/**
 * Finds past runs. Reads only.
 *
 * @throws ScreeningError not-safe when there is no database
 */
export function findRuns(request: RunsRequest, now: Instant): FoundRuns {
  const store = openHeld(request.database, 'not-safe');
  try {
    const today = londonDay(knowingInstant(store, now));
    return { ...findIn(store, request, today), today };
  } finally {
    store.close();
  }
}

function findIn(
  store: Store,
  { from, to, dueDays, e164, limit }: RunsRequest,
  today: Day,
): Omit<FoundRuns, 'today'> {
  const within = {
    after: from === undefined ? ('' as const) : endOfLondonDay(addDays(from, -1)),
    upTo: to === undefined ? FAR_INSTANT : endOfLondonDay(to),
  };
  const purged = purgedRuns(store).filter((run) => startedWithin(run, within));
  const asked = countRuns(store, within);
  const all = pastRuns(store, within, Math.min(limit, asked), today);
  const due = dueDays === undefined ? undefined : dueRuns([...all], dueDays);
  const found: FoundRun[] = [];
  const unknown: UnknownRun[] = [];
  let partlyRead = 0;
  for (const run of due ?? all) {
    const answer = e164 === undefined ? { decisions: [] } : answerOf(store, run, e164);
    if ('notKnown' in answer) unknown.push({ id: run.id, run, why: answer.notKnown });
    else if (e164 === undefined || answer.decisions.length > 0) found.push({ ...run, ...answer });
    else if (isPartlyRead(run)) partlyRead++;
  }
  if (e164 !== undefined && dueDays === undefined) {
    for (const { id, instant } of purged) {
      unknown.push({ id, run: undefined, why: `it was purged at ${instant}` });
    }
  }
  const ids = purged.map(({ id }) => id);
  return { runs: found, asked: due?.length ?? asked, unknown, partlyRead, purged: ids };
}

function* pastRuns(
  store: Store,
  within: StartedWithin,
  limit: number,
  today: Day,
): Generator<PastRun> {
  for (const row of runsWithin(store, within, limit)) yield asTold(pastRun(row, today));
}

/** Whether a run that is not held any more may have started within a time. */
export function startedWithin({ started }: PurgedRun, { after, upTo }: StartedWithin): boolean {
  const second = started.slice(0, 19);
  return `${second}.999Z` > after && second <= upTo.slice(0, 19);
}

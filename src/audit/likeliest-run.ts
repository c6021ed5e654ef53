import type { Day } from '../core/day.js';
import { readingsOf } from '../core/read-number.js';
import type { Store } from '../store/database.js';
import { newestTraced, runsThatWroteTo } from '../store/run-outputs.js';
import { hasTrace, traceOf } from '../store/run-trace.js';
import { faultOf, readAgainst } from './not-cleared.js';
import { pastRun, type PastRun } from './past-run.js';

/** A run whose list a file may have been, and how far its first records bear that out. */
export interface LikeRun {
  readonly run: PastRun;
  /** Records that were looked at, and how many of them the run did not clear as they stand there. */
  readonly records: number;
  readonly notCleared: number;
  /** Numbers in them, and how many of those stood in the list that the run screened. */
  readonly numbers: number;
  readonly known: number;
}

/** The run that a file is held to be of. */
export interface LikeliestRun {
  readonly run: PastRun;
  /** Undefined when the file stands where the run wrote; else others that it may be of, likeliest first. */
  readonly guess: { readonly others: readonly LikeRun[] } | undefined;
}

/** So many runs are asked whether a file that none of them wrote is like theirs. */
const MOST_COMPARED = 50;
/** Records that are looked at for that. */
const SAMPLED_RECORDS = 2000;
/** A list of which a run knows less is none of that run. */
const LEAST_SHARE = 0.5;
/** So many others are named. */
const MOST_OTHERS = 3;

/**
 * The run whose list a file was before somebody altered it: the newest that wrote to its place, unless
 * the file has hardly a number of it; else a guess by its numbers.
 *
 * @returns undefined when it is like no run's list
 */
export async function likeliestRun(
  store: Store,
  path: string,
  place: string,
  today: Day,
  signal: AbortSignal,
): Promise<LikeliestRun | undefined> {
  const [row] = runsThatWroteTo(store, place);
  const atPlace = row && pastRun(row, today);
  const stands = atPlace && { run: atPlace, guess: undefined };
  if (atPlace !== undefined) {
    if (!hasTrace(store, atPlace.id)) return stands;
    const like = await likeness(store, atPlace, path, signal);
    if (like !== undefined && isLike(like)) return stands;
  }
  const found: LikeRun[] = [];
  for (const traced of newestTraced(store, MOST_COMPARED)) {
    const like = await likeness(store, pastRun(traced, today), path, signal);
    if (like !== undefined && isLike(like)) found.push(like);
  }
  // Sorting keeps the newest first among equals.
  const [best, ...others] = found.sort((a, b) => a.notCleared - b.notCleared || b.known - a.known);
  if (best === undefined) return stands;
  return { run: best.run, guess: { others: others.slice(0, MOST_OTHERS) } };
}

function isLike({ numbers, known }: LikeRun): boolean {
  return numbers > 0 && known / numbers >= LEAST_SHARE;
}

/** Undefined when the file cannot be read by the run's plan, or the run's trace is damaged. */
async function likeness(
  store: Store,
  run: PastRun,
  path: string,
  signal: AbortSignal,
): Promise<LikeRun | undefined> {
  const found = { run, records: 0, notCleared: 0, numbers: 0, known: 0 };
  const unread = await readAgainst(store, run, path, signal, ({ record, items }, cleared) => {
    found.records = record;
    if (faultOf(items, cleared) !== undefined) found.notCleared++;
    for (const number of (items ?? []).flatMap(readingsOf)) {
      found.numbers++;
      if (cleared.has(number) || traceOf(store, run.id, number).length > 0) found.known++;
    }
    return record < SAMPLED_RECORDS;
  });
  return unread === '' ? found : undefined;
}

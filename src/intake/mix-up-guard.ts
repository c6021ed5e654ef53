import { addDays, endOfLondonDay, type Day } from '../core/day.js';
import { guardRefused } from '../core/errors.js';
import { NumberSetBuilder } from '../core/number-set-builder.js';
import type { Store } from '../store/database.js';
import type { OwnLists } from '../store/own-lists.js';
import { numbersInCommon, recentRuns } from '../store/run-numbers.js';

/** A list called longer ago is not what someone holds in hand by mistake. */
const RECENT_DAYS = 90;
/** A trial list of two or three numbers says nothing. */
const LEAST_IN_COMMON = 3;
const MOST_RUNS = 10;

/** A call list most of whose numbers a file holds. */
interface LikeList {
  readonly run: string;
  readonly input: string;
  readonly common: number;
  readonly distinct: number;
}

/**
 * Refuses a file that holds more than half of the numbers of a recent call list: somebody has
 * probably given the campaign where the opt-outs were meant, and nobody would be called any more.
 *
 * Numbers that are on an own list already do not count: the file that comes every night holds many.
 *
 * @param accepted why the file is right all the same; empty to have it refused
 * @returns the objection that was overridden, if any
 * @throws ScreeningError guard-refused
 */
export function guardMixUp(
  store: Store,
  file: string,
  numbers: Float64Array,
  lists: OwnLists,
  today: Day,
  accepted: string,
): string[] {
  const like = findLikeList(
    store,
    numbers.filter((e164) => !lists.has(e164) || lists.eventsOf(e164).length === 0),
    today,
  );
  if (like === undefined) return [];
  const words = `${file} holds ${String(like.common)} of the ${String(like.distinct)} numbers of ${like.input}, the call list of run ${like.run}`;
  if (accepted !== '') return [words];
  throw guardRefused({
    summary: `nothing was recorded: ${words}`,
    why: 'a call list was probably given where an opt-out file was meant',
    fix: 'if these people did ask not to be called, add --accept-change "WHY"',
    where: file,
  });
}

function findLikeList(store: Store, numbers: Float64Array, today: Day): LikeList | undefined {
  if (numbers.length < LEAST_IN_COMMON) return undefined;
  // Half of a run's distinct numbers: they are no fewer than a third of those of its three outcomes.
  const candidates = recentRuns(store, endOfLondonDay(addDays(today, -RECENT_DAYS)))
    .filter((run) => numbers.length * 6 > run.numbers)
    .slice(0, MOST_RUNS);
  if (candidates.length === 0) return undefined;
  const builder = new NumberSetBuilder();
  for (const e164 of numbers) builder.add(e164);
  const byBlock = new Map(builder.build().blocks.map((block) => [block.block, block]));
  for (const { run, input } of candidates) {
    const { distinct, common } = numbersInCommon(store, run, byBlock);
    if (common * 2 > distinct && common >= LEAST_IN_COMMON) return { run, input, common, distinct };
  }
  return undefined;
}

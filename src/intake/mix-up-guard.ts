import { addDays, endOfLondonDay, type Day } from '../core/day.js';
import { guardRefused, ScreeningError } from '../core/errors.js';
import { NumberSetBuilder } from '../core/number-set-builder.js';
import type { PackedBlock } from '../core/numbers-packer.js';
import type { Store } from '../store/database.js';
import type { OwnLists } from '../store/own-lists.js';
import { anyCall, standingObjections } from '../policy/standing.js';
import { numbersInCommon, recentRuns, type CountedRun } from '../store/runs-in-common.js';

/** A list called longer ago is not what someone holds in hand by mistake. */
const RECENT_DAYS = 90;
/** A trial list of two or three numbers says nothing. */
const LEAST_IN_COMMON = 3;
const MOST_RUNS = 30;
/** Of larger runs a sample is looked at first: a third in common, and then all of them. */
const LARGE_RUN = 200_000;
const SAMPLE_STEP = 17;
/** Half of a run's distinct numbers, which may be a sixth of those of its sets. */
const MOST_TIMES = 12;

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
 * Numbers that an objection stands against already do not count, on either side: the file that comes
 * every night holds many of them. A run whose trace is damaged or was not kept is passed over: what
 * has become of a trace must not keep objections out.
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
  const like = findLikeList(store, numbers, lists, today);
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

function findLikeList(
  store: Store,
  numbers: Float64Array,
  lists: OwnLists,
  today: Day,
): LikeList | undefined {
  const isNew = (e164: number): boolean =>
    !lists.has(e164) || standingObjections(lists.eventsOf(e164), anyCall(today)).length === 0;
  const fresh = numbers.filter(isNew);
  if (fresh.length < LEAST_IN_COMMON) return undefined;
  const candidates = recentRuns(store, endOfLondonDay(addDays(today, -RECENT_DAYS)))
    .filter((run) => run.numbers >= LEAST_IN_COMMON && run.numbers < fresh.length * MOST_TIMES)
    .slice(0, MOST_RUNS);
  if (candidates.length === 0) return undefined;
  const builder = new NumberSetBuilder();
  for (const e164 of fresh) builder.add(e164);
  const { blocks } = builder.build();
  const byBlock = new Map(blocks.map((block) => [block.block, block]));
  for (const candidate of candidates) {
    try {
      const like = likeness(store, candidate, byBlock, isNew);
      if (like !== undefined) return like;
    } catch (error) {
      if (!(error instanceof ScreeningError)) throw error;
    }
  }
  return undefined;
}

/** @throws ScreeningError not-safe when the run's trace is damaged */
function likeness(
  store: Store,
  { run, input, numbers: held }: CountedRun,
  byBlock: ReadonlyMap<number, PackedBlock>,
  isNew: (e164: number) => boolean,
): LikeList | undefined {
  if (held > LARGE_RUN) {
    const sample = numbersInCommon(store, run, byBlock, isNew, SAMPLE_STEP);
    if (sample.common * 3 < sample.distinct) return undefined;
  }
  const { distinct, common } = numbersInCommon(store, run, byBlock, isNew, 1);
  const isLike = common * 2 > distinct && common >= LEAST_IN_COMMON;
  return isLike ? { run, input, common, distinct } : undefined;
}

import { ScreeningError } from '../core/errors.js';
import type { Day } from '../core/day.js';
import type { RetentionKind } from '../policy/retention.js';
import type { Store } from '../store/database.js';
import { standingHolds, type Hold } from '../store/holds.js';
import { FAR_INSTANT } from '../store/ledger.js';
import { OwnLists } from '../store/own-lists.js';
import { consentsOver, type OverConsent } from '../store/purging-consents.js';
import { editionsBefore, tracesBefore } from '../store/purging.js';
import { linesDone, type DoneLine } from '../store/purging-unread.js';
import { traceOf } from '../store/run-trace.js';
import { holdsOnNumber } from './holds.js';
import { mayHold } from './number-in-text.js';

/** What is old enough to go: ids of runs and of editions, unread lines, and evidence of consents. */
export interface Purgeable {
  readonly runs: readonly string[];
  readonly editions: readonly number[];
  readonly unread: readonly DoneLine[];
  readonly consents: readonly OverConsent[];
}

/** What may go, what a case holds of what is old enough, and those holds. */
export interface Sifted {
  readonly going: Purgeable;
  readonly held: Purgeable;
  readonly holds: readonly Hold[];
}

/** What of some kinds is of before a day. */
export function purgeableBefore(
  store: Store,
  kinds: readonly RetentionKind[],
  before: Day,
): Purgeable {
  const has = (kind: RetentionKind) => kinds.includes(kind);
  return {
    runs: has('runs') ? tracesBefore(store, before) : [],
    editions: has('editions') ? editionsBefore(store, before) : [],
    unread: has('unread') ? linesDone(store, before) : [],
    consents: has('consents') ? consentsOver(store, before) : [],
  };
}

/**
 * Parts what may go from what is held for a case. A hold keeps the traces of its run, and those with its
 * number; all editions, since what was listed when is told by every one of them; the consents of its
 * number, or of the numbers of its run; unread lines about its number, and of a run's all of them.
 */
export function sift(store: Store, found: Purgeable): Sifted {
  const holds = standingHolds(store);
  const onTrace = (run: string) => holds.filter((hold) => isOnTrace(store, hold, run));
  const runs = part(found.runs, onTrace);
  const editions = part(found.editions, () => holds);
  const lists = found.unread.length > 0 ? new OwnLists(store, FAR_INSTANT) : undefined;
  const unread = part(found.unread, (line) => holds.filter((hold) => isOnLine(lists, hold, line)));
  const ofNumber = new Map<number, Hold[]>();
  const consents = part(found.consents, ({ number }) => {
    const known = ofNumber.get(number) ?? (holds.length > 0 ? holdsOnNumber(store, number) : []);
    ofNumber.set(number, known);
    return known;
  });
  const lines = new Set([runs, editions, unread, consents].flatMap(({ by }) => [...by]));
  return {
    going: {
      runs: runs.going,
      editions: editions.going,
      unread: unread.going,
      consents: consents.going,
    },
    held: {
      runs: runs.held,
      editions: editions.held,
      unread: unread.held,
      consents: consents.held,
    },
    holds: holds.filter(({ line }) => lines.has(line)),
  };
}

/** What a case holds and what not, and the lines of the holds. */
function part<T>(all: readonly T[], holdsOn: (one: T) => readonly Hold[]) {
  const [going, held, by] = [[] as T[], [] as T[], new Set<number>()];
  for (const one of all) {
    const holds = holdsOn(one);
    (holds.length === 0 ? going : held).push(one);
    for (const { line } of holds) by.add(line);
  }
  return { going, held, by };
}

/** Whether a hold is on a run, on a number of its list, or on one that may be in it. */
function isOnTrace(store: Store, { number, run }: Hold, id: string): boolean {
  if (run !== '') return run === id;
  try {
    return traceOf(store, id, number).length > 0;
  } catch (error) {
    if (!(error instanceof ScreeningError)) throw error;
    return true;
  }
}

/** Whether a hold is on a number that a line may have or was settled by naming; or on any run. */
function isOnLine(lists: OwnLists | undefined, { number, run }: Hold, line: DoneLine): boolean {
  if (run !== '' || mayHold(line.text, number)) return true;
  for (const named of lists?.numbersOf(line.by) ?? []) if (named === number) return true;
  return false;
}

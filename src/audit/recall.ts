import type { Day, Instant } from '../core/day.js';
import type { Progress } from '../core/progress.js';
import { ScreeningError } from '../core/errors.js';
import type { PartyKey } from '../core/party.js';
import type { Store } from '../store/database.js';
import { knowingInstant, ledgerHead, nextSequence } from '../store/ledger.js';
import { openHeld } from '../store/no-database.js';
import { isAsSealed } from '../store/past-runs.js';
import { runNamed } from '../store/run-lookup.js';
import { listReplacedBy } from '../store/run-outputs.js';
import { runsInDate } from '../store/runs-in-date.js';
import type { RunRow } from '../store/runs.js';
import { NewestRecords } from './newest-records.js';
import { damageWords, traceStateOf } from './number-in-run.js';
import { pastRun, type PastRun } from './past-run.js';
import { partyKeyOf } from './replay.js';
import { EarlierKnowledge, RecallDecider } from './recall-decider.js';
import { partlyTold, passedOnUnknown, refuseNotInDate, untraced } from './recall-gaps.js';
import type { NotTold } from './recall-gaps.js';
import { recalledRecords } from './recall-list.js';
import { recalledNumbers, type RecalledFromRun } from './recalled-numbers.js';
import { alteredRecord, recordedRun, type RecordedRun } from './recorded-plan.js';
import { Knowledge } from './remaining-calls.js';

/** What is to be recalled. */
export interface RecallRequest {
  readonly database: string;
  /** A run id, the beginning of one, or `last`; undefined for every list in date. */
  readonly run: string | undefined;
  /** The cleaned list of that run; undefined to answer from its trace. */
  readonly input: string | undefined;
  /** Whether numbers that were passed on are left out. */
  readonly unsent: boolean;
  /** Whether what is told is to be marked as passed on (passed-on.ts). */
  readonly marks: boolean;
  /** The key of parties; asked for only with a list whose run asked about parties. */
  readonly partyKey: () => PartyKey | undefined;
}

/** What a recall needs from outside. */
export interface RecallSurroundings {
  readonly clock: () => Instant;
  readonly signal: AbortSignal;
  /** Is told how far the file is read. */
  readonly progress?: Progress | undefined;
}

/** What of one run's list may no longer be called. */
export interface RecalledRun extends RecalledFromRun {
  readonly run: PastRun;
  /** Up to when own objections are out of the list already. */
  readonly through: Instant;
  /** Whether all of it could be told. */
  readonly isWhole: boolean;
  /** Whether anything of it is not marked: a number, or that what was recorded since has none of it. */
  readonly isDue: boolean;
  /** The run that wrote another list over its list; empty when none did. */
  readonly replacedBy: string;
}

/** A list of which nothing is told, since nothing was recorded that could take a number off it. */
export interface UnchangedRun {
  readonly run: PastRun;
  /** Since when nothing was. */
  readonly through: Instant;
  readonly replacedBy: string;
}

/** The answer to a recall; the lines of its runs can be read while it is told. */
export interface Recalled {
  readonly asOf: Instant;
  readonly today: Day;
  /** Newest first. */
  readonly runs: readonly RecalledRun[];
  /** Lists without a trace, which need not be asked for one. */
  readonly unchanged: readonly UnchangedRun[];
  readonly notTold: readonly NotTold[];
  /** The sequence that the next line of the ledger had. */
  readonly next: number;
  readonly ledgerHead: string;
}

/**
 * Tells which numbers of lists that have gone out, and are still in date, may no longer be called: those
 * that the run let through and that the same plan would not let through now, with the registers, own
 * lists and consents of now, for the calls that are left (remaining-calls.ts). Lists that a newer one has
 * replaced are among them: nobody knows which one is being called from.
 *
 * @param tell is given the answer while the database is open
 * @throws ScreeningError wrong-use for a run whose list is not to be called from anyway; not-safe when
 *   nothing of the run named can be told; evidence-disagrees for another list, or an altered record
 */
export async function recall<T>(
  request: RecallRequest,
  { clock, signal, progress }: RecallSurroundings,
  tell: (recalled: Recalled) => Promise<T>,
): Promise<T> {
  const store = openHeld(request.database);
  const closing: (() => void)[] = [];
  try {
    const named = request.run === undefined ? undefined : runNamed(store, request.run);
    const knowledge = new Knowledge(store, knowingInstant(store, clock()));
    const { asOf, day: today } = knowledge;
    const head = ledgerHead(store);
    const next = nextSequence(store);
    const earlier = new EarlierKnowledge(store);
    const newest = new NewestRecords(store, knowledge);
    const newOnly = request.unsent || request.marks;
    const fromList = request.input !== undefined;
    const notTold: NotTold[] = [];
    const runs: RecalledRun[] = [];
    const unchanged: UnchangedRun[] = [];
    for (const row of named ? [named] : runsInDate(store, today)) {
      try {
        const { past, recorded } = inDate(store, row, today);
        const replacedBy = listReplacedBy(store, past.id);
        const decider = new RecallDecider(store, recorded, knowledge, earlier);
        const { through } = decider;
        const isNews = newest.areAfter(through, recorded.record.plan.policy.requires);
        const found = await answer(store, request, past, recorded, decider, {
          signal,
          progress,
        });
        if ('untraced' in found) {
          if (isNews) throw untraced(past, found.untraced);
          if (!newOnly && wasPassedOn(recorded, decider)) {
            throw passedOnUnknown(past, found.untraced);
          }
          unchanged.push({ run: past, through, replacedBy });
          continue;
        }
        if (found.close) closing.push(found.close);
        const left = partlyTold(store, recorded, decider, { fromList, newOnly });
        notTold.push(...left);
        const isDue = isNews || found.count > found.passedOn;
        runs.push({ ...found, run: past, through, isWhole: left.length === 0, isDue, replacedBy });
      } catch (error) {
        if (named !== undefined || !(error instanceof ScreeningError)) throw error;
        const { summary, why, fix = '' } = error.explanation;
        const isAltered = error.code === 'evidence-disagrees';
        notTold.push({ run: row.id, why: isAltered ? summary : (why ?? summary), fix });
      }
    }
    return await tell({ asOf, today, runs, unchanged, notTold, next, ledgerHead: head });
  } finally {
    closing.forEach((close) => {
      close();
    });
    store.close();
  }
}

/** Whether anything of a list was passed on; of records of parties, which have no number, perhaps. */
function wasPassedOn({ record }: RecordedRun, { recalls }: RecallDecider): boolean {
  return (
    recalls.some(({ numbers }) => numbers > 0) ||
    (recalls.length > 0 && record.plan.party_columns.length > 0)
  );
}

/** @throws ScreeningError when the list is not one to call from, or its record not the one sealed */
function inDate(
  store: Store,
  row: RunRow,
  today: Day,
): { readonly past: PastRun; readonly recorded: RecordedRun } {
  if (!isAsSealed(store, row)) throw alteredRecord(row.id);
  const past = pastRun(row, today);
  refuseNotInDate(past);
  return { past, recorded: recordedRun(row) };
}

/** What a run answers; or why it has no trace. */
type Answered = (RecalledFromRun & { readonly close?: () => void }) | { readonly untraced: string };

async function answer(
  store: Store,
  { input, unsent, partyKey }: RecallRequest,
  past: PastRun,
  recorded: RecordedRun,
  decider: RecallDecider,
  { signal, progress }: Pick<RecallSurroundings, 'signal' | 'progress'>,
): Promise<Answered> {
  if (input !== undefined) {
    const key = partyKeyOf(recorded, partyKey);
    return recalledRecords({
      store,
      run: recorded,
      decider,
      path: input,
      key,
      unsent,
      signal,
      progress,
    });
  }
  // Of a list without a number there is nothing to recall, whatever was kept of it.
  if (past.record.numbers.clean === 0 && past.record.counts.clean === 0) return NOTHING;
  const { kept, why } = traceStateOf(store, past);
  if (!kept) return { untraced: why };
  try {
    return await recalledNumbers(store, past.id, decider, unsent, signal);
  } catch (error) {
    if (!(error instanceof ScreeningError) || error.code !== 'not-safe') throw error;
    throw untraced(past, damageWords(error));
  }
}

const NOTHING: RecalledFromRun = {
  ...{ of: 0, count: 0, passedOn: 0, withoutNumber: 0 },
  numbers: new Float64Array(),
  lines: () => [],
};

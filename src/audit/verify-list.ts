import { londonDay, type Day, type Instant } from '../core/day.js';
import { wrongUse } from '../core/errors.js';
import { fileSha256 } from '../files/file-hash.js';
import { realPlace } from '../files/whole-output.js';
import type { OutputRecord } from '../scrub/run-record.js';
import { openForReading, type Store } from '../store/database.js';
import { isOwnDatabase } from '../store/integrity/file-header.js';
import { runFindingsOf } from '../store/integrity/runs.js';
import { ledgerHead, knowingInstant } from '../store/ledger.js';
import { newestTraced, runsThatWrote, runsThatWroteTo } from '../store/run-outputs.js';
import { notCleared, shareKnown, type NotCleared } from './not-cleared.js';
import { pastRun, type PastRun } from './past-run.js';

/**
 * What a file is.
 *
 * - `in-date`, `not-yet`, `out-of-date`, `historical`: a cleaned list, byte for byte as a run wrote it
 * - `flagged`, `report`: what a run wrote beside, or in place of, a cleaned list; none to call from
 * - `abandoned`: of a run that came to nothing
 * - `disputed`: of a run whose record is not what the ledger says
 * - `altered`: no run wrote these bytes, but one wrote a list like it
 * - `unknown`: nothing is known of it
 */
export type ListVerdict =
  | 'in-date'
  | 'not-yet'
  | 'out-of-date'
  | 'historical'
  | 'flagged'
  | 'report'
  | 'abandoned'
  | 'disputed'
  | 'altered'
  | 'unknown';

/** A file held against the runs of a database. */
export interface VerifiedList {
  readonly path: string;
  readonly sha256: string;
  readonly verdict: ListVerdict;
  /** The run that wrote these bytes, or a list like it; undefined of an unknown file. */
  readonly run: PastRun | undefined;
  /** What that run wrote it as. */
  readonly kind: OutputRecord['kind'] | undefined;
  /** Ids of other runs with these bytes, newest first. */
  readonly others: readonly string[];
  /** Of an altered list; a text says why it cannot be told. */
  readonly notCleared: NotCleared | string | undefined;
  /** Whether an unknown file is a database of this program, and no list. */
  readonly isDatabase: boolean;
  /** What does not agree about the run. */
  readonly disputes: readonly string[];
  readonly today: Day;
  readonly ledgerHead: string;
}

/** What verifying a list needs from outside. */
export interface ListSurroundings {
  readonly clock: () => Instant;
  readonly signal: AbortSignal;
}

/** So many runs are asked whether a file that none of them wrote is like theirs. */
const MOST_COMPARED = 50;
/** A list of which a run knows less is none of that run. */
const LEAST_SHARE = 0.5;

/**
 * Tells which run made a list, whether it is unaltered and in date, and of an altered one which
 * records hold what the run did not clear.
 *
 * @throws ScreeningError wrong-use when the file cannot be read, or there is no database
 */
export async function verifyList(
  database: string,
  path: string,
  { clock, signal }: ListSurroundings,
): Promise<VerifiedList> {
  const sha256 = fileSha256(path);
  if (sha256 === undefined) {
    throw wrongUse({ summary: `${path} cannot be read`, fix: 'check the name', where: path });
  }
  const store = openForReading(database);
  if (store === undefined) {
    throw wrongUse({
      summary: `there is no database ${database}: nothing is known of any list`,
      fix: 'name the one that made the list with --database',
      where: database,
    });
  }
  try {
    const today = londonDay(knowingInstant(store, clock()));
    const common = { path, sha256, today, ledgerHead: ledgerHead(store) };
    const runs = runsThatWrote(store, sha256).map((row) => pastRun(row, today));
    const best = bestOf(runs, sha256);
    if (best !== undefined) {
      const disputes = runFindingsOf(store, best.run.id).map(
        ({ column, what }) => `${column} ${what}`,
      );
      return {
        ...common,
        ...best,
        verdict: disputes.length > 0 ? 'disputed' : best.verdict,
        others: runs.filter((run) => run !== best.run).map(({ id }) => id),
        disputes,
        isDatabase: false,
        notCleared: undefined,
      };
    }
    const isDatabase = isOwnDatabase(path);
    const run = isDatabase ? undefined : await likeliestRun(store, path, today, signal);
    const kind = run && writtenAs(run, realPlace(path));
    const other = { ...common, others: [], disputes: [], kind, isDatabase };
    if (run === undefined) return { ...other, run, verdict: 'unknown', notCleared: undefined };
    const found = kind === 'report' ? undefined : await notCleared(store, run, path, signal);
    return { ...other, run, verdict: 'altered', notCleared: found };
  } finally {
    store.close();
  }
}

/** Which of several runs with the same bytes answers: the first kind here that there is one of. */
const ANSWERING: readonly ListVerdict[] = [
  ...(['in-date', 'not-yet', 'out-of-date', 'historical'] as const),
  ...(['flagged', 'report', 'abandoned'] as const),
];

/**
 * Of several runs with these bytes the latest for calling answers, whatever it says: an earlier one
 * knew less. @param runs newest first
 */
function bestOf(
  runs: readonly PastRun[],
  sha256: string,
): (Pick<VerifiedList, 'run' | 'kind' | 'verdict'> & { run: PastRun }) | undefined {
  const all = runs.map((run) => {
    const kind = run.record.outputs.find((output) => output.sha256 === sha256)?.kind;
    return { run, kind, verdict: verdictOf(run, kind) };
  });
  const isForCalling = ({ verdict }: { readonly verdict: ListVerdict }): boolean =>
    ANSWERING.indexOf(verdict) <= ANSWERING.indexOf('out-of-date');
  return (
    all.find(isForCalling) ??
    [...all].sort((a, b) => ANSWERING.indexOf(a.verdict) - ANSWERING.indexOf(b.verdict))[0]
  );
}

function verdictOf(run: PastRun, kind: OutputRecord['kind'] | undefined): ListVerdict {
  if (run.state === 'abandoned') return 'abandoned';
  if (kind === 'report' || kind === 'flagged') return kind;
  const { plan } = run.record;
  if (!plan.for_calling) return 'historical';
  if (run.standing !== 'interrupted') return run.standing;
  // Its bytes are whole, though its end is not recorded yet.
  return run.daysLeft < 0 ? 'out-of-date' : 'in-date';
}

function writtenAs({ record }: PastRun, place: string): OutputRecord['kind'] {
  return record.outputs.find(({ path }) => path === place)?.kind ?? 'cleaned';
}

/** By its place, or else by its numbers. */
async function likeliestRun(
  store: Store,
  path: string,
  today: Day,
  signal: AbortSignal,
): Promise<PastRun | undefined> {
  const [atPlace] = runsThatWroteTo(store, realPlace(path));
  if (atPlace !== undefined) return pastRun(atPlace, today);
  let best: PastRun | undefined;
  let share = LEAST_SHARE;
  for (const row of newestTraced(store, MOST_COMPARED)) {
    const run = pastRun(row, today);
    const known = await shareKnown(store, run, path, signal);
    if (known > share || (known === share && best === undefined)) {
      best = run;
      share = known;
    }
    if (share === 1) break;
  }
  return best;
}

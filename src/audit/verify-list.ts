import { londonDay, type Day, type Instant } from '../core/day.js';
import { namedFileSha256 } from '../files/file-hash.js';
import { isPage } from '../files/page-file.js';
import { realPlace } from '../files/whole-output.js';
import { RUN_PAGE_BEGINS } from '../scrub/run-page-file.js';
import type { OutputRecord } from '../scrub/run-record.js';
import type { Store } from '../store/database.js';
import { isOwnDatabase } from '../store/integrity/file-header.js';
import { runFindingsOf } from '../store/integrity/runs.js';
import { ledgerHead, knowingInstant } from '../store/ledger.js';
import { openHeld } from '../store/no-database.js';
import { runsThatScreened, runsThatWrote } from '../store/run-outputs.js';
import { headOfPage, isCertificate } from './certificate-file.js';
import { likeliestRun, type LikeliestRun } from './likeliest-run.js';
import { notCleared, type NotCleared } from './not-cleared.js';
import { pastRun, type PastRun } from './past-run.js';

/**
 * What a file is.
 *
 * - `in-date`, `not-yet`, `out-of-date`, `historical`: a cleaned list, or the dialler's file beside it, byte
 *   for byte as a run wrote it
 * - `flagged`, `report`: what a run wrote beside, or in place of, a cleaned list; none to call from
 * - `abandoned`: of a run that came to nothing
 * - `disputed`: of a run whose record is not what the ledger says
 * - `call-list`: what a run was given to screen
 * - `certificate`: a page that certifies a run
 * - `page`: a page of a run, which proves nothing
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
  | 'call-list'
  | 'certificate'
  | 'page'
  | 'altered'
  | 'unknown';

/** A file held against the runs of a database. */
export interface VerifiedList {
  readonly path: string;
  readonly sha256: string;
  readonly verdict: ListVerdict;
  /** The run that wrote these bytes, was given them, or wrote a list like it; undefined of an unknown file. */
  readonly run: PastRun | undefined;
  /** What that run wrote it as. */
  readonly kind: OutputRecord['kind'] | undefined;
  /** Ids of other runs with these bytes, newest first; of a guess, those that it may be of as well. */
  readonly others: readonly string[];
  /** Of an altered list that does not stand where a run wrote it. */
  readonly guess: LikeliestRun['guess'];
  /** Of an altered list; a text says why it cannot be told. */
  readonly notCleared: NotCleared | string | undefined;
  /** Whether an unknown file is a database of this program, and no list. */
  readonly isDatabase: boolean;
  /** The ledger head that stands in a certificate; undefined of other files, and where it has none. */
  readonly certificateHead: string | undefined;
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
  const sha256 = namedFileSha256(path);
  const store = openHeld(database);
  try {
    const today = londonDay(knowingInstant(store, clock()));
    const common = { path, sha256, today, ledgerHead: ledgerHead(store) };
    const written = asWritten(store, sha256, today);
    if (written !== undefined) return { ...common, ...NOTHING, ...written };
    const screened = runsThatScreened(store, sha256).map((row) => pastRun(row, today));
    if (screened.length > 0) {
      const others = screened.slice(1).map(({ id }) => id);
      return { ...common, ...NOTHING, verdict: 'call-list', run: screened[0], others };
    }
    if (isCertificate(path)) {
      const certificateHead = headOfPage(path);
      return { ...common, ...NOTHING, verdict: 'certificate', certificateHead };
    }
    if (isPage(path, RUN_PAGE_BEGINS)) return { ...common, ...NOTHING, verdict: 'page' };
    if (isOwnDatabase(path)) {
      return { ...common, ...NOTHING, verdict: 'unknown', isDatabase: true };
    }
    return { ...common, ...NOTHING, ...(await asAltered(store, path, today, signal)) };
  } finally {
    store.close();
  }
}

/** What is said of a file of which nothing is known. */
const NOTHING = {
  run: undefined,
  kind: undefined,
  others: [],
  guess: undefined,
  disputes: [],
  isDatabase: false,
  certificateHead: undefined,
  notCleared: undefined,
} satisfies Partial<VerifiedList>;

/** What is said of a file that differs with what is known of it. */
type Said = Pick<VerifiedList, 'verdict'> & Partial<VerifiedList>;

function asWritten(store: Store, sha256: string, today: Day): Said | undefined {
  const runs = runsThatWrote(store, sha256).map((row) => pastRun(row, today));
  const best = bestOf(runs, sha256);
  if (best === undefined) return undefined;
  const disputes = runFindingsOf(store, best.run.id).map(({ column, what }) => `${column} ${what}`);
  return {
    ...best,
    verdict: disputes.length > 0 ? 'disputed' : best.verdict,
    others: runs.filter((run) => run !== best.run).map(({ id }) => id),
    disputes,
  };
}

async function asAltered(
  store: Store,
  path: string,
  today: Day,
  signal: AbortSignal,
): Promise<Said> {
  const place = realPlace(path);
  const likeliest = await likeliestRun(store, path, place, today, signal);
  if (likeliest === undefined) return { verdict: 'unknown' };
  const { run, guess } = likeliest;
  const kind = writtenAs(run, place);
  // A report and a dialler's file are not read as the list is.
  const isList = kind === 'cleaned' || kind === 'flagged';
  const found = isList ? await notCleared(store, run, path, signal) : undefined;
  const others = (guess?.others ?? []).map((other) => other.run.id);
  return { verdict: 'altered', run, kind, guess, others, notCleared: found };
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

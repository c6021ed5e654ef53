import { AscendingMerge } from '../core/ascending-merge.js';
import { addDays, endOfLondonDay, londonDay, type Day, type Instant } from '../core/day.js';
import { foldName } from '../core/fold-name.js';
import type { Store } from '../store/database.js';
import { FAR_INSTANT, knowingInstant } from '../store/ledger.js';
import { openHeld } from '../store/no-database.js';
import { countRuns, purgedRuns, runsWithin } from '../store/past-runs.js';
import { tracedPieces, type TracedSet } from '../store/run-trace.js';
import { heldAgainstClaim, readSets, type ClaimedScreening } from './claimed-screening.js';
import { damageWords, traceStateOf } from './number-in-run.js';
import { pastRun, type PastRun } from './past-run.js';
import { startedWithin } from './runs.js';
import { sharedNumbers } from './shared-numbers.js';

/** What is asked of suppliers; undefined where nothing narrows the answer. */
export interface SuppliersRequest {
  readonly database: string;
  /** First and last London day on which runs with their lists started. */
  readonly from: Day | undefined;
  readonly to: Day | undefined;
}

/** A claim of a list held against the registers of its day; the earliest runs' first. */
export interface ClaimedList extends ClaimedScreening {
  readonly run: string;
}

/** What came from one supplier. */
export interface Supplier {
  readonly name: string;
  /** Lists with different bytes: one that was screened again is no second list. */
  readonly lists: number;
  readonly runs: number;
  /** London days on which its first and last run started. */
  readonly first: Day;
  readonly last: Day;
  /** Of the lists, each as its latest run found it, and here below too. */
  readonly records: number;
  /** Records held back since they, or a cell of them, could not be read. */
  readonly unread: number;
  /** Distinct numbers, of lists whose runs remember them, and below; damaged cells are left out. */
  readonly numbers: number;
  /** Those that an objection held back when their list was screened. */
  readonly objected: number;
  /** One for each list that was said to be screened. */
  readonly claims: readonly ClaimedList[];
}

/** Numbers that two suppliers both delivered. */
export interface Overlap {
  readonly suppliers: readonly [Supplier, Supplier];
  readonly numbers: number;
}

/** A list whose numbers are not known: counts of its supplier leave them out. */
export interface UnknownList {
  readonly run: string;
  readonly supplier: string;
  readonly why: string;
}

/** What `suppliers` found. */
export interface FoundSuppliers {
  /** In the order of their first runs. */
  readonly suppliers: readonly Supplier[];
  /** Those that share a number, most shared first. */
  readonly overlaps: readonly Overlap[];
  readonly unknown: readonly UnknownList[];
  /** Released runs of that time for which no supplier was named. */
  readonly unnamed: number;
  /** Runs of that time whose records are not held: whose lists they had is not known. */
  readonly purged: readonly string[];
}

/**
 * Compares suppliers by the lists that were screened. Reads only.
 *
 * @throws ScreeningError not-safe when there is no database
 */
export function findSuppliers(request: SuppliersRequest, now: Instant): FoundSuppliers {
  const store = openHeld(request.database, 'not-safe');
  try {
    return findIn(store, request, knowingInstant(store, now));
  } finally {
    store.close();
  }
}

/** Runs of one supplier, newest first. */
interface Delivered {
  readonly runs: PastRun[];
  name: string;
}

function findIn(store: Store, { from, to }: SuppliersRequest, asOf: Instant): FoundSuppliers {
  const within = {
    after: from === undefined ? ('' as const) : endOfLondonDay(addDays(from, -1)),
    upTo: to === undefined ? FAR_INSTANT : endOfLondonDay(to),
  };
  const delivered = new Map<string, Delivered>();
  let unnamed = 0;
  for (const row of runsWithin(store, within, countRuns(store, within))) {
    if (row.state !== 'released') continue;
    const run = pastRun(row, londonDay(asOf));
    const { supplier } = run.record;
    if (supplier === undefined) {
      unnamed++;
      continue;
    }
    const key = foldName(supplier.name);
    const known = delivered.get(key) ?? { runs: [], name: '' };
    known.name = supplier.name;
    known.runs.push(run);
    delivered.set(key, known);
  }
  const inOrder = [...delivered.values()].sort((a, b) => (firstOf(a) < firstOf(b) ? -1 : 1));
  const looked = inOrder.map((one) => lookAt(store, one, asOf));
  const all = sharedNumbers(looked.map(({ lists }) => numbersOf(store, lists, () => true)));
  const objected = sharedNumbers(
    looked.map(({ lists }) => numbersOf(store, lists, ({ reason }) => reason === 'OBJECTION')),
  );
  const suppliers = looked.map(({ supplier }, at) => ({
    ...supplier,
    numbers: all.numbers[at] ?? 0,
    objected: objected.numbers[at] ?? 0,
  }));
  return {
    suppliers,
    overlaps: suppliers
      .flatMap((one, a) =>
        suppliers.slice(a + 1).map((other, b): Overlap => {
          return { suppliers: [one, other], numbers: all.shared(a, a + 1 + b) };
        }),
      )
      .filter(({ numbers }) => numbers > 0)
      .sort((a, b) => b.numbers - a.numbers),
    unknown: looked.flatMap(({ unknown }) => unknown),
    unnamed,
    purged: purgedRuns(store)
      .filter((run) => startedWithin(run, within))
      .map(({ id }) => id),
  };
}

function firstOf({ runs }: Delivered): string {
  return runs.at(-1)?.started ?? '';
}

/** A list whose numbers can be asked about. */
interface ReadableList {
  readonly run: PastRun;
  readonly sets: readonly TracedSet[];
}

interface LookedAt {
  readonly supplier: Omit<Supplier, 'numbers' | 'objected'>;
  readonly lists: readonly ReadableList[];
  readonly unknown: readonly UnknownList[];
}

const UNREAD = ['MALFORMED_RECORD', 'NUMBER_INVALID', 'NUMBER_AMBIGUOUS'] as const;

function lookAt(store: Store, { runs, name }: Delivered, asOf: Instant): LookedAt {
  const byContent = new Map<string, PastRun[]>();
  for (const run of runs) {
    const { sha256 } = run.record.input;
    byContent.set(sha256, [...(byContent.get(sha256) ?? []), run]);
  }
  const lists: ReadableList[] = [];
  const claims: ClaimedList[] = [];
  const unknown: UnknownList[] = [];
  const counts = { records: 0, unread: 0 };
  for (const [newest, ...older] of byContent.values()) {
    if (newest === undefined) continue;
    const { counts: read, reasons } = newest.record;
    counts.records += read.read;
    for (const reason of UNREAD) counts.unread += reasons[reason] ?? 0;
    const run = [newest, ...older].find((one) => traceStateOf(store, one).kept) ?? newest;
    try {
      const { kept, why } = traceStateOf(store, run);
      const sets = kept ? wholeSets(store, run.id) : why;
      if (typeof sets === 'string') unknown.push({ run: run.id, supplier: name, why: sets });
      else {
        lists.push({ run, sets });
        const day = newest.record.supplier?.claimed_screened ?? '';
        const { policy } = newest.record.plan;
        if (day !== '') {
          claims.push({ run: run.id, ...heldAgainstClaim(store, run.id, day, policy, asOf) });
        }
      }
    } catch (error) {
      unknown.push({ run: run.id, supplier: name, why: damageWords(error) });
    }
  }
  const days = runs.map(({ started }) => londonDay(started)).sort();
  const [first, last] = [days[0] as Day, days.at(-1) as Day];
  const supplier = { name, lists: byContent.size, runs: runs.length, first, last };
  return { supplier: { ...supplier, ...counts, claims: claims.reverse() }, lists, unknown };
}

/** Reads the sets through once, so that a damaged one is found before anything is counted. */
function wholeSets(store: Store, run: string): TracedSet[] | string {
  const sets = readSets(store, run);
  if (sets.some(({ reason }) => reason === '')) return 'an earlier version kept no reasons of it';
  for (const set of sets) {
    const pieces = tracedPieces(store, run, set);
    while (pieces.next().done !== true);
  }
  return sets;
}

function numbersOf(
  store: Store,
  lists: readonly ReadableList[],
  isMeant: (set: TracedSet) => boolean,
): AscendingMerge {
  return new AscendingMerge(
    lists.flatMap(({ run, sets }) =>
      sets.filter(isMeant).map((set) => tracedPieces(store, run.id, set)),
    ),
  );
}

import type { Store } from '../database.js';
import { tracedPieces, traceSets } from '../run-trace.js';
import { hasVerdicts, readVerdicts } from '../run-verdicts.js';
import { traceSha256 } from '../trace-hash.js';
import { counting, eachRow, finding, rowName, type Finding, type Findings } from './finding.js';
import { statement } from '../statement.js';

interface Row {
  readonly id: string;
  readonly record: string;
}

/** What a run's record says of its trace. */
interface Recorded {
  /** Not said by earlier programs, which all kept one, but those that had no own lists: those kept none. */
  readonly trace?: boolean;
  readonly plan?: { readonly own_batch?: number };
  readonly trace_sha256?: string;
  readonly counts?: { readonly read?: number };
  readonly reasons?: Readonly<Record<string, number>>;
}

/**
 * What each run keeps of its list is, in every column, what was hashed into its record; it can be
 * read through, and the verdicts come to the counts of the record. A trace that is not there was never
 * kept, or was purged.
 */
export function* traceFindings(store: Store, note: (text: string) => void): Findings {
  const traced = new Set(store.prepare('SELECT run FROM run_traced').pluck().all() as string[]);
  const purged = new Set(
    store.prepare("SELECT id FROM purged WHERE subject = 'run-trace'").pluck().all() as string[],
  );
  let unhashed = 0;
  let untraced = 0;
  // Begun after every other question: one that cannot be asked would leave it open.
  const rows = store.prepare('SELECT id, record FROM run ORDER BY rowid').iterate();
  yield* eachRow(
    rows as Iterable<Row>,
    ({ id }) => ['run_traced', rowName({ run: id })],
    function* ({ id, record }) {
      const place = ['run_traced', rowName({ run: id })] as const;
      const said = JSON.parse(record) as Recorded;
      const isThere = traced.delete(id);
      if (purged.has(id)) return;
      if (!isThere) {
        if (said.plan?.own_batch === undefined) untraced++;
        else if (said.trace ?? true) yield finding(place, 'is missing: the run kept a trace');
        return;
      }
      if (said.trace === false) yield finding(place, 'is there, though the run kept no trace');
      if (said.trace_sha256 === undefined) unhashed++;
      else if (traceSha256(store, id) !== said.trace_sha256) {
        const tables = 'run_traced, run_trace_set, run_trace or run_verdicts';
        yield finding(place, `what the run kept (${tables}) is not what its record hashes`);
      }
      yield* readThrough(store, id, said);
    },
  );
  for (const run of traced) {
    yield finding(['run_traced', rowName({ run })], 'belongs to no run that is held');
  }
  if (untraced > 0) {
    note(`${counting(untraced, 'run')} of earlier versions kept no trace`);
  }
  if (unhashed > 0) {
    note(
      `${counting(unhashed, 'run')} of earlier versions without a hash of the trace: checksums alone hold it`,
    );
  }
}

function* readThrough(store: Store, run: string, said: Recorded): Findings {
  yield* parts(['run_trace_set', rowName({ run })], function* () {
    for (const set of traceSets(store, run)) {
      const row = rowName({
        run,
        reason: set.reason,
        kept: Number(set.kept),
        reading: set.reading,
      });
      yield* parts(['run_trace', row], function* () {
        let last = 0;
        for (const piece of tracedPieces(store, run, set)) {
          for (const number of piece) {
            if (number <= last) throw new RangeError('numbers are not in order');
            last = number;
          }
          yield undefined;
        }
      });
    }
  });
  const sets = statement(store, 'SELECT chunks FROM run_trace_set WHERE run = ?', 'pluck').all(run);
  const chunks = (sets as number[]).reduce((sum, one) => sum + one, 0);
  const held = statement(
    store,
    'SELECT count(*) FROM run_trace WHERE trace_set IN (SELECT id FROM run_trace_set WHERE run = ?)',
    'pluck',
  ).get(run);
  if (held !== chunks)
    yield finding(['run_trace', rowName({ run })], 'has rows too many or too few');
  if (!hasVerdicts(store, run)) return;
  yield* parts(['run_verdicts', rowName({ run })], function* () {
    const reasons = new Map<string, number>();
    let records = 0;
    for (const { reason } of readVerdicts(store, run)) {
      reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
      if (++records % PAUSE === 0) yield undefined;
    }
    const place = ['run_verdicts', rowName({ run })] as const;
    if (records !== said.counts?.read) yield finding(place, 'are not those of so many records');
    for (const [reason, count] of Object.entries(said.reasons ?? {})) {
      if ((reasons.get(reason) ?? 0) === count) continue;
      yield finding(
        place,
        `the record has ${reason} ${counting(count, 'time')}, the verdicts do not`,
      );
    }
  });
}

/** Verdicts that are read in some tens of milliseconds. */
const PAUSE = 200_000;

/** Reads something through; what stops that is a finding. */
function* parts(
  place: readonly [string, string],
  read: () => Iterable<Finding | undefined>,
): Findings {
  yield* eachRow([place], () => place, read);
}

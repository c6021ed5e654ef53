import { existsSync, rmSync, statSync } from 'node:fs';
import type { Instant } from '../core/day.js';
import { fileSha256 } from '../files/file-hash.js';
import { giveName } from '../files/whole-output.js';
import { inTransaction, openForReading, openForWriting } from '../store/database.js';
import { endRun, isSealed, recordsAfter, sealedRuns, type RunRow } from '../store/runs.js';
import { inNamingOrder, removeNamed } from './naming-outputs.js';
import type { OutputRecord, ProcessMark, RunRecord } from './run-record.js';

/** Between a run's record and its end lie a few renames: after ten minutes nobody is at it. */
const LONGEST_RELEASE = 600_000;

/** What telling an interrupted run from one that goes on needs from outside. */
export interface Watch {
  readonly clock: () => Instant;
  /** Whether the process that sealed a run still lives, as far as this machine can tell. */
  readonly isAlive: (mark: ProcessMark) => boolean;
}

/**
 * Finishes runs that were stopped between their record and their files' names: what waits under
 * a temporary name, whole, gets its own. A run that cannot be finished is abandoned: its parts are
 * removed and nothing stands under its names. Every writing command begins with this.
 *
 * @returns a note for each run found, to be shown
 */
export function finishSealedRuns(database: string, watch: Watch): string[] {
  const reader = openForReading(database);
  const waiting = reader ? sealedRuns(reader) : [];
  reader?.close();
  const now = Date.parse(watch.clock());
  const interrupted = waiting.filter(
    ({ record, sealed }) =>
      now - Date.parse(sealed) > LONGEST_RELEASE || !watch.isAlive(recordOf(record).process),
  );
  if (interrupted.length === 0) return [];
  const store = openForWriting(database);
  try {
    return interrupted.flatMap((run) =>
      inTransaction(store, () => {
        if (!isSealed(store, run.id)) return [];
        const isStale = recordsAfter(store, run.started).some((later) => shareOutput(later, run));
        const state = !isStale && finishOutputs(run) ? 'released' : 'abandoned';
        if (isStale) removeParts(run);
        const head = endRun(store, run.id, state, watch.clock());
        return [`${NOTES[state](run.id)}; ledger head ${head}`];
      }),
    );
  } finally {
    store.close();
  }
}

const NOTES = {
  released: (id: string) => `run ${id} was interrupted; its files now stand under their names`,
  abandoned: (id: string) =>
    `run ${id} was interrupted and could not be finished; it counts as abandoned: scrub that list again`,
};

function recordOf(record: string): RunRecord {
  return JSON.parse(record) as RunRecord;
}

/** Gives the outputs their names; removes the parts when one of them cannot be named. */
function finishOutputs({ record }: Pick<RunRow, 'record'>): boolean {
  const { outputs, replaces } = recordOf(record);
  const inOrder = inNamingOrder(outputs);
  if (inOrder.every((output) => canFinish(output, replaces))) {
    try {
      for (const output of inOrder) {
        if (!standsAlready(output)) giveName(output.temporary, output.path, replaces);
        rmSync(output.temporary, { force: true });
      }
      return true;
    } catch {
      // A folder gone or full: the run is abandoned, below.
    }
  }
  removeNamed(outputs.filter(isOwnName), replaces);
  removeParts({ record });
  return false;
}

/** Whether what stands under the name is the run's own file, and no copy that somebody put there. */
function isOwnName(output: OutputRecord): boolean {
  if (output.path === '-' || !standsAlready(output)) return false;
  const [part, named] = [output.temporary, output.path].map((path) =>
    statSync(path, { throwIfNoEntry: false }),
  );
  return part === undefined || part.ino === named?.ino;
}

function removeParts({ record }: Pick<RunRow, 'record'>): void {
  for (const { temporary } of recordOf(record).outputs) rmSync(temporary, { force: true });
}

/** Whether a later run wrote where this one was to write: its files must not be replaced. */
function shareOutput(later: string, { record }: RunRow): boolean {
  const paths = recordOf(record).outputs.map(({ path }) => path);
  return recordOf(later).outputs.some(({ path }) => paths.includes(path));
}

/** Whether the output stands under its name byte for byte, or waits whole for a name it may take. */
function canFinish(output: OutputRecord, replaces: boolean): boolean {
  const { path, temporary, sha256 } = output;
  if (path === '-') return false;
  if (standsAlready(output)) return true;
  return fileSha256(temporary) === sha256 && (replaces || !existsSync(path));
}

function standsAlready({ path, sha256 }: OutputRecord): boolean {
  return fileSha256(path) === sha256;
}

import { existsSync, rmSync } from 'node:fs';
import type { Instant } from '../core/day.js';
import { fileSha256 } from '../files/file-hash.js';
import { renameDurably } from '../files/whole-output.js';
import { inTransaction, openForWriting } from '../store/database.js';
import { releaseRun, sealedRuns } from '../store/runs.js';
import type { OutputRecord, RunRecord } from './run-record.js';

/**
 * Finishes runs that were stopped between their record and their files' names: what waits under
 * a temporary name, whole, gets its own. Every writing command begins with this.
 *
 * @returns a note for each run found, to be shown
 */
export function finishSealedRuns(database: string, clock: () => Instant): string[] {
  if (!existsSync(database)) return [];
  const store = openForWriting(database);
  try {
    return sealedRuns(store).map(({ id, record }) => {
      const { outputs } = JSON.parse(record) as RunRecord;
      // The report first: no list without its reasons.
      const missing = [...outputs].reverse().filter((output) => !finish(output));
      if (missing.length > 0) {
        const paths = missing.map(({ path }) => path).join(', ');
        return `run ${id} was interrupted and cannot be finished (${paths}): run that scrub again`;
      }
      inTransaction(store, () => releaseRun(store, id, clock(), { run: id, finished: 'later' }));
      return `run ${id} was interrupted; its files now stand under their names`;
    });
  } finally {
    store.close();
  }
}

/** Whether the output stands under its name, now or already, byte for byte. */
function finish({ path, temporary, sha256 }: OutputRecord): boolean {
  if (path === '-') {
    rmSync(temporary, { force: true });
    return false;
  }
  if (fileSha256(path) === sha256) return true;
  if (existsSync(path) || fileSha256(temporary) !== sha256) return false;
  renameDurably(temporary, path);
  return true;
}

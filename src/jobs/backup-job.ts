import { join } from 'node:path';
import { backup, recordBackup } from '../audit/backup.js';
import type { BackupJob } from '../config/job.js';
import { openForReading } from '../store/database.js';
import { stampOf } from './stamp.js';
import type { JobWorld } from './world.js';

/**
 * Copies the database to a file with the instant in its name. Older copies are left: which of them may go
 * is for people to say.
 *
 * @returns what it came to, in words
 * @throws ScreeningError as a backup does
 */
export async function runBackupJob(job: BackupJob, world: JobWorld): Promise<string> {
  const { database, configuration, operator, account, clock } = world;
  const store = openForReading(database);
  if (store === undefined) return 'there is no database yet';
  store.close();
  await world.asks({ numbers: [], others: ['backup'], reference: '' });
  const kept = [configuration.journal, configuration.accessLog];
  const made = backup({
    database,
    file: join(job.folder, `tps-scrub-${stampOf(clock())}.db`),
    force: false,
    kept: kept.filter((path) => path !== undefined),
  });
  const recorded = recordBackup({ database, operator, account, clock }, made);
  if ('why' in recorded) world.warn(`the copy is made, and not recorded: ${recorded.why}`);
  return `${made.file}, to line ${String(made.sequence)}, sha256 ${made.sha256}`;
}

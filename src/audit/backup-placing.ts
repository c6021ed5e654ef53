import { closeSync, existsSync, openSync, readSync, statSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import type { Instant } from '../core/day.js';
import { guardRefused, ScreeningError, wrongUse } from '../core/errors.js';
import { noRoomIn } from '../core/no-room.js';
import { fileSha256 } from '../files/file-hash.js';
import { fileAt } from '../files/whole-output.js';
import { isAwaitedAsWritten, type Restored } from '../store/awaited-journal.js';
import { copyFileAsOwner, pagesFault } from '../store/database-copy.js';
import { openForReading, openForWriting, type Store } from '../store/database.js';
import { markRestored } from '../store/forks.js';
import { ledgerFault } from '../store/ledger-fault.js';
import { ledgerHead } from '../store/ledger.js';
import { commonLines } from '../store/ledger-comparison.js';
import { newestSequence } from '../store/ledger-lines.js';
import { APPLICATION_ID } from '../store/migrations.js';
import { removeCopy, temporaryBeside } from './backup.js';
import { exchange, lockedOrBroken } from './backup-exchange.js';

/** Where a backup is to be put, and who does so. */
export interface Placing {
  readonly database: string;
  readonly why: string;
  /** Whether a database may be replaced that has lines which the backup lacks. */
  readonly force: boolean;
  readonly operator: string;
  readonly account: string;
  readonly clock: () => Instant;
}

/**
 * Puts a backup in the place of a database, marked as waiting. It is looked through and prepared as a
 * copy beside; the backup itself stays as it is. The database that was there is kept under another name.
 *
 * @param prepare called with the copy before it gets its name
 * @throws ScreeningError wrong-use when the file is no backup; guard-refused when lines would go;
 *   evidence-disagrees when it is damaged; then nothing has changed
 */
export function placeBackup<T>(
  placing: Placing,
  backup: string,
  prepare: (store: Store, restored: Restored) => T,
): T {
  const { database } = placing;
  requireBackup(backup, database);
  const temporary = temporaryBeside(database);
  let held: Store | undefined;
  try {
    copyOf(backup, temporary);
    const copy = openCopy(temporary, backup);
    let result: T;
    let aside: string;
    try {
      requireSound(copy, backup);
      held = lockedOrBroken(database);
      aside = asideName(placing, copy);
      const restored: Restored = {
        backup: resolve(backup),
        backup_sha256: fileSha256(backup) ?? '',
        sequence: newestSequence(copy),
        head: ledgerHead(copy),
        restored: placing.clock(),
        operator: placing.operator,
        account: placing.account,
        why: placing.why,
        aside,
      };
      markRestored(copy, restored);
      result = prepare(copy, restored);
    } finally {
      copy.close();
    }
    exchange(temporary, database, aside);
    return result;
  } finally {
    held?.close();
    removeCopy(temporary);
  }
}

const MAGIC = 'SQLite format 3\0';
const APPLICATION_ID_AT = 68;

/** @throws ScreeningError wrong-use when a file is no database of ours, or the one to be replaced */
function requireBackup(backup: string, database: string): void {
  const [there, held] = [fileAt(backup), fileAt(database)];
  if (there && held && there.device === held.device && there.inode === held.inode) {
    throw notBackup(backup, 'it is the database itself');
  }
  const header = Buffer.alloc(100);
  try {
    const handle = openSync(backup, 'r');
    try {
      readSync(handle, header, 0, header.length, 0);
    } finally {
      closeSync(handle);
    }
  } catch (error) {
    throw notBackup(backup, error instanceof Error ? error.message : String(error));
  }
  const isOurs =
    header.toString('latin1', 0, MAGIC.length) === MAGIC &&
    header.readUInt32BE(APPLICATION_ID_AT) === APPLICATION_ID;
  if (!isOurs) throw notBackup(backup, 'it is no database of tps-scrub');
  if ((statSync(`${backup}-journal`, { throwIfNoEntry: false })?.size ?? 0) > 0) {
    throw notBackup(backup, `a writer was killed in it, and ${backup}-journal belongs to it`);
  }
}

function notBackup(backup: string, why: string): ScreeningError {
  return wrongUse({
    summary: `${backup} cannot be restored`,
    why,
    fix: 'name a file that tps-scrub backup wrote',
    where: backup,
  });
}

function copyOf(backup: string, temporary: string): void {
  try {
    copyFileAsOwner(backup, temporary);
  } catch (error) {
    const noRoom = noRoomIn(error);
    throw wrongUse({
      summary: `the backup cannot be copied to ${dirname(temporary)}`,
      why: noRoom ?? (error instanceof Error ? error.message : String(error)),
      fix:
        noRoom === undefined
          ? 'check that the folder of the database exists, is writable and has room'
          : 'make room for a second copy of it there, then try again',
      where: dirname(temporary),
    });
  }
}

/** Opens the copy and brings it up to date; what is wrong is said of the backup. */
function openCopy(temporary: string, backup: string): Store {
  try {
    return openForWriting(temporary);
  } catch (error) {
    if (!(error instanceof ScreeningError)) throw error;
    const { summary, why } = error.explanation;
    const words = [summary, why ?? ''].filter((one) => one !== '').join(': ');
    throw notBackup(backup, words.replaceAll(temporary, backup));
  }
}

/** @throws ScreeningError evidence-disagrees when what is in it is not what was recorded */
function requireSound(copy: Store, backup: string): void {
  const wait = isAwaitedAsWritten(copy) ? '' : 'what it says of an earlier restoring was changed';
  const fault = pagesFault(copy) || ledgerFault(copy, 0) || wait;
  if (fault === '') return;
  throw new ScreeningError('evidence-disagrees', {
    summary: `the backup ${backup} is damaged`,
    why: fault,
    fix: 'restore another backup',
    where: backup,
  });
}

/**
 * Where the database that is there will be kept; empty when none is.
 *
 * @throws ScreeningError guard-refused without --force, when it has lines that the backup lacks
 */
function asideName({ database, force, clock }: Placing, copy: Store): string {
  if (!existsSync(database)) return '';
  if (!force) requireNothingLost(database, copy);
  const stamp = clock().slice(0, 19).replace(/[-:]/g, '');
  const name = `${resolve(database)}.before-restore-${stamp}Z`;
  let free = name;
  for (let number = 2; existsSync(free); number++) free = `${name}-${String(number)}`;
  return free;
}

function requireNothingLost(database: string, copy: Store): void {
  let why: string;
  try {
    const held = openForReading(database);
    if (held === undefined) return;
    try {
      const common = commonLines(held, copy);
      const newest = newestSequence(held);
      if (common === newest || hasOnlyBackups(held, common)) return;
      why =
        common === 0
          ? 'it is another database: the backup has no line of it'
          : `after line ${String(common)} it has ${linesWord(newest - common)} that the backup lacks`;
    } finally {
      held.close();
    }
  } catch (error) {
    if (error instanceof ScreeningError && error.code === 'in-use') throw error;
    why = 'it cannot be read, so that nobody knows what it has';
  }
  throw guardRefused({
    summary: `${database} is there already`,
    why,
    fix: `if it is to go: --force keeps it beside, under the name ${basename(database)}.before-restore-…`,
    where: database,
  });
}

/** Whether all that was recorded after a line is that backups were made, which no backup can have. */
function hasOnlyBackups(store: Store, after: number): boolean {
  const others = store.prepare("SELECT 1 FROM ledger WHERE sequence > ? AND kind <> 'backup'");
  return others.get(after) === undefined;
}

function linesWord(count: number): string {
  return count === 1 ? '1 line' : `${String(count)} lines`;
}

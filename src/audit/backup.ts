import { randomBytes } from 'node:crypto';
import { existsSync, rmSync, statSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import type { Instant } from '../core/day.js';
import { ScreeningError, wrongUse } from '../core/errors.js';
import { fileSha256 } from '../files/file-hash.js';
import { fileAt, giveName, isOtherThanFile } from '../files/whole-output.js';
import { cannotBeWritten } from '../files/writing-errors.js';
import { hashAt } from '../store/branches.js';
import { copyDatabase, pagesFault } from '../store/database-copy.js';
import { inTransaction, openForReading, openForWriting, type Store } from '../store/database.js';
import { appendToLedger, ledgerHead, nextInstant } from '../store/ledger.js';
import { newestSequence } from '../store/ledger-lines.js';
import { openHeld } from '../store/no-database.js';

/** Which database is to be copied, and where to. */
export interface BackupRequest {
  readonly database: string;
  readonly file: string;
  /** Whether a file of that name may be replaced. */
  readonly force: boolean;
  /** Files that a copy never replaces: the journal, the access log. */
  readonly kept: readonly string[];
}

/** A copy that was made. */
export interface Backup {
  /** Absolute path. */
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
  /** The newest ledger line in it, and its hash. */
  readonly sequence: number;
  readonly head: string;
}

/**
 * Copies a database while it is in use. The copy stands under its name whole and looked through, or not
 * at all.
 *
 * @throws ScreeningError wrong-use when there is no database, or the file is there; evidence-disagrees
 *   when the copy is not what the database holds
 */
export function backup({ database, file, force, kept }: BackupRequest): Backup {
  const store = openHeld(database);
  const temporary = temporaryBeside(file);
  try {
    refuseKept(kept, file);
    refuseTaken(database, file, force);
    try {
      copyDatabase(store, temporary);
    } catch (error) {
      throw copyingError(file, error);
    }
    const stand = checked(store, temporary);
    const sha256 = fileSha256(temporary) ?? '';
    const { size: bytes } = statSync(temporary);
    giveName(temporary, file, force);
    return { file: resolve(file), bytes, sha256, ...stand };
  } finally {
    store.close();
    removeCopy(temporary);
  }
}

/** Who makes a backup, and when. */
export interface BackupMaker {
  readonly database: string;
  readonly operator: string;
  readonly account: string;
  readonly clock: () => Instant;
}

/** What became of the line about a backup: it was recorded, or why it was not. */
export type RecordedBackup = { readonly sequence: number } | { readonly why: string };

/**
 * Records that a backup was made, in a line after those that it holds. Never an error: the copy stands,
 * and may be wanted because nothing can be written any more.
 */
export function recordBackup(maker: BackupMaker, made: Backup): RecordedBackup {
  const { database, operator, account, clock } = maker;
  const { file, bytes, sha256, sequence, head } = made;
  let store: Store | undefined;
  try {
    const open = openForWriting(database);
    store = open;
    return inTransaction(open, () => {
      const instant = nextInstant(open, clock());
      const line = newestSequence(open) + 1;
      appendToLedger(open, {
        kind: 'backup',
        id: `backup-${String(backupCount(open) + 1)}`,
        instant,
        payload: { file: basename(file), bytes, sha256, sequence, head, operator, account },
      });
      return { sequence: line };
    });
  } catch (error) {
    if (!(error instanceof ScreeningError)) throw error;
    const { summary, why } = error.explanation;
    if (why === undefined) return { why: summary };
    const isWhole = /[.?!]$/.test(summary);
    return { why: isWhole ? `${summary} ${capital(why)}` : `${summary}: ${why}` };
  } finally {
    store?.close();
  }
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function backupCount(store: Store): number {
  const lines = store.prepare("SELECT count(*) FROM ledger WHERE kind = 'backup'");
  return lines.pluck().get() as number;
}

/** A name for what is written before it gets its own, in the same folder. */
export function temporaryBeside(file: string): string {
  const whole = resolve(file);
  return join(dirname(whole), `.${basename(whole)}.${randomBytes(6).toString('hex')}.partial`);
}

/** Removes a copy that did not get its name, and SQLite's own file beside it. */
export function removeCopy(temporary: string): void {
  for (const path of [temporary, `${temporary}-journal`]) rmSync(path, { force: true });
}

/** @throws ScreeningError wrong-use for a file that would be lost */
function refuseKept(kept: readonly string[], file: string): void {
  const there = fileAt(file);
  for (const path of kept) {
    const other = fileAt(path);
    const isSame = there?.inode === other?.inode && there?.device === other?.device;
    if (resolve(path) !== resolve(file) && (there === undefined || !isSame)) continue;
    throw wrongUse({
      summary: `${file} is the journal or the access log, which no copy replaces`,
      fix: 'give another name',
      where: file,
    });
  }
}

function refuseTaken(database: string, file: string, force: boolean): void {
  const there = fileAt(file);
  const held = fileAt(database);
  if (there && held && there.device === held.device && there.inode === held.inode) {
    throw wrongUse({
      summary: `${file} is the database itself`,
      fix: 'give another name',
      where: file,
    });
  }
  if (isOtherThanFile(file)) {
    throw wrongUse({
      summary: `${file} is a folder, a link or a device`,
      why: 'a backup is a new file, or replaces one',
      fix: 'name a file: tps-scrub backup FILE',
      where: file,
    });
  }
  if (force || !existsSync(file)) return;
  throw wrongUse({
    summary: `${file} is there already`,
    fix: 'name another file: tps-scrub backup FILE; or --force to replace it',
    where: file,
  });
}

/** What is wrong with the target is no fault of the database, which SQLite's words would be taken for. */
function copyingError(file: string, error: unknown): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const isOfTarget = /^(?:SQLITE_(?:FULL|CANTOPEN|IOERR)|E[A-Z]+$)/.test(code);
  if (!isOfTarget || !(error instanceof Error)) return error;
  if (!/^SQLITE_(?:FULL|IOERR)/.test(code)) return cannotBeWritten(file, error);
  return wrongUse({
    summary: `${file} cannot be written`,
    why: `${error.message} (${code})`,
    fix: `make room where ${dirname(resolve(file))} stands, then try again`,
    where: file,
  });
}

/** Looks through a copy. The database may have gone on meanwhile: the copy's newest line is one of it. */
function checked(store: Store, temporary: string): Pick<Backup, 'sequence' | 'head'> {
  const copy = openForReading(temporary);
  try {
    const sequence = copy === undefined ? 0 : newestSequence(copy);
    const head = copy === undefined ? '' : ledgerHead(copy);
    const fault =
      copy === undefined ? 'it is empty' : pagesFault(copy) || differs(store, sequence, head);
    if (fault === '') return { sequence, head };
    throw new ScreeningError('evidence-disagrees', {
      summary: 'the copy is not what the database holds; it was removed',
      why: fault,
      fix: 'run tps-scrub verify: the database may be damaged',
      where: store.name,
    });
  } finally {
    copy?.close();
  }
}

function differs(store: Store, sequence: number, head: string): string {
  const isSame = sequence === 0 || hashAt(store, sequence) === head;
  return isSame ? '' : `its newest line (${String(sequence)}) is another`;
}

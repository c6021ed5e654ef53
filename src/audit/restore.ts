import type { Day, Instant } from '../core/day.js';
import { wrongUse } from '../core/errors.js';
import { fileSha256 } from '../files/file-hash.js';
import { REGISTER_NAMES, type RegisterName } from '../registers/registers.js';
import { awaitedJournal, type Restored } from '../store/awaited-journal.js';
import { openForReading, openForWriting, type Store } from '../store/database.js';
import { EditionNumbers } from '../store/edition-numbers.js';
import { editionsOf } from '../store/editions.js';
import { forkWithLoss, replayAndFork, type GivenJournal, type Restorer } from '../store/forks.js';
import type { Replayed } from '../store/journal-replay.js';
import { FAR_INSTANT, ledgerHead } from '../store/ledger.js';
import { newestSequence } from '../store/ledger-lines.js';
import { OwnLists } from '../store/own-lists.js';
import { placeBackup } from './backup-placing.js';
import { requireNoOther, requireWholeJournal, type Journals } from './journal-completeness.js';

/** What is to be restored; undefined where nothing was given. */
export interface RestoreRequest {
  readonly database: string;
  /** The backup to put in the database's place; without it a wait is ended. */
  readonly backup: string | undefined;
  readonly journal: string | undefined;
  /** The journal that the configuration names. */
  readonly configured: string | undefined;
  /** Why what was recorded after the backup, and does not come back, is given up. */
  readonly loss: string | undefined;
  readonly why: string;
  readonly force: boolean;
  readonly operator: string;
  readonly account: string;
  readonly clock: () => Instant;
}

/** A register whose numbers are not held, or may not be the newest. */
export interface RestoredRegister {
  readonly name: RegisterName;
  /** Of the edition in force; undefined without any. */
  readonly dated: Day | undefined;
  /** Whether its numbers are held. */
  readonly held: boolean;
}

/** What a restoring came to. */
export interface RestoreResult {
  /** The backup that stands in the database's place; undefined when only a wait was ended. */
  readonly restored: Restored | undefined;
  /** Whether the database still waits for its journal. */
  readonly waits: boolean;
  /** What the journal brought back; undefined without one. */
  readonly replayed: Replayed | undefined;
  /** The newest line before the database continued: the last that came back. */
  readonly stand: { readonly sequence: number; readonly head: string };
  readonly registers: readonly RestoredRegister[];
  readonly ledgerHead: string;
}

/**
 * Puts a backup in the place of the database, ends the wait that follows, or both at once. All or
 * nothing: a journal that does not continue from the backup leaves what was there, and one that is
 * damaged too, unless the loss was accepted.
 *
 * @throws ScreeningError wrong-use for files that are none, and a journal of another branch;
 *   guard-refused when lines would go; evidence-disagrees for what is damaged
 */
export function restore(request: RestoreRequest): RestoreResult {
  const { backup, database, journal, loss } = request;
  if (backup !== undefined) {
    return placeBackup(request, backup, (store, restored) => {
      return settleWait(store, request, restored);
    });
  }
  if (journal === undefined && loss === undefined) {
    throw wrongUse({
      summary: 'say what is to be restored',
      fix: 'give a backup file; or, after that, --journal PATH or --accept-loss "WHY"',
      where: 'restore',
    });
  }
  if (journal !== undefined) journalSha256(journal);
  else requireWait(database);
  const store = openForWriting(database);
  try {
    return settleWait(store, request, awaitedJournal(store));
  } finally {
    store.close();
  }
}

/** @throws ScreeningError wrong-use */
function requireWait(database: string): void {
  const store = openForReading(database);
  const waits = store && awaitedJournal(store);
  store?.close();
  if (waits !== undefined) return;
  throw wrongUse({
    summary: 'there is no loss to accept: the database waits for no journal',
    fix: 'nothing is to be done',
    where: '--accept-loss',
  });
}

/** @throws ScreeningError wrong-use: a missing journal is no empty one */
function journalSha256(path: string): string {
  const sha256 = fileSha256(path);
  if (sha256 !== undefined) return sha256;
  throw wrongUse({
    summary: `the journal ${path} is not there, or cannot be read`,
    fix: 'name the journal that the configuration named before the loss; if it is lost too: --accept-loss "WHY"',
    where: path,
  });
}

function settleWait(
  store: Store,
  request: RestoreRequest,
  restored: Restored | undefined,
): RestoreResult {
  const { journal, loss, operator, account, clock, configured } = request;
  const by: Restorer = { operator, account, now: clock() };
  const before = { sequence: newestSequence(store), head: ledgerHead(store) };
  const journals: Journals = { given: journal, configured, isLossAccepted: loss !== undefined };
  let replayed: Replayed | undefined;
  let stand = before;
  if (journal !== undefined) {
    const given: GivenJournal = {
      path: journal,
      sha256: journalSha256(journal),
      loss,
      requireAll: (at, content, { lines }) => {
        requireNoOther(at, journals);
        return requireWholeJournal(at, journals, content, lines);
      },
    };
    const found = replayAndFork(store, given, by);
    replayed = found ?? { lines: 0, batches: 0, torn: 0, stopped: '', editions: [], runs: [] };
    stand = found ?? before;
  } else if (loss !== undefined) {
    requireNoOther(store, journals);
    stand = forkWithLoss(store, loss, by) ?? before;
  }
  const waits = awaitedJournal(store) !== undefined;
  if (!waits) requireLists(store);
  return {
    restored,
    waits,
    replayed,
    stand: { sequence: stand.sequence, head: stand.head },
    registers: registersOf(store),
    ledgerHead: ledgerHead(store),
  };
}

/** Looks at every entry that is held from now on. @throws ScreeningError not-safe */
function requireLists(store: Store): void {
  new OwnLists(store, FAR_INSTANT).requireAll();
}

function registersOf(store: Store): RestoredRegister[] {
  const numbers = new EditionNumbers(store);
  return REGISTER_NAMES.map((name) => {
    const edition = editionsOf(store, name, FAR_INSTANT).at(-1);
    const held = edition !== undefined && numbers.holding(edition.id) === 'whole';
    return { name, dated: edition?.dated, held };
  });
}

import type { Instant } from '../core/day.js';
import { awaitedJournal, awaitJournal, endWait, type Restored } from './awaited-journal.js';
import { branchesOf } from './branches.js';
import type { Store } from './database.js';
import { replayJournal, type Replayed } from './journal-replay.js';
import { contentOfJournal, type JournalContent } from './journal-scan.js';
import { appendToLedger, canonicalJson, ledgerHead, nextInstant } from './ledger.js';
import { newestSequence } from './ledger-lines.js';
import { purgedOf, recordPurged, type PurgedSubject } from './purged.js';

/** Why numbers of editions and traces of runs are not held after a journal was replayed. */
const NOT_IN_JOURNAL = 'recorded after the backup, and not in the journal';

/** Who ends a wait, and when. */
export interface Restorer {
  readonly operator: string;
  readonly account: string;
  readonly now: Instant;
}

/** The line with which a database continues. */
export interface Forked {
  /** The newest line before it: that of the backup, or the last that came back. */
  readonly sequence: number;
  readonly head: string;
  /** The head after it. */
  readonly ledgerHead: string;
}

/** Marks a copy of a backup as waiting for the journal; nothing can be recorded until then. */
export function markRestored(store: Store, restored: Restored): void {
  store
    .transaction(() => {
      endWait(store);
      awaitJournal(store, canonicalJson(restored));
    })
    .immediate();
}

/** A journal that is to be brought back. */
export interface GivenJournal {
  readonly path: string;
  /** SHA-256, in hex, of its bytes. */
  readonly sha256: string;
  /** Why what cannot be brought back is given up; undefined when all must come back. */
  readonly loss: string | undefined;
  /**
   * Called when all is back that comes, before the database goes on: throws when more was to come.
   *
   * @returns what is missing, in words, where a loss was accepted; empty when nothing is known to be
   */
  readonly requireAll: (store: Store, content: JournalContent, replayed: Replayed) => string;
}

/**
 * Brings back what a journal has and the database lacks, and lets the database continue: the lines come
 * back as they were, each under its own instant; only then comes the `fork` line, and after it, where
 * not all came back, the one that accepts that.
 *
 * @returns undefined when the database waits for nothing and lacks nothing
 * @throws ScreeningError when the journal is not this database's, is damaged, or begins too late; then
 *   nothing came back
 */
export function replayAndFork(
  store: Store,
  journal: GivenJournal,
  by: Restorer,
): (Forked & Replayed) | undefined {
  const { path, sha256, loss } = journal;
  const content = contentOfJournal(path);
  return store
    .transaction(() => {
      const before = newestSequence(store);
      const beforeHead = ledgerHead(store);
      const came = replayJournal(store, path, content, loss !== undefined);
      const stopped = journal.requireAll(store, content, came) || came.stopped;
      const waited = awaitedJournal(store);
      if (waited === undefined && came.lines === 0) return undefined;
      const replayed = { ...came, stopped };
      const stand = { sequence: newestSequence(store), head: ledgerHead(store) };
      // Put there by other means: nobody said which file it was.
      const restored = waited ?? unknownBackup(before, beforeHead, by);
      const { id } = appendFork(store, restored, by.now);
      const { operator, account } = by;
      const lost = lostOf(store, replayed);
      // Straight after the fork: what is after it in the journal is given up by that (branches.ts).
      if (loss !== undefined && stopped !== '') {
        const what = { journal: path, journal_sha256: sha256, damage: stopped };
        acceptLoss(store, id, { why: loss, ...what }, by);
      }
      const instant = nextInstant(store, by.now);
      const head = appendToLedger(store, {
        kind: 'journal-replayed',
        id,
        instant,
        payload: {
          journal: path,
          journal_sha256: sha256,
          lines: replayed.lines,
          batches: replayed.batches,
          torn_bytes: replayed.torn,
          purged: lost,
          operator,
          account,
        },
      });
      for (const { subject, id: of, why } of lost) {
        recordPurged(store, { subject, id: of, instant, why });
      }
      return { ...replayed, ...stand, ledgerHead: head };
    })
    .immediate();
}

function unknownBackup(sequence: number, head: string, by: Restorer): Restored {
  const { operator, account, now: restored } = by;
  const nothing = { backup: '', backup_sha256: '', why: '', aside: '' };
  return { ...nothing, sequence, head, restored, operator, account };
}

function lostOf(store: Store, { editions, runs }: Replayed) {
  const subjects: readonly [PurgedSubject, readonly (number | string)[]][] = [
    ['edition-numbers', editions],
    ['run-trace', runs],
  ];
  return subjects.flatMap(([subject, ids]) =>
    ids
      .map((id) => ({ subject, id: String(id), why: NOT_IN_JOURNAL }))
      .filter(({ id }) => purgedOf(store, subject, id) === undefined),
  );
}

/** Lets the database continue without what was recorded after its backup. */
export function forkWithLoss(store: Store, why: string, by: Restorer): Forked | undefined {
  return store
    .transaction(() => {
      const restored = awaitedJournal(store);
      if (restored === undefined) return undefined;
      const stand = { sequence: newestSequence(store), head: ledgerHead(store) };
      const { id } = appendFork(store, restored, by.now);
      return { ...stand, ledgerHead: acceptLoss(store, id, { why }, by) };
    })
    .immediate();
}

function acceptLoss(
  store: Store,
  id: string,
  said: Readonly<Record<string, string>>,
  { operator, account, now }: Restorer,
): string {
  return appendToLedger(store, {
    kind: 'loss-accepted',
    id,
    instant: nextInstant(store, now),
    payload: { ...said, operator, account },
  });
}

function appendFork(store: Store, restored: Restored, now: Instant): { readonly id: string } {
  const branches = branchesOf(store);
  const id = `fork-${String(Math.max(1, branches.length))}`;
  appendToLedger(store, {
    kind: 'fork',
    id,
    instant: nextInstant(store, now),
    payload: { ...restored, branch: branches.at(-1) ?? '' },
  });
  endWait(store);
  return { id };
}

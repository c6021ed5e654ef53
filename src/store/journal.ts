import { closeSync, constants, existsSync, fsyncSync, ftruncateSync, openSync } from 'node:fs';
import { ScreeningError } from '../core/errors.js';
import { beginAnew, isOlderThanErasing, newestErasing, removeBegun } from './begun-anew.js';
import { branchesOf, hashAt, isGivenUp, newestFork } from './branches.js';
import type { Store } from './database.js';
import { appendEntry, type EntryBase } from './journal-entry.js';
import { lastLineOfJournal, unreadable, type PlacedLine } from './journal-file.js';
import { areDueInJournal, isJournalled } from './journal-kinds.js';
import { requireApart } from './journal-place.js';
import { notBroughtBack, notThere, olderThanJournal } from './journal-refusals.js';
import { standAfter } from './journal-lines.js';
import { otherBranch, replayEntry } from './journal-replay.js';
import { contentOfJournal, isWhole, journalEnd } from './journal-scan.js';
import { newestSequence } from './ledger-lines.js';
import type { TransactionGuard } from './transaction-guard.js';

/** Where a journal stands against a database that knows its branch. */
type Stand =
  /** The database has all that the journal has. */
  | 'held'
  /** The journal has one entry more: who wrote it was killed before the commit. */
  | 'ahead'
  /** The journal goes on where the database was restored, and its loss accepted. */
  | 'left';

interface Base extends EntryBase {
  /** The newest line that it has of a branch which was given up; 0 of none. */
  readonly left: number;
}

/**
 * The journal of a database: what is recorded on own lists and of consents stands there too, so that
 * it outlives the database's disk. It holds personal data.
 *
 * Journal first, then commit. A journal that cannot be written stops the command before anything is
 * recorded; and whoever is killed between the two leaves an entry that the next writing command
 * records, since it lies on the disk and continues from the newest line. The other way round somebody
 * would have been told of an objection that no journal has. An entry is written under the write lock:
 * there is one writer. Where the database is ahead (a command ran without the configuration), the next
 * entry has all that is missing.
 */
export class Journal implements TransactionGuard {
  readonly #path: string;
  readonly #note: (text: string) => void;
  #base: Base | undefined;
  #newest = 0;
  #isWritten = false;
  /** Said once it is true: after the commit. */
  #notes: string[] = [];

  /** @param note told what a killed command had left, and what a journal lacks */
  constructor(path: string, note: (text: string) => void) {
    this.#path = path;
    this.#note = note;
  }

  /** Whether a killed command left an entry that the database lacks. */
  isAhead(store: Store): boolean {
    requireApart(this.#path, store.name);
    const end = this.#endFor(store);
    return end !== undefined && this.#stand(store, end) === 'ahead';
  }

  /**
   * Refuses to go on without a journal that was there: its disk may not be mounted.
   *
   * @throws ScreeningError not-safe
   */
  requireThere(store: Store): void {
    if (!existsSync(this.#path) && isJournalled(store)) throw notThere(store, this.#path);
  }

  /** @throws ScreeningError when the journal is not this database's, or is not there any more */
  begin(store: Store): void {
    this.#isWritten = false;
    this.#notes = [];
    requireApart(this.#path, store.name);
    this.requireThere(store);
    removeBegun(this.#path);
    let end = this.#endFor(store);
    if (end !== undefined && this.#stand(store, end) === 'ahead')
      end = this.#recordLast(store, end);
    else if (end !== undefined && isOlderThanErasing(store, this.#path)) {
      end = this.#beginAnew(store);
    }
    this.#base = this.#baseOf(store, end);
    this.#newest = newestSequence(store);
  }

  /** @throws ScreeningError wrong-use when the journal cannot be written */
  end(store: Store): void {
    if (this.#base === undefined || !areDueInJournal(store, this.#newest)) return;
    this.#isWritten = true;
    try {
      appendEntry(store, this.#path, this.#base);
    } catch (error) {
      throw unreadable(this.#path, error);
    }
    this.#noteGap(this.#base);
  }

  /** Says what is true now. */
  committed(): void {
    for (const text of this.#notes.splice(0)) this.#note(text);
  }

  /** Takes back what was written: the command says that nothing was recorded. */
  undo(): void {
    this.#notes = [];
    if (!this.#isWritten || this.#base === undefined || !existsSync(this.#path)) return;
    const handle = openSync(this.#path, constants.O_WRONLY);
    try {
      ftruncateSync(handle, this.#base.end);
      fsyncSync(handle);
    } finally {
      closeSync(handle);
    }
  }

  /**
   * Where the journal ends. Damage at its end is passed over when the rest of it was given up with
   * `restore --accept-loss`: what is written next goes on behind it.
   */
  #endFor(store: Store): PlacedLine | undefined {
    try {
      return journalEnd(this.#path);
    } catch (error) {
      if (!(error instanceof ScreeningError) || error.code !== 'evidence-disagrees') throw error;
      const { lines, wholeLines } = contentOfJournal(this.#path);
      const last = lines.at(-1);
      if (last === undefined || !isGivenUp(store, last.line.branch)) throw error;
      return { ...last, end: wholeLines };
    }
  }

  #stand(store: Store, { line }: PlacedLine): Stand {
    const branches = branchesOf(store);
    const newest = newestSequence(store);
    const { sequence, head } = standAfter(line);
    const isFirst = newest === 0;
    if (!isFirst && !branches.includes(line.branch)) {
      throw otherBranch(store, this.#path, line.branch, Math.min(newest, sequence));
    }
    if (sequence === 0 || hashAt(store, sequence) === head) return 'held';
    if (!isFirst && line.branch !== branches.at(-1)) {
      if (isGivenUp(store, line.branch)) return 'left';
      throw notBroughtBack(store, this.#path, sequence);
    }
    if (line.kind === 'entry' && line.first <= newest + 1 && newest < line.last) return 'ahead';
    if (newest < sequence) throw olderThanJournal(store, this.#path, sequence, newest);
    throw otherBranch(store, this.#path, line.branch, sequence);
  }

  /**
   * Records what a killed command wrote here last, and leaves it out when a power cut kept part of it
   * from the disk: nobody was told of it.
   */
  #recordLast(store: Store, end: PlacedLine): PlacedLine | undefined {
    const { line, start } = end;
    if (line.kind === 'entry' && !isWhole(this.#path, end)) {
      this.#notes.push(
        `what stood last in the journal was torn before it was recorded, and is left out: lines ${String(line.first)} to ${String(line.last)}`,
      );
      return lastLineOfJournal(this.#path, start - line.bytes);
    }
    replayEntry(store, this.#path, end);
    this.#notes.push(
      `what a command that was killed had written to the journal is recorded now, to line ${String(standAfter(line).sequence)} of the ledger`,
    );
    return end;
  }

  #beginAnew(store: Store): PlacedLine | undefined {
    try {
      beginAnew(store, this.#path);
    } catch (error) {
      throw unreadable(this.#path, error);
    }
    const end = journalEnd(this.#path);
    const line = String(end === undefined ? 0 : standAfter(end.line).sequence);
    this.#note(
      `the journal ${this.#path} was emptied and begins at line ${line}: backups made before cannot be completed from it any more. Make one now: tps-scrub backup FILE`,
    );
    return end;
  }

  #baseOf(store: Store, end: PlacedLine | undefined): Base {
    if (end !== undefined && this.#stand(store, end) === 'held') {
      return { ...standAfter(end.line), opens: false, end: end.end, left: 0 };
    }
    const fork = end === undefined ? undefined : newestFork(store);
    // Lines from before an erasure would come back without what it did.
    const from = fork !== undefined && fork.sequence >= newestErasing(store) ? fork : undefined;
    const sequence = from?.sequence ?? newestSequence(store);
    const head = from?.head ?? hashAt(store, sequence) ?? '';
    const left = end === undefined ? 0 : standAfter(end.line).sequence;
    return { sequence, head, opens: true, end: end?.end ?? 0, left };
  }

  /** Says what this journal will not bring back; only once, since after it the journal stands there. */
  #noteGap({ sequence, opens, left }: Base): void {
    if (!opens || sequence === 0) return;
    this.#notes.push(
      left > sequence
        ? `the journal ${this.#path} has lines ${String(sequence + 1)} to ${String(left)}, which --accept-loss gave up: what they say is in force nowhere`
        : `the journal ${this.#path} begins at line ${String(sequence)}: backups made before cannot be completed from it. Make one now: tps-scrub backup FILE`,
    );
  }
}

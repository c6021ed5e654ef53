import { statSync } from 'node:fs';
import { londonDay, type Day, type Instant } from '../core/day.js';
import { errorSummary } from '../core/errors.js';
import { REGISTER_NAMES, type RegisterName } from '../registers/registers.js';
import { awaitedJournal } from '../store/awaited-journal.js';
import { openForInspection } from '../store/database.js';
import { decidingEdition, editionsOf, lastCallDay } from '../store/editions.js';
import { knowingInstant } from '../store/ledger.js';
import { openLineCount } from '../store/own-unresolved.js';
import { checkVersion, isCurrent, isEmpty } from '../store/schema-version.js';

/** What a database holds today, as far as a glance tells. */
export interface HeldToday {
  readonly exists: boolean;
  readonly registers: readonly {
    readonly name: RegisterName;
    /** The last call day of the edition in force; undefined when none is held. */
    readonly lastCallDay: Day | undefined;
    readonly inDate: boolean;
  }[];
  /** Lines of opt-out files that wait to be settled. */
  readonly unresolved: number;
  /** Why nothing can be said of it, in one line; empty when it can. */
  readonly fault: string;
}

/**
 * Glances at a database without changing a byte of it or beside it: one that an earlier version wrote is
 * not brought up to date, and what a killed writer left is not rolled back. Never throws: it is asked
 * by who gave no command.
 */
export function heldToday(database: string, now: Instant): HeldToday {
  const none = REGISTER_NAMES.map((name) => ({ name, lastCallDay: undefined, inDate: false }));
  const nothing: HeldToday = { exists: false, registers: none, unresolved: 0, fault: '' };
  try {
    const found = statSync(database, { throwIfNoEntry: false });
    if (found === undefined || (found.isFile() && found.size === 0)) return nothing;
    if (!found.isFile()) return { ...nothing, exists: true, fault: 'it is no file' };
    if ((statSync(`${database}-journal`, { throwIfNoEntry: false })?.size ?? 0) > 0) {
      return {
        ...nothing,
        exists: true,
        fault: 'somebody writes to it, or was stopped while writing',
      };
    }
    return glance(database, now, nothing);
  } catch (error) {
    return { ...nothing, exists: true, fault: firstLine(errorSummary(error)) };
  }
}

function glance(database: string, now: Instant, nothing: HeldToday): HeldToday {
  const store = openForInspection(database);
  try {
    if (isEmpty(store)) return nothing;
    checkVersion(store, database);
    const fault = isCurrent(store)
      ? awaitedJournal(store) && 'it was restored, and waits for its journal'
      : 'an earlier tps-scrub wrote it: the next command brings it up to date';
    if (fault !== undefined) return { ...nothing, exists: true, fault };
    const asOf = knowingInstant(store, now);
    const today = londonDay(asOf);
    const registers = REGISTER_NAMES.map((name) => {
      const edition = decidingEdition(editionsOf(store, name, asOf), today);
      const last = edition && lastCallDay(edition);
      const inDate =
        edition !== undefined && edition.numbers > 0 && last !== undefined && today <= last;
      return { name, lastCallDay: last, inDate };
    });
    return { exists: true, registers, unresolved: openLineCount(store), fault: '' };
  } finally {
    store.close();
  }
}

function firstLine(text: string): string {
  return text.split('\n')[0] ?? '';
}

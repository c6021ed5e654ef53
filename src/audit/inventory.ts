import { existsSync } from 'node:fs';
import { londonDay, type Day, type Instant } from '../core/day.js';
import { dayBefore, RETENTION_NAMES, type RetentionKind } from '../policy/retention.js';
import { accessLogPaths, type AccessPlaces } from '../store/access-log.js';
import { openForReading } from '../store/database.js';
import { loggedAccesses } from '../store/inventory/access-log.js';
import {
  storedElsewhere,
  storedInRegisters,
  type StoredNumbers,
} from '../store/inventory/stored-numbers.js';
import { storedInJournal } from '../store/inventory/journal-entries.js';
import { storedInOwnLists } from '../store/inventory/own-entries.js';
import { knowingInstant } from '../store/ledger.js';
import { purgeableBefore } from './purge-found.js';

/** Whose data is looked for, and where. */
export interface InventoryRequest extends AccessPlaces {
  /** Undefined when the configuration names none. */
  readonly journal: string | undefined;
}

/** A place where numbers of persons stand. */
export interface InventoryRow extends Omit<StoredNumbers, 'oldest' | 'newest'> {
  /** The London days on which the oldest and the newest were recorded; undefined without any. */
  readonly oldest: Day | undefined;
  readonly newest: Day | undefined;
  readonly file: string;
  /** What is wrong with a log; empty when nothing is. */
  readonly fault: string;
  /** Of a log, lines that a kill or a power cut left unfinished. */
  readonly unfinished: number;
}

/**
 * Where numbers of persons stand, how many, and since when: for a breach report. What left the program
 * (cleaned lists, reports, backups) is not looked for. Reads only.
 *
 * @throws ScreeningError not-safe when something is damaged: a count without it would be too low
 */
export function inventory({ journal, ...places }: InventoryRequest): InventoryRow[] {
  const { database } = places;
  const rows: InventoryRow[] = [];
  const add = (found: StoredNumbers, file: string, log = { fault: '', unfinished: 0 }): void => {
    const days = { oldest: dayOf(found.oldest), newest: dayOf(found.newest) };
    rows.push({ ...found, ...days, file, ...log });
  };
  const store = openForReading(database);
  try {
    if (store !== undefined) {
      for (const look of [storedInRegisters, storedInOwnLists, storedElsewhere]) {
        for (const found of look(store)) add(found, database);
      }
    }
  } finally {
    store?.close();
  }
  if (journal !== undefined && existsSync(journal)) add(storedInJournal(journal), journal);
  for (const path of existsSync(database) ? accessLogPaths(places) : []) {
    if (!existsSync(path)) continue;
    const { numbers: entries, fault, unfinished, oldest, newest } = loggedAccesses(path);
    const log = { kind: 'access-log', name: '', numbers: undefined } as const;
    add({ ...log, entries, oldest, newest }, path, { fault, unfinished });
  }
  return rows;
}

/** What is kept longer than it is to be. */
export interface PastRetention {
  readonly kind: RetentionKind;
  /** What is of before this day could go, but for what a case holds. */
  readonly before: Day;
  /** Traces of runs, editions, unread lines, consents. */
  readonly count: number;
}

/**
 * What a purge would find today, kind by kind; kinds of which nothing is too old are left out. Reads only.
 *
 * @param retention how long each kind is to be kept (policy/retention.ts)
 */
export function pastRetention(
  database: string,
  retention: Readonly<Record<RetentionKind, string>>,
  now: Instant,
): PastRetention[] {
  const store = openForReading(database);
  if (store === undefined) return [];
  try {
    const today = londonDay(knowingInstant(store, now));
    return RETENTION_NAMES.flatMap((kind) => {
      const before = dayBefore(today, retention[kind]);
      const count = purgeableBefore(store, [kind], before)[kind].length;
      return count === 0 ? [] : [{ kind, before, count }];
    });
  } finally {
    store.close();
  }
}

function dayOf(instant: string): Day | undefined {
  return instant === '' ? undefined : londonDay(instant as Instant);
}

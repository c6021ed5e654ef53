import type { LicenceDays } from '../config/job.js';
import { ScreeningError } from '../core/errors.js';
import { londonDay, type Day, type Instant } from '../core/day.js';
import { REGISTER_NAMES, type RegisterName } from '../registers/registers.js';
import { awaitedJournal, type Restored } from '../store/awaited-journal.js';
import { journalFault, type JournalFault } from '../store/journal-watch.js';
import { openForReading, type Store } from '../store/database.js';
import { EditionNumbers } from '../store/edition-numbers.js';
import { decidingEdition, editionsOf, lastCallDay, type Edition } from '../store/editions.js';
import { knowingInstant, ledgerHead, LEDGER_START } from '../store/ledger.js';
import { batchesOf, recordedEvents, type OwnEventKind } from '../store/own-batches.js';
import { OwnLists } from '../store/own-lists.js';
import { OwnParties } from '../store/own-parties.js';
import { openLineCount } from '../store/own-unresolved.js';
import { sealedRuns } from '../store/runs.js';
import { licenceEnd, type LicenceEnd } from './licences.js';
import { safekeeping, type Safekeeping } from './safekeeping.js';

/** A register as `status` shows it. */
export interface RegisterStatus {
  readonly name: RegisterName;
  /** The edition that decides today, if any. */
  readonly edition: Edition | undefined;
  readonly lastCallDay: Day | undefined;
  /** How many editions were imported, and how many of them have their numbers still. */
  readonly editions: number;
  readonly kept: number;
  /** The day of the oldest that has them; undefined of none. */
  readonly since: Day | undefined;
  readonly usable: boolean;
  /** When its licence ends; undefined when nobody said so. */
  readonly licence: LicenceEnd | undefined;
}

/** What is held, and whether a scrub today would be refused. */
export interface Status {
  readonly exists: boolean;
  readonly today: Day;
  readonly registers: readonly RegisterStatus[];
  /** Runs that were stopped before their files had their names. */
  readonly sealed: readonly string[];
  /** Objections recorded on own lists and not undone. */
  readonly objections: number;
  /** The same of consents, usable or not. */
  readonly consents: number;
  /** Lines of opt-out files that wait to be settled. */
  readonly unresolved: number;
  /** What is wrong with the own lists; empty when nothing is. */
  readonly listsFault: string;
  /** The backup that was put in the database's place, while it waits for its journal. */
  readonly waits: Restored | undefined;
  /** Why the journal is not the database's, or is further; undefined when all is well. */
  readonly journalFault: JournalFault | undefined;
  readonly kept: Safekeeping;
  readonly ready: boolean;
  readonly ledgerHead: string;
}

/** What is wrong with the own lists, all of them looked at; empty when nothing is. */
function faultOfLists(store: Store, asOf: Instant): string {
  try {
    const lists = new OwnLists(store, asOf);
    lists.requireAll();
    new OwnParties(store, lists);
    return '';
  } catch (error) {
    if (!(error instanceof ScreeningError)) throw error;
    return error.explanation.why ?? error.explanation.summary;
  }
}

/** What the configuration says that a status depends on. */
export interface StatusSettings {
  /** The journal that it names. */
  readonly journal: string | undefined;
  readonly licences: LicenceDays;
}

/** Reads what is held; changes nothing. */
export function status(
  database: string,
  now: Instant,
  { journal, licences }: StatusSettings,
): Status {
  const store = openForReading(database);
  try {
    const asOf = knowingInstant(store, now);
    const today = londonDay(asOf);
    const numbers = store && new EditionNumbers(store);
    const registers = REGISTER_NAMES.map((name): RegisterStatus => {
      const editions = store ? editionsOf(store, name, asOf) : [];
      const edition = decidingEdition(editions, today);
      const last = edition && lastCallDay(edition);
      const usable =
        edition !== undefined &&
        last !== undefined &&
        today <= last &&
        edition.numbers > 0 &&
        numbers?.holding(edition.id) === 'whole' &&
        numbers.areSealed(name);
      const kept = editions.filter(({ id }) => numbers?.isKept(id));
      const held = { editions: editions.length, kept: kept.length, since: kept[0]?.dated };
      const licence = licenceEnd(name, edition, licences, today);
      return { name, edition, lastCallDay: last, ...held, usable, licence };
    });
    const waits = store && awaitedJournal(store);
    const fromJournal =
      store && journal !== undefined && waits === undefined
        ? journalFault(store, journal)
        : undefined;
    const fault = store && waits === undefined ? faultOfLists(store, asOf) : '';
    const batches = store && fault === '' ? batchesOf(store, asOf) : [];
    const recorded = (kind: OwnEventKind): number =>
      store ? recordedEvents(store, batches, kind) : 0;
    return {
      exists: store !== undefined,
      today,
      registers,
      sealed: store ? sealedRuns(store).map(({ id }) => id) : [],
      objections: recorded('objection'),
      consents: recorded('consent'),
      unresolved: store ? openLineCount(store) : 0,
      listsFault: fault,
      waits,
      journalFault: fromJournal,
      kept: safekeeping(store, database, journal),
      ready:
        registers.every(({ usable, licence }) => usable && licence?.stage !== 0) &&
        fault === '' &&
        fromJournal === undefined &&
        waits === undefined,
      ledgerHead: store ? ledgerHead(store) : LEDGER_START,
    };
  } finally {
    store?.close();
  }
}

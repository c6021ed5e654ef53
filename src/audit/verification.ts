import type { Store } from '../store/database.js';
import { accessLogFindings } from '../store/integrity/access-logs.js';
import { anchorFindings, awaitedFindings } from '../store/integrity/anchors.js';
import { numbersFindings, quickEditions } from '../store/integrity/edition-numbers.js';
import { editionFindings, packingFindings } from '../store/integrity/editions.js';
import type { ErasedPayloads } from '../store/integrity/erased-payloads.js';
import { headerFindings } from '../store/integrity/file-header.js';
import { firstNumberFindings } from '../store/integrity/first-numbers.js';
import { holdFindings } from '../store/integrity/holds.js';
import type { Findings } from '../store/integrity/finding.js';
import { journalFindings } from '../store/integrity/journal.js';
import { chainFindings } from '../store/integrity/ledger-chain.js';
import { payloadFindings } from '../store/integrity/ledger-payloads.js';
import { batchFindings } from '../store/integrity/own-batches.js';
import { entryFindings } from '../store/integrity/own-entries.js';
import { eventFindings } from '../store/integrity/own-events.js';
import { purgedFindings } from '../store/integrity/purged.js';
import { runFindings } from '../store/integrity/runs.js';
import { schemaFindings } from '../store/integrity/schema.js';
import { recallFindings } from '../store/integrity/recalls.js';
import { referenceFindings, sqliteFindings } from '../store/integrity/sqlite-checks.js';
import { traceFindings } from '../store/integrity/traces.js';
import { counted } from '../ui/tables.js';

/** What the checks of one verification are about. */
export interface Subject {
  readonly store: Store;
  readonly database: string;
  /** Paths at which access logs may stand. */
  readonly accessLogs: readonly string[];
  /** The journal that the configuration names. */
  readonly journal?: string | undefined;
  readonly erased: ErasedPayloads;
  /** Whether differences between editions are left out. */
  readonly quick: boolean;
  /** Is told what is worth saying and no finding. */
  readonly note: (text: string) => void;
  /** Is told what was not looked at. */
  readonly leaveOut: (text: string) => void;
}

/** A check of the database's integrity. */
export interface Check {
  readonly name: string;
  /** What is proved when it finds nothing. */
  readonly proves: string;
  /** Takes so long that others must be able to write; what it looks at is never changed. */
  readonly letsWrite?: true;
  /**
   * Goes from line to line by their sequences, and would go round in a circle where rows do not stand
   * in order: left out when the pages are damaged.
   */
  readonly needsOrder?: true;
  readonly find: (subject: Subject) => Findings;
}

/** Every check, in the order in which they run. A check is a row here and a function in store/integrity. */
export const CHECKS: readonly Check[] = [
  {
    name: 'file',
    proves: 'the file begins as a database of this version begins, and has the size that it says',
    find: ({ database }) => headerFindings(database),
  },
  {
    name: 'pages',
    proves:
      'every page is used once, every row stands in order and in its indexes, with values of the declared types (SQLite integrity_check)',
    find: ({ store }) => sqliteFindings(store),
  },
  {
    name: 'schema',
    proves: 'tables and indexes are those of this version, and there is nothing else',
    find: ({ store }) => schemaFindings(store),
  },
  {
    name: 'references',
    proves: 'no row refers to one that is not there (SQLite foreign_key_check)',
    find: ({ store }) => referenceFindings(store),
  },
  {
    name: 'ledger chain',
    proves:
      'every line has the hash of the line before it, sequences have no gap, and instants increase',
    find: ({ store }) => chainFindings(store),
  },
  {
    name: 'ledger payloads',
    proves: 'what a line says, with its salt, has the hash that stands in the line',
    find: ({ store, erased }) => payloadFindings(store, erased),
  },
  {
    name: 'editions',
    proves: 'what is recorded of each register file is what its ledger line says',
    find: ({ store }) => editionFindings(store),
  },
  {
    name: 'edition packing',
    proves: 'the numbers of each edition are packed in one way, and match their checksums',
    find: ({ store }) => packingFindings(store),
  },
  {
    name: 'first numbers',
    proves:
      'the first number of each edition, by which runs control their lookups, is the one that its ledger line has the hash of',
    find: ({ store }) => firstNumberFindings(store),
  },
  {
    name: 'own lists',
    proves:
      'each batch of the own lists is what its ledger line says, and has all that it recorded and no more',
    find: ({ store }) => batchFindings(store),
  },
  {
    name: 'own entries',
    proves: 'entries and what is said beside them match their checksums, and belong together',
    find: ({ store }) => entryFindings(store),
  },
  {
    name: 'own events',
    proves:
      'each objection, withdrawal, consent and unread line is what its own ledger line was hashed from',
    find: ({ store, erased }) => eventFindings(store, erased),
  },
  {
    name: 'runs',
    proves: 'each run is what the lines of its sealing and of its end say',
    find: ({ store, note }) => runFindings(store, note),
  },
  {
    name: 'traces',
    proves: 'what each run kept of its list is what was hashed into its record',
    find: ({ store, note }) => traceFindings(store, note),
  },
  {
    name: 'anchors',
    proves: 'each time-stamp is of a line of this ledger, and its answer the one that was recorded',
    needsOrder: true,
    find: ({ store }) => anchorFindings(store),
  },
  {
    name: 'restored',
    proves: 'what is said of a wait for the journal is what was written',
    find: ({ store, note }) => awaitedFindings(store, note),
  },
  {
    name: 'holds',
    proves:
      'what is held for a case is what the line of the hold says, and was released as one says',
    find: ({ store, erased, note }) => holdFindings(store, erased, note),
  },
  {
    name: 'recalls',
    proves: 'what was passed on of lists that had gone out is what a ledger line says',
    find: ({ store }) => recallFindings(store),
  },
  {
    name: 'purged',
    proves: 'what is not held any more went as a ledger line says',
    find: ({ store }) => purgedFindings(store),
  },
  {
    name: 'access log',
    proves:
      'each line of the log of who asked has the hash of the line before it (that its end is there, it cannot prove)',
    letsWrite: true,
    find: ({ accessLogs, note }) => accessLogFindings(accessLogs, note),
  },
  {
    name: 'journal',
    proves: 'each entry of the journal is as it was written, and its end a line of this ledger',
    letsWrite: true,
    find: ({ store, journal, note }) => journalFindings(store, journal, note),
  },
  {
    name: 'edition numbers',
    proves:
      'the numbers of each edition have the count and the SHA-256 that its ledger line records',
    letsWrite: true,
    *find({ store, quick, leaveOut }) {
      const chosen = quick ? quickEditions(store) : undefined;
      if (chosen && chosen.leftOut > 0) {
        leaveOut(
          `the numbers of ${counted(chosen.leftOut, 'edition')} kept as differences (--quick)`,
        );
      }
      yield* numbersFindings(store, chosen?.editions);
    },
  },
];

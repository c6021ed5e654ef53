import type { Readable } from 'node:stream';
import { londonDay } from '../core/day.js';
import { openFile, streamSource } from '../files/byte-source.js';
import type { ConsentFault } from '../policy/consents.js';
import { inTransaction, openForReading, openForWriting, type Store } from '../store/database.js';
import { FAR_INSTANT, knowingInstant, LEDGER_START, ledgerHead } from '../store/ledger.js';
import { batchName, type OwnBatch } from '../store/own-batches.js';
import { OwnLists } from '../store/own-lists.js';
import { writeBatch, type BatchDraft } from '../store/own-writing.js';
import { batchHeader, type Recorder } from './batch-header.js';
import { CallersToday, type Firm } from './consents/callers-today.js';
import { liftedBy, type LiftedObjection } from './consents/lifted.js';
import { LiftRefused } from './consents/lift-refused.js';
import type { ConsentReading } from './consents/reading.js';
import { readConsents, type ConsentRows } from './consents/rows.js';
import { countFaults } from './consents/usable.js';
import { knownConsents } from './known-before.js';
import { findNewEvents, type NewEvents } from './new-events.js';

/** Which file is to be recorded, and how it is to be read. */
export interface ConsentImportRequest extends Recorder {
  /** `-` for standard input. */
  readonly file: string;
  readonly reading: ConsentReading;
  readonly dryRun: boolean;
  /** Why objections may be lifted; empty when they may not. */
  readonly liftObjections: string;
  readonly firm: Firm;
  readonly stdin: Readable;
  readonly signal: AbortSignal;
}

/** How the rows of a file were accounted for: read = recorded + repeated + rejected. */
export interface ConsentRowCounts {
  readonly read: number;
  readonly recorded: number;
  readonly repeated: number;
  readonly rejected: number;
}

/** What an import of consents did. */
export interface ConsentImportResult {
  /** Undefined in a dry run. */
  readonly batch: OwnBatch | undefined;
  /** `consent-import-13`; empty in a dry run. */
  readonly name: string;
  readonly rows: ConsentRowCounts;
  readonly content: ConsentRows;
  /** New consents that are usable today, and how many are not, by why. */
  readonly usable: number;
  readonly faults: ReadonlyMap<ConsentFault, number>;
  /** Objections that the file lifts, or in a dry run would lift. */
  readonly lifted: readonly LiftedObjection[];
  readonly ledgerHead: string;
}

/**
 * Records the consents of a file, all or none. A row that was not read whole gives none: nobody is
 * called because of what may have been meant.
 *
 * @throws ScreeningError wrong-use when the file cannot be understood; {@link LiftRefused} when it
 *   would lift objections and nobody said that it may; then nothing was recorded
 */
export async function consentImport(request: ConsentImportRequest): Promise<ConsentImportResult> {
  const { file, signal, dryRun, database } = request;
  const source = file === '-' ? streamSource(request.stdin, signal) : await openFile(file);
  try {
    const content = await readConsents(source, request.reading, signal);
    const about = { file_path: file, file_sha256: source.sha256(), file_bytes: source.bytes };
    if (dryRun) {
      const reader = openForReading(database);
      try {
        const { result } = plan(reader, request, content, about);
        return { ...result, ledgerHead: reader ? ledgerHead(reader) : LEDGER_START };
      } finally {
        reader?.close();
      }
    }
    const store = openForWriting(database);
    try {
      return inTransaction(store, () => {
        const { result, draft } = plan(store, request, content, about);
        const { lifted } = result;
        if (lifted.length > 0 && request.liftObjections === '') throw new LiftRefused(file, lifted);
        const { batch, ledgerHead: head } = writeBatch(store, draft, request.clock());
        return { ...result, batch, name: batchName(batch), ledgerHead: head };
      });
    } finally {
      store.close();
    }
  } finally {
    await source.close();
  }
}

type FileFacts = Pick<OwnBatch, 'file_path' | 'file_sha256' | 'file_bytes'>;

interface Planned {
  readonly result: Omit<ConsentImportResult, 'ledgerHead'>;
  readonly draft: BatchDraft;
}

/** What the import comes to, before anything is written. */
function plan(
  store: Store | undefined,
  request: ConsentImportRequest,
  content: ConsentRows,
  about: FileFacts,
): Planned {
  const lists = store && new OwnLists(store, FAR_INSTANT);
  const callers = new CallersToday(request.firm, londonDay(knowingInstant(store, request.clock())));
  const events = findNewEvents(content, knownConsents(lists), content.rows);
  const lifted = lists ? liftedBy(content, events, lists, callers) : [];
  const { usable, faults } = countFaults(content, events, lists, callers);
  const rows = countRows(content, events);
  const batch = batchHeader('import', request, {
    ...about,
    about: 'consents',
    import: undefined,
    reading: readingText(request.reading, content),
    rows_read: rows.read,
    rows_recorded: rows.recorded,
    rows_repeated: rows.repeated,
    rows_unresolved: rows.rejected,
    accepted: lifted.length > 0 ? request.liftObjections : '',
  });
  const { fragments } = events;
  const nothing = { terms: [], unresolved: [], again: [], settled: [] };
  return {
    draft: { ...nothing, batch, consents: content.terms, fragments },
    result: { batch: undefined, name: '', rows, content, usable, faults, lifted },
  };
}

function countRows({ rows, rejected }: ConsentRows, { isRecorded }: NewEvents): ConsentRowCounts {
  const recorded = isRecorded.reduce((sum, is) => sum + is, 0);
  return {
    read: rows,
    recorded,
    repeated: rows - recorded - rejected.length,
    rejected: rejected.length,
  };
}

/** How the file was read, for the record. */
function readingText(reading: ConsentReading, { columns }: ConsentRows): string {
  const { dialect, days, defaults } = reading;
  return JSON.stringify({
    number: columns.number.name,
    others: columns.others,
    header: columns.header,
    ignored: columns.ignored,
    delimiter: dialect.delimiter ?? '',
    encoding: dialect.encoding ?? '',
    skip_lines: dialect.skipLines,
    days,
    defaults,
  });
}

import { londonDay } from '../core/day.js';
import type { ConsentFault } from '../policy/consents.js';
import type { Store } from '../store/database.js';
import { FAR_INSTANT, knowingInstant } from '../store/ledger.js';
import { OwnLists } from '../store/own-lists.js';
import { batchHeader } from './batch-header.js';
import { CallersToday, type Firm } from './consents/callers-today.js';
import { liftedBy, type LiftedObjection } from './consents/lifted.js';
import { LiftRefused } from './consents/lift-refused.js';
import type { ConsentReading } from './consents/reading.js';
import { readConsents, type ConsentRows } from './consents/rows.js';
import { countFaults } from './consents/usable.js';
import { knownConsents } from './known-before.js';
import { findNewEvents, type NewEvents } from './new-events.js';
import {
  recordFile,
  type FileFacts,
  type FileRequest,
  type PlannedFile,
  type RecordedFile,
} from './record-file.js';

/** Which file is to be recorded, and how it is to be read. */
export interface ConsentImportRequest extends FileRequest {
  readonly reading: ConsentReading;
  /** Why objections may be lifted; empty when they may not. */
  readonly liftObjections: string;
  readonly firm: Firm;
}

/** How the rows of a file were accounted for: read = recorded + repeated + rejected. */
export interface ConsentRowCounts {
  readonly read: number;
  readonly recorded: number;
  readonly repeated: number;
  readonly rejected: number;
}

/** What an import of consents comes to. */
interface Outcome {
  readonly rows: ConsentRowCounts;
  readonly content: ConsentRows;
  /** New consents that are usable today, and how many are not, by why. */
  readonly usable: number;
  readonly faults: ReadonlyMap<ConsentFault, number>;
  /** Objections that the file lifts, or in a dry run would lift. */
  readonly lifted: readonly LiftedObjection[];
}

/** What an import of consents did. */
export type ConsentImportResult = RecordedFile<Outcome>;

/**
 * Records the consents of a file, all or none. A row that was not read whole gives none: nobody is
 * called because of what may have been meant.
 *
 * @throws ScreeningError wrong-use when the file cannot be understood; {@link LiftRefused} when it
 *   would lift objections and nobody said that it may; then nothing was recorded
 */
export function consentImport(request: ConsentImportRequest): Promise<ConsentImportResult> {
  return recordFile(
    request,
    (source) => readConsents(source, request.reading, request.signal),
    (store, content, facts) => {
      const planned = plan(store, request, content, facts);
      const { lifted } = planned.result;
      const isRefused = lifted.length > 0 && request.liftObjections === '' && !request.dryRun;
      if (isRefused) throw new LiftRefused(request.file, lifted);
      return planned;
    },
  );
}

/** What the import comes to, before anything is written. */
function plan(
  store: Store | undefined,
  request: ConsentImportRequest,
  content: ConsentRows,
  facts: FileFacts,
): PlannedFile<Outcome> {
  const lists = store && new OwnLists(store, FAR_INSTANT);
  const callers = new CallersToday(request.firm, londonDay(knowingInstant(store, request.clock())));
  const events = findNewEvents(content, knownConsents(lists), content.rows);
  const lifted = lists ? liftedBy(content, events, lists, callers) : [];
  const { usable, faults } = countFaults(content, events, lists, callers);
  const rows = countRows(content, events);
  const batch = batchHeader('import', request, {
    ...facts,
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
    result: { rows, content, usable, faults, lifted },
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

import { londonDay } from '../core/day.js';
import type { ObjectionTerms } from '../policy/objections.js';
import { repeats, saysTheSame } from '../policy/standing.js';
import type { Store } from '../store/database.js';
import { FAR_INSTANT } from '../store/ledger.js';
import { batchesOf } from '../store/own-batches.js';
import { OwnLists } from '../store/own-lists.js';
import { lineName, linesByText, type UnresolvedLine } from '../store/own-unresolved.js';
import type { LineAgain, UnresolvedDraft } from '../store/own-writing.js';
import { batchHeader } from './batch-header.js';
import type { Firm } from './consents/callers-today.js';
import { knownObjections } from './known-before.js';
import { LiftedFor, type LiftedInFile } from './lifted-for.js';
import { guardMixUp } from './mix-up-guard.js';
import { findNewEvents, type NewEvents } from './new-events.js';
import { readExported } from './opt-outs/exported.js';
import type { OptOutReading } from './opt-outs/reading.js';
import { readOptOuts, type OptOutRows } from './opt-outs/rows.js';
import {
  recordFile,
  type FileFacts,
  type FileRequest,
  type PlannedFile,
  type RecordedFile,
} from './record-file.js';

/** Which file is to be recorded, and how it is to be read. */
export interface SuppressImportRequest extends FileRequest {
  readonly reading: OptOutReading;
  readonly firm: Firm;
  /** Why a guard that objects is to be overridden. */
  readonly accepted: string;
}

/** How the rows of a file were accounted for: read = recorded + repeated + unresolved. */
export interface RowCounts {
  readonly read: number;
  readonly recorded: number;
  readonly repeated: number;
  readonly unresolved: number;
}

/** A row that could not be read whole. */
export interface LeftOver extends UnresolvedDraft {
  /** The line of an earlier import that waits with the same text; empty when this one is new. */
  readonly waitsIn: string;
  /** A line with the same text that was settled with numbers, said by another source; empty without. */
  readonly settledIn: string;
}

/** What an import of opt-outs comes to. */
interface Outcome {
  readonly rows: RowCounts;
  readonly content: OptOutRows;
  /** Rows that could not be read whole, those that waited before included. */
  readonly unresolved: readonly LeftOver[];
  /** Events, and how many of the numbers stood on no own list before. */
  readonly events: number;
  readonly newNumbers: number;
  /** Numbers said again whose entry was withdrawn since: they stay callable. */
  readonly withdrawnSince: number;
  /** Numbers that a consent of a later day leaves callable for some caller. */
  readonly lifted: LiftedInFile;
  readonly overridden: readonly string[];
}

/** What an import of opt-outs did. */
export type SuppressImportResult = RecordedFile<Outcome>;

/**
 * Records the opt-outs of a file, all or none. A smaller file than the one before removes nothing.
 *
 * @throws ScreeningError wrong-use when the file cannot be understood, guard-refused when it looks
 *   like a call list; then nothing was recorded
 */
export function suppressImport(request: SuppressImportRequest): Promise<SuppressImportResult> {
  return recordFile(
    request,
    (source) =>
      (request.reading.isExported ? readExported : readOptOuts)(
        source,
        request.reading,
        request.signal,
      ),
    (store, content, facts) => plan(store, request, content, facts),
  );
}

/** What the import comes to, before anything is written. */
function plan(
  store: Store | undefined,
  request: SuppressImportRequest,
  content: OptOutRows,
  facts: FileFacts,
): PlannedFile<Outcome> {
  const today = londonDay(request.clock());
  const lists = store && new OwnLists(store, FAR_INSTANT);
  const { file, accepted, reading } = request;
  const overridden =
    store && lists ? guardMixUp(store, file, content.numbers, lists, today, accepted) : [];
  const before = knownObjections(lists);
  const known = reading.isExported ? { ...before, repeats: saysTheSame } : before;
  const events = findNewEvents(content, known, content.rows);
  const { waiting, fresh, settled, again, settledIn } = sortUnresolved(store, content);
  const rows = countRows(content, events, new Set(settled.map(({ row }) => row)));
  const batch = batchHeader('import', request, {
    ...facts,
    list: reading.defaults.list,
    source: reading.defaults.source,
    import: undefined,
    reading: readingText(reading, content),
    rows_read: rows.read,
    rows_recorded: rows.recorded,
    rows_repeated: rows.repeated,
    rows_unresolved: rows.unresolved,
    rows_passed_over: content.passedOver,
    accepted: overridden.length > 0 ? accepted : '',
  });
  return {
    draft: {
      batch,
      terms: content.terms,
      fragments: events.fragments,
      unresolved: fresh,
      again,
      settled: [],
    },
    result: {
      rows,
      content,
      unresolved: [
        ...waiting,
        ...fresh.map((row) => ({ ...row, waitsIn: '', settledIn: settledIn.get(row) ?? '' })),
      ].sort((a, b) => a.row - b.row),
      events: events.events,
      newNumbers: events.newNumbers,
      withdrawnSince: events.withdrawnSince,
      lifted: new LiftedFor(lists, request.firm, today).inFile(content),
      overridden,
    },
  };
}

/**
 * Unresolved rows that are new, that wait since an earlier file, and that somebody has settled. Equal
 * rows are paired one to one, so that each can be settled by itself. What another source said in the same
 * bytes is settled too where a person found that it names nobody; where it named numbers it waits, since
 * that entry can be withdrawn without this one, and how it was settled is told.
 */
function sortUnresolved(store: Store | undefined, { unresolved, terms }: OptOutRows) {
  const sorted = {
    fresh: [] as UnresolvedDraft[],
    waiting: [] as LeftOver[],
    settled: [] as UnresolvedDraft[],
    again: [] as LineAgain[],
    settledIn: new Map<UnresolvedDraft, string>(),
  };
  if (unresolved.length === 0) return sorted;
  const known = store ? linesByText(store) : new Map<string, readonly UnresolvedLine[]>();
  const withoutNumber = new Set(
    (store ? batchesOf(store, FAR_INSTANT) : [])
      .filter(({ kind, events }) => kind === 'resolve' && events === 0)
      .map(({ id }) => id),
  );
  const paired = new Set<UnresolvedLine>();
  for (const row of unresolved) {
    const said = { terms: terms[row.terms] as ObjectionTerms, reference: row.reference };
    const unpaired = (known.get(row.text) ?? []).filter((one) => !paired.has(one));
    const same = unpaired.filter((one) => repeats(said, one));
    const elsewhere = unpaired.find((one) => one.settledBy !== 0 && saysSame(said, one));
    const isNobodys = elsewhere !== undefined && withoutNumber.has(elsewhere.settledBy);
    const line =
      same.find(({ settledBy }) => settledBy === 0) ??
      same[0] ??
      (isNobodys ? elsewhere : undefined);
    if (line === undefined) {
      sorted.fresh.push(row);
      if (elsewhere !== undefined) sorted.settledIn.set(row, lineName(elsewhere));
      continue;
    }
    paired.add(line);
    sorted.again.push({ row: row.row, line: row.line, of: line });
    if (line.settledBy === 0)
      sorted.waiting.push({ ...row, waitsIn: lineName(line), settledIn: '' });
    else sorted.settled.push(row);
  }
  return sorted;
}

/** Whether a row says what a line said, whoever passed it on. */
function saysSame(
  { terms, reference }: { readonly terms: ObjectionTerms; readonly reference: string },
  line: UnresolvedLine,
): boolean {
  return repeats({ terms: { ...terms, source: line.terms.source }, reference }, line);
}

function countRows(
  { rows, unresolved }: OptOutRows,
  { isRecorded }: NewEvents,
  settled: ReadonlySet<number>,
): RowCounts {
  const open = new Set(unresolved.map(({ row }) => row).filter((row) => !settled.has(row)));
  let recorded = 0;
  for (let row = 0; row < rows; row++) {
    if (isRecorded[row] === 1 && !open.has(row + 1)) recorded++;
  }
  return { read: rows, recorded, repeated: rows - recorded - open.size, unresolved: open.size };
}

/** How the file was read, for the record. */
function readingText(reading: OptOutReading, { columns }: OptOutRows): string {
  const { where, dialect, days, defaults } = reading;
  return JSON.stringify({
    numbers: columns.numbers.map(({ name }) => name),
    others: columns.others,
    header: columns.header,
    where,
    delimiter: dialect.delimiter ?? '',
    encoding: dialect.encoding ?? '',
    skip_lines: dialect.skipLines,
    days,
    defaults,
  });
}

import { createHash } from 'node:crypto';
import type { Instant } from '../core/day.js';
import type { ConsentTerms } from '../policy/consents.js';
import type { ObjectionTerms } from '../policy/objections.js';
import type { Store } from './database.js';
import {
  appendManyToLedger,
  appendToLedger,
  canonicalJson,
  nextInstant,
  nextSequence,
} from './ledger.js';
import type { LedgerKind } from './ledger-kinds.js';
import { batchCrc, batchLineKind, batchName, eventKind, type OwnBatch } from './own-batches.js';
import {
  insertFragments,
  packFragment,
  type FragmentDraft,
  type FragmentRow,
} from './own-fragments.js';
import {
  insertPartyRows,
  partyLine,
  partyPayloads,
  partyRows,
  type PartyDraft,
} from './own-party-rows.js';
import { fragmentSum, linesSum } from './own-sums.js';
import { settleLines, type UnresolvedLine } from './own-unresolved.js';
import { eventPayloads } from './own-event-payloads.js';
import { insertTerms } from './own-terms.js';

/** A row of a file that could not be read whole: an objection until somebody settles it. */
export interface UnresolvedDraft {
  /** Number of the row among those read, from 1. */
  readonly row: number;
  /** Physical line in the file. */
  readonly line: number;
  readonly text: string;
  readonly why: string;
  /** Place of its terms in {@link BatchDraft.terms}. */
  readonly terms: number;
  readonly reference: string;
}

/** A row of a file that says again what an unresolved line of an earlier one said. */
export interface LineAgain {
  readonly row: number;
  readonly line: number;
  readonly of: Pick<UnresolvedLine, 'batch' | 'row'>;
}

/** A batch before it is recorded. */
export interface BatchDraft {
  readonly batch: Omit<
    OwnBatch,
    | 'id'
    | 'recorded'
    | 'sequence'
    | 'events'
    | 'repeats'
    | 'fragments'
    | 'crc_sum'
    | 'lines_crc'
    | 'content_sha256'
    | 'import'
  > & {
    /** Undefined for an import, which is about itself. */
    readonly import: number | undefined;
  };
  readonly terms: readonly ObjectionTerms[];
  /** In place of `terms`, of a batch of consents. */
  readonly consents?: readonly ConsentTerms[];
  /** With places in `terms` where the rows will have ids; those of one block stand together. */
  readonly fragments: readonly FragmentDraft[];
  readonly unresolved: readonly UnresolvedDraft[];
  readonly again: readonly LineAgain[];
  readonly settled: readonly Pick<UnresolvedLine, 'batch' | 'row'>[];
  /** Events of persons and firms, whatever numbers they have. */
  readonly parties?: readonly PartyDraft[];
}

/** What was recorded. */
export interface RecordedBatch {
  readonly batch: OwnBatch;
  readonly ledgerHead: string;
}

/**
 * Records a batch: its row, its events packed, and a ledger line for the batch, for each event, for
 * each row that is unresolved and for each event of a party. Call it inside a transaction.
 */
export function writeBatch(store: Store, draft: BatchDraft, now: Instant): RecordedBatch {
  const recorded = nextInstant(store, now);
  const id = Number(store.prepare('SELECT coalesce(max(id), 0) + 1 FROM own_batch').pluck().get());
  const { consents = [], parties = [], unresolved } = draft;
  const used = usedTerms(draft);
  const termIds =
    consents.length > 0
      ? insertTerms(store, 'consents', consents, used)
      : insertTerms(store, 'objections', draft.terms, used);
  const sequence = nextSequence(store);
  const rows = packAll(draft.fragments, termIds, id, sequence + 1);
  const events = rows.filter(({ kind }) => kind === 'event');
  const eventCount = sum(events.map(({ count }) => count));
  const ofParties = partyRows(parties, id, sequence + 1 + eventCount + unresolved.length, termIds);
  const batch: OwnBatch = {
    ...draft.batch,
    id,
    import: draft.batch.import ?? id,
    recorded,
    sequence,
    events: eventCount,
    repeats: sum(rows.filter(({ kind }) => kind === 'repeat').map(({ count }) => count)),
    fragments: rows.length,
    crc_sum: sum(rows.map(fragmentSum)),
    lines_crc: linesSum([
      ...lineRows(draft, termIds, sequence + 1 + eventCount),
      ...ofParties.map(partyLine),
    ]),
    content_sha256: contentHash(rows, draft),
  };
  insertBatch(store, batch);
  insertFragments(store, rows);
  const name = batchName(batch);
  let head = appendToLedger(store, {
    kind: batchLineKind(batch),
    id: name,
    instant: recorded,
    payload: batch,
  });
  const line = (kind: LedgerKind) => ({ kind, id: name, instant: recorded });
  if (batch.events > 0) {
    const drafts = draft.fragments.filter(({ kind }) => kind === 'event');
    const said = consents.length > 0 ? consents : draft.terms;
    const payloads = eventPayloads(name, drafts, said);
    head = appendManyToLedger(store, line(eventKind(batch)), batch.events, payloads);
  }
  if (unresolved.length > 0) {
    insertUnresolved(store, id, unresolved, termIds);
    const payloads = unresolved.map((row) =>
      JSON.stringify({ batch: name, line: row.line, row: row.row, text: row.text, why: row.why }),
    );
    head = appendManyToLedger(store, line('unresolved'), unresolved.length, payloads);
  }
  if (parties.length > 0) {
    insertPartyRows(store, ofParties);
    const kind = batch.kind === 'withdraw' ? 'party-withdrawal' : 'party-objection';
    const payloads = partyPayloads(name, parties, draft.terms);
    head = appendManyToLedger(store, line(kind), parties.length, payloads);
  }
  insertAgain(store, id, draft.again);
  settleLines(store, draft.settled, id);
  return { batch, ledgerHead: head };
}

/** Places of the terms that something is recorded with: terms that nothing has prove nothing. */
function usedTerms({ fragments, unresolved, parties = [] }: BatchDraft): ReadonlySet<number> {
  const used = new Set([...unresolved, ...parties].map(({ terms }) => terms));
  for (const { terms } of fragments) for (const place of terms) used.add(place);
  return used;
}

function packAll(
  drafts: readonly FragmentDraft[],
  termIds: Uint32Array,
  batch: number,
  firstSequence: number,
): FragmentRow[] {
  let sequence = firstSequence;
  return drafts.map((draft) => {
    const isEvent = draft.kind === 'event';
    const terms = draft.terms.map((place) => termIds[place] as number);
    const row = packFragment({ ...draft, terms }, batch, isEvent ? sequence : 0);
    if (isEvent) sequence += row.count;
    return row;
  });
}

/** SHA-256 over what a batch records without a ledger line of its own, in the order written. */
function contentHash(rows: readonly FragmentRow[], draft: BatchDraft): string {
  const hash = createHash('sha256');
  const repeats = rows.filter(({ kind }) => kind === 'repeat');
  for (const { block, layer, count, numbers, terms, refs } of repeats) {
    hash.update(canonicalJson({ block, layer, count, refs })).update(numbers).update(terms);
  }
  const lines = draft.unresolved.map((row) => ({ ...row, terms: draft.terms[row.terms] }));
  const again = draft.again.map(({ row, line, of }) => [row, line, of.batch, of.row]);
  const settled = draft.settled.map(({ batch, row }) => [batch, row]);
  const isEmpty = repeats.length + lines.length + again.length + settled.length === 0;
  return isEmpty ? '' : hash.update(canonicalJson({ lines, again, settled })).digest('hex');
}

/** The rows about unread lines that a batch writes, as own-sums.ts reads them again. */
function lineRows(
  { unresolved, again, settled }: BatchDraft,
  termIds: Uint32Array,
  firstSequence: number,
): (string | number)[][] {
  return [
    ...unresolved.map(({ row, line, text, why, terms, reference }, index) => {
      const id = termIds[terms] as number;
      return ['line', row, firstSequence + index, line, text, why, id, reference];
    }),
    ...again.map(({ row, line, of }) => ['again', row, line, of.batch, of.row]),
    ...settled.map(({ batch, row }) => ['settled', batch, row]),
  ];
}

function insertBatch(store: Store, batch: OwnBatch): void {
  const row = { ...batch, crc: batchCrc(batch) };
  const columns = Object.keys(row);
  store
    .prepare(
      `INSERT INTO own_batch (${columns.join(', ')})
       VALUES (${columns.map((column) => `@${column}`).join(', ')})`,
    )
    .run(row);
}

function insertUnresolved(
  store: Store,
  batch: number,
  rows: readonly UnresolvedDraft[],
  termIds: Uint32Array,
): void {
  const insert = store.prepare(
    `INSERT INTO own_unresolved (batch, row, sequence, line, text, why, terms, reference)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  );
  let sequence = nextSequence(store);
  for (const { row, line, text, why, terms, reference } of rows) {
    insert.run(batch, row, sequence++, line, text, why, termIds[terms], reference);
  }
}

function insertAgain(store: Store, batch: number, lines: readonly LineAgain[]): void {
  const insert = store.prepare(
    'INSERT INTO own_unresolved_again (batch, row, line, of_batch, of_row) VALUES (?, ?, ?, ?, ?)',
  );
  for (const { row, line, of } of lines) insert.run(batch, row, line, of.batch, of.row);
}

function sum(values: readonly number[]): number {
  return values.reduce((all, value) => all + value, 0);
}

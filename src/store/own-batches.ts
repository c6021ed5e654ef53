import { crc32 } from 'node:zlib';
import type { Instant } from '../core/day.js';
import type { Store } from './database.js';
import type { LedgerKind } from './ledger-kinds.js';
import { damagedLists } from './own-fragments.js';
import { partyCounts } from './own-party-rows.js';
import type { TermsKind } from './own-terms.js';

/** What can be recorded of a number. */
export type OwnEventKind = 'objection' | 'withdrawal' | 'consent';

/** What recorded the events of a batch. */
export type BatchKind = 'add' | 'import' | 'withdraw' | 'undo' | 'resolve';

/** What one command recorded at one instant. Texts that do not apply are empty, counts 0. */
export interface OwnBatch {
  readonly id: number;
  readonly kind: BatchKind;
  readonly about: TermsKind;
  readonly recorded: Instant;
  /** Its line in the ledger; those of its events follow it. */
  readonly sequence: number;
  /**
   * The import that a batch is about: of an import its own id, of an undo the one that it voids, of
   * a resolution the one whose lines it settles.
   */
  readonly import: number;
  readonly manner: '' | 'mistake' | 'person-asked';
  readonly why: string;
  readonly list: string;
  readonly source: string;
  readonly file_path: string;
  readonly file_sha256: string;
  readonly file_bytes: number;
  /** How a file was read: columns, conditions, dialect; JSON. */
  readonly reading: string;
  readonly rows_read: number;
  readonly rows_recorded: number;
  readonly rows_repeated: number;
  readonly rows_unresolved: number;
  readonly rows_passed_over: number;
  readonly events: number;
  readonly repeats: number;
  readonly fragments: number;
  /** What its fragments come to (own-sums.ts): a missing one would free its numbers. */
  readonly crc_sum: number;
  /** What its unread lines, settlements and parties come to (own-sums.ts); 0 without any. */
  readonly lines_crc: number;
  /** Over what has no ledger line of its own: repeats, unread lines, settlements; empty without. */
  readonly content_sha256: string;
  /** Why a guard was overridden. */
  readonly accepted: string;
  readonly operator: string;
  readonly account: string;
  readonly reader_version: number;
}

/** The id of a batch in commands, JSON and the ledger: `import-12`, `consent-import-13`. */
export function batchName({ kind, about, id }: Pick<OwnBatch, 'kind' | 'about' | 'id'>): string {
  return `${about === 'consents' ? 'consent-' : ''}${kind}-${String(id)}`;
}

/** The kind of the ledger line of a batch. */
export function batchLineKind({ kind, about }: Pick<OwnBatch, 'kind' | 'about'>): LedgerKind {
  if (about === 'objections') return `suppress-${kind}`;
  if (kind === 'resolve') throw new Error('consents have no lines to settle');
  return `consent-${kind}`;
}

/** What the events of a batch are: a consent is withdrawn by an objection. */
export function eventKind({ kind, about }: Pick<OwnBatch, 'kind' | 'about'>): OwnEventKind {
  if (about === 'consents') return kind === 'withdraw' ? 'objection' : 'consent';
  return kind === 'withdraw' ? 'withdrawal' : 'objection';
}

/** What stands beside the numbers of a batch. */
export function termsKind(batch: Pick<OwnBatch, 'kind' | 'about'>): TermsKind {
  return eventKind(batch) === 'consent' ? 'consents' : 'objections';
}

/**
 * Every batch recorded by an instant, in the order of recording.
 *
 * @throws ScreeningError not-safe when a row is not what was recorded
 */
export function batchesOf(store: Store, asOf: Instant): OwnBatch[] {
  const rows = store.prepare('SELECT * FROM own_batch ORDER BY id').all();
  return (rows as (OwnBatch & { crc?: number })[])
    .map((batch) => {
      const { crc } = batch;
      delete batch.crc;
      if (batchCrc(batch) !== crc)
        throw damagedLists(store.name, 'a batch is not what was recorded');
      return batch;
    })
    .filter(({ recorded }) => recorded <= asOf);
}

/** The id of the newest batch; 0 when there is none. */
export function newestBatch(store: Store, asOf: Instant): number {
  const find = store.prepare('SELECT coalesce(max(id), 0) FROM own_batch WHERE recorded <= ?');
  return find.pluck().get(asOf) as number;
}

/**
 * The name of the newest import of opt-outs whose file had these bytes; undefined when none had. For a
 * word of warning only: what decides reads {@link batchesOf}, which checks every row.
 */
export function optOutsOfFile(store: Store, sha256: string): string | undefined {
  const find = store.prepare(
    `SELECT kind, about, id FROM own_batch WHERE file_sha256 = ? AND kind = 'import' AND about = 'objections'
     ORDER BY id DESC LIMIT 1`,
  );
  const batch = find.get(sha256) as Pick<OwnBatch, 'kind' | 'about' | 'id'> | undefined;
  return batch && batchName(batch);
}

/**
 * The ids of batches that undone imports left without effect: the imports themselves, and resolutions
 * of lines that no import which stands has said.
 *
 * @param undone an import to be held for undone as well; 0 for none
 */
export function voidedBatches(
  store: Store,
  batches: readonly OwnBatch[],
  undone: number,
): ReadonlySet<number> {
  const voided = new Set(batches.filter(({ kind }) => kind === 'undo').map((one) => one.import));
  if (undone !== 0) voided.add(undone);
  if (voided.size === 0) return voided;
  const known = new Set(batches.map(({ id }) => id));
  const standing = new Set(
    resolvedLines(store)
      .filter(({ said }) => known.has(said) && !voided.has(said))
      .map(({ resolution }) => resolution),
  );
  for (const { id, kind } of batches) if (kind === 'resolve' && !standing.has(id)) voided.add(id);
  return voided;
}

/** Which imports said the lines that a resolution settled. */
function resolvedLines(store: Store): { resolution: number; said: number }[] {
  return store
    .prepare(
      `SELECT by_batch AS resolution, batch AS said FROM own_settled
       UNION ALL
       SELECT s.by_batch, a.batch FROM own_settled s
       JOIN own_unresolved_again a ON a.of_batch = s.batch AND a.of_row = s.row`,
    )
    .all() as { resolution: number; said: number }[];
}

/** In the order of the table. */
const BATCH_COLUMNS = [
  ...['id', 'kind', 'recorded', 'sequence', 'import', 'manner', 'why', 'list', 'source'],
  ...['file_path', 'file_sha256', 'file_bytes', 'reading', 'rows_read', 'rows_recorded'],
  ...['rows_repeated', 'rows_unresolved', 'rows_passed_over', 'events', 'repeats', 'fragments'],
  ...[
    'crc_sum',
    'lines_crc',
    'content_sha256',
    'accepted',
    'operator',
    'account',
    'reader_version',
  ],
] as readonly (keyof OwnBatch)[];

/** The checksum of a batch's row. Every command asks it of every batch: it must cost little. */
export function batchCrc(batch: OwnBatch): number {
  let text = '';
  for (const column of BATCH_COLUMNS) text += `${String(batch[column])}\n`;
  // Batches of before there were consents have a checksum without it.
  if (batch.about !== 'objections') text += `${batch.about}\n`;
  return crc32(text);
}

/** How many events of a kind were recorded and not undone, whether they still count or not. */
export function recordedEvents(
  store: Store,
  batches: readonly OwnBatch[],
  kind: OwnEventKind,
): number {
  const voided = voidedBatches(store, batches, 0);
  const counted = batches.filter((batch) => eventKind(batch) === kind && !voided.has(batch.id));
  const parties = new Map(partyCounts(store));
  return counted.reduce((sum, { id, events }) => sum + events + (parties.get(id) ?? 0), 0);
}

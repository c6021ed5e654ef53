import type { Instant } from '../core/day.js';
import { READER_VERSION } from '../core/read-cell.js';
import type { BatchKind } from '../store/own-batches.js';
import type { BatchDraft } from '../store/own-writing.js';

/** Who records, where, and by which clock. */
export interface Recorder {
  readonly database: string;
  readonly operator: string;
  readonly account: string;
  readonly clock: () => Instant;
}

/** What stands in a batch's row, beside what its events come to. */
export type BatchHeader = BatchDraft['batch'];

const NOTHING = {
  about: 'objections',
  import: 0,
  manner: '',
  why: '',
  list: '',
  source: '',
  file_path: '',
  file_sha256: '',
  file_bytes: 0,
  reading: '',
  rows_read: 0,
  rows_recorded: 0,
  rows_repeated: 0,
  rows_unresolved: 0,
  rows_passed_over: 0,
  accepted: '',
} as const;

/** The row of a batch: what is said, and nothing where it says nothing. */
export function batchHeader(
  kind: BatchKind,
  { operator, account }: Recorder,
  said: Partial<BatchHeader>,
): BatchHeader {
  return { ...NOTHING, ...said, kind, operator, account, reader_version: READER_VERSION };
}

import type { Readable } from 'node:stream';
import type { EndAtOnce } from '../core/end-at-once.js';
import type { Progress } from '../core/progress.js';
import { openFile, streamSource, type ByteSource } from '../files/byte-source.js';
import { inTransaction, openForReading, openForWriting, type Store } from '../store/database.js';
import { LEDGER_START, ledgerHead } from '../store/ledger.js';
import { batchName, type OwnBatch } from '../store/own-batches.js';
import { writeBatch, type BatchDraft } from '../store/own-writing.js';
import type { Recorder } from './batch-header.js';

/** Which file is to be recorded. */
export interface FileRequest extends Recorder {
  /** `-` for standard input. */
  readonly file: string;
  readonly dryRun: boolean;
  readonly stdin: Readable;
  readonly signal: AbortSignal;
  /** Is told how far the file is read. */
  readonly progress?: Progress | undefined;
  readonly endAtOnce: EndAtOnce;
}

/** The file that was read, for the record. */
export type FileFacts = Pick<OwnBatch, 'file_path' | 'file_sha256' | 'file_bytes'>;

/** What recording a file comes to, before anything is written. */
export interface PlannedFile<R> {
  readonly result: R;
  readonly draft: BatchDraft;
}

/** What came of a file: as planned, and where it is recorded. */
export type RecordedFile<R> = R & {
  /** Undefined in a dry run. */
  readonly batch: OwnBatch | undefined;
  /** `import-12`; empty in a dry run. */
  readonly name: string;
  readonly ledgerHead: string;
};

/**
 * Records what a file says, all or none; in a dry run, only works out what it comes to.
 *
 * @param read reads the file
 * @param plan works out what it comes to, and refuses what may not be recorded
 * @throws what `read` and `plan` throw; then nothing was recorded
 */
export async function recordFile<C, R>(
  { file, stdin, signal, progress, endAtOnce, dryRun, database, clock }: FileRequest,
  read: (source: ByteSource) => Promise<C>,
  plan: (store: Store | undefined, content: C, facts: FileFacts) => PlannedFile<R>,
): Promise<RecordedFile<R>> {
  const source =
    file === '-' ? streamSource(stdin, signal, progress) : await openFile(file, signal, progress);
  let hearAgain: (() => void) | undefined;
  try {
    const content = await read(source);
    // From here on it is one piece of work, a million rows long perhaps, and nothing is to be tidied.
    hearAgain = endAtOnce();
    const facts = { file_path: file, file_sha256: source.sha256(), file_bytes: source.bytes };
    if (dryRun) {
      const reader = openForReading(database);
      try {
        const { result } = plan(reader, content, facts);
        const head = reader ? ledgerHead(reader) : LEDGER_START;
        return { ...result, batch: undefined, name: '', ledgerHead: head };
      } finally {
        reader?.close();
      }
    }
    const store = openForWriting(database);
    try {
      return inTransaction(store, () => {
        const { result, draft } = plan(store, content, facts);
        const { batch, ledgerHead: head } = writeBatch(store, draft, clock());
        return { ...result, batch, name: batchName(batch), ledgerHead: head };
      });
    } finally {
      store.close();
    }
  } finally {
    hearAgain?.();
    await source.close();
  }
}

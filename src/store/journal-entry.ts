import { createHash } from 'node:crypto';
import {
  closeSync,
  constants,
  existsSync,
  fchmodSync,
  fsyncSync,
  ftruncateSync,
  openSync,
  writeSync,
} from 'node:fs';
import { branchesOf, hashAt } from './branches.js';
import type { Store } from './database.js';
import { entryText, openText, rowText, type OpenLine } from './journal-lines.js';
import { rowJson, rowsRecordedBy } from './journal-rows.js';
import { newestInstant } from './ledger.js';
import { newestSequence } from './ledger-lines.js';
import { syncFolder } from './synced-folder.js';

/** From where an entry continues; with an opening when the journal does not stand there. */
export interface EntryBase {
  readonly sequence: number;
  readonly head: string;
  readonly opens: boolean;
  /** Where the journal ends: what lies behind was torn off, and never recorded. */
  readonly end: number;
}

/**
 * Writes what was recorded since a base to a journal, and puts it on the disk. A row at a time: an
 * import of millions is longer than a text can be.
 */
export function appendEntry(store: Store, path: string, base: EntryBase): void {
  const isNew = !existsSync(path);
  const handle = openSync(path, constants.O_WRONLY | constants.O_CREAT, 0o600);
  try {
    if (base.end === 0) closeToOthers(handle);
    ftruncateSync(handle, base.end);
    let at = base.end;
    for (const text of entryLines(store, base)) at += writeAt(handle, at, text);
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
  if (isNew) syncFolder(path);
}

/** A journal that was begun by `touch` is readable by everybody mostly. Who may not change that is warned. */
function closeToOthers(handle: number): void {
  try {
    fchmodSync(handle, 0o600);
  } catch {
    return;
  }
}

function* entryLines(
  store: Store,
  { sequence, head: previous, opens }: EntryBase,
): Generator<string> {
  const branch = branchesOf(store).at(-1) ?? '';
  const last = newestSequence(store);
  const instant = newestInstant(store) ?? '';
  const head = hashAt(store, last) ?? '';
  const opening: Omit<OpenLine, 'kind'> = { branch, sequence, head: previous, instant };
  if (opens) yield openText(opening);
  const hash = createHash('sha256');
  let bytes = 0;
  const first = sequence + 1;
  for (const { sequence: of, table, row } of rowsRecordedBy(store, first, last)) {
    const text = rowText({ sequence: of, table, json: rowJson(row) });
    hash.update(text);
    bytes += Buffer.byteLength(text);
    yield text;
  }
  const sha256 = hash.digest('hex');
  yield entryText({ branch, first, last, previous, head, instant, bytes, sha256 });
}

function writeAt(handle: number, at: number, text: string): number {
  const bytes = Buffer.from(text);
  for (let done = 0; done < bytes.length;) {
    done += writeSync(handle, bytes, done, bytes.length - done, at + done);
  }
  return bytes.length;
}

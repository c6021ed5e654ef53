import { anchorName, anchors } from '../anchors.js';
import { isAwaitedAsWritten } from '../awaited-journal.js';
import type { Store } from '../database.js';
import { finding, rowName, type Findings } from './finding.js';
import { linesOfKinds } from './ledger-rows.js';

/**
 * Every time-stamp, asked for or answered, agrees with the ledger; every line about one has its answer.
 * That the newest request is gone, never answered, cannot be found: a request has no line.
 */
export function* anchorFindings(store: Store): Findings {
  const lines = new Set(linesOfKinds(store, ['anchor']).map(({ id }) => id));
  const asked = new Set<string>();
  let next = 1;
  for (const { id, nonce, answer, fault } of anchors(store)) {
    const place = ['anchor_request', rowName({ id })] as const;
    // Requests are never deleted, so that a gap is a request that is gone.
    if (id !== next)
      yield finding([...place, 'id'], `is not ${String(next)}, the one that was to come`);
    next = id + 1;
    if (asked.has(nonce)) yield finding(place, 'is there twice');
    asked.add(nonce);
    if (fault !== '') {
      const words = `${fault} (anchor_request, anchor)`;
      yield finding([answer === undefined ? 'anchor_request' : 'anchor', rowName({ id })], words);
    }
    if (answer !== undefined) lines.delete(anchorName(id));
  }
  for (const id of lines) yield finding(['anchor', id], 'is missing, though the ledger records it');
}

/**
 * What is said of a wait for the journal is what was written. That a wait was deleted cannot be found in
 * the database (migration-forks.ts).
 */
export function* awaitedFindings(store: Store, note: (text: string) => void): Findings {
  if (!isAwaitedAsWritten(store)) yield finding(['awaited_journal'], 'is not what was written');
  const waits = store.prepare('SELECT count(*) FROM awaited_journal').pluck().get();
  if (waits !== 0) note('the database was restored from a backup and waits for its journal');
}

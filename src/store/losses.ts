import type { Instant } from '../core/day.js';
import type { Store } from './database.js';
import { linesOfKinds, type SingleLine } from './integrity/ledger-rows.js';

/** What a restored backup did not bring back, and somebody gave up. */
export interface AcceptedLoss {
  /** The newest line before it, that of the backup or the last that a journal brought back. */
  readonly after: { readonly sequence: number; readonly instant: Instant };
  /** The line that gives up what came after that. */
  readonly line: SingleLine;
}

/** Every loss that was accepted when a backup was restored, in order (forks.ts). */
export function acceptedLosses(store: Store): AcceptedLoss[] {
  const find = store.prepare(
    `SELECT sequence + lines - 1 AS sequence, instant FROM ledger
     WHERE sequence < ? ORDER BY sequence DESC LIMIT 1`,
  );
  return linesOfKinds(store, ['loss-accepted']).flatMap((line) => {
    // It stands straight after the line of its fork.
    const after = find.get(line.sequence - 1) as AcceptedLoss['after'] | undefined;
    return after === undefined ? [] : [{ after, line }];
  });
}

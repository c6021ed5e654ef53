import { ScreeningError } from '../core/errors.js';
import type { Store } from './database.js';
import { ERASING_KINDS, ErasedPayloads } from './integrity/erased-payloads.js';
import { holdFindings } from './integrity/holds.js';
import { linesOfKinds } from './integrity/ledger-rows.js';
import { batchFindings } from './integrity/own-batches.js';
import { eventFindings, type SomeEvents } from './integrity/own-events.js';

/**
 * What was altered before must not be made good by an erasure, nor may an erasure leave what verify
 * would not accept. Of what an erasure takes part in alone: its batches, whose rows are written anew,
 * and in them the events about the same millions of numbers. The rest has its own lines and checksums
 * still, and is verify's question: asking it here kept others from writing for as long as verify takes.
 * Holds are few.
 *
 * @param then what comes of it, for the error
 * @throws ScreeningError evidence-disagrees
 */
export function requireAsRecorded(store: Store, concerned: SomeEvents, then: string): void {
  const erased = new ErasedPayloads(linesOfKinds(store, ERASING_KINDS));
  for (const findings of [
    batchFindings(store, concerned.batches),
    eventFindings(store, erased, concerned),
    holdFindings(store, erased, () => undefined),
  ]) {
    for (const found of findings) {
      if (found === undefined) continue;
      throw new ScreeningError('evidence-disagrees', {
        summary: `what is held is not what was recorded; ${then}`,
        why: `${found.table} ${found.row} ${found.column} ${found.what}`,
        fix: 'tps-scrub verify names all that is wrong; restore the database from a backup',
        where: store.name,
      });
    }
  }
}

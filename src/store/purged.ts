import type { Instant } from '../core/day.js';
import type { Store } from './database.js';

/** What can be purged: the numbers of an edition, what a run kept of its list, a run as a whole. */
export type PurgedSubject = 'edition-numbers' | 'run' | 'run-trace';

/**
 * Why numbers go where no history of a register is kept. The ledger line of the newer edition names
 * the editions (`purged`), so that the reason may only be this.
 */
export const NO_HISTORY = 'history = "none": a newer edition was imported';

/** What was held and is not any more. */
export interface Purged {
  readonly subject: PurgedSubject;
  /** Of an edition or a run. */
  readonly id: string;
  /** When it went. */
  readonly instant: Instant;
  readonly why: string;
}

/** Records what goes; call it in the transaction that removes it. */
export function recordPurged(store: Store, { subject, id, instant, why }: Purged): void {
  store
    .prepare('INSERT INTO purged (subject, id, instant, why) VALUES (?, ?, ?, ?)')
    .run(subject, id, instant, why);
}

/** When and why something went; undefined when it did not. */
export function purgedOf(store: Store, subject: PurgedSubject, id: string): Purged | undefined {
  const find = store.prepare('SELECT * FROM purged WHERE subject = ? AND id = ?');
  return find.get(subject, id) as Purged | undefined;
}

import type { Instant } from '../core/day.js';
import type { Store } from './database.js';
import { lineName } from './own-unresolved.js';

/** A line of an opt-out file that could not be read whole, whatever became of it. */
export interface UnreadLine {
  /** `import-12:17`: the import that recorded it first, and its line in the file. */
  readonly name: string;
  /** Its line in the ledger. */
  readonly sequence: number;
  /** Empty when it was erased or purged. */
  readonly text: string;
  readonly why: string;
  readonly recorded: Instant;
  readonly operator: string;
  readonly account: string;
  /** The batch that settled it; 0 while it waits. */
  readonly settledBy: number;
}

/** Every unread line recorded by an instant, in order; those of undone imports too. */
export function everyUnreadLine(store: Store, asOf: Instant): UnreadLine[] {
  const rows = store
    .prepare(
      `SELECT u.batch, u.sequence, u.line, u.text, u.why, b.recorded, b.operator, b.account,
         coalesce(s.by_batch, 0) AS settledBy
       FROM own_unresolved u JOIN own_batch b ON b.id = u.batch
       LEFT JOIN own_settled s ON s.batch = u.batch AND s.row = u.row
       WHERE b.recorded <= ? ORDER BY u.sequence`,
    )
    .all(asOf) as (Omit<UnreadLine, 'name'> & { readonly batch: number; readonly line: number })[];
  return rows.map(({ batch, line, ...row }) => ({
    ...row,
    name: lineName({ owner: batch, line }),
  }));
}

import { londonDay, type Day, type Instant } from '../core/day.js';
import type { Store } from './database.js';
import { eraseLine, NeutralTerms, type LinePlace } from './erasing-rows.js';
import { NeutralWords } from './neutral-words.js';

/** An unread line that waits for nobody any more. */
export interface DoneLine extends LinePlace {
  readonly text: string;
  /** The batch that settled it; 0 when only undone imports said it. */
  readonly by: number;
}

/**
 * Unread lines with a text that were settled before a day, or that only imports said which were undone
 * before it. Whatever waits stays, however old.
 */
export function linesDone(store: Store, day: Day): DoneLine[] {
  const rows = store
    .prepare(
      `WITH said AS (
         SELECT batch AS of_batch, row AS of_row, batch FROM own_unresolved
         UNION ALL SELECT of_batch, of_row, batch FROM own_unresolved_again),
       undone AS (
         SELECT of_batch, of_row, max(u.recorded) AS at, count(u.id) = count(*) AS whole
         FROM said LEFT JOIN own_batch u ON u.kind = 'undo' AND u.import = said.batch
         GROUP BY of_batch, of_row)
       SELECT l.batch, l.row, l.text, coalesce(s.by_batch, 0) AS by,
         coalesce(b.recorded, CASE WHEN whole THEN at END) AS done
       FROM own_unresolved l
       JOIN undone ON of_batch = l.batch AND of_row = l.row
       LEFT JOIN own_settled s ON s.batch = l.batch AND s.row = l.row
       LEFT JOIN own_batch b ON b.id = s.by_batch
       WHERE l.text <> '' ORDER BY l.batch, l.row`,
    )
    .all() as (DoneLine & { readonly done: Instant | null })[];
  return rows.filter(({ done }) => done !== null && londonDay(done) < day);
}

/**
 * Empties unread lines; call it inside a transaction. That a row stood there, and that it was settled,
 * stays. Salts and rows of batches are for the caller (erasing-lines.ts).
 *
 * @returns sequences of the lines whose salts have to go
 */
export function emptyLines(store: Store, lines: readonly LinePlace[]): number[] {
  const neutral = new NeutralTerms(store);
  const words = new NeutralWords([]);
  const sequences = lines.flatMap((line) => eraseLine(store, line, words, neutral) ?? []);
  neutral.dropUnused();
  return sequences;
}

import { crc32 } from 'node:zlib';
import type { Store } from './database.js';
import type { FragmentRow } from './own-fragments.js';
import { PARTY_LINES } from './own-party-rows.js';

interface Sums {
  readonly batch: number;
  readonly fragments: number;
  readonly crc_sum: number;
}

/** What fragments come to: their checksums, and where they stand. */
const SUM = 'sum((crc + block * (crc % 97 + 1)) % 4294967291)';

/** The share of one fragment in the sum that its batch knows. */
export function fragmentSum({ crc, block }: Pick<FragmentRow, 'crc' | 'block'>): number {
  return (crc + block * ((crc % 97) + 1)) % 4294967291;
}

/**
 * Holds what the batches say they recorded against what is there.
 *
 * @returns what is wrong, in words; empty when nothing is
 */
export function listsFault(store: Store): string {
  const { batches, newest } = store
    .prepare('SELECT count(*) AS batches, coalesce(max(id), 0) AS newest FROM own_batch')
    .get() as { batches: number; newest: number };
  const recorded = store
    .prepare("SELECT count(*) FROM ledger WHERE kind LIKE 'suppress-%' OR kind LIKE 'consent-%'")
    .pluck()
    .get();
  if (batches !== newest || batches !== recorded) return 'a batch of entries is missing';
  const said = store
    .prepare('SELECT id AS batch, fragments, crc_sum FROM own_batch WHERE fragments > 0')
    .all() as Sums[];
  const found = store
    .prepare(
      `SELECT batch, count(*) AS fragments, ${SUM} AS crc_sum FROM own_fragment GROUP BY batch`,
    )
    .all() as Sums[];
  const there = new Map(found.map((sums) => [sums.batch, sums]));
  const agrees = said.every(({ batch, fragments, crc_sum }) => {
    const sums = there.get(batch);
    return sums?.fragments === fragments && sums.crc_sum === crc_sum;
  });
  if (!agrees || found.length !== said.length) return 'entries are missing';
  return linesAgree(store)
    ? ''
    : 'unread lines, their settlements, or entries of parties are missing or too many';
}

/** What stands in a row about an unread line or a party, for {@link linesSum}. */
type LineRow = readonly (string | number)[];

/** What unread lines, repeats of them, settlements and parties come to: all of one batch. */
export function linesSum(rows: readonly LineRow[]): number {
  return rows.reduce((sum, row) => sum + crc32(JSON.stringify(row)), 0);
}

/** Tables about unread lines and parties: the batch that wrote a row, then what the row says. */
const LINE_TABLES = [
  `SELECT batch, 'line', row, sequence, line, text, why, terms, reference FROM own_unresolved`,
  `SELECT batch, 'again', row, line, of_batch, of_row FROM own_unresolved_again`,
  `SELECT by_batch, 'settled', batch, row FROM own_settled`,
  PARTY_LINES,
];

/** By batch, what its rows about unread lines and parties come to; none of a batch without any. */
export function linesSums(store: Store): ReadonlyMap<number, number> {
  const sums = new Map<number, number>();
  for (const table of LINE_TABLES) {
    for (const [batch, ...row] of store.prepare(table).raw().all() as [number, ...LineRow][]) {
      sums.set(batch, (sums.get(batch) ?? 0) + linesSum([row]));
    }
  }
  return sums;
}

function linesAgree(store: Store): boolean {
  const sums = linesSums(store);
  const said = store
    .prepare('SELECT id, lines_crc FROM own_batch WHERE lines_crc <> 0')
    .raw()
    .all();
  return (
    said.length === sums.size &&
    (said as [number, number][]).every(([batch, sum]) => sums.get(batch) === sum)
  );
}

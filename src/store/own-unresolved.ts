import type { ObjectionTerms } from '../policy/objections.js';
import type { Store } from './database.js';
import { TermsTable } from './own-terms.js';

/** A row of an opt-out file that could not be read whole. */
export interface UnresolvedLine {
  /** Where it was recorded first: the import, and the row's number in its file. */
  readonly batch: number;
  readonly row: number;
  /** The import that it stands in, the first that was not undone, and the line of that file. */
  readonly owner: number;
  readonly line: number;
  readonly text: string;
  readonly why: string;
  readonly reference: string;
  readonly terms: ObjectionTerms;
  /** The batch that settled it; 0 while it is open. */
  readonly settledBy: number;
}

/** The name that people settle a line by: `import-12:17`, its import and its place in the file. */
export function lineName({ owner, line }: Pick<UnresolvedLine, 'owner' | 'line'>): string {
  return `import-${String(owner)}:${String(line)}`;
}

type Row = Omit<UnresolvedLine, 'terms'> & { readonly terms: number };

/** Lines of imports that stand; what only undone imports said waits for nobody. */
const STANDING = `
  WITH undone AS (SELECT import AS batch FROM own_batch WHERE kind = 'undo'),
  said AS (
    SELECT batch AS of_batch, row AS of_row, batch, line FROM own_unresolved
    UNION ALL SELECT of_batch, of_row, batch, line FROM own_unresolved_again),
  standing AS (
    SELECT of_batch, of_row, min(batch) AS owner, line FROM said
    WHERE batch NOT IN (SELECT batch FROM undone) GROUP BY of_batch, of_row)
  SELECT u.batch, u.row, u.text, u.why, u.reference, u.terms, owner, standing.line,
    coalesce(s.by_batch, 0) AS settledBy
  FROM own_unresolved u
  JOIN standing ON of_batch = u.batch AND of_row = u.row
  LEFT JOIN own_settled s ON s.batch = u.batch AND s.row = u.row`;

/** Lines that wait to be settled, in order of recording. */
export function openLines(store: Store): UnresolvedLine[] {
  const open = store.prepare(`${STANDING} WHERE s.by_batch IS NULL ORDER BY u.batch, u.row`);
  return withTerms(store, open.all() as Row[]);
}

/** How many lines wait to be settled. */
export function openLineCount(store: Store): number {
  const count = store.prepare(`SELECT count(*) FROM (${STANDING} WHERE s.by_batch IS NULL)`);
  return Number(count.pluck().get());
}

/** How many lines waited when a batch was the newest. @param newest its id; 0 for none */
export function openLineCountThen(store: Store, newest: number): number {
  const count = store.prepare(
    `WITH undone AS (SELECT import AS batch FROM own_batch WHERE kind = 'undo' AND id <= $newest),
     said AS (
       SELECT batch AS of_batch, row AS of_row, batch FROM own_unresolved
       UNION ALL SELECT of_batch, of_row, batch FROM own_unresolved_again)
     SELECT count(DISTINCT of_batch || ':' || of_row) FROM said
     WHERE batch <= $newest AND batch NOT IN (SELECT batch FROM undone) AND NOT EXISTS (
       SELECT 1 FROM own_settled s
       WHERE s.batch = of_batch AND s.row = of_row AND s.by_batch <= $newest)`,
  );
  return Number(count.pluck().get({ newest }));
}

/** Lines, settled or not, by the text that they have in their file. */
export function linesByText(store: Store): ReadonlyMap<string, readonly UnresolvedLine[]> {
  const all = store.prepare(`${STANDING} ORDER BY u.batch, u.row`).all() as Row[];
  const found = new Map<string, UnresolvedLine[]>();
  for (const line of withTerms(store, all)) {
    const same = found.get(line.text);
    if (same) same.push(line);
    else found.set(line.text, [line]);
  }
  return found;
}

/** Marks lines as settled; call it in the transaction that wrote the batch that settles them. */
export function settleLines(
  store: Store,
  lines: readonly Pick<UnresolvedLine, 'batch' | 'row'>[],
  by: number,
): void {
  const insert = store.prepare('INSERT INTO own_settled (batch, row, by_batch) VALUES (?, ?, ?)');
  for (const { batch, row } of lines) insert.run(batch, row, by);
}

function withTerms(store: Store, rows: readonly Row[]): UnresolvedLine[] {
  const table = new TermsTable(store, 'objections');
  return rows.map((row) => ({ ...row, terms: table.of(row.terms) }));
}

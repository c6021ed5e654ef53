import { createHash } from 'node:crypto';
import type { ObjectionTerms } from '../policy/objections.js';
import type { Store } from './database.js';
import { canonicalJson } from './ledger.js';
import { statement } from './statement.js';
import type { FragmentRow } from './own-fragments.js';
import type { TermsTable } from './own-terms.js';

interface Unresolved {
  readonly row: number;
  readonly line: number;
  readonly text: string;
  readonly why: string;
  readonly terms: number;
  readonly reference: string;
}

/**
 * SHA-256 over what a batch records without a ledger line of its own, as own-writing.ts takes it, put
 * together again from the tables; empty where there is nothing of that.
 *
 * @param fragments all of the batch, by block, kind and layer
 */
export function batchContentHash(
  store: Store,
  terms: TermsTable<'objections'>,
  batch: number,
  fragments: readonly FragmentRow[],
): string {
  const hash = createHash('sha256');
  const repeats = fragments.filter(({ kind }) => kind === 'repeat');
  for (const { block, layer, count, numbers, terms: ids, refs } of repeats) {
    hash.update(canonicalJson({ block, layer, count, refs })).update(numbers).update(ids);
  }
  const unresolved = statement(
    store,
    `SELECT row, line, text, why, terms, reference FROM own_unresolved
     WHERE batch = ? ORDER BY sequence`,
  ).all(batch) as Unresolved[];
  const lines = unresolved.map((row): Omit<Unresolved, 'terms'> & { terms: ObjectionTerms } => ({
    ...row,
    terms: terms.of(row.terms),
  }));
  const rows = (sql: string): unknown[] => statement(store, sql, 'raw').all(batch);
  const again = rows(
    'SELECT row, line, of_batch, of_row FROM own_unresolved_again WHERE batch = ? ORDER BY rowid',
  );
  const settled = rows('SELECT batch, row FROM own_settled WHERE by_batch = ? ORDER BY rowid');
  const isEmpty = repeats.length + lines.length + again.length + settled.length === 0;
  return isEmpty ? '' : hash.update(canonicalJson({ lines, again, settled })).digest('hex');
}

/** The fragments of a batch, in the order in which {@link batchContentHash} takes them. */
export function fragmentsOf(store: Store, batch: number): FragmentRow[] {
  const find = statement(
    store,
    'SELECT * FROM own_fragment WHERE batch = ? ORDER BY block, kind, layer',
  );
  return find.all(batch) as FragmentRow[];
}

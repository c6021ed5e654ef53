import type { Store } from './database.js';
import { termsKind, type OwnBatch } from './own-batches.js';
import type { FragmentRow } from './own-fragments.js';
import type { TermsKind } from './own-terms.js';

const TABLES = { objections: 'own_terms', consents: 'consent_terms' } as const;

/**
 * Removes terms that no entry has any more: what one person said alone must not outlive its entry.
 *
 * @param left ids of terms that an entry had, by their kind
 */
export function dropUnused(
  store: Store,
  left: { readonly [K in TermsKind]: ReadonlySet<number> },
): void {
  const used = usedTerms(store);
  for (const kind of ['objections', 'consents'] as const) {
    const drop = store.prepare(`DELETE FROM ${TABLES[kind]} WHERE id = ?`);
    for (const id of left[kind]) if (!used[kind].has(id)) drop.run(id);
  }
}

function usedTerms(store: Store): { readonly [K in TermsKind]: ReadonlySet<number> } {
  const used = { objections: new Set<number>(), consents: new Set<number>() };
  const batches = store.prepare('SELECT id, kind, about FROM own_batch').all() as OwnBatch[];
  const kinds = new Map(batches.map((batch) => [batch.id, termsKind(batch)]));
  const rows = store.prepare('SELECT batch, terms FROM own_fragment').iterate();
  for (const { batch, terms } of rows as Iterable<Pick<FragmentRow, 'batch' | 'terms'>>) {
    const ids = used[kinds.get(batch) ?? 'objections'];
    for (let at = 0; at < terms.length; at += 4) ids.add(terms.readUInt32LE(at));
  }
  for (const table of ['own_unresolved', 'own_party'] as const) {
    const ids = store.prepare(`SELECT DISTINCT terms FROM ${table}`).pluck().all();
    for (const id of ids as number[]) used.objections.add(id);
  }
  return used;
}

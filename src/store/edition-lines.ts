import type { Store } from './database.js';
import type { Edition } from './editions.js';

/** The ledger line that records an edition; null when there is none. */
export function editionLine(
  store: Store,
  { register, id }: Pick<Edition, 'register' | 'id'>,
): number | null {
  const find = store.prepare("SELECT sequence FROM ledger WHERE kind = 'edition' AND id = ?");
  return (find.pluck().get(`${register}-${String(id)}`) as number | undefined) ?? null;
}

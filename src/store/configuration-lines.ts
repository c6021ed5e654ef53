import type { Store } from './database.js';
import type { LedgerKind } from './ledger-kinds.js';
import { sealedPayloads } from './sealed-payloads.js';

/** What of a recorded configuration is asked for later. */
export interface RecordedConfiguration {
  readonly register?: Readonly<Record<string, { readonly minimum_numbers?: number }>>;
}

/**
 * The configuration under which a line was recorded; undefined when none was, or what it said is not held
 * any more or is not what was recorded.
 *
 * @param id of the line
 */
export function configurationUnder(
  store: Store,
  kind: LedgerKind,
  id: string,
): RecordedConfiguration | undefined {
  const find = store.prepare(
    `SELECT id FROM ledger WHERE kind = 'configuration' AND sequence <
       (SELECT sequence FROM ledger WHERE kind = ? AND id = ?)
     ORDER BY sequence DESC LIMIT 1`,
  );
  const line = find.pluck().get(kind, id) as string | undefined;
  const [payload] = line === undefined ? [] : sealedPayloads(store, 'configuration', line);
  if (payload === undefined) return undefined;
  return (JSON.parse(payload) as { content?: RecordedConfiguration }).content;
}

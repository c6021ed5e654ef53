import type { RegisterName } from '../registers/registers.js';
import type { Store } from './database.js';
import type { Edition } from './editions.js';
import { canonicalJson } from './ledger.js';
import { sealedPayloads } from './sealed-payloads.js';

/**
 * Parts of a payload that are no column: how an edition was packed (said by programs that kept every
 * one whole), and what went when it came.
 */
export const NO_COLUMNS: readonly string[] = ['blocks_crc', 'purged'];

/**
 * Whether the rows of a register's editions are those that the ledger has lines of, word for word. A row
 * that is gone, or of another day, would let another edition decide.
 */
export function editionsAsSealed(store: Store, register: RegisterName): boolean {
  const rows = store
    .prepare('SELECT * FROM edition WHERE register = ? ORDER BY id')
    .all(register) as Edition[];
  const sealed = sealedPayloads(store, 'edition', `${register}-*`);
  return canonicalJson(sealed.map(columnsOf)) === canonicalJson(rows);
}

/** The row that a payload was written with; null of none. */
function columnsOf(payload: string | undefined): object | null {
  if (payload === undefined) return null;
  const entries = Object.entries(JSON.parse(payload) as Edition);
  return Object.fromEntries(entries.filter(([name]) => !NO_COLUMNS.includes(name)));
}

import type { RegisterName } from '../registers/registers.js';
import type { Store } from './database.js';
import type { Edition } from './editions.js';
import { FIRST_SHA256 } from './first-numbers.js';
import { canonicalJson } from './ledger.js';
import { sealedPayloads } from './sealed-payloads.js';

/**
 * Parts of a payload that are no column: how an edition was packed (said by programs that kept every
 * one whole), what went when it came, and the hash of its first number.
 */
export const NO_COLUMNS: readonly string[] = ['blocks_crc', 'purged', FIRST_SHA256];

/**
 * Columns that came after the first editions, with what they hold of editions whose ledger lines do not
 * say them (migration-packed-files.ts).
 */
const LATER_COLUMNS: Readonly<Partial<Edition>> = { file_entry: '', file_entry_time: '' };

/** What the line of an edition says, with what lines written before a column came do not say. */
export function saidOfEdition<T extends object>(said: T): T {
  return { ...LATER_COLUMNS, ...said };
}

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
  const entries = Object.entries(saidOfEdition(JSON.parse(payload) as Edition));
  return Object.fromEntries(entries.filter(([name]) => !NO_COLUMNS.includes(name)));
}

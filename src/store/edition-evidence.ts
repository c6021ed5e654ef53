import { createHash } from 'node:crypto';
import type { RegisterName } from '../registers/registers.js';
import type { Store } from './database.js';
import type { Edition } from './editions.js';
import { canonicalJson } from './ledger.js';

interface EditionLine {
  readonly payload_sha256: Buffer;
  readonly salt: Buffer;
  readonly payload: string;
}

/** Parts of a payload that are no column: how an edition was packed, and what went when it came. */
const NO_COLUMNS = ['blocks_crc', 'dropped'];

/**
 * Whether the rows of a register's editions are those that the ledger has lines of, word for word. A row
 * that is gone, or of another day, would let another edition decide.
 */
export function editionsAsSealed(store: Store, register: RegisterName): boolean {
  const rows = store
    .prepare('SELECT * FROM edition WHERE register = ? ORDER BY id')
    .all(register) as Edition[];
  const lines = store
    .prepare(
      `SELECT payload_sha256, salt, payload FROM ledger JOIN ledger_payload USING (sequence)
       WHERE kind = 'edition' AND id GLOB ? ORDER BY sequence`,
    )
    .all(`${register}-*`) as EditionLine[];
  const sealed = lines.map(sealedEdition).sort((a, b) => Number(a?.id) - Number(b?.id));
  return canonicalJson(sealed) === canonicalJson(rows);
}

/** Null of a line whose payload is not the one that it has the hash of. */
function sealedEdition({ payload_sha256, salt, payload }: EditionLine): Edition | null {
  const hash = createHash('sha256').update(salt).update(payload).digest();
  if (!hash.equals(payload_sha256)) return null;
  const entries = Object.entries(JSON.parse(payload) as Edition);
  return Object.fromEntries(
    entries.filter(([name]) => !NO_COLUMNS.includes(name)),
  ) as unknown as Edition;
}

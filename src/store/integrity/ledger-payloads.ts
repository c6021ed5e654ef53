import type { Store } from '../database.js';
import { SALT_BYTES, SaltedPayload } from '../ledger-text.js';
import type { ErasedPayloads } from './erased-payloads.js';
import { counting, eachRow, finding, rowName, type Findings } from './finding.js';
import { isPacked, heldRows } from './ledger-rows.js';

/** Bytes of a SHA-256. */
const HASH_BYTES = 32;

/**
 * What lines of one row each say: every line has a payload row, that row a salt of 32 bytes for each
 * line, and salt and payload have the hash that stands in the line. What packed lines say stands in
 * other tables (own-events.ts): here their payload is empty.
 */
export function* payloadFindings(store: Store, erased: ErasedPayloads): Findings {
  const salted = new SaltedPayload();
  const rows = heldRows(store);
  const named = (sequence: number) => ['ledger_payload', rowName({ sequence })] as const;
  yield* eachRow(
    rows,
    ({ sequence }) => named(sequence),
    function* (row) {
      const { sequence, lines, salt, payload, payload_sha256 } = row;
      const place = (column: string) => [...named(sequence), column] as const;
      if (salt === null || payload === null) {
        yield finding(named(sequence), 'is missing: what the line says is not held');
        return;
      }
      if (!isPacked(row) && erased.has(sequence, salt)) {
        if (payload !== '') yield finding(place('payload'), 'is there, though it was erased');
        return;
      }
      if (salt.length !== SALT_BYTES * lines) {
        yield finding(place('salt'), `does not hold ${counting(lines, 'salt')} of 32 bytes`);
      } else if (isPacked(row)) {
        if (payload !== '')
          yield finding(place('payload'), 'is not empty, as that of packed lines is');
      } else if (salted.hash(salt, 0, payload) !== payload_sha256.toString('hex', 0, HASH_BYTES)) {
        yield finding(
          place('payload'),
          'does not have, with its salt, the hash that stands in the ledger',
        );
      }
    },
  );
  const apart = store.prepare(
    'SELECT sequence FROM ledger_payload WHERE sequence NOT IN (SELECT sequence FROM ledger)',
  );
  for (const sequence of apart.pluck().all() as number[]) {
    yield finding(named(sequence), 'belongs to no line of the ledger');
  }
}

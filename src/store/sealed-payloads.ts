import { createHash } from 'node:crypto';
import type { Store } from './database.js';
import type { LedgerKind } from './ledger-kinds.js';

interface SealedLine {
  readonly payload_sha256: Buffer;
  readonly salt: Buffer;
  readonly payload: string;
}

/**
 * The payloads of the ledger lines of a kind, in order; undefined of a line whose payload is not the one
 * that it has the hash of. Only those lines are looked at: that the ledger is whole is another question.
 *
 * @param kind of lines that stand in a row of their own
 * @param id as GLOB has it: `tps-*`, or one id without a sign that GLOB gives a meaning
 */
export function sealedPayloads(store: Store, kind: LedgerKind, id: string): (string | undefined)[] {
  const lines = store
    .prepare(
      `SELECT payload_sha256, salt, payload FROM ledger JOIN ledger_payload USING (sequence)
       WHERE kind = ? AND id GLOB ? ORDER BY sequence`,
    )
    .all(kind, id) as SealedLine[];
  return lines.map(({ payload_sha256, salt, payload }) => {
    const hash = createHash('sha256').update(salt).update(payload).digest();
    return hash.equals(payload_sha256) ? payload : undefined;
  });
}

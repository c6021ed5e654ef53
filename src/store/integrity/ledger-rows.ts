import { LEDGER_KINDS, PACKED_KINDS } from '../ledger-kinds.js';
import type { Store } from '../database.js';
import type { LedgerRow } from '../ledger-lines.js';

/** A row of the ledger with what stands apart from it; null where that is not there. */
export interface HeldRow extends LedgerRow {
  readonly salt: Buffer | null;
  readonly payload: string | null;
}

/** Whether what the lines of a row say stands in other tables. */
export function isPacked({ kind }: Pick<HeldRow, 'kind'>): boolean {
  return PACKED_KINDS.includes(kind);
}

/** Whether a ledger can have lines of a kind. */
export function isKnownKind(kind: string): boolean {
  return (LEDGER_KINDS as readonly string[]).includes(kind);
}

/** Every row, in order, one at a time. */
export function heldRows(store: Store): IterableIterator<HeldRow> {
  return store
    .prepare('SELECT * FROM ledger LEFT JOIN ledger_payload USING (sequence) ORDER BY sequence')
    .iterate() as IterableIterator<HeldRow>;
}

/** A line that stands in a row of its own. */
export interface SingleLine {
  readonly sequence: number;
  readonly kind: string;
  readonly id: string;
  readonly instant: string;
  /** Undefined when it was erased, or is no JSON object. */
  readonly said: Readonly<Record<string, unknown>> | undefined;
  /** Undefined when it is not there. */
  readonly payload: string | null;
}

/** The lines of some kinds, in order. @param kinds SQL text is made of them: names of the table only */
export function linesOfKinds(store: Store, kinds: readonly string[]): SingleLine[] {
  const marks = kinds.map(() => '?').join(', ');
  const rows = store
    .prepare(
      `SELECT sequence, kind, id, instant, payload FROM ledger LEFT JOIN ledger_payload USING (sequence)
       WHERE kind IN (${marks}) ORDER BY sequence`,
    )
    .all(...kinds) as Omit<SingleLine, 'said'>[];
  return rows.map((row) => ({ ...row, said: objectIn(row.payload) }));
}

function objectIn(payload: string | null): Readonly<Record<string, unknown>> | undefined {
  try {
    const said: unknown = JSON.parse(payload ?? '');
    return typeof said === 'object' && said !== null
      ? (said as Readonly<Record<string, unknown>>)
      : undefined;
  } catch {
    return undefined;
  }
}

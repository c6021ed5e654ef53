import { canonicalJson } from './ledger.js';
import type { Store } from './database.js';
import { EventLines } from './event-lines.js';
import { PACKED_KINDS } from './ledger-kinds.js';
import type { LedgerRow } from './ledger-lines.js';
import { SALT_BYTES } from './ledger-text.js';
import { batchName, type OwnBatch } from './own-batches.js';
import type { PartyRow } from './own-party-rows.js';
import { TermsTable } from './own-terms.js';
import type { UnresolvedDraft } from './own-writing.js';
import { statement } from './statement.js';

/** What a line was hashed from; undefined where it is not held any more. */
export interface LineContent {
  readonly sequence: number;
  /** 32 bytes. */
  readonly salt: Buffer | undefined;
  /** Canonical JSON. */
  readonly payload: string | undefined;
}

/** Payloads by sequence. */
export type Payloads = Map<number, string>;

/**
 * What the lines of rows say. Lines that stand alone have their payload beside their salt; what packed
 * lines say is written again, byte for byte, from the tables that they are about, which would
 * otherwise hold everything twice. A destroyed salt is one of noughts, or none.
 */
export class LedgerPayloads {
  readonly #store: Store;
  readonly #events: EventLines;
  readonly #names: ReadonlyMap<number, string>;
  readonly #find;

  /** @param after the end of a transaction: only rows of later ones are asked for; 0 for any */
  constructor(store: Store, after = 0) {
    this.#store = store;
    const batches = statement(store, 'SELECT id, kind, about FROM own_batch WHERE sequence > ?');
    const rows = batches.all(after) as Pick<OwnBatch, 'id' | 'kind' | 'about'>[];
    this.#names = new Map(rows.map((batch) => [batch.id, batchName(batch)]));
    this.#events = new EventLines(store, this.#names, after);
    this.#find = statement(store, 'SELECT salt, payload FROM ledger_payload WHERE sequence = ?');
  }

  /**
   * What each line of a row was hashed from, in order.
   *
   * @throws ScreeningError not-safe when what packed lines are about is damaged
   */
  of(row: LedgerRow): LineContent[] {
    const found = this.#find.get(row.sequence) as { salt: Buffer; payload: string } | undefined;
    const payloads = PACKED_KINDS.includes(row.kind)
      ? this.#packed(row)
      : new Map([[row.sequence, found?.payload ?? '']]);
    return Array.from({ length: row.lines }, (_, place) => {
      const salt = found?.salt.subarray(place * SALT_BYTES, (place + 1) * SALT_BYTES);
      const isHeld = salt?.length === SALT_BYTES && salt.some((byte) => byte !== 0);
      const sequence = row.sequence + place;
      const payload = payloads.get(sequence) ?? '';
      return {
        sequence,
        salt: isHeld ? salt : undefined,
        // Where the salt went, what the tables say is not what was hashed.
        payload: !isHeld || payload === '' ? undefined : payload,
      };
    });
  }

  #packed(row: LedgerRow): Payloads {
    if (row.kind === 'unresolved') return this.#unresolved(row);
    if (row.kind.startsWith('party-')) return this.#parties(row);
    return this.#events.of(row);
  }

  #unresolved({ sequence, lines }: LedgerRow): Payloads {
    const find = this.#store.prepare(
      `SELECT sequence, batch, line, row, text, why FROM own_unresolved
       WHERE sequence >= ? AND sequence < ?`,
    );
    const found = find.all(sequence, sequence + lines) as (Omit<UnresolvedDraft, 'terms'> & {
      sequence: number;
      batch: number;
    })[];
    return new Map(
      found.map(({ sequence: of, batch, line, row, text, why }) => [
        of,
        canonicalJson({ batch: this.#names.get(batch), line, row, text, why }),
      ]),
    );
  }

  #parties({ sequence, lines }: LedgerRow): Payloads {
    const find = this.#store.prepare(
      'SELECT * FROM own_party WHERE sequence >= ? AND sequence < ?',
    );
    const found = find.all(sequence, sequence + lines) as PartyRow[];
    const table = new TermsTable(this.#store, 'objections');
    return new Map(
      found.map(({ sequence: of, batch, party, key_id, terms, reference }) => [
        of,
        canonicalJson({
          ...table.of(terms),
          batch: this.#names.get(batch),
          party,
          key_id,
          reference,
        }),
      ]),
    );
  }
}

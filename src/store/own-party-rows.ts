import type { ObjectionTerms } from '../policy/objections.js';
import type { Store } from './database.js';
import { canonicalJson } from './ledger.js';

/** An event of a party, before it is recorded. */
export interface PartyDraft {
  /** What stands for the party (core/party.ts), never its name. */
  readonly party: string;
  /** Which secret it was made with. */
  readonly keyId: string;
  /** Place of its terms in the batch's draft. */
  readonly terms: number;
  readonly reference: string;
}

/** An event of a party as it stands in the database. */
export interface PartyRow {
  /** Its ledger line. */
  readonly sequence: number;
  readonly batch: number;
  readonly party: string;
  readonly key_id: string;
  /** Id of an own_terms row. */
  readonly terms: number;
  readonly reference: string;
}

/**
 * The rows of a batch's drafts.
 *
 * @param first the ledger sequence of the first @param termIds by place
 */
export function partyRows(
  drafts: readonly PartyDraft[],
  batch: number,
  first: number,
  termIds: Uint32Array,
): PartyRow[] {
  return drafts.map(({ party, keyId, terms, reference }, index) => ({
    sequence: first + index,
    batch,
    party,
    key_id: keyId,
    terms: termIds[terms] as number,
    reference,
  }));
}

/** Writes rows of one batch. */
export function insertPartyRows(store: Store, rows: readonly PartyRow[]): void {
  const insert = store.prepare(
    `INSERT INTO own_party (sequence, batch, party, key_id, terms, reference)
     VALUES (@sequence, @batch, @party, @key_id, @terms, @reference)`,
  );
  for (const row of rows) insert.run(row);
}

/**
 * What the ledger lines of parties' events say: canonical JSON of the terms, of batch and reference,
 * and of `party` and `key_id`.
 */
export function partyPayloads(
  batch: string,
  drafts: readonly PartyDraft[],
  terms: readonly ObjectionTerms[],
): string[] {
  return drafts.map(({ party, keyId, terms: place, reference }) =>
    canonicalJson({ ...terms[place], batch, party, key_id: keyId, reference }),
  );
}

/** How many events of parties each batch has that has any. */
export function partyCounts(store: Store): [batch: number, events: number][] {
  const counts = store.prepare('SELECT batch, count(*) FROM own_party GROUP BY batch').raw();
  return counts.all() as [number, number][];
}

/** Rows as the sum of their batch counts them (own-sums.ts). */
export const PARTY_LINES =
  "SELECT batch, 'party', sequence, party, key_id, terms, reference FROM own_party";

/** A row as {@link PARTY_LINES} gives it, without its batch. */
export function partyLine(row: PartyRow): (string | number)[] {
  const { sequence, party, key_id, terms, reference } = row;
  return ['party', sequence, party, key_id, terms, reference];
}

import { createHash, randomBytes } from 'node:crypto';
import type { PackedBlock, PackedNumbers } from '../core/numbers-packer.js';
import { BLOCK_SIZE, unpackBlock } from '../core/packed-block.js';
import type { Store } from './database.js';
import { SALT_BYTES } from './ledger-text.js';
import { sealedPayloads } from './sealed-payloads.js';

/** The first number of an edition, as it is kept. */
export interface FirstNumberRow {
  readonly edition: number;
  /** The least of the edition's numbers, E.164 digits as an integer. */
  readonly number: number;
  readonly salt: Buffer;
}

/** The part of an edition's payload that holds its first number's hash; empty of an empty edition. */
export const FIRST_SHA256 = 'first_sha256';

/** The least number of a set; 0 of an empty one. @param blocks in ascending order; one is taken */
export function leastNumber(blocks: Iterable<PackedBlock>): number {
  const [first] = blocks;
  if (first === undefined) return 0;
  return first.block * BLOCK_SIZE + (unpackBlock(first.bytes, first.count)[0] as number);
}

/** What a line says in place of the number: SHA-256, in hex, of the salt and the digits. */
export function firstSha256({ salt, number }: Pick<FirstNumberRow, 'salt' | 'number'>): string {
  return createHash('sha256').update(salt).update(String(number)).digest('hex');
}

/**
 * Keeps the first number of an edition; call it inside a transaction. The number stands in a table of
 * its own, and its hash alone in the ledger's payload: when the edition's numbers go it goes with them,
 * and what the ledger says still holds.
 *
 * @returns what the edition's payload says of it
 */
export function keepFirstNumber(store: Store, edition: number, numbers: PackedNumbers): string {
  const number = leastNumber(numbers.blocks);
  if (number === 0) return '';
  const row: FirstNumberRow = { edition, number, salt: randomBytes(SALT_BYTES) };
  store
    .prepare('INSERT INTO edition_first (edition, number, salt) VALUES (@edition, @number, @salt)')
    .run(row);
  return firstSha256(row);
}

/** Every first number that is kept, in order of the editions. */
export function firstNumberRows(store: Store): FirstNumberRow[] {
  return store.prepare('SELECT * FROM edition_first ORDER BY edition').all() as FirstNumberRow[];
}

/**
 * The first number of an edition as its record has it; undefined of an edition of an earlier program,
 * which kept none, and `altered` when what is kept is not what the ledger says.
 */
export function firstNumberOf(
  store: Store,
  { id, register }: { readonly id: number; readonly register: string },
): number | 'altered' | undefined {
  const [payload] = sealedPayloads(store, 'edition', `${register}-${String(id)}`);
  if (payload === undefined) return 'altered';
  const said = (JSON.parse(payload) as Readonly<Record<string, unknown>>)[FIRST_SHA256];
  if (said === undefined) return undefined;
  const find = store.prepare('SELECT * FROM edition_first WHERE edition = ?');
  const row = find.get(id) as FirstNumberRow | undefined;
  return row !== undefined && firstSha256(row) === said ? row.number : 'altered';
}

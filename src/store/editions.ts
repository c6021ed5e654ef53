import { crc32 } from 'node:zlib';
import { notSafe } from '../core/errors.js';
import type { Day, Instant } from '../core/day.js';
import { addDays } from '../core/day.js';
import { NumberSet } from '../core/number-set.js';
import type { PackedBlock, PackedNumbers } from '../core/number-set-builder.js';
import { DAYS_A_FILE_CLEARS, type RegisterName } from '../registers/registers.js';
import type { Store } from './database.js';
import { appendToLedger } from './ledger.js';

/** What is recorded of one imported register file. Texts that do not apply are empty. */
export interface Edition {
  readonly id: number;
  readonly register: RegisterName;
  readonly content: 'full' | 'changes';
  /** London day on which the register was cut. */
  readonly dated: Day;
  /** 1 when `dated` was worked out from the day of the download. */
  readonly estimated: number;
  readonly recorded: Instant;
  /** For a changes file, `dated` of the edition it was applied to. */
  readonly since: string;
  readonly file_path: string;
  readonly file_sha256: string;
  /** The file's own time (mtime), an instant. */
  readonly file_time: string;
  readonly file_bytes: number;
  readonly file_lines: number;
  readonly numbers: number;
  /** Over the ascending numbers, whatever the packing (core/number-set-builder.ts). */
  readonly numbers_sha256: string;
  /** CRC-32 over the blocks that hold the numbers: which there are, and what is in them. */
  readonly blocks_crc: number;
  /** Lines that repeat a number of the same file. */
  readonly repeated: number;
  /** Lines that could not be read as a number. */
  readonly rejected: number;
  /** Numbers that the edition in force before it lacked, and that it lacks. */
  readonly added: number;
  readonly removed: number;
  /** Prefixes of a partial licence (registers/coverage.ts); empty for the whole register. */
  readonly covers: string;
  readonly licence: string;
  readonly licence_until: string;
  readonly source: string;
  readonly published_total: number;
  /** Why a guard was overridden. */
  readonly accepted: string;
  readonly operator: string;
  readonly account: string;
  readonly reader_version: number;
}

/** The last call day that an edition allows. */
export function lastCallDay({ dated }: Pick<Edition, 'dated'>): Day {
  return addDays(dated, DAYS_A_FILE_CLEARS);
}

/** Every edition of a register recorded by an instant, in the order in which they decide. */
export function editionsOf(store: Store, register: RegisterName, asOf: Instant): Edition[] {
  return store
    .prepare(
      `SELECT * FROM edition WHERE register = ? AND recorded <= ?
       ORDER BY dated, recorded, id`,
    )
    .all(register, asOf) as Edition[];
}

/**
 * The edition that decides on a call day: of those recorded by `asOf`, the one with the greatest
 * `dated` not after that day; recorded later, on a tie. Whether it is in date is another question.
 */
export function decidingEdition(editions: readonly Edition[], callDate: Day): Edition | undefined {
  return editions.filter(({ dated }) => dated <= callDate).at(-1);
}

/**
 * The editions before one, newest first, without those that another of the same day replaced:
 * what they lacked was not missing from the register of that day.
 *
 * @param editions all of the register, in the order in which they decide
 */
export function earlierEditions(editions: readonly Edition[], edition: Edition): Edition[] {
  return editions
    .slice(0, editions.indexOf(edition))
    .filter(({ dated }, index) => dated !== editions[index + 1]?.dated)
    .reverse();
}

/** Seals an edition and its numbers; call it inside a transaction. */
export function sealEdition(
  store: Store,
  unsealed: Omit<Edition, 'id' | 'blocks_crc'>,
  { blocks }: PackedNumbers,
): { edition: Edition; head: string } {
  const rows = blocks.map((block) => ({ ...block, crc: crc32(block.bytes) }));
  const id = Number(store.prepare('SELECT coalesce(max(id), 0) + 1 FROM edition').pluck().get());
  const edition = { ...unsealed, id, blocks_crc: directoryCrc(rows) };
  const columns = Object.keys(edition);
  store
    .prepare(
      `INSERT INTO edition (${columns.join(', ')})
       VALUES (${columns.map((column) => `@${column}`).join(', ')})`,
    )
    .run(edition);
  const insert = store.prepare(
    'INSERT INTO edition_block (edition, block, count, crc, numbers) VALUES (?, ?, ?, ?, ?)',
  );
  for (const { block, count, crc, bytes } of rows) insert.run(id, block, count, crc, bytes);
  const head = appendToLedger(store, {
    kind: 'edition',
    id: `${edition.register}-${String(id)}`,
    instant: edition.recorded,
    payload: edition,
  });
  return { edition, head };
}

interface BlockEntry {
  readonly block: number;
  readonly count: number;
  readonly crc: number;
}

/** CRC-32 over which blocks there are, in order, each with its count and its own CRC-32. */
function directoryCrc(entries: readonly BlockEntry[]): number {
  return crc32(
    entries
      .map(({ block, count, crc }) => `${String(block)} ${String(count)} ${String(crc)}\n`)
      .join(''),
  );
}

/** The packed blocks of an edition, in order of their million, one at a time. */
export function* editionBlocks(store: Store, edition: number): Generator<PackedBlock> {
  const find = store.prepare(
    'SELECT block, count, crc, numbers AS bytes FROM edition_block WHERE edition = ? AND block = ?',
  );
  for (const number of blockNumbers(store, edition)) {
    const block = find.get(edition, number) as PackedBlock & { readonly crc: number };
    if (crc32(block.bytes) !== block.crc) throw damaged(edition, store.name);
    yield block;
  }
}

function blockNumbers(store: Store, edition: number): number[] {
  return store
    .prepare('SELECT block FROM edition_block WHERE edition = ? ORDER BY block')
    .pluck()
    .all(edition) as number[];
}

/** The numbers of an edition, loaded block by block when asked for. */
export function editionNumbers(store: Store, edition: number): NumberSet {
  const find = store
    .prepare('SELECT crc, numbers FROM edition_block WHERE edition = ? AND block = ?')
    .raw();
  return new NumberSet((block) => {
    const [crc, bytes] = (find.get(edition, block) ?? []) as [number, Uint8Array] | [];
    if (bytes !== undefined && crc32(bytes) !== crc) throw damaged(edition, store.name);
    return bytes;
  });
}

/**
 * Whether the blocks of an edition are those that were sealed: a missing or moved one would clear
 * its numbers. Each block's bytes are checked when it is loaded.
 */
export function isWhole(
  store: Store,
  { id, blocks_crc }: Pick<Edition, 'id' | 'blocks_crc'>,
): boolean {
  const entries = store.prepare(
    'SELECT block, count, crc FROM edition_block WHERE edition = ? ORDER BY block',
  );
  return directoryCrc(entries.all(id) as BlockEntry[]) === blocks_crc;
}

/** The error for an edition whose blocks are not those that were sealed. */
export function damaged(edition: number, path: string): Error {
  return notSafe({
    summary: `the numbers of edition ${String(edition)} are damaged`,
    why: 'a block of them does not match its checksum',
    fix: 'restore the database from a backup, or import that register again',
    where: path,
  });
}

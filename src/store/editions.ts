import type { Day, Instant } from '../core/day.js';
import { addDays } from '../core/day.js';
import type { PackedNumbers } from '../core/numbers-packer.js';
import { DAYS_A_FILE_CLEARS, type RegisterName } from '../registers/registers.js';
import type { Store } from './database.js';
import { writeDifference, writeKey } from './edition-packing.js';
import { FIRST_SHA256, keepFirstNumber } from './first-numbers.js';
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
  /** Name of the entry of a zip archive; empty of any other file. */
  readonly file_entry: string;
  /** When that entry, or what a gzip file holds, was last changed: an instant, or empty. */
  readonly file_entry_time: string;
  readonly file_lines: number;
  readonly numbers: number;
  /** Over the ascending numbers, whatever the packing (core/number-set-builder.ts). */
  readonly numbers_sha256: string;
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
 * One edition a day: without those that another of the same day replaced. What they lacked was not
 * missing from the register of that day.
 *
 * @param editions all of a register, in the order in which they decide
 */
export function decidingEditions(editions: readonly Edition[]): Edition[] {
  return editions.filter(({ dated }, at) => dated !== editions[at + 1]?.dated);
}

/**
 * The editions before one, newest first, without those that were replaced.
 *
 * @param editions all of the register, in the order in which they decide
 */
export function earlierEditions(editions: readonly Edition[], edition: Edition): Edition[] {
  const before = editions.slice(0, editions.indexOf(edition));
  return decidingEditions(before)
    .filter(({ dated }) => dated !== edition.dated)
    .reverse();
}

/** The editions of a register that answer something: JSON says edition, and texts for people file. */
export interface KnownEditions {
  readonly register: RegisterName;
  readonly editions: number;
  /** Days of the first and the last; empty without any. */
  readonly first: Day | '';
  readonly last: Day | '';
}

/** Counts editions. @param deciding one a day, in order ({@link decidingEditions}) */
export function knownEditions(register: RegisterName, deciding: readonly Edition[]): KnownEditions {
  const [first, last] = [deciding[0]?.dated ?? '', deciding.at(-1)?.dated ?? ''] as const;
  return { register, editions: deciding.length, first, last };
}

/** What an edition is a difference from, and the packed changes (core/packed-changes.ts). */
export interface PackedDifference {
  readonly base: number;
  readonly changes: Uint8Array;
}

/** What an edition is sealed with, beside its numbers. */
export interface Sealing {
  /** Undefined to keep the numbers whole. */
  readonly from: PackedDifference | undefined;
  /** Editions whose numbers went when this one came; they stand in its ledger line. */
  readonly purged: readonly number[];
}

/** Seals an edition and its numbers; call it inside a transaction. */
export function sealEdition(
  store: Store,
  unsealed: Omit<Edition, 'id'>,
  packed: PackedNumbers,
  { from, purged }: Sealing,
): { edition: Edition; head: string } {
  const id = Number(store.prepare('SELECT coalesce(max(id), 0) + 1 FROM edition').pluck().get());
  const edition = { ...unsealed, id };
  const columns = Object.keys(edition);
  store
    .prepare(
      `INSERT INTO edition (${columns.join(', ')})
       VALUES (${columns.map((column) => `@${column}`).join(', ')})`,
    )
    .run(edition);
  if (from) writeDifference(store, id, from.base, from.changes);
  else writeKey(store, id, packed.blocks);
  const said = { ...edition, [FIRST_SHA256]: keepFirstNumber(store, id, packed) };
  const head = appendToLedger(store, {
    kind: 'edition',
    id: `${edition.register}-${String(id)}`,
    instant: edition.recorded,
    payload: purged.length === 0 ? said : { ...said, purged },
  });
  return { edition, head };
}

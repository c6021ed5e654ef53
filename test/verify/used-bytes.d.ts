import type Database from 'better-sqlite3';

/** For each byte of a database file, 1 where it has a meaning. Written after sqlite.org/fileformat2. */
export function usedBytes(file: Uint8Array): Uint8Array;

/** A table scan of every table as a hash, and what SQLite's own check says; throws when it cannot be read. */
export function everythingIn(store: Database.Database): {
  readonly values: string;
  readonly check: string;
};

/** Why a byte that is used may be another one without any effect; empty when it may not. */
export function meaningless(file: Uint8Array, at: number): string;

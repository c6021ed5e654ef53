import type Database from 'better-sqlite3';

/**
 * For each byte of a database file 0 where it means nothing, 2 where it is the kind of a column's
 * value, else 1. Written after sqlite.org/fileformat2.
 */
export function usedBytes(file: Uint8Array): Uint8Array;

/** A table scan of every table as a hash, and what SQLite's own check says; throws when it cannot be read. */
export function everythingIn(store: Database.Database): {
  readonly values: string;
  readonly check: string;
};

/** Why a byte that is used may become this other one without any effect; empty when it may not. */
export function meaningless(file: Uint8Array, at: number, changed: number): string;

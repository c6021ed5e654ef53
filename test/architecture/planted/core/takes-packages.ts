import type Database from 'better-sqlite3';
import 'chalk';
import 'commander';
import 'csv-parse/sync';
import 'csv-stringify/sync';
import 'smol-toml';
import 'zod';

/** Two owners away. */
export type Taken = Database.Database;

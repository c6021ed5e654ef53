import { createRequire } from 'node:module';
import type Database from 'better-sqlite3';

const require = createRequire(import.meta.url);

/**
 * better-sqlite3, loaded when the first database is opened: help and version open none, and an `import` of
 * it would take 18 ms of each. Not by `import()`, since databases are opened at once and not waited for.
 */
export function sqlite(): typeof Database {
  return require('better-sqlite3') as typeof Database;
}

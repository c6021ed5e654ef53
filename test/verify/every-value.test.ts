import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Finding } from '../../src/store/integrity/finding.js';
import { CHECKS } from '../../src/audit/verification.js';
import { awaitJournal } from '../../src/store/awaited-journal.js';
import { storeInMemory } from '../../src/store/database.js';
import { ERASING_KINDS, ErasedPayloads } from '../../src/store/integrity/erased-payloads.js';
import { linesOfKinds } from '../../src/store/integrity/ledger-rows.js';
import { Authority, HAS_OPENSSL } from '../audit/time-stamp-authority.js';
import { runInProcess } from '../commands/run-in-process.js';
import { fullDatabase } from './full-database-in-process.js';

const END = '2026-11-07T09:00:00Z';
/** Every table of this version. */
const TABLES = tablesOf(storeInMemory());

const folder = mkdtempSync(join(tmpdir(), 'verify-'));
let database = '';
let bytes = Buffer.alloc(0);

beforeAll(async () => {
  database = await fullDatabase(folder);
  if (HAS_OPENSSL) await bringStamp();
  addWait();
  bytes = readFileSync(database);
});

/** An answer to the time-stamp that was asked for. */
async function bringStamp(): Promise<void> {
  const response = join(folder, 'head.tsr');
  new Authority(folder).answer(join(folder, 'head.tsq'), response);
  const words = ['ledger', 'anchor', '--response', response, '--config', join(folder, 'room.toml')];
  const { status, stderr } = await runInProcess(words, { folder, database, now: END });
  if (status !== 0) throw new Error(stderr);
}

/** What stands in a database that waits for its journal; while it does, no command records anything. */
function addWait(): void {
  const store = new Database(database);
  awaitJournal(store, '{"backup":"copy.db"}');
  store.close();
}

afterAll(() => {
  rmSync(folder, { recursive: true });
});

type Row = Readonly<Record<string, unknown>>;

/** A database in memory, the bytes of the full one, with nothing that keeps rows from being wrong. */
function opened(): Database.Database {
  const store = new Database(bytes);
  store.pragma('foreign_keys = OFF');
  store.pragma('ignore_check_constraints = ON');
  return store;
}

function tablesOf(store: Database.Database): string[] {
  const find = store.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name");
  return find.pluck().all() as string[];
}

function rowsOf(store: Database.Database, table: string): Row[] {
  return store.prepare(`SELECT * FROM ${table}`).all() as Row[];
}

/** SQL that names one row by all its values, and those values. */
function keyOf(row: Row): readonly [string, unknown[]] {
  const columns = Object.keys(row);
  return [columns.map((column) => `"${column}" = ?`).join(' AND '), Object.values(row)];
}

/** Another value of the same type: one more, a letter or a byte that differs. */
function changed(value: unknown): unknown {
  if (typeof value === 'number') return value + 1;
  if (typeof value === 'string') {
    if (value === '') return 'x';
    const middle = value.length >> 1;
    const letter = value[middle] === 'x' ? 'y' : 'x';
    return value.slice(0, middle) + letter + value.slice(middle + 1);
  }
  const other = Buffer.from(value as Buffer);
  if (other.length === 0) return Buffer.from([1]);
  const middle = other.length >> 1;
  other[middle] = (other[middle] as number) ^ 1;
  return other;
}

/** Every finding of every check, one at a time. */
function* findings(store: Database.Database): Generator<Finding> {
  const erased = new ErasedPayloads(linesOfKinds(store, ERASING_KINDS));
  const nothing = (): void => undefined;
  const subject = {
    store,
    database,
    accessLogs: [],
    erased,
    quick: false,
    note: nothing,
    leaveOut: nothing,
  };
  for (const { name, find } of CHECKS) {
    try {
      for (const found of find(subject)) if (found !== undefined) yield found;
    } catch (error) {
      yield { table: name, row: '', column: '', what: String(error) };
    }
  }
}

/** Makes a change, of several the first that no constraint keeps out. */
function make(store: Database.Database, changes: readonly ((one: Database.Database) => void)[]) {
  for (const change of changes) {
    try {
      change(store);
      return;
    } catch (error) {
      if (!(error instanceof Database.SqliteError)) throw error;
      if (!error.code.startsWith('SQLITE_CONSTRAINT')) throw error;
    }
  }
  throw new Error('every change is kept out by a constraint');
}

/** Whether a table is named as the place, or among the places, after a change that is taken back. */
function isNamed(
  store: Database.Database,
  table: string,
  ...changes: ((store: Database.Database) => void)[]
): boolean {
  store.exec('BEGIN');
  try {
    make(store, changes);
    // As the checks find it: they ask SQLite about constraints as well.
    store.pragma('ignore_check_constraints = OFF');
    const word = new RegExp(`\\b${table}\\b`);
    for (const found of findings(store)) {
      if (found.table === table || word.test(found.what)) return true;
    }
    return false;
  } finally {
    store.exec('ROLLBACK');
    store.pragma('ignore_check_constraints = ON');
  }
}

/**
 * A request for a time-stamp proves nothing until it is answered: it may go. Nor is it proved that a
 * database waits: without the row it is the backup that it was made of.
 */
const MAY_GO: readonly string[] = ['anchor_request', 'awaited_journal'];

describe('a database with rows of every kind', () => {
  it('holds as it is, with a row in every table', () => {
    const store = opened();
    expect([...findings(store)]).toEqual([]);
    const empty = tablesOf(store).filter((table) => rowsOf(store, table).length === 0);
    store.close();
    expect(empty).toEqual(HAS_OPENSSL ? [] : ['anchor']);
  });

  it.each(TABLES)('does not hold when any value of any row of %s is another', (table) => {
    const store = opened();
    const unseen: string[] = [];
    for (const row of rowsOf(store, table)) {
      const [where, values] = keyOf(row);
      for (const [column, value] of Object.entries(row)) {
        const to = (another: unknown) => (other: Database.Database) => {
          const { changes } = other
            .prepare(`UPDATE ${table} SET "${column}" = ? WHERE ${where}`)
            .run(another, ...values);
          expect(changes).toBe(1);
        };
        const seen = isNamed(store, table, to(changed(value)), to(anotherKey(value)));
        if (!seen) unseen.push(`${column} of ${JSON.stringify(Object.values(row)[0])}`);
      }
    }
    store.close();
    expect(unseen).toEqual([]);
  });

  it.each(TABLES)('does not hold when any row of %s is missing, or there twice', (table) => {
    const store = opened();
    const unseen: string[] = [];
    for (const row of rowsOf(store, table)) {
      const [where, values] = keyOf(row);
      const isMissed = isNamed(store, table, (other) => {
        other.prepare(`DELETE FROM ${table} WHERE ${where}`).run(...values);
      });
      const columns = Object.keys(row);
      const marks = columns.map(() => '?').join(', ');
      // Under another key, as a second row of the same content; or with another value of one column
      // besides, where that may not stand in two rows.
      const again = (of: number) => (other: Database.Database) => {
        const cells = columns.map((one, at) =>
          at === 0 || at === of ? anotherKey(row[one]) : row[one],
        );
        other.prepare(`INSERT INTO ${table} VALUES (${marks})`).run(...cells);
      };
      const isSurplus = isNamed(store, table, ...columns.map((_, at) => again(at)));
      const key = JSON.stringify(Object.values(row)[0]);
      if (!isMissed && !MAY_GO.includes(table)) unseen.push(`${key} missing`);
      if (!isSurplus) unseen.push(`${key} twice`);
    }
    store.close();
    expect(unseen).toEqual([]);
  });
});

/** A key that no row has. */
function anotherKey(value: unknown): unknown {
  return typeof value === 'number' ? value + 900_000_000 : `${String(value)}9`;
}

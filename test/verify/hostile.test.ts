import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { verifyDatabase } from '../../src/audit/verify.js';
import type { Verified } from '../../src/audit/verify-store.js';
import { CHECKS } from '../../src/audit/verification.js';
import { storeInMemory } from '../../src/store/database.js';
import { ledgerText } from '../../src/store/ledger-text.js';
import { runInProcess } from '../commands/run-in-process.js';
import { fullDatabase } from './full-database-in-process.js';

const folder = mkdtempSync(join(tmpdir(), 'hostile-'));
const database = join(folder, 'held', 'scrub.db');
let bytes: Buffer;

beforeAll(async () => {
  bytes = readFileSync(await fullDatabase(folder));
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

beforeEach(() => {
  rmSync(join(folder, 'held'), { recursive: true, force: true });
  mkdirSync(join(folder, 'held'));
  writeFileSync(database, bytes);
});

function verified(head?: string): Promise<Verified> {
  const surroundings = { signal: new AbortController().signal, begins: () => undefined };
  return verifyDatabase({ database, head, quick: false }, surroundings);
}

async function tables(): Promise<string[]> {
  const { checks } = await verified();
  const found = checks.flatMap(({ findings }) => findings.map(({ table }) => table));
  return [...new Set(found)].sort();
}

/** Changes the database with everything allowed, as `sqlite3` would. */
function forge<T>(change: (store: Database.Database) => T): T {
  const store = new Database(database);
  try {
    store.pragma('foreign_keys = OFF');
    store.pragma('ignore_check_constraints = ON');
    return change(store);
  } finally {
    store.close();
  }
}

interface Line {
  readonly sequence: number;
  readonly id: string;
  readonly lines: number;
  readonly hash: string;
}

function newestLine(store: Database.Database): Line {
  return store.prepare('SELECT * FROM ledger ORDER BY sequence DESC LIMIT 1').get() as Line;
}

/** Takes the newest run out, with its line. @returns the hash of that line */
function withoutNewestRun(store: Database.Database): string {
  const { sequence, id, hash } = newestLine(store);
  store.exec(`DELETE FROM ledger_payload WHERE sequence = ${String(sequence)};
    DELETE FROM ledger WHERE sequence = ${String(sequence)}`);
  removeRun(store, id);
  return hash;
}

function removeRun(store: Database.Database, id: string): void {
  const sets = 'SELECT id FROM run_trace_set WHERE run = ?';
  for (const rows of [
    'run_verdicts WHERE run = ?',
    `run_trace WHERE trace_set IN (${sets})`,
    'run_trace_set WHERE run = ?',
    'run_traced WHERE run = ?',
    'run WHERE id = ?',
  ]) {
    store.prepare(`DELETE FROM ${rows}`).run(id);
  }
}

/** Appends a line that fits its ledger. */
function append(store: Database.Database, kind: string, payload: string): void {
  const { sequence, lines, hash: previous } = newestLine(store);
  const salt = Buffer.alloc(32, 7);
  const sha256 = createHash('sha256').update(salt).update(payload).digest();
  const parts = {
    ...{ sequence: sequence + lines, kind, id: `${kind}-99`, previous },
    ...{ instant: '2027-01-01T00:00:00.000Z' as const, payload_sha256: sha256.toString('hex') },
  };
  const hash = createHash('sha256').update(ledgerText(parts)).digest('hex');
  const { id, instant } = parts;
  store
    .prepare('INSERT INTO ledger VALUES (?, 1, ?, ?, ?, ?, ?, ?)')
    .run(parts.sequence, kind, id, instant, sha256, previous, hash);
  store.prepare('INSERT INTO ledger_payload VALUES (?, ?, ?)').run(parts.sequence, salt, payload);
}

describe('who can write the database', () => {
  it('can take its end away, and only a head that was kept elsewhere tells', async () => {
    const head = forge(withoutNewestRun);
    expect(await tables()).toEqual([]);
    expect((await verified(head)).head).toMatchObject({ hash: head, sequence: undefined });
  });

  it('can append a line of what has no rows, and no others', async () => {
    forge((store) => {
      append(store, 'clock', '{"why":"none"}');
    });
    expect(await tables()).toEqual([]);
    const rows = { edition: 'edition', 'run-sealed': 'run', 'run-released': 'run', hold: 'hold' };
    const others = {
      'hold-released': 'hold_release',
      anchor: 'anchor',
      'suppress-add': 'own_batch',
    };
    for (const [kind, table] of Object.entries({ ...rows, ...others })) {
      writeFileSync(database, bytes);
      forge((store) => {
        append(store, kind, '{"holds":[1]}');
      });
      expect(await tables(), kind).toEqual([table]);
    }
  });

  it('cannot say of a run that it was purged: no command does that', async () => {
    forge((store) => {
      const { id, instant } = store
        .prepare("SELECT id, instant FROM ledger WHERE kind = 'run-sealed' LIMIT 1")
        .get() as { id: string; instant: string };
      const lines = newestLine(store).sequence;
      append(store, 'purge', JSON.stringify({ purged: [{ subject: 'run', id, why: instant }] }));
      expect(newestLine(store).sequence).toBeGreaterThan(lines);
      store
        .prepare("INSERT INTO purged VALUES ('run', ?, '2027-01-01T00:00:00.000Z', ?)")
        .run(id, instant);
      removeRun(store, id);
    });
    expect(await tables()).toEqual(['run']);
  });

  it('cannot swap what two runs kept of their lists', async () => {
    forge((store) => {
      const [one, other] = store.prepare('SELECT run FROM run_traced').pluck().all() as string[];
      for (const table of ['run_traced', 'run_trace_set', 'run_verdicts']) {
        const move = store.prepare(`UPDATE ${table} SET run = ? WHERE run = ?`);
        move.run('between', one);
        move.run(one, other);
        move.run(other, 'between');
      }
    });
    expect(await tables()).toEqual(expect.arrayContaining(['run_traced']));
  });
});

describe('a damaged row that claims to hold far too much', () => {
  it.each([
    ['ledger', 'UPDATE ledger SET lines = 2000000000 WHERE kind = ?', 'objection'],
    ['own_fragment', 'UPDATE own_fragment SET count = 2000000000 WHERE kind = ?', 'event'],
    ['edition_block', 'UPDATE edition_block SET count = 9007199254740993 WHERE count > ?', 0],
    ['run_trace', 'UPDATE run_trace SET count = 2000000000 WHERE count > ?', 0],
  ])('of %s is found at once', async (table, sql, value) => {
    forge((store) => store.prepare(sql).run(value));
    expect(await tables()).toContain(table);
  });
});

describe('a table that is gone', () => {
  const all = storeInMemory()
    .prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name")
    .pluck()
    .all() as string[];

  it.each(all)('is named, and stops no other check: %s', async (table) => {
    forge((store) => store.exec(`DROP TABLE ${table}`));
    const { checks } = await verified();
    expect(checks.map(({ name }) => name)).toEqual(CHECKS.map(({ name }) => name));
    const found = checks.flatMap(({ findings }) => findings);
    expect(found).toContainEqual(
      expect.objectContaining({ table, what: `the table ${table} is missing` }),
    );
  });
});

describe('a check that is broken off', () => {
  it('leaves nothing open behind it', async () => {
    const stop = new AbortController();
    const seen: string[] = [];
    const surroundings = {
      signal: stop.signal,
      begins: ({ name }: { readonly name: string }) => {
        seen.push(name);
        if (name === 'traces') stop.abort(new Error('broken off'));
      },
    };
    const asked = { database, head: undefined, quick: false };
    await expect(verifyDatabase(asked, surroundings)).rejects.toThrow('broken off');
    expect(seen.at(-1)).toBe('traces');
  });
});

describe('what stands beside or in place of the database', () => {
  it('is never read for its pages: a write-ahead log, which this program does not have', async () => {
    writeFileSync(`${database}-wal`, 'anything');
    const { checks, leftOut } = await verified();
    const findings = checks.flatMap((check) => check.findings);
    expect(findings).toEqual([expect.objectContaining({ table: 'file', row: `${database}-wal` })]);
    expect(leftOut).toHaveLength(1);
    expect(readdirSync(join(folder, 'held')).sort()).toEqual(['scrub.db', 'scrub.db-wal']);
  });

  it('is no journal unless SQLite wrote it', async () => {
    writeFileSync(`${database}-journal`, 'anything'.repeat(200));
    expect(await tables()).toEqual([]);
    expect(readFileSync(database).equals(bytes)).toBe(true);
  });

  it.each([0, 50, 100, 4096])('is damage when it is cut after %i bytes', async (length) => {
    writeFileSync(database, bytes.subarray(0, length));
    expect(await tables()).toEqual(['file']);
  });

  it('is damage when words were put behind it', async () => {
    writeFileSync(database, Buffer.concat([bytes, Buffer.from('a few words more')]));
    expect(await tables()).toEqual(['file']);
  });

  it('is a mistake when it is a folder', async () => {
    rmSync(database);
    mkdirSync(database);
    await expect(verified()).rejects.toMatchObject({ code: 'wrong-use' });
  });
});

describe('words that were put into a database', () => {
  it('do not move the cursor of who reads the findings', async () => {
    forge((store) => {
      store.exec(`UPDATE ledger SET kind = char(27) || '[2J' || char(10) || 'all holds' || char(155)
        WHERE sequence = 2`);
    });
    const said = await runInProcess(['verify'], { folder, database, now: '2026-11-07T09:00:00Z' });
    expect(said.status).toBe(3);
    const text = said.stdout.toString() + said.stderr;
    expect(text).toContain('\\x1b[2J\\x0aall holds\\x9b');
    expect(/[\x00-\x09\x0b-\x1f\x7f-\x9f]/.test(text)).toBe(false);
  });

  it('are other words when they are no UTF-8', async () => {
    for (const place of ['own_terms SET reason', 'edition SET licence', 'run SET record']) {
      writeFileSync(database, bytes);
      const [table = ''] = place.split(' ');
      const column = place.split(' ').at(-1) ?? '';
      forge((store) => {
        store.exec(`UPDATE ${place} = CAST(CAST(${column} AS BLOB) || x'ff' AS TEXT)`);
      });
      expect(await tables(), place).toContain(table);
    }
  });
});

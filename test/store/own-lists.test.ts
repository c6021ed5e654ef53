import { join } from 'node:path';
import Database from 'better-sqlite3';
import { createHash } from 'node:crypto';
import { cpSync, rmSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openForReading, openForWriting, type Store } from '../../src/store/database.js';
import { appendToLedger, ledgerHead, nextInstant } from '../../src/store/ledger.js';
import type { Instant } from '../../src/core/day.js';
import { APPLICATION_ID, MIGRATIONS } from '../../src/store/migrations.js';
import { dramaNumbers, Firm } from '../own-lists/firm.js';
import { checkLedger } from '../own-lists/ledger-lines.js';
import { temporaryFolders } from './temporary-folder.js';

const newFolder = temporaryFolders();

/** A firm in whose ledger every kind of line stands, some of them packed by thousands. */
async function busyFirm(): Promise<Firm> {
  const firm = new Firm().at('2026-03-02');
  await firm.loadRegisters('2026-03-01');
  await firm.json(['suppress', 'add', '07700900001', '07700900001', '--reference', 'T "1" é']);
  await firm.json([
    'suppress',
    'add',
    '+4915112345678',
    '--reason',
    'complaint',
    '--caller',
    'Acme',
  ]);
  const many = dramaNumbers(9_000);
  const typed = many.map(
    (number, at) => `${number},${at % 3 ? 'other' : 'legal'},R${at % 5 || ''}`,
  );
  const wide = firm.file('many.csv', ['number,reason,reference', ...typed]);
  await firm.json(['suppress', 'import', wide, '--source', 'agent-12']);
  await firm.json(['suppress', 'import', firm.file('plain.txt', many), '--source', 'dialler']);
  const odd = ['number', '01632 960001 / 2', 'ring him later', '07700', '07700900001'];
  const doubtful = firm.file('odd.csv', odd);
  const { import: id } = await firm.json<{ import: string }>(['suppress', 'import', doubtful], 7);
  await firm.json(['suppress', 'resolve', `${id}:4`, '--number', '07700900004', '--why', 'rang']);
  await firm.json(['suppress', 'resolve', `${id}:3`, '--why', 'a note']);
  const asked = ['--kind', 'person-asked', '--why', 'letter', '--all'];
  await firm.json(['suppress', 'withdraw', '07700900001', ...asked]);
  await firm.json(['suppress', 'undo', 'import-3', '--why', 'the wrong file']);
  const list = firm.file('list.csv', ['phone', '07700900001', '07700900002', '01632960001']);
  await firm.json(['scrub', list]);
  return firm;
}

let firm: Firm;
beforeAll(async () => {
  firm = await busyFirm();
});
afterAll(() => {
  rmSync(firm.folder, { recursive: true });
});

function opened({ database }: Firm): Store {
  const store = openForReading(database);
  if (store === undefined) throw new Error('there is no database');
  return store;
}

/** The checksum is the table's own. */
function omitCrc(row: unknown): object {
  return Object.fromEntries(Object.entries(row as object).filter(([name]) => name !== 'crc'));
}

describe('the ledger of own lists', () => {
  it('can be checked line by line without this program', () => {
    const store = opened(firm);
    const { lines, kinds, head, faults } = checkLedger(store);
    expect(faults).toEqual([]);
    expect(head).toBe(ledgerHead(store));
    const events = "SELECT sum(events) FROM own_batch WHERE kind <> 'withdraw'";
    expect(kinds.get('objection')).toBe(store.prepare(events).pluck().get());
    expect(kinds.get('objection')).toBeGreaterThan(18_000);
    const ended = "SELECT sum(events) FROM own_batch WHERE kind = 'withdraw'";
    expect(kinds.get('withdrawal')).toBe(store.prepare(ended).pluck().get());
    expect(kinds.get('unresolved')).toBe(2);
    const batches = [...kinds].filter(([kind]) => kind.startsWith('suppress-'));
    expect(batches.reduce((sum, [, count]) => sum + count, 0)).toBe(
      store.prepare('SELECT count(*) FROM own_batch').pluck().get(),
    );
    expect(lines).toBe([...kinds.values()].reduce((sum, count) => sum + count, 0));
    store.close();
  });

  it('packs thousands of lines in a row', () => {
    const store = opened(firm);
    const rows = store.prepare('SELECT lines FROM ledger WHERE lines > 1').pluck().all();
    expect(rows).toContain(4096);
    expect(rows.length).toBeGreaterThan(4);
    store.close();
  });

  it('says of each batch what stands in its row', () => {
    const store = opened(firm);
    const said = store
      .prepare(
        `SELECT payload FROM ledger JOIN ledger_payload USING (sequence)
         WHERE kind LIKE 'suppress-%' ORDER BY sequence`,
      )
      .pluck()
      .all() as string[];
    const columns = store
      .prepare("SELECT name FROM pragma_table_info('own_batch') WHERE name <> 'crc'")
      .pluck()
      .all();
    const rows = store.prepare(`SELECT ${columns.join(', ')} FROM own_batch ORDER BY id`).all();
    expect(said.map((payload) => JSON.parse(payload) as unknown)).toEqual(rows.map(omitCrc));
    store.close();
  });

  it('never names a number in a line', () => {
    const store = opened(firm);
    const lines = store.prepare("SELECT kind || ' ' || id FROM ledger").pluck().all() as string[];
    expect(lines.filter((line) => /\d{7}/.test(line.replace(/^run\S* \S+$/, '')))).toEqual([]);
    store.close();
  });

  it.each([
    [
      'an event’s number',
      "UPDATE own_fragment SET block = block + 1 WHERE batch = 2 AND kind = 'event'",
    ],
    ['an event’s class', "UPDATE own_terms SET class = 'other' WHERE class = 'complaint'"],
    [
      'an event’s day',
      "UPDATE own_terms SET told = '2026-02-01' WHERE id = (SELECT max(id) FROM own_terms)",
    ],
    ['a last day', "UPDATE own_terms SET until = '2026-03-02' WHERE class = 'other'"],
    ['a reference', "UPDATE own_fragment SET refs = replace(refs, 'T ', 'U ') WHERE refs <> ''"],
    ['a batch’s kind', "UPDATE own_batch SET kind = 'resolve' WHERE id = 2"],
    ['an unread text', "UPDATE own_unresolved SET text = 'nothing' WHERE row = 2"],
    ['an event that is gone', "DELETE FROM own_fragment WHERE batch = 2 AND kind = 'event'"],
    ['a salt', 'UPDATE ledger_payload SET salt = zeroblob(length(salt)) WHERE length(salt) > 320'],
    [
      'an instant',
      "UPDATE ledger SET instant = '2026-03-02T09:10:00.001Z' WHERE kind = 'objection'",
    ],
  ])('shows %s that was changed', (_, change) => {
    const path = join(newFolder(), 'scrub.db');
    cpSync(firm.database, path);
    const store = new Database(path);
    expect(store.prepare(change).run().changes).toBeGreaterThan(0);
    expect(checkLedger(store).faults).not.toEqual([]);
    store.close();
  });
});

/** A database as version 1 of the schema had it, with some rows in every table. */
function oldDatabase(path: string): { head: string; lines: number } {
  const store = new Database(path);
  store.exec(MIGRATIONS[0] as string);
  store.exec(`PRAGMA application_id = ${String(APPLICATION_ID)}; PRAGMA user_version = 1`);
  let previous = '0'.repeat(64);
  for (let sequence = 1; sequence <= 5; sequence++) {
    const salt = createHash('sha512').update(String(sequence)).digest().subarray(0, 32);
    const payload = `{"numbers":${String(sequence * 1000)}}`;
    const payloadHash = createHash('sha256').update(salt).update(payload).digest('hex');
    const instant = `2026-02-0${String(sequence)}T09:00:00.000Z`;
    const text = `tps-scrub-ledger-1 ${String(sequence)} edition tps-${String(sequence)} ${instant} ${payloadHash} ${previous}\n`;
    const hash = createHash('sha256').update(text).digest('hex');
    store
      .prepare('INSERT INTO ledger VALUES (?, ?, ?, ?, ?, ?, ?)')
      .run(sequence, 'edition', `tps-${String(sequence)}`, instant, payloadHash, previous, hash);
    store.prepare('INSERT INTO ledger_payload VALUES (?, ?, ?)').run(sequence, salt, payload);
    previous = hash;
  }
  const columns = store.prepare('PRAGMA table_info(edition)').all() as { type: string }[];
  const values = columns.map(({ type }, at) =>
    type === 'INTEGER' ? at + 1 : `text ${String(at)}`,
  );
  values[2] = 'full';
  store.prepare(`INSERT INTO edition VALUES (${columns.map(() => '?').join(', ')})`).run(values);
  store.prepare('INSERT INTO edition_block VALUES (1, 447700, 1, 7, ?)').run(Buffer.from([1, 2]));
  store.prepare("INSERT INTO run VALUES ('a-run', '2026-02-05', 'released', '{}')").run();
  store.close();
  return { head: previous, lines: 5 };
}

const OLD_TABLES = ['edition', 'edition_block', 'run'];

/** All but what tells how an edition is packed, which stands elsewhere since. */
function contents(store: Store): unknown {
  return OLD_TABLES.map((table) =>
    store
      .prepare(`SELECT * FROM ${table}`)
      .all()
      .map((row) => ({ ...(row as object), ...COME_SINCE })),
  );
}

/** Columns of later schemas, and the checksum of a packing that is another now. */
const COME_SINCE = { blocks_crc: undefined, file_entry: undefined, file_entry_time: undefined };

function schema(store: Store): unknown {
  return store.prepare('SELECT type, name, sql FROM sqlite_schema ORDER BY name').all();
}

describe('a database of the schema before own lists', () => {
  it.each([
    ['writing', (path: string) => openForWriting(path)],
    ['reading', (path: string) => openForReading(path) as Store],
  ])('is brought up to date when it is opened for %s, its ledger as it was', (_, open) => {
    const path = join(newFolder(), 'scrub.db');
    const { head, lines } = oldDatabase(path);
    const old = new Database(path);
    const before = contents(old);
    old.close();
    const store = open(path);
    expect(store.prepare('PRAGMA user_version').pluck().get()).toBe(MIGRATIONS.length);
    expect(ledgerHead(store)).toBe(head);
    expect(checkLedger(store)).toMatchObject({ head, lines, faults: [] });
    expect(contents(store)).toEqual(before);
    expect(store.prepare('PRAGMA foreign_key_check').all()).toEqual([]);
    store.close();
  });

  it('has the schema of a new one afterwards', () => {
    const path = join(newFolder(), 'scrub.db');
    oldDatabase(path);
    const migrated = openForWriting(path);
    const fresh = openForWriting(join(newFolder(), 'scrub.db'));
    expect(schema(migrated)).toEqual(schema(fresh));
    migrated.close();
    fresh.close();
  });

  it('goes on with its chain', () => {
    const path = join(newFolder(), 'scrub.db');
    const { head, lines } = oldDatabase(path);
    const store = openForWriting(path);
    const instant = nextInstant(store, '2026-03-02T09:00:00.000Z' as Instant);
    const next = appendToLedger(store, { kind: 'edition', id: 'tps-6', instant, payload: {} });
    const { previous } = store
      .prepare('SELECT previous FROM ledger WHERE sequence = ?')
      .get(lines + 1) as { previous: string };
    expect(previous).toBe(head);
    expect(checkLedger(store)).toMatchObject({ head: next, lines: lines + 1, faults: [] });
    store.close();
  });

  it('is left as it was when it cannot be brought up to date', () => {
    const path = join(newFolder(), 'scrub.db');
    const { head } = oldDatabase(path);
    const spoilt = new Database(path);
    spoilt.exec('CREATE TABLE run_numbers (is_in_the_way)');
    const before = schema(spoilt);
    spoilt.close();
    expect(() => openForWriting(path)).toThrow();
    const store = new Database(path);
    expect(schema(store)).toEqual(before);
    expect(store.prepare('PRAGMA user_version').pluck().get()).toBe(1);
    expect(store.prepare('SELECT hash FROM ledger WHERE sequence = 5').pluck().get()).toBe(head);
    store.close();
  });
});

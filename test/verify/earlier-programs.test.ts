import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { verifyDatabase } from '../../src/audit/verify.js';
import { NumberSetBuilder } from '../../src/core/number-set-builder.js';
import { canonicalJson, LEDGER_START } from '../../src/store/ledger.js';
import { ledgerText } from '../../src/store/ledger-text.js';
import { APPLICATION_ID, MIGRATIONS } from '../../src/store/migrations.js';
import { temporaryFolders } from '../store/temporary-folder.js';

const newFolder = temporaryFolders();
const EDITION = {
  ...{ id: 1, register: 'tps', content: 'full', dated: '2026-11-08', estimated: 0 },
  ...{ recorded: '2026-11-09T09:00:00.000Z', since: '', file_path: '/tps.txt' },
  ...{ file_sha256: 'ab'.repeat(32), file_time: '2026-11-08T22:00:00.000Z', file_bytes: 28 },
  ...{ file_lines: 2, repeated: 0, rejected: 0, added: 2, removed: 0, covers: '', licence: '' },
  ...{ licence_until: '', source: '', published_total: 0, accepted: '', operator: '' },
  ...{ account: 'tester', reader_version: 1 },
};
const RUN = '20261109T100000Z-abcd';
const RECORD = {
  account: 'tester',
  counts: { read: 1, clean: 1, excluded: 0, unscreened: 0 },
  outputs: [{ path: '/list.clean.csv', sha256: 'cd'.repeat(32), kind: 'cleaned', records: 1 }],
  reasons: { CLEAN: 1 },
};

/** A database of the first program: an edition of two numbers, and a run that kept no trace. */
function firstDatabase(): string {
  const path = join(newFolder(), 'scrub.db');
  const store = new Database(path);
  store.exec(MIGRATIONS[0] as string);
  const { blocks, count, sha256 } = packed(447700900123, 447700900124);
  const rows = blocks.map((block) => ({ ...block, crc: crc32(block.bytes) }));
  const table = rows.map((row) => `${String(row.block)} ${String(row.count)} ${String(row.crc)}\n`);
  const edition = {
    ...{ ...EDITION, numbers: count, numbers_sha256: sha256 },
    blocks_crc: crc32(table.join('')),
  };
  const columns = Object.keys(edition);
  store
    .prepare(
      `INSERT INTO edition (${columns.join(', ')}) VALUES (${columns.map((one) => `@${one}`).join(', ')})`,
    )
    .run(edition);
  for (const { block, count: inBlock, crc, bytes } of rows) {
    store
      .prepare('INSERT INTO edition_block VALUES (1, ?, ?, ?, ?)')
      .run(block, inBlock, crc, bytes);
  }
  const record = canonicalJson(RECORD);
  store
    .prepare("INSERT INTO run VALUES (?, '2026-11-09T10:00:00.000Z', 'released', ?)")
    .run(RUN, record);
  const append = appenderTo(store);
  append('edition', 'tps-1', EDITION.recorded, canonicalJson(edition));
  append('run-sealed', RUN, '2026-11-09T10:00:00.001Z', record);
  const released = canonicalJson({ run: RUN, state: 'released' });
  append('run-released', RUN, '2026-11-09T10:00:00.002Z', released);
  store.exec(`PRAGMA application_id = ${String(APPLICATION_ID)}; PRAGMA user_version = 1`);
  store.close();
  return path;
}

function packed(...numbers: readonly number[]) {
  const builder = new NumberSetBuilder();
  for (const number of numbers) builder.add(number);
  return builder.build();
}

/** Appends lines as the first schema has them. */
function appenderTo(store: Database.Database) {
  let previous = LEDGER_START;
  let sequence = 0;
  return (kind: string, id: string, instant: string, payload: string): void => {
    const salt = Buffer.alloc(32, ++sequence);
    const payload_sha256 = createHash('sha256').update(salt).update(payload).digest('hex');
    const text = ledgerText({
      sequence,
      kind,
      id,
      instant: instant,
      payload_sha256,
      previous,
    });
    const hash = createHash('sha256').update(text).digest('hex');
    store
      .prepare('INSERT INTO ledger VALUES (?, ?, ?, ?, ?, ?, ?)')
      .run(sequence, kind, id, instant, payload_sha256, previous, hash);
    store.prepare('INSERT INTO ledger_payload VALUES (?, ?, ?)').run(sequence, salt, payload);
    previous = hash;
  };
}

async function findings(database: string): Promise<object[]> {
  const surroundings = { signal: new AbortController().signal, begins: () => undefined };
  const { checks } = await verifyDatabase(
    { database, head: undefined, quick: false },
    surroundings,
  );
  return checks.flatMap((check) => check.findings);
}

describe('a database that the first program wrote', () => {
  it('is not accused of what was said, or not kept, at that time', async () => {
    expect(await findings(firstDatabase())).toEqual([]);
  });

  it('is held against its ledger all the same', async () => {
    const database = firstDatabase();
    const store = new Database(database);
    store.exec("UPDATE edition SET licence = 'other'");
    store.close();
    expect(await findings(database)).toEqual([
      expect.objectContaining({ table: 'edition', column: 'licence' }),
    ]);
  });
});

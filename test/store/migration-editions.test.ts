import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { NumberSetBuilder } from '../../src/core/number-set-builder.js';
import { openForReading } from '../../src/store/database.js';
import { EditionNumbers } from '../../src/store/edition-numbers.js';
import { editionTables } from '../../src/store/migration-editions.js';
import { APPLICATION_ID, MIGRATIONS } from '../../src/store/migrations.js';
import { temporaryFolders } from './temporary-folder.js';

const newFolder = temporaryFolders();
const FIRST = 441134960000;
const SECOND = 447700900001;

/** A database of the schema before differences, with editions 1, 2, … of these numbers. */
function oldDatabase(editions: readonly (readonly number[])[], alteration: string): string {
  const path = join(newFolder(), 'scrub.db');
  const store = new Database(path);
  const before = MIGRATIONS.indexOf(editionTables);
  for (const step of MIGRATIONS.slice(0, before)) {
    if (typeof step === 'string') store.exec(step);
    else step(store);
  }
  const columns = (
    store.prepare('PRAGMA table_info(edition)').all() as { name: string; type: string }[]
  ).filter(({ name }) => name !== 'id' && name !== 'blocks_crc');
  const addEdition = store.prepare(
    `INSERT INTO edition (id, blocks_crc, ${columns.map(({ name }) => name).join(', ')})
     VALUES (?, ?, ${columns.map(({ type }) => (type === 'TEXT' ? "'full'" : '0')).join(', ')})`,
  );
  const addBlock = store.prepare('INSERT INTO edition_block VALUES (?, ?, ?, ?, ?)');
  editions.forEach((numbers, index) => {
    const builder = new NumberSetBuilder();
    for (const number of numbers) builder.add(number);
    const { blocks } = builder.build();
    const lines = blocks.map(
      ({ block, count, bytes }) => `${[block, count, crc32(bytes)].join(' ')}\n`,
    );
    addEdition.run(index + 1, crc32(lines.join('')));
    for (const { block, count, bytes } of blocks) {
      addBlock.run(index + 1, block, count, crc32(bytes), bytes);
    }
  });
  store.exec(alteration);
  store.exec(`PRAGMA application_id = ${String(APPLICATION_ID)}`);
  store.exec(`PRAGMA user_version = ${String(before)}`);
  store.close();
  return path;
}

it('editions of earlier databases stay whole, and damaged ones damaged', () => {
  const path = oldDatabase(
    [[FIRST, SECOND], [FIRST, SECOND], []],
    'DELETE FROM edition_block WHERE edition = 2 AND block = 447700',
  );
  const store = openForReading(path);
  if (store === undefined) throw new Error('the database is gone');
  const numbers = new EditionNumbers(store);
  expect([1, 2, 3].map((id) => numbers.holding(id))).toEqual(['whole', 'damaged', 'whole']);
  expect([FIRST, SECOND, SECOND + 1].map((e164) => numbers.has(1, e164))).toEqual([
    true,
    true,
    false,
  ]);
  expect(() => numbers.has(2, SECOND)).toThrow('damaged');
  store.close();
});

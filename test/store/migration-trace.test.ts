import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import Database from 'better-sqlite3';
import { expect, it } from 'vitest';
import { ScreeningError } from '../../src/core/errors.js';
import { NumberSetBuilder } from '../../src/core/number-set-builder.js';
import { openForReading, openForWriting } from '../../src/store/database.js';
import { APPLICATION_ID, MIGRATIONS } from '../../src/store/migrations.js';
import { traceTables } from '../../src/store/migration-trace.js';
import { hasTrace, tracedNumbers, traceOf, traceSets } from '../../src/store/run-trace.js';
import { hasVerdicts } from '../../src/store/run-verdicts.js';
import { temporaryFolders } from './temporary-folder.js';

const newFolder = temporaryFolders();

interface OldRun {
  readonly clean?: readonly number[];
  readonly excluded?: readonly number[];
  readonly unscreened?: readonly number[];
}

/** A database of the schema before traces, with runs as its builds kept them. */
function oldDatabase(runs: Readonly<Record<string, OldRun>>): string {
  const path = join(newFolder(), 'scrub.db');
  const store = new Database(path);
  const before = MIGRATIONS.indexOf(traceTables);
  for (const step of MIGRATIONS.slice(0, before)) {
    if (typeof step === 'string') store.exec(step);
    else step(store);
  }
  store.exec(`PRAGMA application_id = ${String(APPLICATION_ID)}`);
  store.exec(`PRAGMA user_version = ${String(before)}`);
  const addRun = store.prepare("INSERT INTO run VALUES (?, '2026-02-05', 'released', '{}')");
  const addBlock = store.prepare('INSERT INTO run_numbers VALUES (?, ?, ?, ?, ?, ?)');
  for (const [run, outcomes] of Object.entries(runs)) {
    addRun.run(run);
    for (const [outcome, numbers] of Object.entries(outcomes) as [string, number[]][]) {
      const builder = new NumberSetBuilder();
      for (const number of numbers) builder.add(number);
      for (const { block, count, bytes } of builder.build().blocks) {
        addBlock.run(run, outcome, block, count, crc32(bytes), bytes);
      }
    }
  }
  store.close();
  return path;
}

it('what runs of earlier builds had is taken over, as far as it was known', () => {
  const many = Array.from({ length: 5000 }, (_, at) => 441_632_000_000 + at * 700);
  const path = oldDatabase({
    all: { clean: many, excluded: [44_3, 447_700_900_123], unscreened: [44_1, 447_700_900_123] },
    held: { unscreened: [44_5] },
    none: {},
  });
  const store = openForWriting(path);
  const [clean, held] = traceSets(store, 'all');
  expect(clean).toEqual({ reason: 'CLEAN', kept: true, reading: '', count: 5000 });
  expect(held).toEqual({ reason: '', kept: false, reading: '', count: 3 });
  expect(clean && [...tracedNumbers(store, 'all', clean)]).toEqual(many);
  expect(held && [...tracedNumbers(store, 'all', held)]).toEqual([44_1, 44_3, 447_700_900_123]);
  expect(traceOf(store, 'held', 44_5)).toEqual([
    { reason: '', kept: false, reading: '', count: 1 },
  ]);
  expect(hasVerdicts(store, 'all')).toBe(false);
  expect(hasTrace(store, 'none')).toBe(false);
  expect(store.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'run_numbers'").get()).toBe(
    undefined,
  );
  expect(store.prepare('PRAGMA foreign_key_check').all()).toEqual([]);
  store.close();
});

it('a run whose numbers were damaged before is damaged still, and the others are not', () => {
  const path = oldDatabase({ bad: { clean: [44_1, 44_2] }, good: { clean: [44_1] } });
  const old = new Database(path);
  old.exec("UPDATE run_numbers SET numbers = CAST(x'00' || numbers AS BLOB) WHERE run = 'bad'");
  old.close();
  const store = openForReading(path);
  if (store === undefined) throw new Error('the database is gone');
  expect(traceOf(store, 'good', 44_1)).toHaveLength(1);
  const [set] = traceSets(store, 'bad');
  expect(() => set && [...tracedNumbers(store, 'bad', set)]).toThrow(ScreeningError);
  expect(() => traceOf(store, 'bad', 44_1)).toThrow(ScreeningError);
  store.close();
});

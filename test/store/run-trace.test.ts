import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Day } from '../../src/core/day.js';
import { NumberSetBuilder } from '../../src/core/number-set-builder.js';
import { inTransaction, openForWriting, type Store } from '../../src/store/database.js';
import {
  countTraces,
  hasTrace,
  tracedNumbers,
  traceOf,
  traceSets,
} from '../../src/store/run-trace.js';
import { numbersInCommon, recentRuns } from '../../src/store/runs-in-common.js';
import { runsWith } from '../../src/store/runs-with.js';
import { ChunkPacker, type TraceChunk } from '../../src/store/trace-chunk.js';
import { insertSets, type SetDraft, type SetWords } from '../../src/store/trace-rows.js';
import { codeOf } from './code-of.js';
import { temporaryFolders } from './temporary-folder.js';

const newFolder = temporaryFolders();
const TODAY = '2026-03-02' as Day;
const CLEAN: SetWords = { reason: 'CLEAN', kept: true, reading: 'number' };
const HELD: SetWords = { reason: 'TPS', kept: false, reading: 'zero-restored' };
const NO_VERDICTS = { legend: '', chunks: 0, records: 0 };

function set(words: SetWords, numbers: readonly number[]): SetDraft {
  const chunks: TraceChunk[] = [];
  const packer = new ChunkPacker((chunk) => void chunks.push(chunk));
  for (const number of numbers) packer.add(number);
  packer.end();
  return { ...words, chunks };
}

function addRun(store: Store, run: string, sets: readonly SetDraft[], state = 'released'): void {
  const record = `{"plan":{"input":"${run}.csv"}}`;
  store.prepare('INSERT INTO run VALUES (?, ?, ?, ?)').run(run, `2026-02-0${run}`, state, record);
  inTransaction(store, () => {
    insertSets(store, run, sets, NO_VERDICTS);
  });
}

function newStore(): Store {
  return openForWriting(join(newFolder(), 'scrub.db'));
}

/** Ten thousand numbers, far enough apart that they fill five chunks. */
const MANY = Array.from({ length: 10_000 }, (_, at) => 441_632_000_000 + at * 200);

describe('the trace of a run', () => {
  it('gives back what was put in', () => {
    const store = newStore();
    addRun(store, '1', [set(CLEAN, MANY), set(HELD, [447_700_900_123])]);
    expect(traceSets(store, '1')).toEqual([
      { ...CLEAN, count: 10_000 },
      { ...HELD, count: 1 },
    ]);
    expect([...tracedNumbers(store, '1', CLEAN)]).toEqual(MANY);
    expect([...tracedNumbers(store, '1', HELD)]).toEqual([447_700_900_123]);
    store.close();
  });

  it('says which of its sets hold a number', () => {
    const store = newStore();
    const both = 447_700_900_123;
    addRun(store, '1', [set(CLEAN, [...MANY, both]), set(HELD, [both])]);
    const all = traceSets(store, '1');
    for (const number of [MANY[0], MANY[2007], MANY[2008], MANY.at(-1)]) {
      expect(traceOf(store, '1', number as number)).toEqual([all[0]]);
      expect(traceOf(store, '1', (number as number) + 1)).toEqual([]);
      expect(traceOf(store, '1', (number as number) - 1)).toEqual([]);
    }
    expect(traceOf(store, '1', both)).toEqual(all);
    store.close();
  });

  it('of a list without a number is there, and empty', () => {
    const store = newStore();
    addRun(store, '1', []);
    expect(hasTrace(store, '1')).toBe(true);
    expect(traceSets(store, '1')).toEqual([]);
    expect(traceOf(store, '1', 447_700_900_123)).toEqual([]);
    store.close();
  });

  it('that was not kept is not an empty one', () => {
    const store = newStore();
    expect(hasTrace(store, '1')).toBe(false);
    expect(codeOf(() => traceSets(store, '1'))).toBe('not-safe');
    expect(codeOf(() => traceOf(store, '1', 447_700_900_123))).toBe('not-safe');
    expect(codeOf(() => [...tracedNumbers(store, '1', CLEAN)])).toBe('not-safe');
    store.close();
  });

  it('keeps a number within one page of the database', () => {
    const store = newStore();
    addRun(store, '1', [set(CLEAN, MANY)]);
    const pages = store.prepare("SELECT pagetype, count(*) FROM dbstat WHERE name = 'run_trace'");
    const types = store.prepare(
      "SELECT DISTINCT pagetype FROM dbstat WHERE name = 'run_trace' ORDER BY 1",
    );
    expect(types.pluck().all()).toEqual(['internal', 'leaf']);
    expect(pages.get()).toEqual({ pagetype: 'internal', 'count(*)': 6 });
    store.close();
  });
});

const LAST_CHUNK = '(SELECT max(first) FROM run_trace)';
const THIRD = MANY[5000] as number;

/** What is wrong, how, and a number that the damage is about. */
const DAMAGES: readonly [what: string, statement: string, number: number][] = [
  ['the first chunk is gone', 'DELETE FROM run_trace WHERE id = 1', MANY[0] as number],
  ['a chunk is gone', 'DELETE FROM run_trace WHERE id = 3', THIRD],
  [
    'the last chunk is gone',
    `DELETE FROM run_trace WHERE first = ${LAST_CHUNK}`,
    MANY[9999] as number,
  ],
  ['every chunk is gone', 'DELETE FROM run_trace', THIRD],
  [
    'a byte was changed',
    "UPDATE run_trace SET numbers = CAST(x'01' || substr(numbers, 2) AS BLOB)",
    THIRD,
  ],
  ['bytes were cut off', 'UPDATE run_trace SET numbers = substr(numbers, 1, 9)', THIRD],
  ['a chunk was moved', 'UPDATE run_trace SET first = first + 1 WHERE id = 3', THIRD],
  [
    'chunks were chained past one',
    'UPDATE run_trace SET next = (SELECT next FROM run_trace WHERE id = 3) WHERE id = 2',
    MANY[2100] as number,
  ],
  ['a count was changed', 'UPDATE run_trace SET count = count - 1 WHERE id = 3', THIRD],
  ['a set was turned into another', "UPDATE run_trace_set SET reason = 'CONSENT'", THIRD],
  ['a set is gone', 'DELETE FROM run_trace; DELETE FROM run_trace_set', THIRD],
];

describe('a damaged trace', () => {
  it.each(DAMAGES)('is refused when %s', (_, statement, number) => {
    const store = newStore();
    addRun(store, '1', [set(CLEAN, MANY)]);
    store.exec(`PRAGMA foreign_keys = OFF; ${statement}`);
    expect(codeOf(() => [...tracedNumbers(store, '1', CLEAN)])).toBe('not-safe');
    expect(codeOf(() => traceOf(store, '1', number))).toBe('not-safe');
    expect(runsWith(store, number, TODAY)).toEqual({ runs: 0, inDate: 0, replaced: 0, damaged: 1 });
    store.close();
  });

  it('is refused when it has a chunk too many, or one of another run', () => {
    const store = newStore();
    addRun(store, '1', [set(CLEAN, MANY)]);
    addRun(store, '2', [
      set(
        CLEAN,
        MANY.map((number) => number + 1),
      ),
    ]);
    store.exec(
      `UPDATE run_trace SET trace_set = 3 - trace_set WHERE first % 200 = 1 AND id % 5 = 3;
       DELETE FROM run_trace WHERE trace_set = 1 AND id = 3`,
    );
    expect(codeOf(() => [...tracedNumbers(store, '1', CLEAN)])).toBe('not-safe');
    expect(codeOf(() => traceOf(store, '1', THIRD + 1))).toBe('not-safe');
    store.close();
  });
});

describe('runs with a number', () => {
  it('are the released ones whose list had it, whatever was decided', () => {
    const store = newStore();
    addRun(store, '1', [set(CLEAN, [44_1, 44_2]), set(HELD, [44_1])]);
    addRun(store, '2', [set(HELD, [44_2])]);
    addRun(store, '3', [set(CLEAN, [44_2])], 'abandoned');
    store.exec("INSERT INTO run VALUES ('untraced', '2026-02-09', 'released', '{}')");
    expect([44_1, 44_2, 44_3].map((number) => runsWith(store, number, TODAY).runs)).toEqual([
      1, 2, 0,
    ]);
    expect(countTraces(store)).toEqual({ traced: 2, untraced: 1 });
    store.close();
  });

  it('are counted by distinct numbers in common with a file', () => {
    const store = newStore();
    const numbers = [44_1, 44_2, 3_000_044, 17_000_044, 34_000_001];
    addRun(store, '1', [set(CLEAN, numbers), set(HELD, [44_1, 34_000_001])]);
    addRun(store, '2', [], 'sealed');
    store.exec("INSERT INTO run VALUES ('untraced', '2026-02-09', 'released', '{}')");
    expect(recentRuns(store, '2026-01-01')).toEqual([{ run: '1', input: '1.csv', numbers: 7 }]);
    const builder = new NumberSetBuilder();
    for (const number of [44_1, 44_9, 17_000_044, 3_000_044]) builder.add(number);
    const others = new Map(builder.build().blocks.map((block) => [block.block, block]));
    const every = (): boolean => true;
    const few = (number: number): boolean => number !== 44_1;
    expect(numbersInCommon(store, '1', others, every, 1)).toEqual({ distinct: 5, common: 3 });
    expect(numbersInCommon(store, '1', others, few, 1)).toEqual({ distinct: 4, common: 2 });
    expect(numbersInCommon(store, '1', others, every, 17)).toEqual({ distinct: 4, common: 2 });
    store.close();
  });
});

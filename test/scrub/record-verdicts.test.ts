import { join } from 'node:path';
import { crc32, deflateRawSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ScratchFile } from '../../src/files/scratch-file.js';
import { decidingReason, isHeldBack, reasonBit } from '../../src/policy/reasons.js';
import { RecordVerdicts } from '../../src/scrub/record-verdicts.js';
import { openForWriting, type Store } from '../../src/store/database.js';
import { hasVerdicts, insertVerdicts, LEGEND, readVerdicts } from '../../src/store/run-verdicts.js';
import { insertSets } from '../../src/store/trace-rows.js';
import { temporaryFolders } from '../store/temporary-folder.js';

const newFolder = temporaryFolders();
const TPS = reasonBit('TPS') | reasonBit('NUMBER_INVALID');

function newStore(): Store {
  const store = openForWriting(join(newFolder(), 'scrub.db'));
  store.exec("INSERT INTO run VALUES ('a-run', '2026-02-05', 'released', '{}')");
  return store;
}

/** Collects and writes the verdicts of a run. */
function written(
  verdicts: readonly (readonly [reasons: number, lines: number])[],
  chunkRecords?: number,
): Store {
  const scratch = new ScratchFile(join(newFolder(), 'report.csv'));
  const collected = new RecordVerdicts(scratch, chunkRecords);
  for (const [reasons, lines] of verdicts) collected.record(reasons, lines);
  const store = newStore();
  const [chunks, packed] = collected.chunks();
  const { records } = collected;
  insertSets(store, 'a-run', [], { legend: LEGEND, chunks, records });
  insertVerdicts(store, 'a-run', packed);
  return store;
}

describe('verdicts of records', () => {
  const reasons = fc.constantFrom(0, reasonBit('CONSENT'), TPS, reasonBit('NO_DATA'));
  const verdict = fc.tuple(reasons, fc.integer({ min: 0, max: 0xffff }));

  it('come out as they went in', () => {
    fc.assert(
      fc.property(
        fc.array(verdict, { maxLength: 50 }),
        fc.integer({ min: 1, max: 9 }),
        (verdicts, chunkRecords) => {
          const store = written(verdicts, chunkRecords);
          expect([...readVerdicts(store, 'a-run')]).toEqual(
            verdicts.map(([sum, lines], index) => ({
              record: index + 1,
              reason: decidingReason(sum).name,
              lines: isHeldBack(sum) ? lines : 0,
            })),
          );
          store.close();
        },
      ),
      {
        numRuns: 40,
      },
    );
  });

  it('are as written down to the byte', () => {
    const store = written([
      [0, 0],
      [TPS, 0x1234],
    ]);
    const legend = store.prepare('SELECT legend FROM run_traced').pluck().get() as string;
    const places = ['CLEAN', 'TPS'].map((name) => legend.split(' ').indexOf(name));
    const stored = deflateRawSync(Uint8Array.from([...places, 0x34, 0x12]));
    const head = 'tps-scrub-verdicts-1 a-run 0 2\n';
    expect(store.prepare('SELECT records, crc, verdicts FROM run_verdicts').all()).toEqual([
      { records: 2, crc: crc32(Buffer.concat([Buffer.from(head), stored])), verdicts: stored },
    ]);
    store.close();
  });

  it('keep the meaning of their bytes when reasons are added', () => {
    const store = written([[TPS, 7]]);
    store.exec("UPDATE run_traced SET legend = 'CLEAN CONSENT TPS'");
    expect([...readVerdicts(store, 'a-run')]).toEqual([{ record: 1, reason: 'TPS', lines: 7 }]);
    store.exec("UPDATE run_traced SET legend = 'CLEAN CONSENT CTPS_OF_OLD'");
    expect(() => [...readVerdicts(store, 'a-run')]).toThrow('damaged');
    store.close();
  });

  it('of a run that kept none are not empty, but not known', () => {
    const store = newStore();
    expect(hasVerdicts(store, 'a-run')).toBe(false);
    expect(() => [...readVerdicts(store, 'a-run')]).toThrow('damaged');
    insertSets(store, 'a-run', [], { legend: '', chunks: 0, records: 0 });
    expect(hasVerdicts(store, 'a-run')).toBe(false);
    expect(() => [...readVerdicts(store, 'a-run')]).toThrow('damaged');
    store.close();
  });

  it.each([
    ['a chunk is gone', 'DELETE FROM run_verdicts WHERE chunk = 1'],
    ['the last chunk is gone', 'DELETE FROM run_verdicts WHERE chunk = 2'],
    [
      'a chunk was put in the place of another',
      'UPDATE run_verdicts SET chunk = 5 - chunk; UPDATE run_verdicts SET chunk = chunk - 3',
    ],
    ['a byte was changed', "UPDATE run_verdicts SET verdicts = CAST(x'00' || verdicts AS BLOB)"],
    ['the number of records was changed', 'UPDATE run_verdicts SET records = 1 WHERE chunk = 0'],
    ['fewer chunks are claimed', 'UPDATE run_traced SET verdict_chunks = 2'],
  ])('are refused when %s', (_, statement) => {
    const all = [0, 0, 0, TPS, TPS].map((sum, index) => [sum, index] as const);
    const store = written(all, 2);
    store.exec(statement);
    expect(() => [...readVerdicts(store, 'a-run')]).toThrow('the trace of run a-run is damaged');
    store.close();
  });
});

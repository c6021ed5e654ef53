import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { isHeldBack, reasonBit, type ReasonName } from '../../src/policy/reasons.js';
import type { Store } from '../../src/store/database.js';
import { purgeNumbers } from '../../src/store/edition-packing.js';
import { recordPurged } from '../../src/store/purged.js';
import {
  insertVerdicts,
  LEGEND,
  packVerdicts,
  readVerdicts,
} from '../../src/store/run-verdicts.js';
import { insertSets } from '../../src/store/trace-rows.js';
import { ChunkPacker, type TraceChunk } from '../../src/store/trace-chunk.js';
import { tracedNumbers, traceSets } from '../../src/store/run-trace.js';
import type { Instant } from '../../src/core/day.js';
import { dramaNumbers } from '../own-lists/firm.js';
import { CONFIGURATION, ReplayRoom } from './replay-room.js';

const LIST = 'name,phone\r\nAnn,01632 960001\r\nBob,01632 960002\r\nCy,07700 900003\r\n';

let room: ReplayRoom;

beforeEach(async () => {
  room = new ReplayRoom().at('2026-11-21T09:00:00Z');
  await room.import('tps', '2026-11-20', '01632 960001', '01632 960900');
  await room.import('ctps', '2026-11-20', '020 7946 0900');
});

afterEach(() => {
  room.close();
});

/** Makes the report of a run another one, as far as its record knows. */
function alterOutputs(run: string): void {
  room.alter(run, '$.outputs[1].sha256', 'f'.repeat(64));
}

/** Makes a run remember another reason of one of its records. */
function alterVerdict(run: string, record: number, reason: ReasonName): void {
  room.tamper((store) => {
    const verdicts = [...readVerdicts(store, run)].map((one) =>
      one.record === record ? { reason, lines: 1 } : one,
    );
    const places = verdicts.map((one) => LEGEND.split(' ').indexOf(one.reason));
    const held = verdicts.filter((one) => isHeldBack(reasonBit(one.reason)));
    const checksums = Buffer.concat(
      held.map(({ lines }) => Buffer.from([lines & 255, lines >> 8])),
    );
    store.prepare('DELETE FROM run_verdicts WHERE run = ?').run(run);
    insertVerdicts(store, run, [packVerdicts(Uint8Array.from(places), checksums)]);
  });
}

describe('a replay', () => {
  it('is asked with a list or from the trace, and with one of them', async () => {
    const run = await room.scrub(LIST);
    const list = room.path('list.csv');
    await room.replay(2, run);
    await room.replay(2, run, '--input', list, '--from-trace');
    await room.replay(2, run, '--input', '-', '--hindsight');
    await room.replay(2, 'nosuch', '--from-trace');
    await room.replay(2, run, '--input', room.path('nowhere.csv'));
    await room.replay(0, 'last', '--input', list);
    await room.replay(0, run.slice(0, -1).toLowerCase(), '--input', list);
  });

  it.each([
    ['a byte more', `${LIST} `],
    ['another number', LIST.replace('960002', '960003')],
    ['a quote that never ends', `name,phone\r\nAnn,"01632 960001\r\n`],
    ['no byte at all', ''],
    ['another kind of file', 'PK\x03\x04 and so on'],
    ['fewer columns', 'phone\r\n01632 960001\r\n'],
  ])('names a list with %s, and says nothing else', async (_, list) => {
    const run = await room.scrub(LIST);
    const other = room.file('other.csv', list);
    const found = await room.replay(3, run, '--input', other);
    expect(found).toMatchObject({ ok: false, code: 'evidence-disagrees' });
    expect(found.summary).toContain('other.csv is not the list that run');
    expect(found.why).toContain(`these are ${String(list.length)} bytes of SHA-256`);
    expect(found.outputs).toBeUndefined();
  });

  it('names an output of that run that was given for its list', async () => {
    const run = await room.scrub(LIST);
    for (const [name, words] of [
      ['out.csv', 'the cleaned list'],
      ['report.csv', 'the exclusion report'],
    ] as const) {
      const path = room.path(name);
      const found = await room.replay(3, run, '--input', path);
      expect(found.summary).toBe(
        `${path} is ${words} of run ${run}, not the list that it screened`,
      );
    }
  });

  it('is not led astray by a clock that is set back within its slack', async () => {
    room.at('2026-11-21T10:00:00.900Z');
    const run = await room.scrub(LIST);
    room.at('2026-11-21T10:00:00.100Z');
    await room.do('suppress', 'add', '01632 960002');
    room.at('2026-11-21T10:00:00.200Z');
    await room.do('suppress', 'add', '07700 900003');
    expect(await room.withList(0, run)).toMatchObject({ same: true });
  });

  it('names what changed in the policy, and repeats the run by the rules of then', async () => {
    const run = await room.scrub(LIST, '--policy', 'spring');
    room.configure(
      CONFIGURATION.replace('grace = true', 'consent_maximum_days = 90').concat(
        '[[policy.spring.rules]]\nwhen = ["mobile"]\nreason = "NOT_DIALLABLE"\nbasis = "house rule: no mobiles"\n',
      ),
    );
    const found = await room.withList(3, run);
    expect(found).toMatchObject({ same: true, code: 'evidence-disagrees' });
    expect(found.policy.declared).toBe('changed');
    expect(found.policy.settings).toEqual([
      { setting: 'consent_maximum_days', was: '0', now: '90' },
      { setting: 'grace', was: 'true', now: 'false' },
    ]);
    const changes = found.policy.rules.map(({ change, rule }) => `${change} ${rule.reason}`);
    expect(changes.sort()).toEqual(
      ['added CTPS', 'added NOT_DIALLABLE', 'added TPS', 'removed CTPS', 'removed TPS'].sort(),
    );
    await room.replay(3, run, '--from-trace');
    room.alter(run, '$.plan.reader_version', 1);
    room.alter(run, '$.outputs[0].sha256', '0'.repeat(64));
    const otherToo = await room.withList(3, run);
    expect(otherToo).toMatchObject({ same: false, policy: { declared: 'changed' } });
    expect(otherToo.summary).toContain('the policy spring is not what it was');
    room.alter(run, '$.outputs[0].sha256', found.outputs[0]?.sha256_now);
    room.configure('party_key = "0123456789abcdef0123456789abcdef"\n');
    const undeclared = await room.withList(0, run);
    expect(undeclared).toMatchObject({ same: true, policy: { declared: 'no longer' } });
  });

  it.each([
    ['$.plan.own_batch', 7, 'own lists'],
    ['$.plan.policy_sha256', '0'.repeat(64), 'the rules recorded of the policy live-calls'],
    ['$.plan.registers[0].edition', 9, 'for tps edition 9'],
    ['$.plan.registers[1].numbers_sha256', '0'.repeat(64), 'edition 2 of ctps had SHA-256 0000'],
  ])('names evidence that is not as recorded: %s', async (path, value, words) => {
    const run = await room.scrub(LIST);
    room.alter(run, path, value);
    const found = await room.withList(3, run);
    expect(found.code).toBe('evidence-disagrees');
    expect(found.summary).toContain(words);
    expect((await room.replay(3, run, '--from-trace')).summary).toContain(words);
  });

  it('does not answer from damaged or missing numbers', async () => {
    const run = await room.scrub(LIST);
    const damage = 'UPDATE edition_block SET numbers = zeroblob(length(numbers)) WHERE edition = 1';
    room.tamper((store) => void store.prepare(damage).run());
    expect(await room.withList(4, run)).toMatchObject({ code: 'not-safe' });
    expect(await room.replay(4, run, '--from-trace')).toMatchObject({ code: 'not-safe' });
    room.tamper((store) => void store.prepare('DELETE FROM edition_block').run());
    expect(await room.withList(4, run)).toMatchObject({ code: 'not-safe' });
  });

  it('says what went, and when, of a register whose numbers are not kept', async () => {
    const run = await room.scrub(LIST);
    room.configure(`${CONFIGURATION}[register.tps]\nhistory = "none"\n`);
    room.at('2026-11-25T09:00:00Z');
    await room.import('tps', '2026-11-24', '01632 960002', '01632 960900');
    for (const how of [['--from-trace'], ['--input', room.path('list.csv')]]) {
      const found = await room.replay(4, run, ...how);
      expect(found.code).toBe('not-safe');
      expect(`${found.summary ?? ''} ${found.why ?? ''}`).toContain('2026-11-25');
    }
  });

  it('says what went, and when, of editions that told since when numbers were listed', async () => {
    room.at('2026-11-24T09:00:00Z');
    // So many that they are kept whole, and not as what is new beside the edition before.
    await room.import('tps', '2026-11-23', '01632 960001', ...dramaNumbers(8000));
    const run = await room.scrub(LIST);
    await room.withList(0, run);
    room.tamper((store) => {
      purgeNumbers(store, [1], '2026-12-01T00:00:00.000Z' as Instant, 'the licence ended');
    });
    const found = await room.withList(4, run);
    expect(found.why).toContain('tps edition dated 2026-11-20 at 2026-12-01T00:00:00.000Z');
    // Nothing that was decided hangs on it here, and that can be said.
    await room.replay(0, run, '--from-trace');
  });

  it('says what went, and when, of a run that was purged', async () => {
    const run = await room.scrub(LIST);
    const purged = { id: run, instant: '2027-01-01T00:00:00.000Z' as Instant, why: 'six years' };
    room.tamper((store) => {
      recordPurged(store, { subject: 'run', ...purged });
    });
    const found = await room.withList(4, run);
    expect(found.summary).toContain('2027-01-01');
    expect(found.why).toContain('six years');
  });

  it('asks for the key of parties by which the run asked', async () => {
    const run = await room.scrub(LIST, '--party-column', 'name');
    const other = await room.scrub(LIST);
    await room.withList(0, run);
    room.configure(CONFIGURATION.replace(/"0123/, '"3210'));
    expect((await room.withList(4, run)).summary).toContain('asked about parties by key');
    room.configure('[caller.Acme]\n');
    expect((await room.withList(4, run)).summary).toContain('the configuration has none');
    // Whoever did not ask needs no key, and numbers can be asked about without.
    await room.withList(0, other);
    await room.replay(0, run, '--from-trace');
  });

  it('is not made of a record that does not say what decided', async () => {
    const run = await room.scrub(LIST);
    room.tamper((store) => {
      store.prepare("UPDATE run SET record = json_remove(record, '$.plan.rows')").run();
    });
    room.reseal(run);
    expect((await room.withList(4, run)).summary).toContain('its record does not say rows');
  });
});

describe('another number reader', () => {
  it('is a note while everything comes out the same', async () => {
    const run = await room.scrub(LIST);
    room.alter(run, '$.plan.reader_version', 1);
    const found = await room.withList(0, run);
    expect(found).toMatchObject({ ok: true, same: true });
    expect(found.reader.then.reader_version).toBe(1);
    const said = await room.run(['replay', run, '--input', room.path('list.csv')]);
    expect(said.stdout.toString()).toContain('Numbers were read by reader 1');
  });

  it('has the records named that it decides otherwise', async () => {
    const run = await room.scrub(LIST);
    room.alter(run, '$.plan.numbering_plan', '2020-01-01');
    alterOutputs(run);
    alterVerdict(run, 2, 'NUMBER_INVALID');
    const found = await room.withList(8, run);
    expect(found).toMatchObject({ ok: false, code: 'reader-differs', same: false, more: 0 });
    expect(found.outputs.map(({ same }) => same)).toEqual([true, false]);
    expect(found.differences).toEqual([
      { record: 2, line: 3, was: 'NUMBER_INVALID', now: 'CLEAN' },
    ]);
    const said = await room.run(['replay', run, '--input', room.path('list.csv')]);
    expect(said.status).toBe(8);
    expect(said.stdout.toString()).toMatch(/record 2 +line 3 +NUMBER_INVALID -> CLEAN/);
  });

  it('and no trace: that records cannot be named is said', async () => {
    const run = await room.scrub(LIST, '--no-trace');
    room.alter(run, '$.plan.reader_version', 1);
    alterOutputs(run);
    const found = await room.withList(8, run);
    expect(found.differences_unknown).toBe('no trace of the run was kept');
  });
});

describe('the same number reader and other bytes', () => {
  it('are evidence that disagrees, with the records named', async () => {
    const run = await room.scrub(LIST);
    alterOutputs(run);
    alterVerdict(run, 1, 'CTPS');
    const found = await room.withList(3, run);
    expect(found).toMatchObject({ code: 'evidence-disagrees', same: false });
    expect(found.differences).toEqual([{ record: 1, line: 2, was: 'CTPS', now: 'TPS' }]);
    room.alter(run, '$.counts.clean', 1);
    expect((await room.withList(3, run)).figures).toMatchObject([{ figure: 'counts' }]);
    const said = await room.run(['replay', run, '--input', room.path('list.csv')]);
    expect(said.status).toBe(3);
    expect(said.stderr).toContain('error:');
    expect(said.stdout.toString()).toMatch(/record 1 +line 2 +CTPS -> TPS/);
  });

  it('of a header alone are said to stand before the records', async () => {
    const run = await room.scrub(LIST);
    alterOutputs(run);
    const said = await room.run(['replay', run, '--input', room.path('list.csv')]);
    expect(said.status).toBe(3);
    expect(said.stdout.toString()).toMatch(/what differs\s+stands\s+before the records/);
  });

  it('are found too where what was kept of the records is damaged', async () => {
    const run = await room.scrub(LIST);
    room.tamper((store) => void store.prepare('DELETE FROM run_verdicts').run());
    expect(await room.withList(0, run)).toMatchObject({ same: true });
    alterOutputs(run);
    expect((await room.withList(3, run)).differences_unknown).toContain('is damaged');
  });
});

describe('a replay from the trace', () => {
  /** Puts a number into another set of a run's trace, whole in itself. */
  function misplace(store: Store, run: string, to: { reason: ReasonName; kept: boolean }): void {
    const sets = traceSets(store, run).map((set) => ({
      ...set,
      numbers: [...tracedNumbers(store, run, set)],
    }));
    store.prepare('DELETE FROM run_trace').run();
    store.prepare('DELETE FROM run_trace_set').run();
    store.prepare('DELETE FROM run_traced').run();
    const written = sets.map(({ reason, kept, reading, numbers }) => {
      const chunks: TraceChunk[] = [];
      const packer = new ChunkPacker((chunk) => void chunks.push(chunk));
      for (const number of numbers) packer.add(number);
      packer.end();
      const words = reason === 'TPS' ? to : { reason, kept };
      return { ...words, reading, chunks };
    });
    insertSets(store, run, written, { legend: '', chunks: 0, records: 0 });
  }

  it('names each number that is decided about otherwise', async () => {
    const run = await room.scrub(LIST);
    room.tamper((store) => {
      misplace(store, run, { reason: 'NOT_COVERED', kept: false });
    });
    const found = await room.replay(3, run, '--from-trace');
    expect(found).toMatchObject({ same: false, traced: 3, contradictions: 0, more: 0 });
    expect(found.differences).toEqual([
      { number: '+441632960001', kept: false, was: 'NOT_COVERED', now: 'TPS' },
    ]);
    room.alter(run, '$.plan.reader_version', 1);
    await room.replay(8, run, '--from-trace');
  });

  it('sees that a number was kept for a reason that holds back', async () => {
    const run = await room.scrub(LIST);
    room.tamper((store) => {
      misplace(store, run, { reason: 'TPS', kept: true });
    });
    const found = await room.replay(3, run, '--from-trace');
    expect(found).toMatchObject({ contradictions: 1, differences: [] });
  });

  it('needs a trace', async () => {
    const run = await room.scrub(LIST, '--no-trace');
    expect((await room.replay(4, run, '--from-trace')).summary).toContain(run);
    await room.withList(0, run);
  });

  it('does not answer from a part of one', async () => {
    const run = await room.scrub(LIST);
    room.tamper((store) => void store.prepare('DELETE FROM run_trace').run());
    expect(await room.replay(4, run, '--from-trace')).toMatchObject({ code: 'not-safe' });
  });
});

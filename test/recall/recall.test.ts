import { readFileSync, writeFileSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { newRooms, type RecallRoom } from './recalling.js';

const NUMBERS = ['07700 900001', '07700 900002', '01632 960003', '07700 900004'];
const [FIRST = '', SECOND = '', THIRD = ''] = NUMBERS;

const newRoom = newRooms();
let room: RecallRoom;

beforeEach(async () => {
  room = newRoom();
  room.at('2026-11-02T09:00:00Z');
  await room.registers('2026-11-01');
  room.at('2026-11-03T09:00:00Z');
});

describe('what may no longer be called of a list that went out', () => {
  it('is nothing while nothing was recorded since', async () => {
    const run = await room.list(NUMBERS);
    const found = await room.recall(0, run);
    expect(found).toMatchObject({ recalled: [], not_known: [], marked: null });
    expect(found.runs).toMatchObject([{ run, looked_at: 4, recalled: 0, passed_on: 0 }]);
  });

  it('is who objected since, with day and instant', async () => {
    const run = await room.list(NUMBERS);
    room.at('2026-11-05T10:30:00Z');
    await room.do('suppress', 'add', SECOND, '--on', '2026-11-04', '--list', 'shop');
    const { recalled } = await room.recall(0, run);
    expect(recalled).toMatchObject([
      {
        ...{ run, number: '+447700900002', reason: 'OBJECTION', list: 'shop' },
        ...{ listed_from: '2026-11-04', recorded: '2026-11-05T10:30:00.000Z', passed_on: '' },
        ...{ record: null, line: null, value: '' },
      },
    ]);
  });

  it('is who appeared on a register since, with the files between which that was', async () => {
    const run = await room.list(NUMBERS);
    room.at('2026-11-10T09:00:00Z');
    await room.registers('2026-11-09', THIRD);
    const { recalled } = await room.recall(0, run);
    expect(recalled).toMatchObject([
      {
        ...{ number: '+441632960003', reason: 'TPS', list: 'tps' },
        ...{ listed_from: '2026-11-09', listed_after: '2026-11-01' },
        recorded: '2026-11-10T09:00:00.000Z',
      },
    ]);
  });

  it('is who was cleared by a consent that was withdrawn, for its caller alone', async () => {
    room.at('2026-11-02T10:00:00Z');
    await room.import('tps', '2026-11-02', FIRST);
    const words = ['--method', 'form', '--wording', 'call me', '--reference', 'C1'];
    for (const caller of ['Acme', 'Bolt']) {
      await room.do('consent', 'add', FIRST, '--caller', caller, '--on', '2026-11-01', ...words);
    }
    room.at('2026-11-03T09:00:00Z');
    const acme = await room.list([FIRST], '--caller', 'Acme');
    const bolt = await room.list([FIRST], '--caller', 'Bolt');
    await room.do('consent', 'withdraw', FIRST, '--caller', 'Acme', '--why', 'asked');
    const { recalled } = await room.recall(0, '--all');
    expect(recalled).toMatchObject([{ run: acme, reasons: ['OBJECTION', 'TPS'] }]);
    expect(await room.recalled(bolt)).toEqual([]);
  });

  it('is of each list what binds its caller and its campaign', async () => {
    const acme = await room.list([FIRST], '--caller', 'Acme', '--campaign', 'spring');
    const other = await room.list([FIRST], '--caller', 'Acme', '--campaign', 'autumn');
    const bolt = await room.list([FIRST], '--caller', 'Bolt');
    const told = ['--caller', 'Acme', '--campaign', 'spring'];
    await room.do('suppress', 'add', FIRST, ...told);
    expect(await room.recalled(acme)).toEqual(['+447700900001 OBJECTION']);
    expect(await room.recalled(other)).toEqual([]);
    expect(await room.recalled(bolt)).toEqual([]);
    const { runs, recalled } = await room.recall(0, '--all');
    expect(runs.map((one) => one.run)).toEqual([bolt, other, acme]);
    expect(recalled.map((one) => one.run)).toEqual([acme]);
  });

  it('is not who was let go again', async () => {
    const run = await room.list(NUMBERS);
    await room.do('suppress', 'add', SECOND);
    const mistake = ['--kind', 'mistake', '--all', '--why', 'a wrong digit'];
    await room.do('suppress', 'withdraw', SECOND, ...mistake);
    expect(await room.recalled(run)).toEqual([]);
  });

  it('is not whom the run itself held back', async () => {
    await room.do('suppress', 'add', FIRST);
    const run = await room.list(NUMBERS);
    await room.do('suppress', 'add', FIRST);
    expect(await room.recalled(run)).toEqual([]);
  });
});

describe('a list', () => {
  it('is asked up to its last call day, which no register runs out before', async () => {
    const run = await room.list(NUMBERS);
    room.at('2026-11-28T09:00:00Z');
    await room.do('suppress', 'add', SECOND);
    expect(await room.recalled(run)).toEqual(['+447700900002 OBJECTION']);
    room.at('2026-11-29T09:00:00Z');
    const late = await room.recall(2, run);
    expect(late.why).toContain('out of date since 2026-11-29');
    expect((await room.recall(0, '--all')).runs).toEqual([]);
  });

  it('is asked before its first call day, about the calls that it is for', async () => {
    const run = await room.list([FIRST, SECOND], '--call-date', '2026-11-20');
    await room.do('suppress', 'add', FIRST);
    const abandoned = ['--reason', 'abandoned-call', '--until', '2026-11-10'];
    await room.do('suppress', 'add', SECOND, ...abandoned);
    expect(await room.recalled(run)).toEqual(['+447700900001 OBJECTION']);
  });

  it('is asked by what a later file says when both files are whole, and else by its own', async () => {
    const run = await room.list(NUMBERS);
    room.at('2026-11-10T09:00:00Z');
    await room.registers('2026-11-09', THIRD);
    await room.do('suppress', 'add', SECOND);
    const damage = 'UPDATE edition_packing SET crc = crc + 1 WHERE edition = 3';
    room.tamper((store) => void store.prepare(damage).run());
    for (const words of [[run], ['--all']]) {
      const found = await room.recall(4, ...words);
      expect(found.recalled.map(({ number }) => number)).toEqual(['+447700900002']);
      expect(found.not_known).toMatchObject([{ run }]);
      expect(found.why).toContain('who came onto the register since is not known');
    }
    await room.recall(4, run, '--out', room.path('dnc.csv'), '--mark-sent');
    expect((await room.recall(4, run)).runs[0]?.recalled_through).toBe('2026-11-03T09:00:00.000Z');
  });

  it('that is historical, or was abandoned or interrupted, has nothing to recall', async () => {
    const past = await room.list(NUMBERS, '--as-of', '2026-11-02T12:00:00Z');
    expect((await room.recall(2, past)).why).toContain('it is historical');
    const run = await room.list(NUMBERS);
    room.tamper((store) => void store.prepare("UPDATE run SET state = 'sealed'").run());
    expect((await room.recall(2, run)).why).toContain('not released');
    expect((await room.recall(4, '--all')).not_known).toMatchObject([{ run }]);
    room.tamper((store) => void store.prepare("UPDATE run SET state = 'abandoned'").run());
    expect((await room.recall(2, run)).why).toContain('abandoned');
    expect((await room.recall(0, '--all')).runs).toEqual([]);
  });

  it('whose record was altered is no evidence', async () => {
    const run = await room.list(NUMBERS);
    const traced = await room.list([FIRST]);
    room.forge(run, '$.plan.until', '2026-12-31');
    await room.recall(3, run);
    const found = await room.recall(4, '--all');
    expect(found.runs.map((one) => one.run)).toEqual([traced]);
    expect(found.not_known).toMatchObject([{ run }]);
  });
});

describe('without a trace', () => {
  it('a run is not known, and the others are answered', async () => {
    const bare = await room.list(NUMBERS, '--no-trace');
    const path = room.cleaned;
    const traced = await room.list(NUMBERS);
    await room.do('suppress', 'add', SECOND);
    const alone = await room.recall(4, bare);
    expect(alone.fix).toContain(`recall ${bare} --input ${path}`);
    const all = await room.recall(4, '--all');
    expect(all.recalled.map(({ run, number }) => [run, number])).toEqual([
      [traced, '+447700900002'],
    ]);
    expect(all.not_known).toMatchObject([{ run: bare }]);
    const { recalled } = await room.recall(0, bare, '--input', path);
    expect(recalled).toMatchObject([{ record: 2, line: 3, value: SECOND }]);
  });

  it('a run that cleared nobody is known', async () => {
    await room.do('suppress', 'add', SECOND);
    const run = await room.list([SECOND], '--no-trace');
    expect(await room.recalled(run)).toEqual([]);
  });

  it('that is damaged, a run is not known either', async () => {
    const run = await room.list(NUMBERS);
    room.tamper((store) => void store.prepare('UPDATE run_trace SET crc = crc + 1').run());
    expect((await room.recall(4, run)).why).toContain('damaged');
  });
});

describe('the cleaned list itself', () => {
  it('tells records, numbers and the cells that they stand in', async () => {
    const list = room.file('two.csv', `id,phone,mobile\r\na,${FIRST},${SECOND}\r\nb,${THIRD},\r\n`);
    const said = await room.do('scrub', list, '--json');
    const { run } = JSON.parse(said.stdout.toString()) as { run: string };
    await room.do('suppress', 'add', SECOND);
    const { recalled, runs } = await room.recall(0, run, '--input', room.path('two.clean.csv'));
    expect(recalled).toMatchObject([
      {
        ...{ record: 1, line: 2, column: 'mobile', value: SECOND, number: '+447700900002' },
        ...{ reason: 'OBJECTION', recorded: '2026-11-03T09:01:00.000Z' },
      },
    ]);
    expect(runs).toMatchObject([{ looked_at: 2, recalled: 1 }]);
  });

  it('is that of the run, byte for byte', async () => {
    const run = await room.list([FIRST]);
    const before = room.cleaned;
    const other = await room.list(NUMBERS);
    expect((await room.recall(3, run, '--input', room.cleaned)).summary).toContain(other);
    writeFileSync(before, `${readFileSync(before, 'latin1')}07700 900009\r\n`);
    expect((await room.recall(3, run, '--input', before)).summary).toContain('altered');
    const report = room.path('list-2.excluded.csv');
    expect((await room.recall(2, other, '--input', report)).summary).toContain('report');
    expect((await room.recall(2, other, '--input', room.path('none'))).summary).toContain(
      'there is no such file',
    );
    await room.recall(2, '--all', '--input', before);
  });

  it('tells whose party objected, which numbers alone cannot', async () => {
    const list = room.file('firms.csv', `firm,phone\r\nAC-1,${FIRST}\r\nAC-2,${SECOND}\r\n`);
    const said = await room.do('scrub', list, '--party-column', 'firm', '--json');
    const { run } = JSON.parse(said.stdout.toString()) as { run: string };
    expect(await room.recalled(run)).toEqual([]);
    await room.do('suppress', 'add', '--party', 'AC-1');
    expect((await room.recall(4, run)).fix).toContain('--input');
    const cleaned = room.path('firms.clean.csv');
    const { recalled } = await room.recall(0, run, '--input', cleaned);
    expect(recalled).toMatchObject([
      { record: 1, column: 'firm', value: 'AC-1', number: '', reason: 'OBJECTION' },
    ]);
    const bare = ['--form', 'e164', '--out', room.path('dnc.txt')];
    expect((await room.recall(4, run, '--input', cleaned, ...bare)).fix).toContain('--form csv');
    room.configure('[caller.Acme]\n');
    expect((await room.recall(4, run, '--input', cleaned)).summary).toContain('by key');
  });

  it('may be empty', async () => {
    await room.do('suppress', 'add', FIRST);
    const list = room.file('bare.csv', `${FIRST}\r\n`);
    const said = await room.do('scrub', list, '--no-header', '--json');
    const { run } = JSON.parse(said.stdout.toString()) as { run: string };
    expect(await room.recalled(run, '--input', room.path('bare.clean.csv'))).toEqual([]);
  });
});

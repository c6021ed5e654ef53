import { readFileSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { newRooms, type RecallRoom } from './recalling.js';

const [FIRST, SECOND, THIRD] = ['07700 900001', '07700 900002', '07700 900003'] as const;

/** What of the reasons of `audit-calls` is a call against an objection. */
const COUNTED = ['objection', 'objection-recorded-after'];

interface ObjectionsJson {
  readonly ok: boolean;
  readonly people: number;
  readonly days_told_to_recorded: { median: number; worst: number } | null;
  readonly hours_recorded_to_recalled: { median: number; worst: number } | null;
  readonly recall: Readonly<Record<string, number>>;
  readonly calls: number | null;
  readonly objections: readonly {
    number: string;
    told: string;
    told_known: boolean;
    recorded: string;
    days: number | null;
    recall: string;
    hours: number | null;
    lists: number;
    repeats: number;
    calls_after: number | null;
  }[];
}

const newRoom = newRooms();
let room: RecallRoom;

beforeEach(async () => {
  room = newRoom();
  room.at('2026-11-02T09:00:00Z');
  await room.registers('2026-11-01');
  room.at('2026-11-03T09:00:00Z');
});

async function objections(status: number, ...words: readonly string[]): Promise<ObjectionsJson> {
  const said = await room.run(['objections', ...words, '--json']);
  const text = said.stdout.toString();
  if (said.status !== status) throw new Error(`${String(said.status)}: ${text} ${said.stderr}`);
  return JSON.parse(text) as ObjectionsJson;
}

function mark(at: string, ...words: readonly string[]) {
  room.at(at);
  return room.recall(0, ...words, '--out', room.path('dnc.csv'), '--force', '--mark-sent');
}

describe('objections', () => {
  it('tell how long each took, the slowest first, and what that comes to', async () => {
    await room.list([FIRST, SECOND]);
    room.at('2026-11-05T10:00:00Z');
    await room.do('suppress', 'add', FIRST, '--on', '2026-11-04');
    room.at('2026-11-08T10:00:00Z');
    await room.do('suppress', 'add', SECOND, '--on', '2026-11-04');
    await room.do('suppress', 'add', THIRD, '--on', '2026-11-08');
    await mark('2026-11-08T14:00:00Z', '--all');
    const found = await objections(0, '--numbers');
    expect(found.objections).toMatchObject([
      {
        ...{ number: '+447700900001', days: 1, recall: 'recalled', hours: 76, lists: 1 },
        recorded: '2026-11-05T10:00:00.000Z',
      },
      { number: '+447700900002', days: 4, recall: 'recalled', hours: 4 },
      { number: '+447700900003', days: 0, recall: 'no-list', hours: null, lists: 0 },
    ]);
    expect(found).toMatchObject({
      ...{ ok: true, people: 3, calls: null },
      days_told_to_recorded: { median: 1, worst: 4 },
      hours_recorded_to_recalled: { median: 76, worst: 76 },
      recall: { recalled: 2, 'no-list': 1, open: 0, 'ran-out': 0, 'no-data': 0 },
    });
  });

  it('are recalled when every list in date that binds has heard of them', async () => {
    const acme = await room.list([FIRST], '--caller', 'Acme');
    const bolt = await room.list([FIRST], '--caller', 'Bolt');
    await room.do('suppress', 'add', FIRST, '--caller', 'Acme');
    await room.do('suppress', 'add', SECOND);
    await mark('2026-11-03T12:00:00Z', bolt);
    const [open] = (await objections(0, '--numbers')).objections;
    expect(open).toMatchObject({ number: '+447700900001', recall: 'open', lists: 1 });
    await mark('2026-11-04T12:00:00Z', acme);
    const [done] = (await objections(0, '--numbers')).objections;
    expect(done).toMatchObject({ recall: 'recalled', lists: 1 });
  });

  it('are told from when a list ran out that was never recalled', async () => {
    await room.list([FIRST], '--until', '2026-11-06');
    await room.do('suppress', 'add', FIRST);
    room.at('2026-11-06T12:00:00Z');
    expect((await objections(0)).recall).toMatchObject({ open: 1 });
    room.at('2026-11-07T12:00:00Z');
    expect((await objections(0)).recall).toMatchObject({ 'ran-out': 1 });
    await room.do('suppress', 'add', SECOND);
    expect((await objections(0)).recall).toMatchObject({ 'ran-out': 1, 'no-list': 1 });
  });

  it('are counted again when somebody had to say so again, and not when a file did', async () => {
    const file = room.file('first.csv', `phone,on\r\n${FIRST},2026-11-02\r\n`);
    await room.do('suppress', 'import', file, '--source', 'desk');
    const again = room.file('again.csv', `phone,on\r\n${FIRST},2026-11-02\r\n`);
    await room.do('suppress', 'import', again, '--source', 'desk');
    expect((await objections(0)).objections).toMatchObject([{ repeats: 0 }]);
    await room.do('suppress', 'add', FIRST);
    await room.do('suppress', 'add', FIRST);
    expect((await objections(0)).objections).toMatchObject([{ told: '2026-11-02', repeats: 2 }]);
    expect((await objections(0, '--from', '2026-11-03')).objections).toMatchObject([
      { told: '2026-11-03', repeats: 1 },
    ]);
    expect((await objections(0, '--to', '2026-11-01')).objections).toEqual([]);
  });

  it('are none that was a mistake or was undone', async () => {
    await room.do('suppress', 'add', FIRST);
    const mistake = ['--kind', 'mistake', '--all', '--why', 'a wrong digit'];
    await room.do('suppress', 'withdraw', FIRST, ...mistake);
    const file = room.file('wrong.csv', `phone\r\n${SECOND}\r\n`);
    await room.do('suppress', 'import', file);
    expect((await objections(0)).people).toBe(1);
    await room.do('suppress', 'undo', 'import-3', '--why', 'the wrong file');
    expect((await objections(0)).people).toBe(0);
  });

  it('have no days where nobody knows when they were told', async () => {
    const file = room.file('undated.csv', `phone\r\n${SECOND}\r\n`);
    await room.do('suppress', 'import', file);
    const [found] = (await objections(0)).objections;
    expect(found).toMatchObject({ told_known: false, days: null });
  });

  it('are not known where a list in date kept no trace', async () => {
    await room.list([FIRST], '--no-trace');
    await room.do('suppress', 'add', FIRST);
    const found = await objections(4);
    expect(found).toMatchObject({ ok: false, recall: { 'no-data': 1 } });
  });

  it('are recalled where a list without a trace was recalled with the list itself', async () => {
    const bare = await room.list([FIRST], '--no-trace');
    const { cleaned } = room;
    await room.do('suppress', 'add', FIRST);
    await mark('2026-11-03T14:00:00Z', bare, '--input', cleaned);
    const [found] = (await objections(0)).objections;
    expect(found).toMatchObject({ recall: 'recalled', hours: 5 });
    await room.do('suppress', 'add', SECOND);
    expect((await objections(4)).recall).toMatchObject({ recalled: 1, 'no-data': 1 });
  });

  it('hide numbers unless they are asked for, and stand in the access log', async () => {
    await room.do('suppress', 'add', FIRST);
    const text = (await room.do('objections')).stdout.toString();
    expect(text).toContain('+44*******001');
    expect(text).not.toContain('7700900001');
    expect((await room.do('objections', '--numbers')).stdout.toString()).toContain('+447700900001');
  });

  it('count the calls that audit-calls counts against them', async () => {
    await room.do('suppress', 'add', FIRST, '--on', '2026-11-03');
    room.at('2026-11-05T09:00:00Z');
    await room.do('suppress', 'add', SECOND, '--on', '2026-11-04');
    await room.do('suppress', 'add', THIRD, '--on', '2026-11-05');
    const words = ['--method', 'form', '--wording', 'call me', '--reference', 'C1'];
    const consent = ['--caller', 'Acme', '--on', '2026-11-06', ...words];
    room.at('2026-11-07T09:00:00Z');
    await room.do('consent', 'add', THIRD, ...consent);
    const calls = [
      [FIRST, '2026-11-03T08:59:00Z'], // before it was recorded that day
      [FIRST, '2026-11-03T09:30:00Z'],
      [FIRST, '2026-11-04T09:00:00Z'],
      [SECOND, '2026-11-04T10:00:00Z'], // on the day told, recorded a day later
      [SECOND, '2026-11-05T08:00:00Z'],
      [SECOND, '2026-11-05T10:00:00Z'],
      [THIRD, '2026-11-05T23:00:00Z'],
      [THIRD, '2026-11-06T12:00:00Z'], // on the day of a consent that was recorded after it
      [THIRD, '2026-11-08T12:00:00Z'],
      ['07700 900009', '2026-11-08T12:00:00Z'],
    ];
    const rows = calls.map(([number, at]) => `${number ?? ''},${at ?? ''},Acme`);
    const log = room.file('calls.csv', ['number,start,caller', ...rows, ''].join('\r\n'));
    const found = await objections(0, '--calls', log, '--numbers');
    const after = found.objections.map((one) => [one.number, one.calls_after]);
    const told = { '+447700900001': 2, '+447700900002': 2, '+447700900003': 1 };
    expect(Object.fromEntries(after)).toEqual(told);
    const out = room.path('audited.csv');
    await room.do('audit-calls', log, '--out', out, '--all');
    const counted: Record<string, number> = {};
    const lines = readFileSync(out, 'latin1').trimEnd().split('\r\n').slice(1);
    for (const cells of lines.map((line) => line.split(','))) {
      const isCounted = (cells[8] ?? '').split(';').some((one) => COUNTED.includes(one));
      if (isCounted) counted[cells[2] ?? ''] = (counted[cells[2] ?? ''] ?? 0) + 1;
    }
    expect(counted).toEqual(told);
  });

  it('count calls from the day on which the one was told that is asked about', async () => {
    await room.do('suppress', 'add', FIRST);
    room.at('2026-11-06T09:00:00Z');
    await room.do('suppress', 'add', FIRST);
    const rows = ['2026-11-04T10:00:00Z', '2026-11-06T10:00:00Z'].map((at) => `${FIRST},${at}`);
    const log = room.file('calls.csv', ['number,start', ...rows, ''].join('\r\n'));
    expect((await objections(0, '--calls', log)).objections[0]?.calls_after).toBe(2);
    const since = await objections(0, '--calls', log, '--from', '2026-11-05');
    expect(since.objections[0]?.calls_after).toBe(1);
  });

  it('count the calls that they stood against', async () => {
    await room.do('suppress', 'add', FIRST, '--on', '2026-11-03');
    await room.do('suppress', 'add', SECOND, '--on', '2026-11-03', '--caller', 'Acme');
    const log = room.file(
      'calls.csv',
      [
        'number,start,caller',
        `${FIRST},2026-11-02T10:00:00Z,Acme`,
        `${FIRST},2026-11-03T10:00:00Z,Acme`,
        `${FIRST},2026-11-04T10:00:00Z,Acme`,
        `${FIRST},2026-11-05T10:00:00Z,Bolt`,
        `${SECOND},2026-11-05T10:00:00Z,Bolt`,
        `${SECOND},2026-11-05T11:00:00Z,Acme`,
        '',
      ].join('\r\n'),
    );
    room.at('2026-11-06T09:00:00Z');
    const found = await objections(0, '--calls', log, '--numbers');
    expect(found.calls).toBe(6);
    const after = found.objections.map((one) => [one.number, one.calls_after]);
    expect(Object.fromEntries(after)).toEqual({ '+447700900001': 3, '+447700900002': 1 });
  });

  it('leave out calls that lie ahead, as audit-calls does', async () => {
    await room.do('suppress', 'add', FIRST);
    room.at('2026-11-04T12:00:00Z');
    const rows = ['2026-11-04T10:00:00Z', '2036-11-06T10:00:00Z'].map((at) => `${FIRST},${at}`);
    const log = room.file('calls.csv', ['number,start', ...rows, ''].join('\r\n'));
    expect((await objections(0, '--calls', log)).objections[0]?.calls_after).toBe(1);
  });

  it('take no option about a log without one', async () => {
    await objections(2, '--timezone', 'Europe/London');
    await objections(2, '--no-header');
    const [from, to] = ['2026-11-01', '2026-11-02'];
    const said = await room.run(['coverage', '--from', from, '--to', to, '--skip-lines', '1']);
    expect([said.status, said.stderr]).toEqual([2, expect.stringContaining('--skip-lines')]);
  });

  it('are told by a policy for authorised callers, whoever asks', async () => {
    const log = room.file('calls.csv', 'number,start\n07700900001,2026-11-03T10:00Z\n');
    const found = await objections(0, '--calls', log, '--policy', 'pensions');
    expect(found).toMatchObject({ calls: 1, objections: [] });
  });
});

describe('who objects again', () => {
  it('is out of the list already when that was passed on before', async () => {
    await room.list([FIRST]);
    await room.do('suppress', 'add', FIRST);
    await mark('2026-11-04T12:00:00Z', '--all');
    room.at('2026-11-06T09:00:00Z');
    await room.do('suppress', 'add', FIRST);
    const found = await objections(0, '--from', '2026-11-06');
    expect(found.objections).toMatchObject([{ recall: 'recalled', hours: 0, lists: 1 }]);
  });

  it('has to be passed on again when they had let calls come in between', async () => {
    await room.list([FIRST]);
    await room.do('suppress', 'add', FIRST);
    await mark('2026-11-04T12:00:00Z', '--all');
    room.at('2026-11-05T09:00:00Z');
    const back = ['--kind', 'person-asked', '--all', '--why', 'wants calls again'];
    await room.do('suppress', 'withdraw', FIRST, ...back);
    room.at('2026-11-06T09:00:00Z');
    await room.do('suppress', 'add', FIRST);
    const found = await objections(0, '--from', '2026-11-06');
    expect(found.objections).toMatchObject([{ recall: 'open', lists: 1 }]);
  });
});

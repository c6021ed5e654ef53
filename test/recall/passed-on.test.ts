import { existsSync, readFileSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { newRooms, type RecallRoom } from './recalling.js';

const [FIRST, SECOND, THIRD] = ['07700 900001', '07700 900002', '+33 1 99 00 12 34'] as const;

const newRoom = newRooms();
let room: RecallRoom;
let run: string;

beforeEach(async () => {
  room = newRoom();
  room.at('2026-11-02T09:00:00Z');
  await room.registers('2026-11-01');
  room.at('2026-11-03T09:00:00Z');
  run = await room.list([FIRST, SECOND, '01632 960003']);
});

interface StatusJson {
  readonly not_recalled: { objections: number; oldest: string | null; not_known: string[] };
}

async function status(): Promise<StatusJson['not_recalled']> {
  const said = await room.run(['status', '--json']);
  return (JSON.parse(said.stdout.toString()) as StatusJson).not_recalled;
}

function mark(...words: readonly string[]) {
  const out = ['--out', room.path('dnc.csv'), '--force', '--mark-sent'];
  return room.recall(0, '--all', ...words, ...out);
}

describe('what was passed on', () => {
  it('is told with the instant, and left out by --unsent', async () => {
    await room.do('suppress', 'add', FIRST);
    room.at('2026-11-04T09:00:00Z');
    const marked = await mark();
    expect(marked.marked).toBeGreaterThan(0);
    expect(marked.recalled).toMatchObject([{ passed_on: '' }]);
    room.at('2026-11-05T09:00:00Z');
    await room.do('suppress', 'add', SECOND);
    const again = await room.recall(0, run);
    expect(again.recalled.map(({ number, passed_on: at }) => [number, at])).toEqual([
      ['+447700900001', '2026-11-04T09:00:00.000Z'],
      ['+447700900002', ''],
    ]);
    expect(again.runs).toMatchObject([{ recalled: 2, passed_on: 1 }]);
    expect(await room.recalled(run, '--unsent')).toEqual(['+447700900002 OBJECTION']);
    const read = await room.recall(0, run, '--unsent', '--input', room.cleaned);
    expect(read.recalled).toMatchObject([{ record: 2, number: '+447700900002' }]);
  });

  it('is the first recall that had it, though later ones had it too', async () => {
    await room.do('suppress', 'add', FIRST);
    room.at('2026-11-04T09:00:00Z');
    await mark();
    room.at('2026-11-05T09:00:00Z');
    await room.do('suppress', 'add', SECOND);
    room.at('2026-11-06T09:00:00Z');
    await mark('--unsent');
    const { recalled, runs } = await room.recall(0, run);
    expect(recalled.map((one) => one.passed_on)).toEqual([
      '2026-11-04T09:00:00.000Z',
      '2026-11-06T09:00:00.000Z',
    ]);
    expect(runs[0]?.recalled_through).toBe('2026-11-06T09:00:00.000Z');
  });

  it('is not what came back on a list after it had been let go', async () => {
    await room.do('suppress', 'add', FIRST);
    await mark();
    const mistake = ['--kind', 'mistake', '--all', '--why', 'a wrong digit'];
    await room.do('suppress', 'withdraw', FIRST, ...mistake);
    await mark();
    await room.do('suppress', 'add', FIRST);
    expect(await room.recalled(run, '--unsent')).toEqual(['+447700900001 OBJECTION']);
  });

  it('is recorded without a number, and the database holds together', async () => {
    await room.do('suppress', 'add', FIRST);
    await mark();
    const said = await room.do('ledger', 'export', '--payloads');
    const line = said.stdout
      .toString()
      .split('\n')
      .find((text) => text.includes('salt_sha256'));
    expect(line).toContain(run);
    expect(line).not.toContain('7700900001');
    expect((await room.run(['verify'])).status).toBe(0);
  });
});

describe('what is written', () => {
  beforeEach(async () => {
    run = await room.list([FIRST, SECOND]);
    await room.do('suppress', 'add', FIRST, SECOND, THIRD);
  });

  it('has each number once, in either form, for a dialler', async () => {
    const national = await room.do('recall', '--all', '--form', 'national');
    expect(national.stdout.toString()).toBe('07700900001\r\n07700900002\r\n');
    expect(national.stderr).toContain('2 lists in date');
    const e164 = await room.do('recall', '--all', '--form', 'e164', '--quiet');
    expect(e164.stdout.toString()).toBe('+447700900001\r\n+447700900002\r\n');
    expect(e164.stderr).toBe('');
  });

  it('has every line of every list in CSV, whole or not at all', async () => {
    const out = room.path('recalled.csv');
    await room.do('recall', '--all', '--out', out);
    const [header, ...lines] = readFileSync(out, 'latin1').trimEnd().split('\r\n');
    expect(header).toBe(
      'record,line,column,value,number,outcome,reason,reasons,list,listed_from,listed_after,days_listed,basis,dnc_code,flags,run,recorded,passed_on',
    );
    expect(lines).toHaveLength(4);
    expect(lines[0]).toBe(
      `,,,,+447700900001,excluded,OBJECTION,OBJECTION,internal,2026-11-03,,0,PECR 2003 reg 21(1)(a),P,,${run},2026-11-03T09:02:00.000Z,`,
    );
    expect((await room.run(['recall', '--all', '--out', out])).status).toBe(2);
    expect((await room.run(['recall', '--all', '--out', room.database, '--force'])).status).toBe(2);
    expect((await room.run(['recall', '--all', '--out', room.path('no/where')])).status).toBe(2);
  });

  it('never is the list that was read', async () => {
    const words = ['--input', room.cleaned, '--out', room.cleaned, '--force'];
    expect((await room.run(['recall', run, ...words])).status).toBe(2);
    expect(existsSync(room.cleaned)).toBe(true);
  });

  it('is not mixed with JSON', async () => {
    await room.recall(2, '--all', '--form', 'e164');
  });
});

describe('status', () => {
  it('counts objections since that stand in a list in date, until they are passed on', async () => {
    expect(await status()).toEqual({ objections: 0, oldest: null, not_known: [] });
    room.at('2026-11-04T09:00:00Z');
    await room.do('suppress', 'add', FIRST);
    await room.do('suppress', 'add', '07700 900077');
    await room.do('suppress', 'add', FIRST);
    expect(await status()).toEqual({
      ...{ objections: 1, oldest: '2026-11-04T09:00:00.000Z', not_known: [] },
    });
    room.at('2026-11-04T12:30:00Z');
    const said = await room.do('status');
    expect(said.stdout.toString()).toContain(
      '1 objection not yet recalled, oldest 3 h: tps-scrub recall --all',
    );
    await mark();
    expect(await status()).toMatchObject({ objections: 0 });
    await room.do('suppress', 'add', FIRST);
    expect(await status()).toMatchObject({ objections: 0 });
    await room.do('suppress', 'add', SECOND);
    expect(await status()).toMatchObject({ objections: 1 });
    room.at('2026-11-29T12:30:00Z');
    expect(await status()).toMatchObject({ objections: 0 });
  });

  it('finds many as it finds few', async () => {
    const many = Array.from({ length: 50 }, (_, at) => `07700 9001${String(at).padStart(2, '0')}`);
    await room.list(many);
    await room.do('suppress', 'add', ...many);
    expect(await status()).toMatchObject({ objections: 50 });
  });

  it('counts an objection that stands again since its consent was undone', async () => {
    await room.do('suppress', 'add', SECOND, '--on', '2026-11-01');
    const consents = room.file(
      'consents.csv',
      'number,caller,on,method,wording,reference\r\n' +
        `${SECOND},Acme,2026-11-02,form,call me,C1\r\n`,
    );
    const lift = ['--lift-objections', 'a test'];
    await room.do('consent', 'import', consents, ...lift);
    await room.list([SECOND], '--caller', 'Acme');
    expect(await status()).toMatchObject({ objections: 1 });
    await mark();
    expect(await status()).toMatchObject({ objections: 0 });
    await room.list([SECOND], '--caller', 'Acme');
    await room.do('suppress', 'undo', 'consent-import-2', '--why', 'the wrong file');
    expect(await status()).toMatchObject({ objections: 1 });
  });

  it('names lists of which it is not known', async () => {
    const bare = await room.list([FIRST], '--no-trace');
    expect(await status()).toMatchObject({ not_known: [] });
    await room.do('suppress', 'add', SECOND);
    expect(await status()).toMatchObject({ objections: 1, not_known: [bare] });
    const text = (await room.do('status')).stdout.toString();
    expect(text).toContain('of 1 list in date that is not known');
    expect(text).toContain(`    tps-scrub recall ${bare} --input FILE\n`);
  });
});

import { existsSync, readFileSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { newRooms, type PastRoom } from './past-room.js';

const newRoom = newRooms();
const LATER = '2026-07-20T09:00:00Z';

let room: PastRoom;
beforeEach(async () => {
  room = newRoom();
  await room.loadRegisters('2026-07-10');
});

async function text(now: string, ...words: readonly string[]): Promise<string> {
  const said = await room.run(now, ...words);
  expect([said.status, said.stderr]).toEqual([0, '']);
  return said.stdout.toString();
}

describe('runs', () => {
  it('without a database says so, makes none and does not answer', async () => {
    const empty = newRoom();
    const said = await empty.run(LATER, 'runs');
    expect([said.status, said.stdout.toString()]).toEqual([4, '']);
    expect(said.stderr).toContain(`there is no database ${empty.database}\n`);
    const found = { ok: false, code: 'not-safe' };
    expect(await empty.runs(LATER)).toMatchObject({ status: 4, found });
    expect(existsSync(empty.database)).toBe(false);
  });

  it('says that there are none', async () => {
    expect(await text(LATER, 'runs')).toBe('No runs.\n');
  });

  it('shows the newest first, each in two lines, with the time in London', async () => {
    const list = ['07700 900456', '07700 900123', '01632 960001'];
    const terms = ['--caller', 'Acme', '--campaign', 'summer'];
    const first = await room.scrub('2026-07-15T23:30:00Z', 'a.csv', list, ...terms);
    const second = await room.scrub('2026-07-16T09:00:00Z', 'b.csv', list);
    expect(await text(LATER, 'runs')).toBe(
      [
        '2 runs, newest first, times in London:',
        `${second}  2026-07-16 10:00  clears calls to 2026-08-06 (17 days)`,
        `  ${room.path('b.csv')}: 3 read, 2 clean; live-calls`,
        `${first}  2026-07-16 00:30  clears calls to 2026-08-06 (17 days)`,
        `  ${room.path('a.csv')}: 3 read, 2 clean; live-calls, for Acme, campaign summer`,
        '',
      ].join('\n'),
    );
  });

  it('answers in JSON with instants in UTC and the outputs as they were written', async () => {
    const run = await room.scrub('2026-07-15T09:00:00Z', 'a.csv', ['07700 900456', '07700 900123']);
    const { found } = await room.runs(LATER);
    expect(found.runs).toHaveLength(1);
    expect(found.runs[0]).toMatchObject({
      run,
      started: '2026-07-15T09:00:00.000Z',
      state: 'released',
      standing: 'in-date',
      for_calling: true,
      input: { path: room.path('a.csv'), place: room.path('a.csv'), records: 2 },
      counts: { read: 2, clean: 1, excluded: 1, unscreened: 0 },
      policy: 'live-calls',
      caller: '',
      campaign: '',
      call_date: '2026-07-15',
      last_call_day: '2026-08-06',
      days_left: 17,
      in_date: true,
      outputs: [
        { kind: 'cleaned', path: room.path('a.clean.csv'), records: 1 },
        { kind: 'report', path: room.path('a.excluded.csv'), records: 1 },
      ],
    });
  });

  it('chooses runs by the London day on which they began', async () => {
    const late = await room.scrub('2026-07-15T22:59:59Z', 'a.csv', ['07700 900456']);
    const next = await room.scrub('2026-07-15T23:00:00Z', 'b.csv', ['07700 900456']);
    expect(await room.ids(LATER, '--to', '2026-07-15')).toEqual([late]);
    expect(await room.ids(LATER, '--from', '2026-07-16')).toEqual([next]);
    const both = ['--from', '2026-07-15', '--to', '2026-07-16'];
    expect(await room.ids(LATER, ...both)).toEqual([next, late]);
    expect(await room.ids(LATER, '--from', '2026-07-17')).toEqual([]);
  });

  it('shows twenty, says how many are older, and shows all when asked', async () => {
    const first = await room.scrub('2026-07-15T09:00:00Z', 'a.csv', ['07700 900456']);
    room.write((store) => {
      const copy = store.prepare(
        'INSERT INTO run SELECT ?, ?, state, record FROM run WHERE id = ?',
      );
      for (let minute = 10; minute < 32; minute++) {
        const id = `20260715T10${String(minute)}00Z-0000`;
        copy.run(id, `2026-07-15T10:${String(minute)}:00.000Z`, first);
      }
    });
    const shown = await text(LATER, 'runs');
    expect(shown.match(/^2026\S+/gm)).toHaveLength(20);
    expect(shown).toMatch(/^20 runs,.*\n20260715T103100Z-0000 /);
    expect(shown).toMatch(/\n3 older: tps-scrub runs --all\n$/);
    const all = await text(LATER, 'runs', '--all');
    expect(all.match(/^2026\S+/gm)).toHaveLength(23);
    expect(all).not.toContain('older');
    expect(await room.ids(LATER, '--from', '2026-07-01')).toHaveLength(23);
  });

  it('says of each list what it is good for today', async () => {
    const now = '2026-07-15T09:0';
    const list = ['07700 900456'];
    const ahead = await room.scrub(`${now}0:00Z`, 'a.csv', list, '--call-date', '2026-07-25');
    const short = await room.scrub(`${now}1:00Z`, 'b.csv', list, '--until', '2026-07-16');
    const past = await room.scrub(`${now}2:00Z`, 'c.csv', list, '--as-of', '2026-07-14');
    const stopped = await room.scrub(`${now}3:00Z`, 'd.csv', list);
    const nothing = await room.scrub(`${now}4:00Z`, 'e.csv', list);
    room.write((store) => {
      const set = store.prepare('UPDATE run SET state = ? WHERE id = ?');
      set.run('sealed', stopped);
      set.run('abandoned', nothing);
    });
    const { found } = await room.runs(LATER);
    expect(found.runs.map(({ run, standing, in_date }) => [run, standing, in_date])).toEqual([
      [nothing, 'abandoned', false],
      [stopped, 'interrupted', false],
      [past, 'historical', false],
      [short, 'out-of-date', false],
      [ahead, 'not-yet', false],
    ]);
    const shown = await text(LATER, 'runs');
    expect(shown).toContain(`${nothing}  2026-07-15 10:04  abandoned: no list came of it\n`);
    expect(shown).toContain('interrupted: the next scrub finishes it\n');
    expect(shown).toContain('historical: calls of 2026-07-14\n');
    expect(shown).toContain('out of date since 2026-07-17\n');
    expect(shown).toContain('clears calls 2026-07-25 to 2026-08-06\n');
  });

  it('is in date on the last call day and not on the next', async () => {
    await room.scrub('2026-07-15T09:00:00Z', 'a.csv', ['07700 900456']);
    const last = (await room.runs('2026-08-06T22:59:00Z')).found.runs[0];
    expect(last).toMatchObject({ standing: 'in-date', days_left: 0, in_date: true });
    const next = (await room.runs('2026-08-06T23:00:00Z')).found.runs[0];
    expect(next).toMatchObject({ standing: 'out-of-date', days_left: -1, in_date: false });
  });

  it('writes nothing', async () => {
    await room.scrub('2026-07-15T09:00:00Z', 'a.csv', ['07700 900456']);
    const before = readFileSync(room.database);
    for (const words of [[], ['--due', '30'], ['--with', '07700900456'], ['show', 'last']]) {
      await text(LATER, 'runs', ...words);
    }
    expect(readFileSync(room.database).equals(before)).toBe(true);
  });

  it.each([
    ['runs'],
    ['suppliers'],
    ['coverage', '--from', '2026-07-15', '--to', '2026-07-15'],
    ['explain', '07700900456'],
  ])('of a record that cannot be read is refused with what is to be done: %s', async (...words) => {
    const run = await room.scrub('2026-07-15T09:00:00Z', 'a.csv', ['07700 900456']);
    room.write((store) => {
      store.exec('UPDATE run SET record = substr(record, 1, 50)');
    });
    const said = await room.run(LATER, ...words);
    expect(said.stderr).toContain(`error: the record of run ${run} is not the one`);
    expect(said.stderr).toContain('hint: ');
    expect(said.status).toBe(3);
  });

  it('counts purged runs and names the newest', async () => {
    room.write((store) => {
      store.exec(
        "INSERT INTO purged VALUES ('run', '20260101T090000Z-abcd', '2026-07-01T00:00:00.000Z', 'x')",
      );
    });
    expect(await text(LATER, 'runs')).toBe(
      'No runs.\n1 run purged, the newest of them 20260101T090000Z-abcd\n',
    );
    const purged = async (...period: readonly string[]) =>
      (await room.runs(LATER, ...period)).found.purged;
    expect(await purged('--from', '2026-01-01', '--to', '2026-01-01')).toHaveLength(1);
    expect(await purged('--from', '2026-01-02')).toEqual([]);
    expect(await purged('--to', '2025-12-31')).toEqual([]);
  });

  it.each([
    [['--from', '2026-07-10', '--to', '2026-07-09'], '--to 2026-07-09 is before --from'],
    [['--due', '7', '--from', '2026-07-10'], '--due looks at all runs'],
    [['--due', 'soon'], "--due: 'soon' is not a whole number"],
    [['--due', '-1'], "--due: '-1' is not a whole number"],
    [['--from', '10/07/2026'], '--from'],
    [['--with', 'nobody'], "--with: 'nobody' is not exactly one"],
    [['--with', '07700900456 / 07700900123'], 'could be read as +44*******456 or +44*******123'],
    [['--with', '999'], '--with'],
    [['--with', ''], '--with'],
  ])('%j is wrong use', async (options, words) => {
    const said = await room.run(LATER, 'runs', ...options);
    expect([said.status, said.stdout.toString()]).toEqual([2, '']);
    expect(said.stderr).toContain(words);
  });
});

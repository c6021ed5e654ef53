import { rmSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { recordPurged, type Purged } from '../../src/store/purged.js';
import { newRooms, type PastRoom } from './past-room.js';

const newRoom = newRooms();
const LATER = '2026-11-20T09:00:00Z';
const FREE = '07700 900456';
const LISTED = '07700 900123';

let room: PastRoom;
beforeEach(async () => {
  room = newRoom();
  await room.loadRegisters('2026-07-10');
});

function scrub(minute: number, numbers: readonly string[], ...options: string[]): Promise<string> {
  const at = `2026-07-15T09:0${String(minute)}:00Z`;
  return room.scrub(at, `list-${String(minute)}.csv`, numbers, ...options);
}

/** By run, what is answered about a number: decisions in words. */
async function decided(number: string): Promise<Record<string, readonly string[]>> {
  const { found } = await room.runs(LATER, '--with', number);
  return Object.fromEntries(
    found.runs.map(({ run, decisions = [] }) => [
      run,
      decisions.map((decision) => Object.values(decision).join(' ')),
    ]),
  );
}

function purge(subject: Purged['subject'], id: string): void {
  room.write((store) => {
    const instant = '2026-10-01T00:00:00.000Z' as Purged['instant'];
    recordPurged(store, { subject, id, instant, why: 'six years' });
    if (subject === 'run') store.pragma('foreign_keys = OFF');
    if (subject === 'run') store.prepare('DELETE FROM run WHERE id = ?').run(id);
  });
}

describe('runs --with', () => {
  it('says that a list which says no had cells or records of which nothing is remembered', async () => {
    await scrub(0, [LISTED]);
    await scrub(1, [LISTED, '07700 9001']);
    await scrub(2, [LISTED, '"07700 900456",x']);
    const { found } = await room.runs(LATER, '--with', FREE);
    expect(found).toMatchObject({ ok: true, runs: [], runs_looked_at: 3, partly_read: 2 });
    const said = await room.run(LATER, 'runs', '--with', FREE);
    expect(said.stdout.toString()).toContain(
      'stood in 0 of 3 lists screened.\n\n2 lists without it',
    );
    expect((await room.runs(LATER, '--with', LISTED)).found).toMatchObject({ partly_read: 0 });
  });

  it('says which lists had the number and what was decided, when the lists are gone', async () => {
    const both = await scrub(0, [FREE, LISTED]);
    const one = await scrub(1, [FREE]);
    for (const name of ['list-0.csv', 'list-0.clean.csv', 'list-0.excluded.csv']) {
      rmSync(room.path(name));
    }
    expect(await decided(FREE)).toEqual({
      [both]: ['CLEAN true number'],
      [one]: ['CLEAN true number'],
    });
    expect(await decided('+44 7700 900123')).toEqual({ [both]: ['TPS false number'] });
    const said = await room.run(LATER, 'runs', '--with', LISTED);
    expect(said.status).toBe(0);
    expect(said.stdout.toString()).toBe(
      [
        '+447700900123 stood in 1 of 2 lists screened:',
        `${both}  2026-07-15 10:00  out of date since 2026-08-07`,
        `  ${room.path('list-0.csv')}: 2 read, 1 clean; live-calls`,
        '  held back: TPS',
        '',
      ].join('\n'),
    );
  });

  it('answers that no list had it', async () => {
    await scrub(0, [FREE]);
    const { status, found } = await room.runs(LATER, '--with', '01632 960999');
    expect([status, found.ok, found.runs, found.not_known]).toEqual([0, true, [], []]);
    const said = await room.run(LATER, 'runs', '--with', '01632 960999');
    expect(said.stdout.toString()).toBe('+441632960999 stood in 0 of 1 list screened.\n');
  });

  it('of lists that are due says of how many of those', async () => {
    await scrub(0, [FREE]);
    await room.loadRegisters('2026-08-01');
    const due = await room.scrub('2026-08-02T09:00:00Z', 'august.csv', [FREE]);
    const said = await room.run('2026-08-25T09:00:00Z', 'runs', '--due', '7', '--with', FREE);
    expect(said.stdout.toString()).toMatch(
      new RegExp(`^\\+447700900456 stood in 1 of 1 list due by 2026-09-01:\n${due} `),
    );
  });

  it('looks at the runs of a time', async () => {
    const july = await scrub(0, [FREE]);
    await room.loadRegisters('2026-08-01');
    await room.scrub('2026-08-02T09:00:00Z', 'august.csv', [FREE]);
    const within = ['--from', '2026-07-01', '--to', '2026-07-31'];
    expect(await room.ids(LATER, '--with', FREE, ...within)).toEqual([july]);
  });

  it('tells a number held back with its record from one held back by itself', async () => {
    const run = await scrub(0, [`${FREE} / ${LISTED}`, FREE]);
    expect(await decided(FREE)).toEqual({ [run]: ['CLEAN false number', 'CLEAN true number'] });
    const said = await room.run(LATER, 'runs', '--with', FREE);
    expect(said.stdout.toString()).toContain(
      '  held back with its record, though CLEAN by itself\n  kept: CLEAN\n',
    );
  });

  it('says how the number stood in a damaged cell', async () => {
    const run = await scrub(0, ['7700900456', '7700900123', '07700900456']);
    expect(await decided(FREE)).toEqual({
      [run]: ['CLEAN true number', 'CLEAN true zero-restored'],
    });
    expect(await decided(LISTED)).toEqual({ [run]: ['TPS false zero-restored'] });
    const said = await room.run(LATER, 'runs', '--with', LISTED);
    expect(said.stdout.toString()).toContain('  held back: TPS; its leading 0 was missing\n');
  });

  it('is not known of a run without a trace, and that is no "no"', async () => {
    const untraced = await scrub(0, [FREE], '--no-trace');
    const traced = await scrub(1, [FREE]);
    const { status, found } = await room.runs(LATER, '--with', FREE);
    expect([status, found]).toMatchObject([4, { ok: false, code: 'not-safe' }]);
    expect(found.runs.map(({ run }) => run)).toEqual([traced]);
    expect(found.not_known).toEqual([{ run: untraced, why: 'no trace was kept of it' }]);
    const said = await room.run(LATER, 'runs', '--with', FREE);
    expect(said.status).toBe(4);
    const heading = '+447700900456 stood in 1 of 2 lists screened, 1 not known:';
    expect(said.stdout.toString().split('\n')[0]).toBe(heading);
    expect(said.stdout.toString()).toContain(
      `Not known of 1 run, which is not a no:\n  ${untraced}  ${room.path('list-0.csv')}: no trace was kept of it\n`,
    );
  });

  it('is known of a run without a trace whose list had no number at all', async () => {
    await scrub(0, [''], '--no-trace', '--column', 'Phone');
    const { status, found } = await room.runs(LATER, '--with', FREE);
    expect([status, found.runs]).toEqual([0, []]);
  });

  it('is not known of a run that was purged, or whose trace was', async () => {
    const whole = await scrub(0, [FREE]);
    const trace = await scrub(1, [FREE]);
    purge('run', whole);
    purge('run-trace', trace);
    const { status, found } = await room.runs(LATER, '--with', FREE);
    expect([status, found.runs]).toEqual([4, []]);
    expect(found.not_known).toEqual([
      { run: trace, why: 'its trace was purged at 2026-10-01T00:00:00.000Z (six years)' },
      { run: whole, why: 'it was purged at 2026-10-01T00:00:00.000Z' },
    ]);
    expect((await room.runs(LATER, '--with', FREE, '--to', '2026-07-14')).status).toBe(0);
  });

  it('is not known of a run whose trace is damaged, and the others answer', async () => {
    const damaged = await scrub(0, [FREE]);
    const whole = await scrub(1, [FREE]);
    room.write((store) => {
      store.prepare('UPDATE run_traced SET sets_crc = sets_crc + 1 WHERE run = ?').run(damaged);
    });
    const { status, found } = await room.runs(LATER, '--with', FREE);
    expect([status, found.runs.map(({ run }) => run)]).toEqual([4, [whole]]);
    expect(found.not_known?.[0]).toMatchObject({ run: damaged });
    expect(found.not_known?.[0]?.why).toMatch(/^its trace is damaged: /);
  });
});

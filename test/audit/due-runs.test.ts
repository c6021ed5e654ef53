import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { newRooms, type PastRoom } from './past-room.js';

const newRoom = newRooms();
const LIST = ['07700 900456'];
/** The day on which the room is asked; its registers clear calls to 6 August. */
const TODAY = '2026-07-20T09:00:00Z';

let room: PastRoom;
beforeEach(async () => {
  room = newRoom();
  await room.loadRegisters('2026-07-10');
});

/** Scrubs a list some minutes after nine, five days before the room is asked. */
function scrub(minute: number, name: string, ...options: readonly string[]): Promise<string> {
  return room.scrub(`2026-07-15T09:0${String(minute)}:00Z`, name, LIST, ...options);
}

function due(days: number): Promise<string[]> {
  return room.ids(TODAY, '--due', String(days));
}

/** Outputs beside those of an earlier run. */
function into(name: string): string[] {
  return ['--out', room.path(`${name}.out.csv`), '--report', room.path(`${name}.report.csv`)];
}

describe('runs --due', () => {
  it('counts from today to the last call day, that day included', async () => {
    const today = await scrub(0, 'a.csv', '--until', '2026-07-20');
    const third = await scrub(1, 'b.csv', '--until', '2026-07-23');
    expect(await due(0)).toEqual([today]);
    expect(await due(2)).toEqual([today]);
    expect(await due(3)).toEqual([today, third]);
  });

  it('names what went out of date within a week, the most urgent first', async () => {
    const soon = await scrub(0, 'a.csv', '--until', '2026-07-21');
    const over = await scrub(1, 'b.csv', '--until', '2026-07-16');
    expect(await due(7)).toEqual([over, soon]);
    const at = (day: string) => room.ids(`${day}T09:00:00Z`, '--due', '0');
    expect(await at('2026-07-23')).toEqual([over, soon]);
    expect(await at('2026-07-24')).toEqual([soon]);
    expect(await at('2026-07-29')).toEqual([]);
  });

  it('leaves out what was scrubbed again to a later day', async () => {
    const before = await scrub(0, 'a.csv', '--until', '2026-07-21');
    expect(await due(7)).toEqual([before]);
    await scrub(1, 'a.csv', ...into('again'));
    expect(await due(7)).toEqual([]);
  });

  it('keeps what was scrubbed again to no later day', async () => {
    const before = await scrub(0, 'a.csv', '--until', '2026-07-21');
    const again = await scrub(1, 'a.csv', '--until', '2026-07-21', ...into('again'));
    const sooner = await scrub(2, 'a.csv', '--until', '2026-07-20', ...into('sooner'));
    expect((await due(7)).sort()).toEqual([before, again, sooner].sort());
  });

  it('knows a list again by another path', async () => {
    symlinkSync(room.folder, room.path('link'));
    await scrub(0, 'a.csv', '--until', '2026-07-21');
    await scrub(1, join('link', 'a.csv'), ...into('again'));
    expect(await due(7)).toEqual([]);
  });

  it.each([
    ['another caller', ['--caller', 'Bolt'], ['--caller', 'Acme']],
    ['another campaign', ['--campaign', 'winter'], ['--campaign', 'summer']],
    ['another policy', ['--policy', 'live-calls-consumer'], []],
  ])('keeps a list that was scrubbed again for %s', async (_, first, second) => {
    const before = await scrub(0, 'a.csv', '--until', '2026-07-21', ...first);
    await scrub(1, 'a.csv', ...second, ...into('again'));
    expect(await due(7)).toEqual([before]);
  });

  it('leaves out a list in whose place another one stands', async () => {
    await scrub(0, 'a.csv', '--until', '2026-07-21');
    const shorter = await scrub(1, 'a.csv', '--until', '2026-07-20', '--force');
    expect(await due(7)).toEqual([shorter]);
  });

  it('keeps lists from standard input, which cannot be told apart', async () => {
    const words = ['scrub', '-', '--until', '2026-07-21'];
    const first = await room.json<{ run: string }>('2026-07-15T09:00:00Z', ...words, ...into('a'));
    const second = await room.json<{ run: string }>(
      '2026-07-15T09:01:00Z',
      ...['scrub', '-', ...into('b')],
    );
    expect(await due(7)).toEqual([first.run]);
    expect(await due(27)).toEqual([first.run, second.run]);
  });

  it('looks at lists to call from only, and takes no other for a later one', async () => {
    const before = await scrub(0, 'a.csv', '--until', '2026-07-21');
    await scrub(1, 'b.csv', '--as-of', '2026-07-14', '--until', '2026-07-21');
    await scrub(2, 'a.csv', '--as-of', '2026-07-14', ...into('past'));
    const stopped = await scrub(3, 'a.csv', ...into('stopped'));
    const nothing = await scrub(4, 'a.csv', ...into('nothing'));
    room.write((store) => {
      const set = store.prepare('UPDATE run SET state = ? WHERE id = ?');
      set.run('sealed', stopped);
      set.run('abandoned', nothing);
    });
    expect(await due(30)).toEqual([before]);
  });

  it('says so when nothing is due', async () => {
    await scrub(0, 'a.csv');
    const said = await room.run(TODAY, 'runs', '--due', '3');
    expect([said.status, said.stdout.toString()]).toEqual([
      0,
      'No list to scrub again by 2026-07-23, and none went out of date in the last 7 days.\n',
    ]);
  });
});

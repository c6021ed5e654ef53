import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ReplayRoom } from './replay-room.js';

const LIST = 'phone\r\n01632 960001\r\n01632 960002\r\n01632 960003\r\n01632 960002\r\n';

let room: ReplayRoom;

beforeEach(async () => {
  room = new ReplayRoom().at('2026-11-21T09:00:00Z');
  await room.import('tps', '2026-11-18', '01632 960001', '01632 960900');
  await room.import('ctps', '2026-11-18', '020 7946 0900');
});

afterEach(() => {
  room.close();
});

const WHY = ['--why', 'a wrong digit'];

describe('what is known now, of calls of then,', () => {
  it('holds an objection that was recorded later, of a day before the calls', async () => {
    const run = await room.scrub(LIST, '--duplicates', 'drop-later');
    room.at('2026-12-05T09:00:00Z');
    await room.do('suppress', 'add', '01632 960002', '--on', '2026-11-20');
    const { same, hindsight } = await room.withList(0, run, '--hindsight');
    expect(same).toBe(true);
    expect(hindsight).toMatchObject({ changed: 2, more: 0 });
    expect(hindsight?.differences).toEqual([
      { record: 2, line: 3, was: 'CLEAN', now: 'OBJECTION' },
      { record: 4, line: 5, was: 'DUPLICATE', now: 'OBJECTION' },
    ]);
    const { hindsight: numbers } = await room.replay(0, run, '--from-trace', '--hindsight');
    expect(numbers?.moves).toEqual([{ was: 'CLEAN', now: 'OBJECTION', count: 2 }]);
  });

  it('knows nothing of an objection told after the calls', async () => {
    const run = await room.scrub(LIST, '--until', '2026-11-30');
    room.at('2026-12-05T09:00:00Z');
    await room.do('suppress', 'add', '01632 960002', '--on', '2026-12-01');
    expect((await room.withList(0, run, '--hindsight')).hindsight?.changed).toBe(0);
  });

  it('is without an objection that was a mistake, and with one that ended later', async () => {
    await room.do('suppress', 'add', '01632 960002');
    await room.do('suppress', 'add', '01632 960003');
    const run = await room.scrub(LIST, '--until', '2026-11-24');
    room.at('2026-12-05T09:00:00Z');
    const withdraw = ['suppress', 'withdraw'];
    await room.do(...withdraw, '01632 960002', '--kind', 'mistake', '--all', ...WHY);
    await room.do(...withdraw, '01632 960003', '--kind', 'person-asked', '--all', ...WHY);
    const { hindsight } = await room.withList(0, run, '--hindsight');
    expect(hindsight?.moves).toEqual([{ was: 'OBJECTION', now: 'CLEAN', count: 2 }]);
    expect(hindsight?.differences.map(({ record }) => record)).toEqual([2, 4]);
  });

  it('has the edition that was imported late', async () => {
    const run = await room.scrub(LIST);
    room.at('2026-11-27T09:00:00Z');
    await room.import('tps', '2026-11-20', '01632 960003', '01632 960900');
    const { hindsight } = await room.withList(0, run, '--hindsight');
    expect(hindsight?.differences).toEqual([
      { record: 1, line: 2, was: 'TPS', now: 'CLEAN' },
      { record: 3, line: 4, was: 'CLEAN', now: 'TPS' },
    ]);
    const said = await room.run(['replay', run, '--from-trace', '--hindsight']);
    expect(said.stdout.toString()).toMatch(/\+441632960003 +kept +CLEAN -> TPS/);
  });

  it('has no edition that was cut after the calls', async () => {
    const run = await room.scrub(LIST);
    room.at('2026-11-27T09:00:00Z');
    await room.import('tps', '2026-11-26', '01632 960003', '01632 960900');
    expect((await room.withList(0, run, '--hindsight')).hindsight?.changed).toBe(0);
  });

  it('does not answer where the edition that decides now is damaged', async () => {
    const run = await room.scrub(LIST);
    room.at('2026-11-27T09:00:00Z');
    await room.import('tps', '2026-11-19', '01632 960003', '01632 960900');
    const damage = 'UPDATE edition_packing SET crc = crc + 1 WHERE edition = 3';
    room.tamper((store) => void store.prepare(damage).run());
    await room.withList(0, run);
    const found = await room.withList(4, run, '--hindsight');
    expect(found.summary).toContain(`what is known now does not decide about run ${run}`);
    await room.replay(4, run, '--from-trace', '--hindsight');
  });

  it('is not asked where the run itself does not come out the same', async () => {
    const run = await room.scrub(LIST);
    room.alter(run, '$.outputs[0].sha256', '0'.repeat(64));
    expect((await room.withList(3, run, '--hindsight')).hindsight).toBeNull();
  });
});

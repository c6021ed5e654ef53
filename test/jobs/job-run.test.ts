import { linkSync, readFileSync, renameSync, symlinkSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { whileJobsLocked } from '../../src/store/jobs-lock.js';
import { newFirms } from '../own-lists/firm.js';
import { JobsFirm } from './jobs-firm.js';

const newFirm = newFirms();
const AGENT = 'number\r\n07700900001\r\n';

function firmAt(day: string, more = ''): JobsFirm {
  const firm = new JobsFirm(newFirm(), more);
  firm.firm.at(day, '03:30:00Z');
  return firm;
}

describe('a file that arrives', () => {
  it('is left while it grows, holds scrubs and recalls back, and is taken once it has stopped', async () => {
    const firm = firmAt('2026-03-02');
    firm.arrives('optouts', 'agent.csv', AGENT, 20);
    const { status, jobs, statuses } = await firm.night();
    expect(statuses).toMatchObject({ optouts: 7, lists: 4, recalls: 4, copies: 0 });
    expect(status).toBe(4);
    expect(jobs.find(({ job }) => job === 'lists')?.words).toContain('optouts (1 in');
    firm.firm.at('2026-03-02', '03:31:00Z');
    expect((await firm.night()).status).toBe(0);
    expect(firm.names('in', 'optouts', 'done')).toEqual(['agent.csv']);
  });

  it('is waited for, within limits', async () => {
    const firm = firmAt('2026-03-02');
    const path = firm.arrives('optouts', 'agent.csv', 'number\r\n077009', 20);
    let pauses = 0;
    const pause = (milliseconds: number) => {
      firm.firm.now = new Date(Date.parse(firm.firm.now) + milliseconds).toISOString();
      if (++pauses === 1) firm.grows(path, '00001\r\n');
      return Promise.resolve();
    };
    expect((await firm.night('optouts', { pause })).statuses).toEqual({ optouts: 0 });
    expect(pauses).toBe(2);
    expect((await firm.firm.json<{ reasons: unknown }>(['check', '07700900001'], 4)).reasons).toBe(
      undefined,
    );
    const never = firm.arrives('optouts', 'endless.csv', 'number\r\n', 0);
    let written = 0;
    const endless = () => {
      firm.grows(never, `0770090000${String(written++ % 10)}\r\n`);
      return Promise.resolve();
    };
    expect((await firm.night('optouts', { pause: endless })).statuses).toEqual({ optouts: 7 });
    expect(firm.names('in', 'optouts')).toEqual(['endless.csv']);
  });

  it('under another name is a duplicate, and a file of its name is not replaced', async () => {
    const firm = firmAt('2026-03-02');
    for (const [name, text] of [
      ['a.csv', AGENT],
      ['b.csv', AGENT],
      ['a.csv', 'number\r\n07700900002\r\n'],
      ['a.csv', AGENT],
    ] as const) {
      firm.arrives('optouts', name, text);
      expect((await firm.night('optouts')).status).toBe(0);
    }
    expect(firm.names('in', 'optouts', 'done')).toEqual(['a.2.csv', 'a.csv']);
    expect(firm.names('in', 'optouts', 'duplicate')).toEqual(['a.csv', 'b.csv']);
  });

  it('that was recorded by a run that was stopped before it moved it goes to done/', async () => {
    const firm = firmAt('2026-03-02');
    firm.register('tps', 'tps_2026-03-01.txt');
    firm.arrives('optouts', 'a.csv', AGENT);
    expect((await firm.night('tps')).status).toBe(0);
    expect((await firm.night('optouts')).status).toBe(0);
    for (const [folder, name] of [
      ['tps', 'tps_2026-03-01.txt'],
      ['optouts', 'a.csv'],
    ] as const) {
      renameSync(firm.path('in', folder, 'done', name), firm.path('in', folder, name));
    }
    const { jobs } = await firm.night('tps');
    expect(jobs[0]?.files[0]).toMatchObject({ fate: 'done', status: 0 });
    expect((await firm.night('optouts')).jobs[0]?.files[0]).toMatchObject({ fate: 'done' });
    // Stopped between the two names of a move: the second is known.
    linkSync(firm.path('in', 'optouts', 'done', 'a.csv'), firm.path('in', 'optouts', 'a.csv'));
    const again = await firm.night('optouts');
    expect(again.jobs[0]?.files[0]).toMatchObject({ fate: 'duplicate', status: 0 });
  });

  it('is refused with its reason beside it, and holds lists back until somebody takes it away', async () => {
    const firm = firmAt('2026-03-02');
    firm.arrives('optouts', 'bad.csv', 'name,when\r\nAnn,yesterday\r\n');
    const { status, text, stderr } = await firm.night('optouts');
    expect(status).toBe(2);
    const why = readFileSync(firm.path('in', 'optouts', 'error', 'bad.csv.why.txt'), 'utf8');
    expect(why).toContain('tps-scrub: error: ');
    expect(text).toContain('"fate":"error"');
    expect(stderr).toContain('optouts: failed (2)');
    // It holds lists back until somebody takes it away.
    expect((await firm.night('lists')).status).toBe(4);
  });

  it('is not taken when it is a link, or two jobs claim it', async () => {
    const firm = firmAt('2026-03-02');
    writeFileSync(firm.path('elsewhere.csv'), AGENT);
    symlinkSync(firm.path('elsewhere.csv'), firm.path('in', 'optouts', 'a.csv'));
    const { status, jobs } = await firm.night('optouts', { pause: () => Promise.resolve() });
    expect([status, jobs[0]?.files[0]?.fate]).toEqual([2, 'waiting']);
    expect(firm.names('in', 'optouts')).toEqual(['a.csv']);
  });
});

describe('the day of a register file', () => {
  it.each([
    ['tps_2026-03-01.txt', 'dated 2026-03-01'],
    ['tps_20260301.txt', 'dated 2026-03-01'],
    ['tps_new.txt', 'no day stands in the name'],
    ['tps_2026-03-01_2026-02-28.txt', 'holds two days'],
    ['tps_2026-02-30.txt', 'is not a day'],
  ])('is that of its name: %s, %s', async (name, words) => {
    const firm = firmAt('2026-03-02');
    firm.register('tps', name);
    expect((await firm.night('tps')).jobs[0]?.words).toContain(words);
  });

  it('is not made later by a file that comes again', async () => {
    const firm = firmAt('2026-03-02');
    firm.register('ctps', 'a.txt');
    expect((await firm.night('ctps')).jobs[0]?.words).toContain('dated 2026-03-01 (estimated)');
    firm.firm.at('2026-03-04', '03:30:00Z');
    firm.register('ctps', 'b.txt');
    expect((await firm.night('ctps')).jobs[0]?.words).toContain('held already as edition 1');
    expect(firm.names('in', 'ctps', 'duplicate')).toEqual(['b.txt']);
  });
});

it('a second run of jobs ends with 6 and says who runs them', async () => {
  const firm = firmAt('2026-03-02');
  const holder = { id: 4711, host: 'night', since: '2026-03-02T03:00:00Z' };
  await whileJobsLocked(firm.firm.database, holder, async () => {
    const { status, text } = await firm.night();
    expect(status).toBe(6);
    expect(text).toContain('by process 4711 on night, since 2026-03-02T03:00:00Z');
  });
  expect((await firm.night('copies')).status).toBe(0);
});

it('a job that is not there is refused with the nearest', async () => {
  const firm = firmAt('2026-03-02');
  const { status, text } = await firm.night('optout');
  expect([status, text.includes("did you mean 'optouts'?")]).toEqual([2, true]);
});

it('jobs are listed with what waits and how they ended', async () => {
  const firm = firmAt('2026-03-02');
  firm.arrives('optouts', 'bad.csv', 'name,when\r\nAnn,yesterday\r\n');
  await firm.night('optouts');
  firm.arrives('optouts', 'next.csv', AGENT);
  const { stdout } = await firm.run(['job', 'list', '--json']);
  const { jobs } = JSON.parse(stdout.toString()) as { jobs: readonly { job: string }[] };
  expect(jobs.map(({ job }) => job)).toEqual([
    ...['tps', 'ctps', 'optouts', 'lists', 'recalls', 'copies'],
  ]);
  expect(jobs[2]).toMatchObject({ waiting: 1, refused: 1, last: { status: 2 } });
  expect((await firm.run(['job', 'list'])).stdout.toString()).toContain('1 file in error/');
});

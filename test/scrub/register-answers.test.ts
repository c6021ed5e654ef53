import { describe, expect, it } from 'vitest';
import { newDesks, type Desk } from '../grace/desk.js';

const newDesk = newDesks();
const OTHER = '07700900999';
const ASKED = '02079460123';
const LEEDS = '01134960123';

/** Files of the TPS by day, with or without the asked number; the CTPS is never out of date. */
async function deskWith(files: Readonly<Record<string, readonly string[]>>): Promise<Desk> {
  const desk = newDesk();
  const weekly = Array.from({ length: 20 }, (_, week) =>
    new Date(Date.parse('2026-01-01') + week * 7 * 86_400_000).toISOString().slice(0, 10),
  );
  const numbers = (more: readonly string[]) => ({ numbers: [OTHER, ...more] });
  await desk.load({
    ctps: Object.fromEntries(weekly.map((day) => [day, { numbers: [OTHER] }])),
    tps: Object.fromEntries(Object.entries(files).map(([day, more]) => [day, numbers(more)])),
  });
  return desk;
}

interface Answer {
  readonly register: string;
  readonly answer: string;
  readonly why: string;
  readonly before: { readonly dated: string } | null;
  readonly after: { readonly dated: string } | null;
}

/** The TPS's answer about a number on a day, asked in July, with the days of the files beside it. */
async function answer(desk: Desk, day: string, number = ASKED, ...more: string[]) {
  const words = ['check', number, '--call-date', day, '--json', ...more];
  const said = await desk.run('2026-07-01', ...words);
  const { numbers } = JSON.parse(said.stdout.toString()) as {
    numbers: { reason: string; answers: Answer[] }[];
  };
  const found = numbers[0]?.answers.find(({ register }) => register === 'tps');
  return {
    answer: found?.answer,
    between: [found?.before?.dated ?? null, found?.after?.dated ?? null],
    reason: numbers[0]?.reason,
    status: said.status,
    why: found?.why ?? '',
  };
}

describe('what a register says of a number on a day', () => {
  it('names the files on either side', async () => {
    const desk = await deskWith({ '2026-01-12': [], '2026-01-19': [ASKED], '2026-01-26': [] });
    expect(await answer(desk, '2026-01-15')).toMatchObject({
      answer: 'not listed',
      between: ['2026-01-12', '2026-01-19'],
      reason: 'CLEAN',
    });
    expect(await answer(desk, '2026-01-19')).toMatchObject({
      answer: 'listed',
      between: ['2026-01-19', '2026-01-26'],
      reason: 'TPS',
    });
    expect(await answer(desk, '2026-01-27')).toMatchObject({
      answer: 'not listed',
      between: ['2026-01-26', null],
    });
  });

  it('is no data before the first file, and names it', async () => {
    const desk = await deskWith({ '2026-01-12': [ASKED] });
    expect(await answer(desk, '2026-01-11')).toMatchObject({
      answer: 'no data',
      between: [null, '2026-01-12'],
      reason: 'NO_DATA',
      status: 4,
    });
  });

  it('is no data from the 28th day of a gap between files that lack it', async () => {
    const desk = await deskWith({ '2026-01-12': [], '2026-03-12': [] });
    expect(await answer(desk, '2026-02-08')).toMatchObject({ answer: 'not listed', status: 0 });
    const found = await answer(desk, '2026-02-09');
    expect(found).toMatchObject({
      answer: 'no data',
      between: ['2026-01-12', '2026-03-12'],
      reason: 'NO_DATA',
      status: 4,
    });
    expect(found.why).toContain('clears calls to 2026-02-08 only');
    expect(await answer(desk, '2026-03-11')).toMatchObject({ answer: 'no data' });
  });

  it('is listed in a gap between files that have it, though nothing can be cleared', async () => {
    const desk = await deskWith({ '2026-01-12': [ASKED], '2026-03-12': [ASKED] });
    expect(await answer(desk, '2026-02-20')).toMatchObject({
      answer: 'listed',
      reason: 'NO_DATA',
      status: 4,
    });
  });

  it('is no data in a gap where it came or went', async () => {
    const came = await deskWith({ '2026-01-12': [], '2026-03-12': [ASKED] });
    expect(await answer(came, '2026-02-20')).toMatchObject({ answer: 'no data' });
    const went = await deskWith({ '2026-01-12': [ASKED], '2026-03-12': [] });
    expect(await answer(went, '2026-02-20')).toMatchObject({ answer: 'no data' });
    expect(await answer(went, '2026-02-01')).toMatchObject({ answer: 'listed', reason: 'TPS' });
  });

  it('is no data of a number that a partial licence leaves out, unless it is there all the same', async () => {
    const desk = await deskWith({});
    await desk.load({
      tps: { '2026-01-12': { numbers: [OTHER, ASKED], covers: '020,07', imported: '2026-06-01' } },
    });
    expect(await answer(desk, '2026-01-13', LEEDS)).toMatchObject({
      answer: 'no data',
      reason: 'NOT_COVERED',
      why: 'the edition of tps dated 2026-01-12 covers 020, 07 only',
    });
    expect(await answer(desk, '2026-01-13')).toMatchObject({ answer: 'listed' });
  });

  it('takes of several files of a day the one that was recorded last, on either side', async () => {
    const desk = await deskWith({ '2026-01-12': [ASKED], '2026-01-19': [] });
    const again = { numbers: [OTHER], imported: '2026-06-01', accepted: 'the right file' };
    expect((await desk.import('tps', '2026-01-12', again)).status).toBe(0);
    expect(await answer(desk, '2026-01-13')).toMatchObject({ answer: 'not listed' });
    const then = await answer(desk, '2026-01-13', ASKED, '--as-of', '2026-05-01');
    expect(then).toMatchObject({ answer: 'listed', reason: 'TPS' });
  });

  it('of a number of another country is nothing', async () => {
    const desk = await deskWith({ '2026-01-12': [] });
    expect(await answer(desk, '2026-01-13', '+12025550123')).toMatchObject({ reason: 'NOT_UK' });
    expect((await answer(desk, '2026-01-13', '+12025550123')).answer).toBeUndefined();
  });
});

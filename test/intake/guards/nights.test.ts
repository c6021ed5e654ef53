import { expect, it } from 'vitest';
import { addDays, type Day } from '../../../src/core/day.js';
import { newDesks, type Desk } from '../../grace/desk.js';
import { NEITHER, TPS } from './some-registers.js';

const newDesk = newDesks();
const FIRST = '2026-03-02' as Day;

/** Imports the same numbers under a day, as a file written that day; the status. */
async function night(desk: Desk, nights: number, accepted?: string): Promise<number> {
  const file = { numbers: TPS, ...(accepted !== undefined && { accepted }) };
  return (await desk.import('tps', addDays(FIRST, nights), file)).status;
}

/** The statuses of so many nights, one after the other, from a night on. */
async function nights(desk: Desk, from: number, count: number): Promise<number[]> {
  const statuses: number[] = [];
  for (let at = from; at < from + count; at++) statuses.push(await night(desk, at));
  return statuses;
}

it('an old file that is written anew each night is taken for four days, not for ever', async () => {
  const desk = newDesk();
  expect(await nights(desk, 0, 8)).toEqual([0, 0, 0, 0, 0, 5, 5, 5]);
  const said = await desk.import('tps', addDays(FIRST, 7), { numbers: TPS });
  expect(said.stderr).toContain(
    'the same numbers as the edition of 2026-03-02 and every one after it, 7 days before',
  );
});

it('nights between which nothing came do not begin the four days anew', async () => {
  const desk = newDesk();
  expect(await night(desk, 0)).toBe(0);
  expect(await night(desk, 3)).toBe(0);
  expect(await night(desk, 6)).toBe(5);
});

it('numbers that came end the run, and begin another', async () => {
  const desk = newDesk();
  expect(await nights(desk, 0, 4)).toEqual([0, 0, 0, 0]);
  const more = { numbers: [...TPS, ...NEITHER.slice(0, 5)] };
  expect((await desk.import('tps', addDays(FIRST, 4), more)).status).toBe(0);
  expect((await desk.import('tps', addDays(FIRST, 6), more)).status).toBe(0);
});

it('who lets one through answers for four days more', async () => {
  const desk = newDesk();
  expect(await nights(desk, 0, 6)).toEqual([0, 0, 0, 0, 0, 5]);
  expect(await night(desk, 5, 'the operator says that nothing changed')).toBe(0);
  expect(await nights(desk, 6, 5)).toEqual([0, 0, 0, 0, 5]);
});

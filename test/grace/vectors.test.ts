import { describe, expect, it } from 'vitest';
import { newDesks, type Desk, type File } from './desk.js';

const NUMBER = '07700900123';
const LONDON = '02079460123';
/** Stand in every edition: nobody asks about them. */
const ALWAYS = '01134960999';
const IN_LONDON = '02079460999';

const newDesk = newDesks();

const without = { numbers: [ALWAYS] };
const listing = { numbers: [ALWAYS, NUMBER] };

/** A desk whose CTPS never holds the number, with an edition for each of the TPS. */
async function deskWithTps(tps: Readonly<Record<string, File>>): Promise<Desk> {
  const desk = newDesk();
  const ctps = Object.fromEntries(Object.keys(tps).map((day) => [day, without]));
  await desk.load({ tps, ctps });
  return desk;
}

describe('a number that came on the TPS file after one without it', () => {
  it('may be called for 27 days after that one, and not on the 28th', async () => {
    const desk = await deskWithTps({ '2004-06-25': without, '2004-07-02': listing });
    expect(await desk.reason(NUMBER, '2004-07-22')).toBe('CLEAN');
    expect(await desk.reason(NUMBER, '2004-07-23')).toBe('TPS');
  });

  it('may not be called under a policy that does not say so', async () => {
    const desk = await deskWithTps({ '2004-06-25': without, '2004-07-02': listing });
    expect(await desk.reason(NUMBER, '2004-07-03')).toBe('CLEAN');
    expect(await desk.reason(NUMBER, '2004-07-03', '--policy', 'live-calls')).toBe('TPS');
  });

  it.each([
    ['over a leap day', '2024-02-10', '2024-03-08', '2024-03-09'],
    ['over the end of winter time', '2026-03-10', '2026-04-06', '2026-04-07'],
    ['over the end of summer time', '2026-10-10', '2026-11-06', '2026-11-07'],
    ['over the end of a year', '2025-12-15', '2026-01-11', '2026-01-12'],
  ])('%s has as many days', async (_, after, last, next) => {
    const desk = await deskWithTps({ [after]: without, [last]: listing });
    expect(await desk.reason(NUMBER, last)).toBe('CLEAN');
    expect(await desk.reason(NUMBER, next)).toBe('TPS');
  });

  it('is held back from a list that is called longer than its days last', async () => {
    const desk = await deskWithTps({ '2026-03-02': without, '2026-03-09': listing });
    expect(await desk.scrubbed(NUMBER, '2026-03-10', '2026-03-29')).toEqual({ CLEAN: 1 });
    expect(await desk.scrubbed(NUMBER, '2026-03-10', '2026-03-30')).toEqual({ TPS: 1 });
  });

  it('has no such days after a file whose day is estimated: it may be older', async () => {
    const estimated = { ...without, isEstimated: true as const, imported: '2026-03-03' };
    const desk = await deskWithTps({ '2026-03-02': estimated, '2026-03-09': listing });
    expect(await desk.reason(NUMBER, '2026-03-10')).toBe('TPS');
    const exact = await deskWithTps({
      '2026-02-20': without,
      '2026-03-02': estimated,
      '2026-03-09': listing,
    });
    expect(await exact.reason(NUMBER, '2026-03-19')).toBe('CLEAN');
    expect(await exact.reason(NUMBER, '2026-03-20')).toBe('TPS');
  });

  it('has had its days if it stood in a file before one of an estimated day without it', async () => {
    const desk = await deskWithTps({
      '2026-02-20': without,
      '2026-03-02': listing,
      '2026-03-03': { ...without, isEstimated: true as const, imported: '2026-03-04' },
      '2026-03-09': listing,
    });
    expect(await desk.reason(NUMBER, '2026-03-10')).toBe('TPS');
  });

  it('is counted by a scrub, and check names the law', async () => {
    const desk = await deskWithTps({ '2026-03-02': without, '2026-03-09': listing });
    expect(await desk.numbersInGrace(NUMBER, '2026-03-10', '2026-03-29')).toBe(1);
    expect(await desk.numbersInGrace(NUMBER, '2026-03-10', '2026-03-30')).toBe(0);
    expect(await desk.numbersInGrace(LONDON, '2026-03-10', '2026-03-29')).toBe(0);
    const said = await desk.run('2026-03-10', 'check', NUMBER, '--policy', 'with-grace');
    expect(said.stdout.toString()).toContain('clean: CLEAN\n  basis: PECR 2003 reg 21(3)');
  });

  it('is judged by what was known: an edition recorded later plays no part', async () => {
    const desk = await deskWithTps({ '2026-03-02': without, '2026-03-09': listing });
    expect(await desk.reason(NUMBER, '2026-03-10')).toBe('CLEAN');
    const older = { ...listing, imported: '2026-03-11' };
    await desk.load({ tps: { '2026-02-20': older } });
    expect(await desk.reason(NUMBER, '2026-03-12')).toBe('TPS');
    expect(await desk.reason(NUMBER, '2026-03-12', '--as-of', '2026-03-10')).toBe('CLEAN');
  });
});

describe('a number has no grace', () => {
  it('in the first edition held', async () => {
    const desk = await deskWithTps({ '2026-10-01': listing });
    expect(await desk.reason(NUMBER, '2026-10-01')).toBe('TPS');
  });

  it('when it was listed before, was gone, and came back', async () => {
    const desk = await deskWithTps({
      '2026-09-24': without,
      '2026-10-01': listing,
      '2026-10-08': without,
      '2026-10-15': listing,
    });
    expect(await desk.reason(NUMBER, '2026-10-20')).toBe('TPS');
  });

  it('on TPS when it has been on CTPS for long', async () => {
    const desk = newDesk();
    await desk.load({
      ctps: {
        '2026-01-05': without,
        '2026-01-12': listing,
        '2026-11-10': listing,
      },
      tps: { '2026-11-03': without, '2026-11-10': listing },
    });
    expect(await desk.reason(NUMBER, '2026-11-20')).toBe('TPS');
  });

  it('on TPS when it moved there from CTPS', async () => {
    const desk = newDesk();
    await desk.load({
      ctps: {
        '2026-01-05': without,
        '2026-10-27': listing,
        '2026-11-10': without,
      },
      tps: { '2026-11-03': without, '2026-11-10': listing },
    });
    expect(await desk.reason(NUMBER, '2026-11-11')).toBe('TPS');
  });

  it('on CTPS when it has been on TPS for long', async () => {
    const desk = newDesk();
    await desk.load({
      tps: { '2026-01-05': without, '2026-01-12': listing, '2026-11-10': without },
      ctps: { '2026-11-03': without, '2026-11-10': listing },
    });
    expect(await desk.reason(NUMBER, '2026-11-20')).toBe('CTPS');
  });

  it('when it stands only in a file that another of the same day replaced', async () => {
    const desk = await deskWithTps({ '2026-11-03': listing });
    await desk.load({ tps: { '2026-11-03': { ...without, imported: '2026-11-04' } } });
    await desk.load({ tps: { '2026-11-10': listing }, ctps: { '2026-11-10': without } });
    expect(await desk.reason(NUMBER, '2026-11-11')).toBe('TPS');
  });
});

describe('a number that is on both registers', () => {
  it('has its 28 days from the earlier of both', async () => {
    const desk = newDesk();
    await desk.load({
      ctps: {
        '2026-10-20': without,
        '2026-10-27': listing,
        '2026-11-10': listing,
      },
      tps: { '2026-11-03': without, '2026-11-10': listing },
    });
    expect(await desk.reason(NUMBER, '2026-11-16')).toBe('CLEAN');
    expect(await desk.reason(NUMBER, '2026-11-17')).toBe('TPS');
  });
});

describe('a code licensed only from 1 November', () => {
  const before = { numbers: [ALWAYS], covers: '0113' };
  const after = { numbers: [ALWAYS, IN_LONDON, LONDON], covers: '0113,0207' };

  it('gives its numbers no grace: the edition before says nothing of them', async () => {
    const desk = await deskWithTps({ '2026-10-25': before, '2026-11-01': after });
    expect(await desk.reason(LONDON, '2026-11-10')).toBe('TPS');
  });

  it('gives it to a number that came later', async () => {
    const first = { ...after, numbers: [ALWAYS, IN_LONDON] };
    const desk = await deskWithTps({
      '2026-10-25': before,
      '2026-11-01': first,
      '2026-11-03': after,
    });
    expect(await desk.reason(LONDON, '2026-11-10')).toBe('CLEAN');
  });

  it('and not before, but once long ago, is as if the file between had not come', async () => {
    const wide = { ...after, numbers: [ALWAYS, IN_LONDON] };
    const desk = await deskWithTps({
      '2026-10-18': wide,
      '2026-10-25': before,
      '2026-11-01': after,
    });
    expect(await desk.reason(LONDON, '2026-11-14')).toBe('CLEAN');
    expect(await desk.reason(LONDON, '2026-11-15')).toBe('TPS');
  });
});

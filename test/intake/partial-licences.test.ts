import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { numbersOutside } from '../../src/intake/import-coverage.js';
import { NumberSetBuilder } from '../../src/core/number-set-builder.js';
import { newDesks, type Desk } from '../grace/desk.js';

const MOBILE = '07700900123';
const LONDON = '02079460123';
const LEEDS = '01134960123';
const LEEDS_TOO = '01134960124';

const newDesk = newDesks();

/** A desk that holds a whole CTPS file of 1 March, and a TPS file of mobiles and London only. */
async function deskWithPart(): Promise<Desk> {
  const desk = newDesk();
  await desk.load({
    ctps: { '2026-03-01': { numbers: ['01614960999'] } },
    tps: { '2026-03-01': { numbers: [MOBILE, LONDON], covers: '0207,07' } },
  });
  return desk;
}

interface Held {
  readonly registers: readonly {
    readonly id: string;
    readonly dated: string;
    readonly numbers: number;
    readonly covers: readonly string[] | null;
  }[];
}

/** What `status` says of the TPS edition in force. */
async function inForce(desk: Desk, day: string): Promise<Held['registers'][number] | undefined> {
  const said = await desk.run(day, 'status', '--json');
  const { registers } = JSON.parse(said.stdout.toString()) as Held;
  return registers.find(({ id }) => id === 'tps');
}

/** Imports a changes file on its day; what was said. */
async function change(desk: Desk, dated: string, lines: readonly string[], ...more: string[]) {
  const path = join(desk.folder, `changes-${dated}.txt`);
  writeFileSync(path, lines.map((line) => `${line}\r\n`).join(''));
  const words = ['--dated', dated, '--changes', '--since', '2026-03-01'];
  const accepted = ['--accept-change', 'made by a test'];
  const waived = more.includes('--covers') ? [] : accepted;
  return desk.run('2026-03-03', 'import', 'tps', path, ...words, ...more, ...waived);
}

/** The reasons of a number for a call on 3 March, under the default policy. */
async function reasons(desk: Desk, number: string): Promise<readonly string[]> {
  const said = await desk.run('2026-03-03', 'check', number, '--json');
  const { numbers } = JSON.parse(said.stdout.toString()) as {
    numbers: { reasons: readonly string[] }[];
  };
  return numbers[0]?.reasons ?? [];
}

describe('a partial licence', () => {
  it('screens what it covers, and says of the rest that it is not covered', async () => {
    const desk = await deskWithPart();
    expect(await reasons(desk, MOBILE)).toEqual(['TPS']);
    expect(await reasons(desk, '07700900456')).toEqual(['CLEAN']);
    expect(await reasons(desk, '02079460456')).toEqual(['CLEAN']);
    expect(await reasons(desk, LEEDS)).toEqual(['NOT_COVERED']);
    expect(await reasons(desk, '02920180456')).toEqual(['NOT_COVERED']);
    expect(await reasons(desk, '01614960999')).toEqual(['CTPS', 'NOT_COVERED']);
    expect(await reasons(desk, '09098790123')).toEqual(['NOT_DIALLABLE', 'NOT_COVERED']);
  });

  it('of either register leaves a number unscreened', async () => {
    const desk = newDesk();
    await desk.load({
      tps: { '2026-03-01': { numbers: [MOBILE] } },
      ctps: { '2026-03-01': { numbers: ['01614960999'], covers: '01' } },
    });
    expect(await reasons(desk, LEEDS)).toEqual(['CLEAN']);
    expect(await reasons(desk, LONDON)).toEqual(['NOT_COVERED']);
    expect(await reasons(desk, MOBILE)).toEqual(['TPS', 'NOT_COVERED']);
  });

  it('is kept and shown in one notation, whatever was written', async () => {
    const desk = newDesk();
    const file = { numbers: [MOBILE, LONDON], covers: ' 0207, 07700,07 ,0207' };
    const said = await desk.import('tps', '2026-03-01', file);
    expect(said.stdout.toString()).toContain('\n  covers 0207, 07 only\n');
    expect(await inForce(desk, '2026-03-01')).toMatchObject({ covers: ['0207', '07'] });
  });
});

describe('a number outside the licensed codes', () => {
  it('stops the import, which shows no whole number', async () => {
    const desk = await deskWithPart();
    const numbers = [MOBILE, LONDON, LEEDS, LEEDS_TOO];
    const said = await desk.import('tps', '2026-03-02', { numbers, covers: '0207,07' });
    expect(said.status).toBe(5);
    expect(said.stderr).toContain(
      '2 numbers are outside the licence, which covers 0207, 07 only (01134******)',
    );
    expect(await inForce(desk, '2026-03-03')).toMatchObject({ dated: '2026-03-01', numbers: 2 });
  });

  it('is listed all the same when the import was let through', async () => {
    const desk = await deskWithPart();
    const file = { numbers: [MOBILE, LEEDS], covers: '0207,07', accepted: 'the file is right' };
    expect(await desk.import('tps', '2026-03-02', file)).toMatchObject({ status: 0 });
    expect(await reasons(desk, LEEDS)).toEqual(['TPS', 'NOT_COVERED']);
    expect(await reasons(desk, LEEDS_TOO)).toEqual(['NOT_COVERED']);
  });

  it('is counted among all sets of numbers, with a few examples', () => {
    const builder = new NumberSetBuilder();
    const outside = [441134960123, 441144960123, 441154960123, 441164960123];
    for (const number of [447700900123, ...outside]) builder.add(number);
    const some = builder.build();
    builder.add(441134960125);
    expect(numbersOutside('07', some, builder.build())).toEqual({
      count: 5,
      examples: ['01134******', '01144******', '01154******'],
    });
    expect(numbersOutside('', some)).toEqual({ count: 0, examples: [] });
    expect(numbersOutside('01,07', some)).toEqual({ count: 0, examples: [] });
  });
});

describe('a changes file', () => {
  it('covers what the edition does that it continues', async () => {
    const desk = await deskWithPart();
    expect(await change(desk, '2026-03-02', ['07700900125 A'])).toMatchObject({ status: 0 });
    const held = { dated: '2026-03-02', numbers: 3, covers: ['0207', '07'] };
    expect(await inForce(desk, '2026-03-03')).toMatchObject(held);
  });

  it('may name the same coverage, and no other', async () => {
    const desk = await deskWithPart();
    const lines = ['07700900125 A'];
    const other = await change(desk, '2026-03-02', lines, '--covers', '07');
    expect(other).toMatchObject({ status: 2 });
    expect(other.stderr).toContain('--covers 07 is not what the edition of 2026-03-01 covers');
    const whole = newDesk();
    await whole.load({ tps: { '2026-03-01': { numbers: [MOBILE] } } });
    expect(await change(whole, '2026-03-02', lines, '--covers', '07')).toMatchObject({ status: 2 });
    const same = await change(desk, '2026-03-02', lines, '--covers', '07,0207');
    expect(same).toMatchObject({ status: 0, stderr: '' });
  });

  it.each(['01134960123 A', '01134960123 D'])('with %s is outside that', async (line) => {
    const desk = await deskWithPart();
    const said = await change(desk, '2026-03-02', [line], '--covers', '0207,07');
    expect(said.status).toBe(5);
    expect(said.stderr).toContain(
      '1 number is outside the licence, which covers 0207, 07 only (01134******)',
    );
  });
});

describe('a full file of which no coverage is said, after a partial one', () => {
  it.each([
    ['that the licence covers', '02079460125'],
    ['that it leaves out', LEEDS_TOO],
  ])('is refused with another number %s', async (_, number) => {
    const desk = await deskWithPart();
    const said = await desk.import('tps', '2026-03-02', { numbers: [MOBILE, LONDON, number] });
    expect(said.status).toBe(5);
    expect(said.stderr).toContain(
      '--covers was not given, but the edition in force covers 0207, 07 only\n',
    );
    expect(said.stderr).toContain(
      'hint: say --covers with the codes of the licence, unless it is for the whole register now; ',
    );
    expect(await reasons(desk, LEEDS)).toEqual(['NOT_COVERED']);
  });

  it('is the whole register when somebody says so, and that is shown', async () => {
    const desk = await deskWithPart();
    const file = { numbers: [MOBILE, LONDON, LEEDS_TOO], accepted: 'the whole register now' };
    const said = await desk.import('tps', '2026-03-02', file);
    expect(said.stdout.toString()).toContain(
      '\n  covers the whole register; the edition before it covered 0207, 07 only\n',
    );
    expect(await reasons(desk, LEEDS)).toEqual(['CLEAN']);
  });
});

describe('the very same file', () => {
  /** The file of 1 March again, on the next day. */
  function again(desk: Desk, ...options: readonly string[]) {
    const path = join(desk.folder, 'tps-2026-03-01-0.txt');
    expect(readFileSync(path, 'latin1')).toContain(LONDON);
    return desk.run('2026-03-02', 'import', 'tps', path, '--dated', '2026-03-01', ...options);
  }

  it.each([[[]], [['--covers', '07,0207']]])('with %j is held already', async (options) => {
    const desk = await deskWithPart();
    const said = await again(desk, ...options);
    expect(said.stdout.toString()).toContain(
      'is held already as edition 1, dated 2026-03-01, covers 0207, 07 only; nothing was changed',
    );
  });

  it('with another coverage is another edition, and refused as that', async () => {
    const desk = await deskWithPart();
    const said = await again(desk, '--covers', '01,0207,07');
    expect(said.status).toBe(5);
    expect(said.stderr).toContain('dated 2026-03-01 that is in force covers 0207, 07 only');
    const why = ['--accept-change', 'the codes were mistyped'];
    const accepted = await again(desk, '--covers', '01,0207,07', ...why, '--json');
    expect(JSON.parse(accepted.stdout.toString())).toMatchObject({
      covers: ['01', '0207', '07'],
      without_changes: false,
      overridden: ['another content for the same day'],
    });
    expect(await reasons(desk, LEEDS)).toEqual(['CLEAN']);
  });
});

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { newDesks, type Desk } from '../../grace/desk.js';
import { CTPS, NEITHER, TPS } from './some-registers.js';

const newDesk = newDesks();
const DAY = '2026-03-02';

/** A desk that holds a good file of each register. */
async function holding(): Promise<Desk> {
  const desk = newDesk();
  await desk.load({
    tps: { '2026-03-01': { numbers: TPS } },
    ctps: { '2026-03-01': { numbers: CTPS } },
  });
  return desk;
}

/** The day and size of each register in force. */
async function inForce(desk: Desk): Promise<string[]> {
  const { stdout } = await desk.run('2026-03-05', 'status', '--json');
  const { registers } = JSON.parse(stdout.toString()) as {
    registers: { id: string; dated: string; numbers: number }[];
  };
  return registers.map(({ id, dated, numbers }) => `${id} ${dated} ${String(numbers)}`);
}

/** Another last digit. */
const exchanged = (number: string) =>
  number.slice(0, -1) + String((Number(number.slice(-1)) + 5) % 10);

/** Wrong files, where they are taken for the next day's, and what is said of them. */
const WRONG = [
  ['tps', 'cut at its end', TPS.slice(0, -40), '40 of the 40 numbers that it lacks lie behind'],
  ['tps', 'cut by two numbers', TPS.slice(0, -2), '2 of the 2 numbers that it lacks lie behind'],
  ['ctps', 'cut by twenty', CTPS.slice(0, -20), '20 of the 20 numbers that it lacks lie behind'],
  ['tps', 'without its beginning', TPS.slice(40), '40 of the 40 numbers that it lacks lie before'],
  [
    'ctps',
    'of the other register',
    TPS,
    'of its 12,000 numbers stand in tps (edition of 2026-03-01)',
  ],
  ['tps', 'of the other register', CTPS, 'of its 5,000 numbers stand in ctps'],
  [
    'tps',
    'half of each',
    [...TPS.filter((_, at) => at % 2 === 0), ...CTPS],
    'fewer than the edition',
  ],
  ['tps', 'both in one', [...TPS, ...CTPS], 'numbers more than the edition of 2026-03-01'],
  ['tps', 'with other digits', TPS.map(exchanged), 'digits were changed'],
  ['tps', 'half of its size', TPS.filter((_, at) => at % 2 === 0), '6,000 numbers fewer than'],
] as const;

describe('a wrong file', () => {
  it.each(WRONG)(
    'taken for the next of %s, %s, is refused',
    async (register, _, numbers, words) => {
      const desk = await holding();
      const before = await inForce(desk);
      const said = await desk.import(register, DAY, { numbers });
      expect(said.status).toBe(5);
      expect(said.stderr).toContain(words);
      expect(said.stderr).not.toMatch(/\d{10}/);
      expect(await inForce(desk)).toEqual(before);
    },
  );

  it('of another register is refused though it is the first, whichever comes first', async () => {
    for (const [first, second] of [
      ['tps', 'ctps'],
      ['ctps', 'tps'],
    ] as const) {
      const desk = newDesk();
      await desk.load({ [first]: { '2026-03-01': { numbers: TPS } } });
      const said = await desk.import(second, DAY, { numbers: [...TPS, ...NEITHER.slice(0, 30)] });
      expect(said.status).toBe(5);
      expect(said.stderr).toContain(
        `12,000 of its 12,030 numbers stand in ${first} (edition of 2026-03-01)`,
      );
      expect(said.stderr).toContain(`import it as that: tps-scrub import ${first} FILE`);
    }
  });

  it('of another country is refused though it is the first', async () => {
    const codes = ['0171', '0172', '0159', '0162'];
    const numbers = codes.flatMap((code) =>
      Array.from({ length: 25 }, (_, last) => `${code}0000${String(last).padStart(3, '0')}`),
    );
    const said = await newDesk().import('tps', DAY, { numbers });
    expect(said.status).toBe(5);
    expect(said.stderr).toContain('of its 100 numbers begin with codes that are not in use');
  });

  it('is let through when somebody says why, and the guards are named', async () => {
    const desk = await holding();
    const file = { numbers: TPS.slice(0, -2000), accepted: 'the operator wrote of a purge' };
    const said = await desk.import('tps', DAY, file);
    expect(said.status).toBe(0);
    expect(said.stdout.toString()).toContain(
      'overridden: too many numbers gone (the operator wrote of a purge)\n' +
        '  overridden: cut at its end (the operator wrote of a purge)\n',
    );
    expect(await inForce(desk)).toContain('tps 2026-03-02 10000');
  });

  it('of an old day is known by the numbers of an earlier edition', async () => {
    const desk = newDesk();
    const grown = [...TPS, ...NEITHER.slice(0, 100)];
    await desk.load({
      tps: { '2026-03-01': { numbers: TPS }, '2026-03-02': { numbers: grown } },
    });
    const said = await desk.import('tps', '2026-03-03', { numbers: TPS });
    expect(said.status).toBe(5);
    expect(said.stderr).toContain(
      'it holds the same numbers as the edition of 2026-03-01, and not those of 2026-03-02',
    );
  });
});

describe('a file that only looks odd', () => {
  it.each([
    ['sorted in another order', [...TPS].reverse()],
    ['twice in one', [...TPS, ...TPS]],
    [
      'with numbers come and gone',
      [...TPS.filter((_, at) => at % 100 > 0), ...NEITHER.slice(0, 99)],
    ],
    ['without its last number', TPS.slice(0, -1)],
    ['without nineteen of its last', [...TPS.slice(0, -19), ...NEITHER.slice(-10)]],
  ])('is imported: %s', async (_, numbers) => {
    const desk = await holding();
    expect(await desk.import('tps', DAY, { numbers })).toMatchObject({ status: 0 });
  });

  it('is imported: a partial licence after the whole register', async () => {
    const desk = await holding();
    const numbers = TPS.filter((number) => number.startsWith('07'));
    const said = await desk.import('tps', DAY, { numbers, covers: '07' });
    expect(said).toMatchObject({ status: 0 });
  });
});

describe('a changes file', () => {
  async function change(desk: Desk, register: string, lines: readonly string[]) {
    const path = join(desk.folder, 'changes.txt');
    writeFileSync(path, lines.map((line) => `${line}\r\n`).join(''));
    const days = ['--dated', DAY, '--changes', '--since', '2026-03-01'];
    return desk.run('2026-03-05', 'import', register, path, ...days);
  }
  const marked = (numbers: readonly string[], mark: string) =>
    numbers.map((number) => `${number.padEnd(12)}${mark}`);

  it.each([
    [
      'tps',
      'with its letters exchanged',
      [...marked(NEITHER.slice(0, 9), 'D'), ...marked(TPS.slice(0, 9), 'A')],
      'marked A are there already',
    ],
    [
      'tps',
      'that takes a tenth',
      marked(
        TPS.filter((_, at) => at % 10 === 0),
        'D',
      ),
      '1,200 numbers fewer',
    ],
    ['tps', 'that brings a tenth', marked(NEITHER.slice(0, 1200), 'A'), '1,200 numbers more'],
    [
      'tps',
      'of the other register',
      marked(
        CTPS.filter((number) => !TPS.includes(number)),
        'A',
      ),
      'stand in ctps',
    ],
  ])('is refused by %s: %s', async (register, _, lines, words) => {
    const desk = await holding();
    const said = await change(desk, register, lines);
    expect(said.status).toBe(5);
    expect(said.stderr).toContain(words);
  });

  it('is imported though it takes the last numbers only', async () => {
    const desk = await holding();
    const said = await change(desk, 'tps', marked(TPS.slice(-40), 'D'));
    expect(said).toMatchObject({ status: 0 });
  });
});

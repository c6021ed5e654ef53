import { describe, expect, it } from 'vitest';
import { newFirms, type Firm } from './firm.js';

const newFirm = newFirms();
const NUMBER = '07700900001';
const WHY = ['--why', 'the wrong file'];

/** Imports lines on a day; the import's id. */
async function send(firm: Firm, day: string, lines: readonly string[], ...words: string[]) {
  const path = firm.at(day).file(`${day}.csv`, ['number,reference', ...lines]);
  const { status, stdout, stderr } = await firm.run(
    ...['suppress', 'import', path, '--column', 'number=number', ...words, '--json'],
  );
  expect([0, 7], stderr).toContain(status);
  return (JSON.parse(stdout.toString()) as { import: string }).import;
}

async function undo(firm: Firm, day: string, name: string) {
  return firm.at(day).json<{ freed: number }>(['suppress', 'undo', name, ...WHY]);
}

/** The days told of the objections in force on a day, with what is known now. */
async function told(firm: Firm, day?: string): Promise<string[]> {
  const words = ['check', NUMBER, ...(day === undefined ? [] : ['--call-date', day])];
  const { numbers } = JSON.parse((await firm.run(...words, '--json')).stdout.toString()) as {
    numbers: { objections: { told: string }[] }[];
  };
  return numbers.flatMap(({ objections }) => objections.map((objection) => objection.told)).sort();
}

/** The texts of the lines that wait to be settled. */
async function waiting(firm: Firm): Promise<string[]> {
  const { unresolved } = await firm.json<{ unresolved: { text: string }[] }>([
    ...['suppress', 'resolve'],
  ]);
  return unresolved.map(({ text }) => text);
}

describe('a file that was undone', () => {
  it('leaves what a later file said again, told on that file’s day', async () => {
    const firm = newFirm();
    const first = await send(firm, '2026-03-02', [`${NUMBER},`]);
    await send(firm, '2026-03-04', [`${NUMBER},`]);
    await undo(firm, '2026-03-06', first);
    expect(await told(firm)).toEqual(['2026-03-04']);
  });

  it('and the later one undone too: nobody says it any more', async () => {
    const firm = newFirm();
    const first = await send(firm, '2026-03-02', [`${NUMBER},`]);
    const second = await send(firm, '2026-03-04', [`${NUMBER},`]);
    await undo(firm, '2026-03-06', first);
    await undo(firm, '2026-03-07', second);
    expect(await told(firm)).toEqual([]);
  });

  it('and the later one undone first: the same', async () => {
    const firm = newFirm();
    const first = await send(firm, '2026-03-02', [`${NUMBER},`]);
    const second = await send(firm, '2026-03-04', [`${NUMBER},`]);
    await undo(firm, '2026-03-06', second);
    await undo(firm, '2026-03-07', first);
    expect(await told(firm)).toEqual([]);
  });

  it('and the later one undone too, with a third: the third stands', async () => {
    const firm = newFirm();
    const first = await send(firm, '2026-03-02', [`${NUMBER},`]);
    const second = await send(firm, '2026-03-03', [`${NUMBER},`]);
    await send(firm, '2026-03-04', [`${NUMBER},`]);
    await undo(firm, '2026-03-06', first);
    await undo(firm, '2026-03-07', second);
    expect(await told(firm)).toEqual(['2026-03-04']);
  });

  it('leaves what a later file said again, though a person typed it since', async () => {
    const firm = newFirm();
    const first = await send(firm, '2026-03-02', [`${NUMBER},`]);
    await send(firm, '2026-03-04', [`${NUMBER},`]);
    await firm.at('2026-03-06').json(['suppress', 'add', NUMBER]);
    await undo(firm, '2026-03-07', first);
    expect(await told(firm, '2026-03-05')).toEqual(['2026-03-04']);
  });

  it('leaves each row of a later file that repeated one of it', async () => {
    const firm = newFirm();
    await send(firm, '2026-03-02', [`${NUMBER},T-1`]);
    const second = await send(firm, '2026-03-03', [`${NUMBER},T-2`]);
    await send(firm, '2026-03-05', [`${NUMBER},T-1`, `${NUMBER},T-2`]);
    await undo(firm, '2026-03-07', second);
    expect(await told(firm)).toEqual(['2026-03-02', '2026-03-05']);
  });

  it('leaves an unread line that a later file holds too', async () => {
    const firm = newFirm();
    const first = await send(firm, '2026-03-02', ['ring Mr Doe not,']);
    await send(firm, '2026-03-04', ['ring Mr Doe not,']);
    await undo(firm, '2026-03-06', first);
    expect(await waiting(firm)).toEqual(['ring Mr Doe not,']);
  });

  it.each([
    ['after', '2026-03-03', '2026-03-04'],
    ['before', '2026-03-04', '2026-03-03'],
  ])('loses no line that was settled %s a later file held it too', async (_, settled, sent) => {
    const firm = newFirm();
    const first = await send(firm, '2026-03-02', ['ring Mr Doe not,']);
    const steps = [
      { day: sent, do: () => send(firm, sent, ['ring Mr Doe not,']) },
      {
        day: settled,
        do: () => firm.at(settled).json(['suppress', 'resolve', `${first}:2`, '--number', NUMBER]),
      },
    ];
    for (const step of steps.sort((a, b) => (a.day < b.day ? -1 : 1))) await step.do();
    expect(await told(firm)).toHaveLength(1);
    await undo(firm, '2026-03-06', first);
    // Either the number is suppressed for the later file's sake, or its line waits again.
    expect([...(await told(firm)), ...(await waiting(firm))]).toHaveLength(1);
  });
});

describe('a line that was settled, in three files', () => {
  /** The first holds a line on the 2nd, settled on the 3rd; the same line comes again on the 4th and 5th. */
  async function threeFiles(firm: Firm): Promise<[string, string, string]> {
    const first = await send(firm, '2026-03-02', ['ring Mr Doe not,']);
    const number = ['--number', NUMBER];
    await firm.at('2026-03-03').json(['suppress', 'resolve', `${first}:2`, ...number]);
    const second = await send(firm, '2026-03-04', ['ring Mr Doe not,']);
    const third = await send(firm, '2026-03-05', ['ring Mr Doe not,']);
    return [first, second, third];
  }

  it('is not lost while one of them stands', async () => {
    const firm = newFirm();
    const [first, second] = await threeFiles(firm);
    await undo(firm, '2026-03-06', first);
    await undo(firm, '2026-03-07', second);
    expect([...(await told(firm)), ...(await waiting(firm))]).toHaveLength(1);
  });

  it('goes with the last of them', async () => {
    const firm = newFirm();
    const files = await threeFiles(firm);
    for (const file of files) await undo(firm, '2026-03-06', file);
    expect([...(await told(firm)), ...(await waiting(firm))]).toEqual([]);
  });

  it('stays ended when its entry was withdrawn', async () => {
    const firm = newFirm();
    const [first] = await threeFiles(firm);
    const asked = ['--kind', 'person-asked', ...WHY];
    await firm.at('2026-03-06').json(['suppress', 'withdraw', NUMBER, ...asked]);
    await undo(firm, '2026-03-07', first);
    expect(await told(firm)).toEqual([]);
  });
});

describe('the counts of an undoing', () => {
  it('do not say that a number stays suppressed that nothing holds back', async () => {
    const firm = newFirm();
    const ended = ['--reason', 'other', '--until', '2026-03-05'];
    const first = await send(firm, '2026-03-02', [`${NUMBER},`], ...ended);
    await send(firm, '2026-03-04', [`${NUMBER},`], ...ended);
    const result = await firm.at('2026-03-07').json(['suppress', 'undo', first, ...WHY]);
    expect(await told(firm)).toEqual([]);
    expect(result).toMatchObject({ still_suppressed: 0 });
  });

  it('have the numbers that a file held back by saying them again', async () => {
    const firm = newFirm();
    const first = await send(firm, '2026-03-02', [`${NUMBER},`]);
    const second = await send(firm, '2026-03-04', [`${NUMBER},`]);
    await undo(firm, '2026-03-06', first);
    expect(await told(firm)).toHaveLength(1);
    expect(await undo(firm, '2026-03-07', second)).toMatchObject({ numbers: 1, freed: 1 });
  });
});

describe('an unread line sent again with a later day', () => {
  it('is told on that day when it is settled', async () => {
    const firm = newFirm();
    const first = await send(firm, '2026-03-02', ['ring Mr Doe not,'], '--on', '2026-03-02');
    await firm.json(['suppress', 'resolve', `${first}:2`, '--number', NUMBER]);
    await send(firm, '2026-03-06', ['ring Mr Doe not,'], '--on', '2026-03-05');
    const days = await told(firm);
    const lines = await waiting(firm);
    // A consent of the 4th would lift what was told on the 2nd.
    expect([...days.filter((day) => day === '2026-03-05'), ...lines]).toHaveLength(1);
  });
});

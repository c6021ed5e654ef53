import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Firm } from './firm.js';

/**
 * What happens to one number, by the commands: `4 add --reason legal`, `4 withdraw …`; a file is
 * given with its lines, `N` the number: `4 import dealer.txt [number,on|N,2026-03-02] --source a`,
 * and `undo` and `resolve` name it: `6 undo dealer.txt --why x`. Days are those of March 2026.
 */
interface Case {
  readonly shows: string;
  readonly steps: readonly string[];
  /** Day by day from 1 to 9, what was decided on that day: `X` for an objection. */
  readonly live: string;
  /** What is known on the 9th about a call on each day. */
  readonly after: string;
  readonly caller?: 'Acme' | 'Borough';
}

const CASES: readonly Case[] = [
  {
    shows: 'an objection holds from the moment it is recorded',
    steps: ['2 add'],
    live: '.XXXXXXXX',
    after: '.XXXXXXXX',
  },
  {
    shows: 'an objection of an earlier day counts from that day, once it is known',
    steps: ['5 add --on 2026-03-02'],
    live: '....XXXXX',
    after: '.XXXXXXXX',
  },
  {
    shows: 'one that ends',
    steps: ['2 add --reason abandoned-call --until 2026-03-04'],
    live: '.XXX.....',
    after: '.XXX.....',
  },
  {
    shows: 'a mistake never was an objection',
    steps: ['2 add', '5 withdraw --kind mistake --why typed'],
    live: '.XXX.....',
    after: '.........',
  },
  {
    shows: 'who asks to be called again objected until then',
    steps: ['2 add', '5 withdraw --kind person-asked --why letter'],
    live: '.XXX.....',
    after: '.XXX.....',
  },
  {
    shows: 'objecting again on the day of the withdrawal',
    steps: ['2 add', '5 withdraw --kind person-asked --why letter', '5 add'],
    live: '.XXXXXXXX',
    after: '.XXXXXXXX',
  },
  {
    shows: 'objecting again on a later day',
    steps: ['2 add', '4 withdraw --kind mistake --why typed', '7 add --reason complaint'],
    live: '.XX...XXX',
    after: '......XXX',
  },
  {
    shows: 'a withdrawal ends all that its entry says',
    steps: ['2 add', '3 add', '6 withdraw --kind person-asked --why letter'],
    live: '.XXXX....',
    after: '.XXXX....',
  },
  {
    shows: 'of two sources one is withdrawn',
    steps: [
      '2 import a.txt [N] --source a',
      '3 import b.txt [N] --source b',
      '5 withdraw --source a --kind mistake --why typed',
    ],
    live: '.XXXXXXXX',
    after: '..XXXXXXX',
  },
  {
    shows: 'a withdrawal that does not say which of two ends neither',
    steps: ['2 add --source a', '3 add --source b', '5 withdraw --kind mistake --why typed =2'],
    live: '.XXXXXXXX',
    after: '.XXXXXXXX',
  },
  {
    shows: 'all of three are withdrawn',
    steps: [
      '2 add --source a',
      '3 add --reason vulnerable',
      '4 add --list letters',
      '6 withdraw --all --kind person-asked --why letter',
    ],
    live: '.XXXX....',
    after: '.XXXX....',
  },
  {
    shows: 'a file is undone',
    steps: ['2 import a.txt [N] --source a', '5 undo a.txt --why wrong'],
    live: '.XXX.....',
    after: '.........',
  },
  {
    shows: 'a file is undone, and what was typed stands',
    steps: ['2 import a.txt [N]', '3 add', '5 undo a.txt --why wrong'],
    live: '.XXXXXXXX',
    after: '..XXXXXXX',
  },
  {
    shows: 'the same file after a withdrawal does not bring the entry back',
    steps: [
      '2 import a.txt [N] --source a',
      '4 withdraw --kind person-asked --why letter',
      '6 import again.txt [N] --source a',
    ],
    live: '.XX......',
    after: '.XX......',
  },
  {
    shows: 'a dated row after a withdrawal is an objection of its own',
    steps: [
      '2 import a.csv [number,on|N,02/03/2026] --source a',
      '4 withdraw --kind person-asked --why letter',
      '5 import same.csv [number,on|N,2026-03-02] --source a',
      '7 import new.csv [number,on|N,06/03/2026] --source a',
    ],
    live: '.XX...XXX',
    after: '.XX..XXXX',
  },
  {
    shows: 'the same file after an undo is new',
    steps: [
      '2 import a.txt [N] --source a',
      '4 undo a.txt --why wrong',
      '6 import again.txt [N] --source a',
    ],
    live: '.XX..XXXX',
    after: '.....XXXX',
  },
  {
    shows: 'what a second file repeated stands when the first is undone',
    steps: [
      '2 import a.txt [N] --source a',
      '4 import again.txt [N] --source a',
      '6 undo a.txt --why wrong',
    ],
    live: '.XXXXXXXX',
    after: '...XXXXXX',
  },
  {
    shows: 'what a second file repeated counts up to the withdrawal after it',
    steps: [
      '2 import a.txt [N] --source a',
      '3 import again.txt [N] --source a',
      '5 withdraw --kind person-asked --why letter',
      '7 undo a.txt --why wrong',
    ],
    live: '.XXX.....',
    after: '..XX.....',
  },
  {
    shows: 'a second file is undone that only repeated',
    steps: [
      '2 import a.txt [N] --source a',
      '4 import again.txt [N] --source a',
      '6 undo again.txt --why wrong',
    ],
    live: '.XXXXXXXX',
    after: '.XXXXXXXX',
  },
  {
    shows: 'a day that cannot be read, or lies ahead, is the day of recording',
    steps: [
      '4 import a.csv [number,on|N,last week] --source a',
      '6 import b.csv [number,on|N,2026-03-08]',
    ],
    live: '...XXXXXX',
    after: '...XXXXXX',
  },
  {
    shows: 'a line is settled with its number, which was told when the line came',
    steps: [
      '2 import a.txt [number|ring me not] --column number=number =7',
      '5 resolve a.txt:2 --number N',
    ],
    live: '....XXXXX',
    after: '.XXXXXXXX',
  },
  {
    shows: 'undoing a file takes its settled lines along',
    steps: [
      '2 import a.txt [number|ring me not!] --column number=number =7',
      '4 resolve a.txt:2 --number N',
      '6 undo a.txt --why wrong',
    ],
    live: '...XX....',
    after: '.........',
  },
  {
    shows: 'every number of a cell, and every reading of a damaged one',
    steps: ['3 import a.csv [number|07700 900990 / N]'],
    live: '..XXXXXXX',
    after: '..XXXXXXX',
  },
  {
    shows: 'told to an agent of the caller',
    steps: ['3 add --caller Callwell'],
    caller: 'Acme',
    live: '..XXXXXXX',
    after: '..XXXXXXX',
  },
  {
    shows: 'told to another firm',
    steps: ['3 add --caller Dialhouse'],
    caller: 'Acme',
    live: '.........',
    after: '.........',
  },
  {
    shows: 'told to another firm, then to everyone',
    steps: [
      '3 add --caller brightline',
      '6 import a.csv [number,caller|N,] --column caller=caller',
    ],
    caller: 'Borough',
    live: '.....XXXX',
    after: '.....XXXX',
  },
  {
    shows: 'a caller’s own entry is withdrawn, everyone’s stands',
    steps: ['2 add --caller Acme', '3 add', '5 withdraw --caller Acme --kind mistake --why typed'],
    caller: 'Acme',
    live: '.XXXXXXXX',
    after: '..XXXXXXX',
  },
];

const CALLERS = ['', 'Acme', 'Borough'] as const;
const DAYS = [1, 2, 3, 4, 5, 6, 7, 8, 9] as const;
const numberOf = (index: number): string => `07700900${String(100 + index)}`;
const isoDay = (day: number): string => `2026-03-0${String(day)}`;

/** A day, a caller, and which numbers an objection was found for. */
type Found = Map<string, Set<string>>;
const live: Found = new Map();
const after: Found = new Map();
const asOf: Found = new Map();
const scrubbed: Found = new Map();
const firm = new Firm();
const imports = new Map<string, string>();

const key = (day: number, caller: string): string => `${String(day)} ${caller}`;

async function objected(words: readonly string[], caller: string): Promise<Set<string>> {
  const named = caller === '' ? [] : ['--caller', caller];
  const numbers = CASES.map((_, index) => numberOf(index));
  const { numbers: verdicts } = await firm.json<{
    numbers: { value: string; reasons: string[]; objections: unknown[] }[];
  }>(['check', ...numbers, ...words, ...named]);
  const found = verdicts.filter(({ reasons }) => reasons.includes('OBJECTION'));
  const shown = verdicts.filter(({ objections }) => objections.length > 0);
  expect(shown).toEqual(found);
  return new Set(found.map(({ value }) => value));
}

/** Which numbers a scrub holds back. */
async function heldBack(day: number, caller: string): Promise<Set<string>> {
  const numbers = CASES.map((_, index) => numberOf(index));
  const name = `calls-${String(day)}-${caller}`;
  const list = firm.file(`${name}.csv`, ['phone', ...numbers]);
  await firm.json(['scrub', list, ...(caller === '' ? [] : ['--caller', caller])]);
  const cleaned = readFileSync(join(firm.folder, `${name}.clean.csv`), 'latin1').split('\r\n');
  return new Set(numbers.filter((number) => !cleaned.includes(number)));
}

async function runStep(step: string, index: number, order: number): Promise<void> {
  const [, day = '', verb = '', rest = ''] = /^(\d) (\w+) ?(.*)$/.exec(step) ?? [];
  const number = numberOf(index);
  const time = `${String(Math.floor(order / 60)).padStart(2, '0')}:${String(order % 60).padStart(2, '0')}`;
  firm.at(isoDay(Number(day)), `10:${time}Z`);
  const [, before = '', status = '0'] = /^(.*?)(?: ?=(\d))?$/.exec(rest) ?? [];
  const [, name = '', lines, options = ''] = /^(\S*)(?: \[(.*)\])? ?(.*)$/.exec(before) ?? [];
  const words = options === '' ? [] : options.replaceAll('N', number).split(' ');
  const own = `${String(index)}-${name.split(':')[0] ?? ''}`;
  const line = name.includes(':') ? `:${name.split(':')[1] ?? ''}` : '';
  if (lines !== undefined) {
    const path = firm.file(own, lines.replaceAll('N', number).split('|'));
    const done = await firm.json<{ import: string }>(
      ['suppress', 'import', path, ...words],
      Number(status),
    );
    imports.set(own, done.import);
  } else if (imports.has(own)) {
    await firm.json(
      ['suppress', verb, `${imports.get(own) ?? ''}${line}`, ...words],
      Number(status),
    );
  } else {
    const all = before === '' ? [] : before.split(' ');
    await firm.json(['suppress', verb, number, ...all], Number(status));
  }
}

beforeAll(async () => {
  firm.at(isoDay(1), '08:00:00Z');
  await firm.loadRegisters('2026-02-28');
  for (const day of DAYS) {
    let order = 0;
    for (const [index, { steps }] of CASES.entries()) {
      for (const step of steps) {
        if (step.startsWith(`${String(day)} `)) await runStep(step, index, order++);
      }
    }
    firm.at(isoDay(day), '12:00:00Z');
    for (const caller of CALLERS) {
      live.set(key(day, caller), await objected([], caller));
      scrubbed.set(key(day, caller), await heldBack(day, caller));
    }
  }
  for (const day of DAYS) {
    for (const caller of CALLERS) {
      after.set(key(day, caller), await objected(['--call-date', isoDay(day)], caller));
      asOf.set(key(day, caller), await objected(['--as-of', `${isoDay(day)}T12:00:00Z`], caller));
    }
  }
});
afterAll(() => {
  rmSync(firm.folder, { recursive: true });
});

describe('an own list, day by day', () => {
  it.each(CASES.map((one, index) => ({ ...one, index })))(
    '$shows',
    ({ index, caller = '', live: expectedLive, after: expectedAfter }) => {
      const days = (found: Found): string =>
        DAYS.map((day) => (found.get(key(day, caller))?.has(numberOf(index)) ? 'X' : '.')).join('');
      expect(days(live), 'check on the day').toBe(expectedLive);
      expect(days(scrubbed), 'scrub on the day').toBe(expectedLive);
      expect(days(asOf), 'check as of the day').toBe(expectedLive);
      expect(days(after), 'check for the day, with what is known in the end').toBe(expectedAfter);
    },
  );
});

import { existsSync, readFileSync } from 'node:fs';
import { beforeEach, describe, expect, it } from 'vitest';
import { markPassedOn } from '../../src/audit/passed-on.js';
import { recall } from '../../src/audit/recall.js';
import type { Instant } from '../../src/core/day.js';
import { linesOf } from '../access/asked-firm.js';
import { newRooms, type RecallRoom } from './recalling.js';

const [FIRST, SECOND, THIRD] = ['07700 900001', '07700 900002', '01632 960003'] as const;
const NUMBERS = [FIRST, SECOND, THIRD];

const newRoom = newRooms();
let room: RecallRoom;
let out: string;

beforeEach(async () => {
  room = newRoom();
  out = room.path('dnc.csv');
  room.at('2026-11-02T09:00:00Z');
  await room.registers('2026-11-01');
  room.at('2026-11-03T09:00:00Z');
});

function mark(status: number, ...words: readonly string[]) {
  return room.recall(status, ...words, '--out', out, '--force', '--mark-sent');
}

/** The ledger's lines of recalls. */
async function marks(): Promise<number> {
  const said = await room.do('ledger', 'export');
  return said.stdout.toString().split(' recall ').length - 1;
}

async function objectionsOpen(): Promise<number> {
  const { stdout } = await room.run(['status', '--json']);
  const { not_recalled: open } = JSON.parse(stdout.toString()) as {
    not_recalled: { objections: number };
  };
  return open.objections;
}

describe('what is marked', () => {
  it.each([[[]], [['--form', 'csv']], [['--form', 'national', '--out', '-']]])(
    'stands in a file: nobody knows what became of standard output %j',
    async (words) => {
      await room.list(NUMBERS);
      await room.do('suppress', 'add', FIRST);
      const said = await room.run(['recall', '--all', '--mark-sent', ...words]);
      expect(said.status).toBe(2);
      expect(said.stdout.toString()).toBe('');
      expect(said.stderr).toContain('--out FILE');
      expect(await objectionsOpen()).toBe(1);
    },
  );

  it('stands in a file under its name before it is marked, or is not marked', async () => {
    await room.list(NUMBERS);
    await room.do('suppress', 'add', FIRST);
    const by = { database: room.database, operator: '', account: 'test' };
    const clock = (): Instant => '2026-11-04T09:00:00.000Z' as Instant;
    const request = {
      ...{ database: room.database, run: undefined, input: undefined },
      ...{ unsent: false, marks: true, partyKey: () => undefined },
    };
    const surroundings = { clock, signal: new AbortController().signal };
    const taken = () => {
      throw new Error('no name');
    };
    await recall(request, surroundings, (recalled) => {
      expect(() => markPassedOn({ ...by, clock }, recalled, taken)).toThrow('no name');
      return Promise.resolve();
    });
    expect(await marks()).toBe(0);
    let isNamed = false;
    await recall(request, surroundings, (recalled) => {
      const older = { ...recalled, next: 1 };
      const name = () => (isNamed = true);
      expect(() => markPassedOn({ ...by, clock }, older, name)).toThrow('while this recall');
      return Promise.resolve();
    });
    expect(isNamed).toBe(false);
    expect(await marks()).toBe(0);
  });

  it('is nothing where nothing is new, and no line says so', async () => {
    const said = await room.do('recall', '--all', '--out', out, '--mark-sent');
    expect(said.stdout.toString()).toContain('nothing to mark');
    const run = await room.list(NUMBERS);
    expect(await mark(0, run)).toMatchObject({ marked: null, runs: [{ run, marked: false }] });
    await room.do('suppress', 'add', FIRST);
    expect((await mark(0, run)).runs).toMatchObject([{ run, marked: true }]);
    const again = await room.do('recall', run, '--out', out, '--force', '--mark-sent');
    expect(again.stdout.toString()).toContain('nothing to mark');
    expect(again.stdout.toString()).toContain('ledger head ');
    expect(readFileSync(out, 'latin1')).toContain('+447700900001');
    expect(await marks()).toBe(1);
  });

  it('is also that nothing of a list was among what was recorded since', async () => {
    const run = await room.list([FIRST]);
    await room.do('suppress', 'add', SECOND);
    const { marked, runs } = await mark(0, run, '--form', 'e164');
    expect(marked).toBeGreaterThan(0);
    expect(runs).toMatchObject([{ marked: true, recalled: 0 }]);
    expect(readFileSync(out, 'latin1')).toBe('');
  });

  it('leaves no file when it is nothing, since not all is known', async () => {
    const bare = await room.list(NUMBERS, '--no-trace');
    await room.do('suppress', 'add', FIRST);
    await mark(4, bare);
    expect(existsSync(out)).toBe(false);
    room.file('dnc.csv', 'older');
    expect((await mark(4, '--all')).summary).toContain('nothing is marked');
    expect(readFileSync(out, 'latin1')).toBe('older');
    expect(await marks()).toBe(0);
  });

  it('is of every list what could be told wholly, and the others are named', async () => {
    const bare = await room.list(NUMBERS, '--no-trace');
    const list = room.cleaned;
    const traced = await room.list(NUMBERS);
    await room.do('suppress', 'add', FIRST);
    const found = await mark(4, '--all');
    expect(found).toMatchObject({ ok: false, not_known: [{ run: bare }] });
    expect(found.runs).toMatchObject([{ run: traced, marked: true }]);
    expect(found.summary).not.toContain('nothing is marked');
    expect(readFileSync(out, 'latin1')).toContain('+447700900001');
    expect(await room.recalled(traced, '--unsent')).toEqual([]);
    expect((await mark(0, bare, '--input', list)).runs).toMatchObject([{ marked: true }]);
  });
});

describe('a list without a trace', () => {
  let bare: string;
  let list: string;

  beforeEach(async () => {
    bare = await room.list(NUMBERS, '--no-trace');
    list = room.cleaned;
  });

  it('is known while nothing was recorded since it went out', async () => {
    const found = await room.recall(0, '--all');
    expect(found).toMatchObject({ runs: [], not_known: [], unchanged: [{ run: bare }] });
    expect(found.unchanged[0]?.recalled_through).toBe('2026-11-03T09:00:00.000Z');
    const text = (await room.do('recall', bare)).stdout.toString();
    expect(text).toContain('nothing was recorded since');
    await room.do('suppress', 'add', FIRST);
    await room.recall(4, '--all');
  });

  it('has nothing new while nothing was recorded since it was recalled with its list', async () => {
    await room.do('suppress', 'add', FIRST);
    await mark(0, bare, '--input', list);
    expect(await mark(0, '--all')).toMatchObject({ marked: null, unchanged: [{ run: bare }] });
    expect(await room.recall(0, '--all', '--unsent')).toMatchObject({ recalled: [] });
    await room.do('suppress', 'add', '01632 960999');
    await room.recall(4, '--all', '--unsent');
  });

  it('has to be asked itself for what was passed on', async () => {
    await room.do('suppress', 'add', FIRST);
    await mark(0, bare, '--input', list);
    const found = await room.recall(4, '--all');
    expect(found.not_known[0]?.why).toContain('what was passed on of it before');
    expect(found.fix).toContain('--unsent');
    expect(await room.recalled(bare, '--input', list)).toEqual(['+447700900001 OBJECTION']);
  });

  it('is open again when a register came', async () => {
    await room.do('suppress', 'add', FIRST);
    await mark(0, bare, '--input', list);
    room.at('2026-11-10T09:00:00Z');
    await room.registers('2026-11-09', THIRD);
    await mark(4, '--all', '--unsent');
    const { recalled } = await mark(0, bare, '--unsent', '--input', list);
    expect(recalled.map(({ number }) => number)).toEqual(['+441632960003']);
    await mark(0, '--all', '--unsent');
  });
});

describe('the access log', () => {
  it('names what was asked also when no answer came of it', async () => {
    await room.run(['recall', '2026']);
    await room.run(['recall', '07700900001']);
    const run = await room.list(NUMBERS);
    await room.recall(0, run);
    await room.recall(0, '--all');
    const said = linesOf(`${room.database}.access.log`).map((line) => line.said.others);
    expect(said).toEqual([['run 2026'], ['run'], [`run ${run}`], [`run ${run}`]]);
  });
});

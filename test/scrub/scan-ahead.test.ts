import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { prepared, runProgram } from '../commands/built-program.js';
import { runInProcess } from '../commands/run-in-process.js';

/**
 * The built program scans a list of more than two megabytes in a thread of its own; in this process,
 * which runs the sources, it cannot. Whatever the list, both must come to the same bytes.
 */
const folder = mkdtempSync(join(tmpdir(), 'ahead-'));
const HEADER = 'Id,Note,Phone,Other\r\n';

beforeAll(() => {
  prepared(folder);
  // The thread looks numbers of the own lists up too, other countries' among them.
  const told = ['02079460123', '+33142685300', '--source', 'phone call'];
  expect(runProgram(['suppress', 'add', ...told], { folder }).status).toBe(0);
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

const PHONES = [
  '07700900123',
  '020 7946 0123',
  '01632 960999 or 07700 900124',
  'none',
  '12345',
  '',
];
const NOTES = [
  'a',
  '"two\r\nlines"',
  '"says ""no"""',
  '"x" y',
  'called 3 times',
  '020 7946 0001',
  'x'.repeat(60_000),
  `"${'y,\n'.repeat(300_000)}"`,
];

/** Records of every shape, some of them almost as long as a record may be, in no order. */
function records(seed: number, bytes: number): string {
  let state = seed;
  const below = (limit: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state >>> 8) % limit;
  };
  const phone = (): string => PHONES[below(PHONES.length)] ?? '';
  let text = '';
  for (let record = 1; text.length < bytes; record++) {
    const rare = below(2000);
    const note = NOTES[rare < 3 ? 5 + rare : below(5)] ?? '';
    const end = ['\r\n', '\r\n', '\n', '\r\n\r\n'][below(4)] ?? '';
    const cells = [String(record), note, phone(), phone()];
    if (below(50) === 0) cells.length = 1 + below(3);
    if (below(50) === 0) cells.push('more');
    text += cells.join(',') + end;
  }
  return text;
}

interface Outcome {
  readonly status: number | null;
  readonly clean: string;
  readonly report: string;
  readonly told: unknown;
}

/** Scrubs a list both ways, each on a copy of the same database. */
async function bothWays(list: string, ...more: string[]): Promise<[built: Outcome, here: Outcome]> {
  const [built, here] = ['built', 'here'].map((name) => {
    const room = join(folder, name);
    rmSync(room, { recursive: true, force: true });
    mkdirSync(room);
    copyFileSync(join(folder, 'scrub.db'), join(room, 'scrub.db'));
    writeFileSync(join(room, 'list.csv'), list);
    return room;
  }) as [string, string];
  const words = (room: string): string[] => [
    ...['scrub', join(room, 'list.csv'), '--column', 'Phone', '--column', 'Other', '--json'],
    ...['--accept-rate', 'a made list', ...more],
  ];
  const ran = runProgram(words(built), { folder: built });
  const said = await runInProcess(words(here), {
    folder: here,
    database: join(here, 'scrub.db'),
    now: new Date().toISOString(),
  });
  return [
    outcome(built, ran.status, ran.stdout, ran.stderr),
    outcome(here, said.status, said.stdout.toString(), said.stderr),
  ];
}

function outcome(room: string, status: number | null, stdout: string, stderr: string): Outcome {
  const read = (name: string): string => {
    try {
      return readFileSync(join(room, name), 'latin1');
    } catch {
      return 'not there';
    }
  };
  const name = stdout.includes('list.flagged.csv') ? 'list.flagged.csv' : 'list.clean.csv';
  if (status === 2)
    return { status, clean: read(name), report: '', told: (stdout + stderr).replaceAll(room, '') };
  const { input, counts, numbers, reasons, flags, columns } = JSON.parse(stdout) as Record<
    string,
    unknown
  >;
  const { path, ...signs } = input as Record<string, unknown>;
  expect(path).toContain('list.csv');
  return {
    status,
    clean: read(name),
    report: read('list.excluded.csv'),
    told: { signs, counts, numbers, reasons, flags, columns },
  };
}

describe('a list of several megabytes', () => {
  it.each([
    ['dropped', []],
    ['flagged', ['--rows', 'flag']],
    ['emptied', ['--rows', 'blank']],
    ['without duplicates', ['--duplicates', 'drop-later']],
  ] as const)('is scanned ahead to the same bytes: %s', async (_, more) => {
    const [built, here] = await bothWays(HEADER + records(more.length + 1, 6_000_000), ...more);
    expect(here.status).toBe(0);
    expect(here.report.length).toBeGreaterThan(100_000);
    expect(here.report).toContain('OBJECTION');
    expect(here.clean.length).toBeGreaterThan(HEADER.length);
    expect(built.told).toEqual(here.told);
    expect(built.clean === here.clean).toBe(true);
    expect(built.report === here.report).toBe(true);
  });

  it('is the same when a record ends with a piece, and without a line end', async () => {
    // The thread gets 2 MiB and then pieces of 1 MiB.
    for (const beyond of [-1, 0, 1]) {
      const record = '1,a,01632 960999,\r\n';
      const whole = (3 << 20) + beyond - HEADER.length;
      const first = record.padStart(record.length + (whole % record.length), 'z');
      const list = HEADER + first + record.repeat(Math.floor(whole / record.length) - 1);
      expect(list.length).toBe((3 << 20) + beyond);
      const [built, here] = await bothWays(`${list}9,a,07700900123,`);
      expect(built).toEqual(here);
      expect(here.status).toBe(0);
    }
  });

  it('is refused in the same words when a quote is not closed', async () => {
    const [built, here] = await bothWays(
      `${HEADER}${records(9, 4_000_000)}7,"open,07700900123,\r\n`,
    );
    expect(here.status).toBe(2);
    expect(built).toEqual(here);
    expect(built.clean).toBe('not there');
    expect(built.told).toMatch(/quote/);
  });

  it('begins with as many blank lines as it likes', async () => {
    const [built, here] = await bothWays(
      `${HEADER}${'\r\n'.repeat(2_000_000)}1,a,01632 960999,\r\n`,
    );
    expect(here.clean).toBe(`${HEADER}${'\r\n'.repeat(2_000_000)}1,a,01632 960999,\r\n`);
    expect(built.clean === here.clean).toBe(true);
  });
});

/** The hash of a list that cannot be read to its end is asked for all the same. */
it('a long list that is another than the run screened, and broken, is refused as another', () => {
  const room = join(folder, 'other');
  mkdirSync(room);
  copyFileSync(join(folder, 'scrub.db'), join(room, 'scrub.db'));
  const record = `1,"${'note '.repeat(20)}",07700900456,\r\n`;
  const list = HEADER + record.repeat(30_000);
  writeFileSync(join(room, 'list.csv'), list);
  writeFileSync(join(room, 'other.csv'), `${list}2,"open,07700900456,\r\n${record}`);
  const words = ['--column', 'Phone', '--column', 'Other', '--accept-rate', 'a made list'];
  const ran = runProgram(['scrub', 'list.csv', ...words], { folder: room });
  expect(ran.status, ran.stderr).toBe(0);
  const again = runProgram(['replay', 'last', '--input', 'other.csv'], { folder: room });
  expect(again.stderr).toContain('is not the list that run');
  expect(again.status).toBe(3);
});

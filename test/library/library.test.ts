import { execFileSync } from 'node:child_process';
import {
  createReadStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Database } from '../../src/library/options.js';
import type { ScrubSummary } from '../../src/library/results.js';
import {
  check,
  importRegister,
  openDatabase,
  scrub,
  ScreeningError,
  suppress,
} from '../../src/library/tps-scrub.js';
import { runInProcess } from '../commands/run-in-process.js';

let folder: string;
const NOW = '2026-11-21T09:00:00Z';
const path = (name: string) => join(folder, name);

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tps-scrub-library-'));
  writeFileSync(path('tps.txt'), '07700900123 \r\n');
  writeFileSync(path('ctps.txt'), '02079460123 \r\n');
  writeFileSync(path('list.csv'), 'Name,Phone\nAnn,07700 900123\nBob,07700 900456\n');
  const made = Date.parse(NOW) / 1000;
  for (const name of ['tps.txt', 'ctps.txt']) utimesSync(path(name), made, made);
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(folder, { recursive: true });
});

/** A database with both registers. */
async function loaded(): Promise<Database> {
  const database = await openDatabase(path('scrub.db'), { now: () => Date.parse(NOW) });
  for (const register of ['tps', 'ctps'] as const) {
    const file = path(`${register}.txt`);
    const { numbers } = await importRegister(database, { register, file, dated: '2026-11-20' });
    expect(numbers).toBe(1);
  }
  return database;
}

/** Fields of a summary that are promised by name. */
const FIELDS = [
  ...['ok', 'vocabulary', 'run', 'for_calling', 'dry_run', 'input', 'counts', 'numbers', 'reasons'],
  ...['flags', 'warnings', 'columns', 'columns_detected', 'ignored_columns', 'registers'],
  ...[
    'not_screened_against',
    'policy',
    'policy_sha256',
    'caller',
    'campaign',
    'call_date',
    'as_of',
  ],
  ...['last_call_day', 'outputs', 'ledger_head'],
];

describe('the library', () => {
  it('answers what the program prints as JSON, and leaves the same bytes', async () => {
    const database = await loaded();
    const summary = await scrub(database, { input: path('list.csv') });
    expect(Object.keys(summary)).toEqual(expect.arrayContaining(FIELDS));
    expect(summary.counts).toEqual({ read: 2, clean: 1, excluded: 1, unscreened: 0 });
    expect(readFileSync(path('list.clean.csv'), 'utf8')).toBe('Name,Phone\nBob,07700 900456\n');
    const words = ['scrub', path('list.csv'), '--out', path('b.csv'), '--report', path('r.csv')];
    const said = await runInProcess([...words, '--json'], {
      ...{ folder, database: database.path, now: NOW },
    });
    const printed = JSON.parse(said.stdout.toString()) as ScrubSummary;
    expect(Object.keys(printed)).toEqual(Object.keys(summary));
    expect(printed.outputs.map(({ sha256 }) => sha256)).toEqual(
      summary.outputs.map(({ sha256 }) => sha256),
    );
  });

  it('takes the options of the command', async () => {
    const database = await loaded();
    writeFileSync(path('odd.csv'), 'note\nA;07700900456;07700900123\nB;02079460123;\n');
    const summary = await scrub(database, {
      ...{ input: path('odd.csv'), out: path('o.csv'), report: path('x.csv') },
      ...{ columns: ['2'], ignoredColumns: ['3'], header: false, skipLines: 1, delimiter: ';' },
      ...{ until: '2026-11-30', callDate: '2026-11-22', rows: 'flag', reportColumns: ['1'] },
    });
    expect(summary).toMatchObject({ call_date: '2026-11-22', last_call_day: '2026-11-30' });
    expect(summary.counts).toMatchObject({ read: 2, clean: 1, excluded: 1 });
    const dry = await scrub(database, { input: path('list.csv'), dryRun: true });
    expect([dry.run, existsSync(path('list.clean.csv'))]).toEqual(['', false]);
  });

  it('screens a stream', async () => {
    const database = await loaded();
    const outputs = { out: path('s.csv'), report: path('sx.csv') };
    const input = createReadStream(path('list.csv'));
    expect((await scrub(database, { input, ...outputs })).counts.clean).toBe(1);
    await expect(scrub(database, { input: Readable.from(['Phone\n']) })).rejects.toThrow(
      '--json and a cleaned list on standard output exclude each other',
    );
  });

  it('records an objection, and says so of the number, in the access log too', async () => {
    const database = await loaded();
    const { recorded } = await suppress(database, ['07700 900456'], { source: 'web form' });
    expect(recorded.map(({ number }) => number)).toEqual(['+447700900456']);
    const { ok, numbers } = await check(database, ['07700900456', '07700900789'], { case: 'C-1' });
    expect([ok, numbers.map(({ outcome, reason }) => [outcome, reason])]).toEqual([
      true,
      [
        ['excluded', 'OBJECTION'],
        ['clean', 'CLEAN'],
      ],
    ]);
    const log = readdirSync(folder).find((name) => name.includes('access'));
    expect(readFileSync(path(log ?? ''), 'utf8')).toContain('C-1');
  });

  it('clears nothing without registers', async () => {
    const database = await openDatabase(path('scrub.db'), { now: () => Date.parse(NOW) });
    const { ok, code, numbers } = await check(database, ['07700900456']);
    expect([ok, code, numbers[0]?.reason]).toEqual([false, 'not-safe', 'NO_DATA']);
    const failed = await scrub(database, { input: path('list.csv') }).catch((e: unknown) => e);
    expect(failed).toBeInstanceOf(ScreeningError);
    expect(failed).toMatchObject({
      ...{ code: 'not-safe', fix: expect.stringContaining('import') as string },
      summary: expect.stringContaining('there is no database') as string,
    });
    expect(existsSync(path('scrub.db'))).toBe(false);
  });

  it('refuses what is no database, and a configuration that cannot be read', async () => {
    await expect(openDatabase(path('list.csv'))).rejects.toMatchObject({ code: 'not-safe' });
    await expect(openDatabase('')).rejects.toMatchObject({ code: 'wrong-use' });
    const configuration = path('missing.toml');
    await expect(openDatabase(path('s.db'), { configuration })).rejects.toThrow(ScreeningError);
  });

  it('hides digits of numbers in errors', async () => {
    const database = await loaded();
    const failed = await suppress(database, ['07700900456 x']).catch((e: unknown) => e);
    if (failed instanceof ScreeningError) expect(failed.summary).not.toContain('07700900456');
    await expect(check(database, ['07700', '900456'])).rejects.not.toThrow('900456');
  });

  it('prints nothing, and tells who wants to know that a database was made', async () => {
    const out = vi.spyOn(process.stdout, 'write');
    const err = vi.spyOn(process.stderr, 'write');
    const warned: string[] = [];
    const warn = (text: string) => void warned.push(text);
    const database = await openDatabase(path('new.db'), { now: () => Date.parse(NOW), warn });
    await suppress(database, ['07700900456']);
    expect(warned).toEqual([`tps-scrub: a new database was made: ${path('new.db')}`]);
    expect([out.mock.calls, err.mock.calls]).toEqual([[], []]);
  });
});

describe('the examples', () => {
  const EXAMPLES = readdirSync('examples');

  it.each(EXAMPLES)('%s runs as it stands, by the name of the package', (name) => {
    mkdirSync(path('node_modules'));
    symlinkSync(resolve('.'), path('node_modules/tps-scrub'));
    writeFileSync(path(name), readFileSync(join('examples', name)));
    const environment = { PATH: process.env['PATH'] ?? '' };
    const said = execFileSync('node', [name], { cwd: folder, encoding: 'utf8', env: environment });
    expect(said).toContain(SAID[name]);
  });

  it('are all known here', () => {
    expect(Object.keys(SAID).sort()).toEqual([...EXAMPLES].sort());
  });
});

/** A line that each example writes. */
const SAID: Readonly<Record<string, string>> = {
  'screen-a-list.js': '1 of 2 may be called, until ',
  'ask-before-a-call.js': '+447700900789 may not: OBJECTION',
  'what-can-go-wrong.js': 'not-safe: there is no database scrub.db',
};

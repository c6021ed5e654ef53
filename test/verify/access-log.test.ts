import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { runInProcess } from '../commands/run-in-process.js';
import { temporaryFolders } from '../store/temporary-folder.js';

const newFolder = temporaryFolders();
let folder = '';
let log = '';
let minute = 0;

async function run(...words: readonly string[]) {
  const now = new Date(Date.parse('2026-11-21T09:00:00Z') + minute++ * 60_000).toISOString();
  return runInProcess(words, { folder, database: join(folder, 'scrub.db'), now });
}

beforeEach(async () => {
  folder = newFolder();
  log = join(folder, 'scrub.db.access.log');
  expect((await run('suppress', 'add', '07700900123')).status).toBe(0);
  for (const number of ['07700900123', '07700900124', '07700900125', '07700900126']) {
    await run('explain', number);
    await run('check', number);
  }
  expect(readFileSync(log, 'latin1').split('\n').length).toBeGreaterThan(4);
});

interface Found {
  readonly status: number;
  readonly columns: readonly string[];
  readonly notes: readonly string[];
}

/** Lines of the log that `verify` finds fault with. */
async function found(): Promise<Found> {
  const { status, stdout } = await run('verify', '--json');
  const { checks, notes } = JSON.parse(stdout.toString()) as {
    checks: { name: string; findings: { row: string; column: string }[] }[];
    notes: string[];
  };
  const of = checks.find(({ name }) => name === 'access log')?.findings ?? [];
  expect(of.every(({ row }) => row === log)).toBe(true);
  const ofLog = notes.filter((note) => note.startsWith(log));
  return { status, columns: of.map(({ column }) => column), notes: ofLog };
}

function rewrite(change: (lines: string[]) => string[]): void {
  writeFileSync(log, change(readFileSync(log, 'latin1').split('\n')).join('\n'), 'latin1');
}

describe('verify, of the access log', () => {
  it('finds nothing where nobody changed it, nor where there is none', async () => {
    expect(await found()).toMatchObject({ status: 0, columns: [], notes: [] });
    writeFileSync(log, '');
    expect(await found()).toMatchObject({ status: 0, columns: [] });
  });

  it('names the line after one that was altered, and after one that is gone', async () => {
    const whole = readFileSync(log);
    rewrite((lines) =>
      lines.map((line, at) => (at === 1 ? line.replace('tester', 'nobody') : line)),
    );
    expect(await found()).toMatchObject({ status: 3, columns: ['line 3'] });
    writeFileSync(log, whole);
    rewrite((lines) => lines.filter((_, at) => at !== 0 && at !== 2));
    expect(await found()).toMatchObject({ status: 3, columns: ['line 1', 'line 2'] });
  });

  it('names a line that is none', async () => {
    rewrite((lines) => [...lines.slice(0, 2), 'nobody asked', ...lines.slice(2)]);
    expect((await found()).columns).toEqual(['line 3', 'line 4']);
  });

  it('notes what a kill left unfinished, and goes on after it', async () => {
    const whole = readFileSync(log);
    const from = whole.lastIndexOf(10, whole.length - 2) + 1;
    // Up to the last byte but one: the line is whole but for its end.
    for (let length = whole.length - 1; length > from; length -= 40) {
      writeFileSync(log, whole.subarray(0, length));
      expect(await found(), String(length - from)).toMatchObject({
        status: 0,
        columns: [],
        notes: [`${log}: lines that were left unfinished: 1`],
      });
    }
    await run('check', '07700900127');
    expect(await found()).toMatchObject({ status: 0, columns: [] });
  });

  it('does not know that its end is missing', async () => {
    rewrite((lines) => [...lines.slice(0, 3), '']);
    expect((await found()).columns).toEqual([]);
  });

  it('looks where the configuration says', async () => {
    const elsewhere = join(folder, 'elsewhere.log');
    writeFileSync(join(folder, 'firm.toml'), `access_log = ${JSON.stringify(elsewhere)}\n`);
    const config = ['--config', join(folder, 'firm.toml')];
    await run('check', '07700900123', ...config);
    expect(existsSync(elsewhere)).toBe(true);
    expect((await run('verify', ...config)).status).toBe(0);
    appendFileSync(elsewhere, 'nobody asked\n');
    expect((await run('verify', ...config)).status).toBe(3);
    expect((await run('verify')).status).toBe(0);
  });
});

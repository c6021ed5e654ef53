import { mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { addDays, type Day } from '../../src/core/day.js';
import { dayBefore } from '../../src/policy/retention.js';
import { runInProcess } from '../commands/run-in-process.js';

type Json = Readonly<Record<string, unknown>>;

let folder = '';
let now = 0;
let seed = 7;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'purge-'));
  mkdirSync(join(folder, 'nobody'));
  writeFileSync(join(folder, 'firm.toml'), '[caller.Acme]\n');
  now = Date.parse('2026-03-01T09:00:00Z');
  seed = 7;
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

function path(name: string): string {
  return join(folder, name);
}

function below(limit: number): number {
  seed = (seed * 48271) % 2147483647;
  return seed % limit;
}

async function run(...words: readonly string[]) {
  now += 60_000;
  const configured = [...words, '--config', path('firm.toml'), '--json'];
  const at = { folder, database: path('scrub.db'), now: new Date(now).toISOString() };
  const said = await runInProcess(configured, at);
  return { status: said.status, json: JSON.parse(said.stdout.toString()) as Json };
}

async function done(...words: readonly string[]): Promise<Json> {
  const { status, json } = await run(...words);
  if (status !== 0) throw new Error(`${words.join(' ')}: ${status} ${JSON.stringify(json)}`);
  return json;
}

const NUMBERS = Array.from({ length: 40 }, (_, at) => `07700900${String(100 + at)}`);
const START = '2026-02-28' as Day;

/** Ten weeks: both registers each week, with numbers that come and go, and a run after each. */
async function weeks(): Promise<void> {
  writeFileSync(path('list.csv'), ['Phone', ...NUMBERS, ''].join('\n'));
  for (let week = 0; week < 10; week++) {
    const dated = addDays(START, 7 * week);
    now = Date.parse(`${dated}T12:00:00Z`) + 86_400_000;
    for (const name of ['tps', 'ctps']) {
      const listed = NUMBERS.filter(() => below(3) === 0);
      const file = path(`${name}-${dated}.txt`);
      writeFileSync(file, listed.map((number) => `${number} \r\n`).join(''));
      const cut = Date.parse(`${dated}T22:00:00Z`) / 1000;
      utimesSync(file, cut, cut);
      await done('import', name, file, '--dated', dated, '--accept-change', 'a test');
    }
    await done('suppress', 'add', NUMBERS[below(40)] as string);
    await done('scrub', path('list.csv'), '--force');
  }
}

/** What `check` says of every number on some days, as it was known on those days and is now. */
async function verdicts(): Promise<Map<string, string>> {
  now = Math.max(now, Date.parse('2026-05-21T09:00:00Z'));
  const found = new Map<string, string>();
  for (let week = 0; week < 10; week += 2) {
    const day = addDays(START, 7 * week + 3);
    for (const asOf of [day, '2026-05-20']) {
      const { json } = await run('check', ...NUMBERS, '--call-date', day, '--as-of', asOf);
      const numbers = json['numbers'] as { outcome: string; reason: string }[];
      numbers.forEach(({ outcome, reason }, at) => {
        found.set(`${NUMBERS[at]} ${day} ${asOf}`, `${outcome} ${reason}`);
      });
    }
  }
  return found;
}

const BEFORE = ['--before', '2026-04-25'] as const;
const SHORTER = [...BEFORE, '--shorter-than-retention', 'a test'];

describe('a purge', () => {
  it('makes nothing clean, leaves a database that verifies, and says what went', async () => {
    await weeks();
    const before = await verdicts();
    const purged = await done('purge', ...SHORTER);
    expect((purged['runs'] as unknown[]).length).toBeGreaterThan(2);
    expect((purged['editions'] as unknown[]).length).toBeGreaterThan(5);
    await done('verify');
    const after = await verdicts();
    const was = [...before].filter(([, verdict]) => verdict.startsWith('clean'));
    expect(was.length).toBeGreaterThan(20);
    const made = [...after].filter(
      ([key, verdict]) => verdict.startsWith('clean') && !before.get(key)?.startsWith('clean'),
    );
    expect(made).toEqual([]);
    const objected = [...before].filter(([, verdict]) => verdict.endsWith('OBJECTION'));
    for (const [key, verdict] of objected) expect(after.get(key)).toBe(verdict);
    // What is kept answers as before.
    expect(
      [...after.values()].filter((verdict) => verdict.startsWith('clean')).length,
    ).toBeGreaterThan(0);
    expect(
      [...after.values()].filter((verdict) => verdict.endsWith('NO_DATA')).length,
    ).toBeGreaterThan(0);
    expect((await done('purge', ...SHORTER))['line']).toBe(0);
  });

  it('names runs and editions in a dry run', async () => {
    await weeks();
    const { runs, editions } = await done('purge', ...SHORTER, '--dry-run');
    now += 60_000;
    const asked = ['purge', ...SHORTER, '--dry-run', '--config', path('firm.toml')];
    const at = { folder, database: path('scrub.db'), now: new Date(now).toISOString() };
    const said = (await runInProcess(asked, at)).stdout.toString().split('\n');
    for (const run of runs as string[]) expect(said).toContain(`  run ${run}`);
    expect(said.filter((line) => line.startsWith('  run '))).toHaveLength((runs as []).length);
    expect(said).toContain('  edition 1: tps, dated 2026-02-28');
    expect(said).toContain('  edition 2: ctps, dated 2026-02-28');
    expect(said.filter((line) => line.startsWith('  edition '))).toHaveLength(
      (editions as []).length,
    );
  });

  it('lets a run that it took from say what went and when: a replay exits 4', async () => {
    await weeks();
    const { runs } = await done('purge', ...SHORTER);
    const [first = ''] = runs as string[];
    const { status, json } = await run('replay', first, '--from-trace');
    expect(status).toBe(4);
    expect(JSON.stringify(json)).toContain('before 2026-04-25, a test');
    const again = await run('replay', first, '--input', path('list.csv'));
    expect(again.status).toBe(4);
    expect(JSON.stringify(again.json)).toContain('before 2026-04-25, a test');
  });

  it('refuses what is younger than it is to be kept', async () => {
    expect((await run('purge', ...BEFORE)).status).toBe(2);
    now = Date.parse('2026-05-20T09:00:00Z');
    await weeks();
    const { status, json } = await run('purge', ...BEFORE);
    expect([status, json['code']]).toEqual([5, 'guard-refused']);
    writeFileSync(path('firm.toml'), '[retention]\nruns = "1d"\n');
    expect((await run('purge', ...BEFORE)).status).toBe(5);
    const { editions, runs } = await done('purge', ...BEFORE, '--what', 'runs');
    expect([editions, (runs as unknown[]).length > 0]).toEqual([[], true]);
  });

  it('refuses what a case holds, or leaves it', async () => {
    await weeks();
    await done('hold', 'add', NUMBERS[0] as string, '--case', 'ICO-9');
    const { status, json } = await run('purge', ...SHORTER);
    expect([status, json['where']]).toEqual([5, 'ICO-9']);
    const left = await done('purge', ...SHORTER, '--leave-held');
    expect(left).toMatchObject({ editions: [], runs: [], line: 0 });
    await done('hold', 'release', 'ICO-9', '--why', 'closed');
    expect((await done('purge', ...SHORTER))['line']).toBeGreaterThan(0);
    await done('verify');
  });

  it('changes nothing in a dry run', async () => {
    await weeks();
    const before = readFileSync(path('scrub.db'));
    const would = await done('purge', ...SHORTER, '--dry-run');
    expect((would['runs'] as unknown[]).length).toBeGreaterThan(2);
    expect(readFileSync(path('scrub.db')).equals(before)).toBe(true);
  });
});

describe('a length of time', () => {
  it.each([
    ['2026-11-21', '6y', '2020-11-21'],
    ['2024-02-29', '1y', '2023-02-28'],
    ['2026-03-31', '1m', '2026-02-28'],
    ['2026-01-15', '18m', '2024-07-15'],
    ['2026-03-01', '1d', '2026-02-28'],
  ])('before %s, %s, is %s', (day, period, expected) => {
    expect(dayBefore(day as Day, period)).toBe(expected);
  });
});

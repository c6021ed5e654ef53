import { existsSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runInProcess, type Said } from './run-in-process.js';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'not-held-'));
  writeFileSync(path('register.txt'), '07700900123 \r\n');
  utimesSync(path('register.txt'), 1795219200, 1795219200);
  writeFileSync(path('list.csv'), 'Name,Phone\nAnn,07700 900456\n');
  writeFileSync(path('calls.csv'), 'number,start\n07700900456,2026-11-20T10:00:00Z\n');
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

function path(name: string): string {
  return join(folder, name);
}

function run(words: readonly string[], now = '2026-11-22T09:00:00Z'): Promise<Said> {
  return runInProcess(words, { folder, database: path('scrub.db'), now });
}

async function importBoth(): Promise<void> {
  for (const name of ['tps', 'ctps']) {
    const said = await run(['import', name, path('register.txt'), '--dated', '2026-11-20']);
    expect(said.status, said.stderr).toBe(0);
  }
}

/** A file in the folder is written `@name`. */
const WITHOUT_DATABASE: readonly (readonly [words: string, status: number])[] = [
  ['check 07700900456', 4],
  ['explain 07700900456', 4],
  ['explain 07700900456 --subject-copy', 4],
  ['scrub @list.csv', 4],
  ['status', 4],
  ['runs', 4],
  ['runs --due 7', 4],
  ['runs --with 07700900456', 4],
  ['runs show last', 2],
  ['certificate last', 2],
  ['replay last --from-trace', 2],
  ['suppliers', 4],
  ['objections --from 2026-11-01 --to 2026-11-20', 2],
  ['coverage --from 2026-11-01 --to 2026-11-02', 4],
  ['audit-calls @calls.csv', 4],
  ['recall --all', 2],
  ['suppress export --list internal', 2],
  ['inventory', 2],
  ['ledger export', 2],
  ['ledger anchors', 2],
  ['hold list', 2],
  ['backup @copy.db', 2],
  ['verify', 2],
  ['verify @list.csv', 2],
];

describe('where there is no database', () => {
  it.each(WITHOUT_DATABASE)('%s says so, in one sentence, and what to do', async (line, status) => {
    const words = line
      .split(' ')
      .map((word) => (word.startsWith('@') ? path(word.slice(1)) : word));
    const said = await run(words);
    expect({ status: said.status, stderr: said.stderr }).toEqual({
      status,
      stderr: expect.stringContaining(
        `tps-scrub: error: there is no database ${path('scrub.db')}\n`,
      ) as string,
    });
    expect(said.stderr).toContain('tps-scrub: hint: import a register first');
    expect(said.stderr).toContain('--database FILE');
    const quiet = await run([...words, '--quiet']);
    expect(quiet.stderr).toContain(`error: there is no database ${path('scrub.db')}`);
    const json = await run([...words, '--json']);
    expect(JSON.parse(json.stdout.toString())).toMatchObject({ ok: false });
    expect(existsSync(path('scrub.db'))).toBe(false);
  });

  it('check answers NO_DATA all the same, as of every register that is not held', async () => {
    const said = await run(['check', '07700900456']);
    expect(said.stdout.toString()).toContain('unscreened: NO_DATA');
  });
});

describe('what is not safe to answer is an error on standard error, also under --quiet', () => {
  it.each([
    ['status', ['status'], 'a scrub on 2026-12-30 would be refused'],
    ['check', ['check', '07700900456'], 'cleared calls to 2026-12-17|clears calls to 2026-12-17'],
    ['explain', ['explain', '07700900456'], 'it is not known what was so|clears calls to'],
    ['suppliers', ['suppliers'], 'this is not known: the registers of the claimed day of 1 list'],
    ['runs', ['runs', '--with', '07700900456'], 'it is not known whether the number was in'],
  ])('%s', async (_, words, summary) => {
    await importBoth();
    const claimed = ['--supplier', 'Listco', '--claimed-screened', '2026-01-05'];
    const outputs = ['--out', path('a.csv'), '--report', path('b.csv')];
    expect((await run(['scrub', path('list.csv'), ...claimed, ...outputs])).status).toBe(0);
    const others = ['--out', path('c.csv'), '--report', path('d.csv'), '--no-trace'];
    expect((await run(['scrub', path('list.csv'), ...others])).status).toBe(0);
    const later = '2026-12-30T09:00:00Z';
    for (const quiet of [[], ['--quiet']]) {
      const said = await run([...words, ...quiet], later);
      expect(said.status).toBe(4);
      expect(said.stderr).toMatch(new RegExp(`^tps-scrub: error: .*(${summary})`, 'm'));
      expect(said.stderr).toContain('tps-scrub: hint: ');
      if (quiet.length > 0) expect(said.stdout.toString()).toBe('');
    }
    const json = await run([...words, '--json'], later);
    expect(json.stderr).toBe('');
    expect(JSON.parse(json.stdout.toString())).toMatchObject({ ok: false, code: 'not-safe' });
  });
});

describe('an instant before a register was first recorded', () => {
  it.each([
    ['scrub', () => ['scrub', path('list.csv')]],
    ['check', () => ['check', '07700900456']],
  ])('%s says when the first was recorded', async (_, words) => {
    await importBoth();
    const said = await run([...words(), '--as-of', '2026-11-21T09:00:00Z']);
    expect(said.status).toBe(4);
    const all = said.stdout.toString() + said.stderr;
    expect(all).toContain(
      'no edition of tps had been recorded by 2026-11-21T09:00:00.000Z; the first was recorded on 2026-11-22',
    );
    expect(all).not.toContain('no edition of tps is held');
    expect(all).not.toContain('of that day or before is held');
    expect(said.stderr).toMatch(/hint: give a later --as-of/);
  });
});

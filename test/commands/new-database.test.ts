import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runInProcess } from './run-in-process.js';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'new-database-'));
  writeFileSync(join(folder, 'tps.txt'), '07700900123 \r\n');
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

function run(words: readonly string[], name: string) {
  const now = '2026-11-21T09:00:00Z';
  return runInProcess(words, { folder, database: join(folder, name), now });
}

const IMPORT = (): string[] => ['import', 'tps', join(folder, 'tps.txt'), '--dated', '2026-11-20'];

describe('a database that was not there', () => {
  it.each([
    ['suppress add', () => ['suppress', 'add', '07700 900001']],
    ['suppress add --quiet', () => ['suppress', 'add', '07700 900001', '--quiet']],
    ['suppress add --json', () => ['suppress', 'add', '07700 900001', '--json']],
    ['import --quiet', () => [...IMPORT(), '--quiet']],
    ['consent add', () => ['consent', 'add', '07700 900001', '--caller', 'nobody']],
  ])('is told of when %s makes it, and only then', async (_, words) => {
    const told = `tps-scrub: a new database was made: ${join(folder, 'new.db')}\n`;
    const first = await run(words(), 'new.db');
    // What is refused before anything is recorded makes none.
    expect(first.stderr.includes(told)).toBe(first.status === 0);
    expect((await run(words(), 'new.db')).stderr).not.toContain('a new database was made');
  });

  it('is told of when what made it is refused afterwards', async () => {
    writeFileSync(join(folder, 'page.txt'), '<html>\r\n');
    const said = await run(
      ['import', 'tps', join(folder, 'page.txt'), '--dated', '2026-11-20'],
      'new.db',
    );
    expect(said.status).toBe(5);
    const { existsSync } = await import('node:fs');
    expect(said.stderr.includes('a new database was made')).toBe(
      existsSync(join(folder, 'new.db')),
    );
  });

  it('is not told of where a backup was put in its place', async () => {
    await run(IMPORT(), 'old.db');
    await run(['backup', join(folder, 'copy.db')], 'old.db');
    const said = await run(
      ['restore', join(folder, 'copy.db'), '--accept-loss', 'a test'],
      'restored.db',
    );
    expect(said.status).toBe(0);
    expect(said.stderr).not.toContain('a new database was made');
  });
});

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolders } from '../store/temporary-folder.js';
import { runInProcess } from './run-in-process.js';

const newFolder = temporaryFolders();

async function inEmptyFolder(line: string) {
  const folder = newFolder();
  const database = join(folder, 'scrub.db');
  const now = '2026-11-21T09:00:00Z';
  const said = await runInProcess(line.split(' '), { folder, database, now });
  return { ...said, stdout: said.stdout.toString(), files: readdirSync(folder) };
}

describe('wrong use', () => {
  it.each([
    ['scrubb list.csv', "did you mean 'scrub'?"],
    [
      'nosuch',
      'commands: init, config, import, suppress, consent, lists, preview, scrub, screen-set, check, explain, status, job, runs, suppliers, replay, certificate, verify, recall, objections, audit-calls, coverage, policy, inventory, erase, purge, hold, backup, restore, ledger',
    ],
    ['suppress nosuch', 'suppress commands: add, import, export, withdraw, undo, resolve'],
    ['suppress ad 07700900123', "did you mean 'add'?"],
    ['nosuch --help', "there is no command 'nosuch'"],
    ['--json-x status', 'unknown option'],
    ['scrub list.csv --colum Phone', '--column'],
    ['scrub', 'call-list'],
    ['scrub list.csv other.csv', 'too many arguments'],
    ['scrub list.csv --out', '--out'],
    ['import tps', 'file'],
    ['status now', 'too many arguments'],
    ['check', 'number'],
    ['scrub list.csv --rows blankk', 'allowed: drop'],
    ['scrub list.csv --encoding latin', 'allowed: utf-8'],
    ['scrub list.csv --skip-lines -1', '--skip-lines'],
  ])('"%s" is status 2 and says %s', async (line, words) => {
    const { status, stdout, stderr, files } = await inEmptyFolder(line);
    expect([status, stdout, files]).toEqual([2, '', []]);
    expect(stderr).toMatch(/^tps-scrub: error: /);
    expect(stderr).toContain(words);
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  it.each([
    ...['nosuch --json', '--json nosuch', '--json', '--json scrub', 'scrub missing.csv --json'],
    ...['import tps missing.txt --dated 2026-11-20 --json', '--json status --dated x'],
  ])('"%s" answers with one JSON object', async (line) => {
    const { status, stdout, stderr } = await inEmptyFolder(line);
    expect([status, stderr]).toEqual([2, '']);
    expect(stdout).toMatch(/^\{.*\}\n$/);
    const object = JSON.parse(stdout) as Record<string, unknown>;
    expect(Object.keys(object).sort()).toEqual(
      ['code', 'fix', 'ok', 'summary', 'vocabulary', 'where', 'why'].sort(),
    );
    expect(object).toMatchObject({ ok: false, vocabulary: 1, code: 'wrong-use' });
    expect(object['summary']).not.toBe('');
  });
});

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
  expect(readdirSync(folder)).toEqual([]);
  return { ...said, stdout: said.stdout.toString() };
}

describe('a command that is a group too', () => {
  it.each(['runs', '--no-color runs', 'runs --all', '--verbose runs --due 7 --all'])(
    'runs by itself: "%s"',
    async (line) => {
      const { status, stdout, stderr } = await inEmptyFolder(line);
      expect([status, stdout]).toEqual([4, '']);
      expect(stderr).toMatch(/^tps-scrub: error: there is no database /);
    },
  );

  it.each(['runs --json', '--json runs'])('answers in JSON: "%s"', async (line) => {
    const { status, stdout } = await inEmptyFolder(line);
    expect([status, JSON.parse(stdout)]).toMatchObject([4, { ok: false, code: 'not-safe' }]);
  });

  it.each([
    ['runs shw', "error: there is no runs command 'shw'\n", "did you mean 'show'?"],
    ['--quiet runs shw last', "there is no runs command 'shw'", "did you mean 'show'?"],
    ['runs shw --help', "there is no runs command 'shw'", "did you mean 'show'?"],
    ['runs 20261121', "there is no runs command '20261121'", 'runs commands: show'],
    ['runs --all shw', 'too many arguments', 'see tps-scrub runs --help'],
    ['runs show', "missing required argument 'run'", 'see tps-scrub runs show --help'],
    ['runs show last 20261121', 'too many arguments', 'see tps-scrub runs show --help'],
    [
      'runs show last --all',
      "--all is an option of 'runs', not of 'runs show'",
      'runs show --help',
    ],
    ['runs --due 7 show last', "--due is an option of 'runs'", 'runs show --help'],
  ])('"%s" is wrong use', async (line, ...words) => {
    const { status, stdout, stderr } = await inEmptyFolder(line);
    expect([status, stdout]).toEqual([2, '']);
    for (const part of words) expect(stderr).toContain(part);
  });

  it('has help of its own, with its commands, and its commands have theirs', async () => {
    const group = await inEmptyFolder('runs --help');
    expect([group.status, group.stderr]).toEqual([0, '']);
    expect(group.stdout).toContain('Usage: tps-scrub runs [options] [command]\n');
    expect(group.stdout).toMatch(/\n {2}show \[options\] <run> +show one run's record/);
    expect(group.stdout).toContain('\n  tps-scrub runs --due 7\n');
    expect(group.stdout).not.toContain('help [command]');
    const own = await inEmptyFolder('runs show --help');
    expect(own.stdout).toContain('Usage: tps-scrub runs show [options] <run>\n');
    expect(own.stdout).not.toContain('--due');
  });
});

describe('a group that is no command', () => {
  it('shows its help and does nothing', async () => {
    const { status, stdout, stderr } = await inEmptyFolder('suppress');
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain('Usage: tps-scrub suppress');
  });
});

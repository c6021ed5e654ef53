import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { nextSteps } from '../../src/commands/welcome.js';
import type { Day } from '../../src/core/day.js';
import type { HeldToday } from '../../src/scrub/held-today.js';
import { temporaryFolders } from '../store/temporary-folder.js';
import { prepared, runProgram, type Setting } from './built-program.js';

const newFolder = temporaryFolders();

/** What is said without a command: always status 2, nothing on standard output, at most 80 columns. */
function welcome(setting: Setting, ...words: readonly string[]): string {
  const { status, stdout, stderr } = runProgram(words, setting);
  expect([status, stdout]).toEqual([2, '']);
  expect(stderr).toContain('Usage: tps-scrub');
  expect(stderr).toContain('tps-scrub --help');
  expect(stderr).not.toMatch(/\x1b|\n\s+at /);
  const [, before = ''] = /^([\s\S]*?)(?:Database|Nothing is known)/.exec(stderr) ?? [];
  expect(before.split('\n').filter((line) => line.length > 80)).toEqual([]);
  return stderr;
}

function emptyFolder(): Setting {
  const folder = newFolder();
  mkdirSync(join(folder, 'home'));
  return { folder };
}

function bytesIn({ folder }: Setting): readonly (readonly [string, string])[] {
  return readdirSync(folder)
    .filter((name) => name !== 'home')
    .map((name) => [
      name,
      createHash('sha256')
        .update(readFileSync(join(folder, name)))
        .digest('hex'),
    ]);
}

describe('without a command, the program says what to do next', () => {
  it('to import first, with the registers’ files of this folder, and makes nothing', () => {
    const setting = emptyFolder();
    for (const name of ['tps-2026-11.zip', "ctps o'november.txt", 'list.csv', 'tps-scrub.db.txt']) {
      writeFileSync(join(setting.folder, name), '');
    }
    const before = bytesIn(setting);
    const said = welcome(setting);
    expect(said).toContain('not there yet');
    expect(said).toContain('  tps-scrub import tps tps-2026-11.zip --dated YYYY-MM-DD\n');
    expect(said).toContain(
      "  tps-scrub import ctps 'ctps o'\\''november.txt' --dated YYYY-MM-DD\n",
    );
    expect(said).not.toContain('tps-scrub scrub list.csv');
    expect(bytesIn(setting)).toEqual(before);
    expect(readdirSync(join(setting.folder, 'home'))).toEqual([]);
  });

  it('to scrub the newest list, and to settle unread lines, and changes nothing', () => {
    const setting = prepared(newFolder());
    const path = (name: string) => join(setting.folder, name);
    writeFileSync(path('older.csv'), 'phone\n07700900123\n');
    utimesSync(path('older.csv'), 1e9, 1e9);
    for (const name of ['x.clean.csv', 'x.excluded.csv', 'x.flagged.csv']) {
      writeFileSync(path(name), '');
    }
    writeFileSync(path('out.txt'), 'ring him 07700\n');
    expect(runProgram(['suppress', 'import', 'out.txt'], setting).status).toBe(7);
    for (const name of readdirSync(setting.folder)) {
      if (name.endsWith('.rejected.csv')) utimesSync(path(name), 2e9, 2e9);
    }
    const before = bytesIn(setting);
    const said = welcome(setting);
    expect(said).toContain('tps clears calls to ');
    expect(said).toContain('1 line of opt-out files unread');
    expect(said).toContain('  tps-scrub preview list.csv\n  tps-scrub scrub list.csv\n');
    expect(said).toContain('  tps-scrub suppress resolve\n');
    expect(said).not.toContain('tps-scrub import tps');
    expect(bytesIn(setting)).toEqual(before);
  });

  it.each([
    [
      'no database at all',
      (path: string) => {
        writeFileSync(path, 'a text, and no database\n'.repeat(50));
      },
    ],
    [
      'cut',
      (path: string) => {
        writeFileSync(path, readFileSync(path).subarray(0, 5000));
      },
    ],
    [
      'of another program',
      (path: string) => {
        writeFileSync(path, '');
        new Database(path).exec('CREATE TABLE other (x)').close();
      },
    ],
    [
      'being written to',
      (path: string) => {
        writeFileSync(`${path}-journal`, 'begun');
      },
    ],
    [
      'of an earlier version',
      (path: string) => {
        new Database(path).exec('PRAGMA user_version = 3').close();
      },
    ],
    [
      'a folder',
      (path: string) => {
        writeFileSync(`${path}.away`, '');
      },
    ],
  ] as const)('in one line when the database is %s', (name, damage) => {
    const made = prepared(newFolder());
    damage(join(made.folder, 'scrub.db'));
    const database = name === 'a folder' ? made.folder : join(made.folder, 'scrub.db');
    const setting = { ...made, environment: { TPS_SCRUB_DATABASE: database } };
    const before = bytesIn({ folder: made.folder });
    const said = welcome(setting);
    expect(said).toMatch(/Database .*: .+\nNext:\n {2}tps-scrub status\n/);
    expect(bytesIn({ folder: made.folder })).toEqual(before);
  });

  it('in one line when the configuration is broken, or there is no home', () => {
    const setting = emptyFolder();
    writeFileSync(join(setting.folder, 'firm.toml'), 'databse = "x"\n');
    expect(welcome(setting, '--config', 'firm.toml')).toMatch(
      /Nothing is known of a database: .*firm\.toml.*there is no setting 'databse'\n$/,
    );
    const environment = { HOME: '', TPS_SCRUB_DATABASE: '' };
    expect(welcome({ ...setting, environment })).toContain(
      'Nothing is known of a database: no database',
    );
  });

  it('of the database that an option names', () => {
    expect(welcome(emptyFolder(), '--database', 'other.db')).toContain(
      'Database other.db: not there',
    );
  });
});

const TODAY = '2026-11-21' as Day;
const register = (name: 'tps' | 'ctps', inDate: boolean) => ({ name, lastCallDay: TODAY, inDate });
const held = (tps: boolean, ctps: boolean, unresolved = 0, fault = ''): HeldToday => ({
  exists: true,
  registers: [register('tps', tps), register('ctps', ctps)],
  unresolved,
  fault,
});

describe('the next steps', () => {
  it.each([
    [held(true, true), [], ['status']],
    [held(true, true, 2), [], ['suppress resolve']],
    [held(true, true), ['b.xlsx'], ['preview b.xlsx', 'scrub b.xlsx']],
    [held(true, true), ['-b.csv'], ['preview ./-b.csv', 'scrub ./-b.csv']],
    [held(true, true), ['b.clean.csv', 'b.excluded.csv', 'tps.csv', 'b.txt'], ['status']],
    [held(false, true), ['b.csv', 'TPS new.csv'], ["import tps 'TPS new.csv' --dated YYYY-MM-DD"]],
    [held(true, false, 1), ['b.csv'], ['import ctps FILE --dated YYYY-MM-DD', 'suppress resolve']],
    [held(true, true, 0, 'damaged'), ['b.csv'], ['status', 'verify']],
  ])('%j with files %j', (found, names, steps) => {
    expect(nextSteps(found, names)).toEqual(steps);
  });
});

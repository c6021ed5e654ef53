import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolders } from '../store/temporary-folder.js';
import { HEADER, prepared, runProgram, startProgram, type Setting } from './built-program.js';

/**
 * What users of good command-line programs take for granted and the tests beside this one
 * (built-program, start-up, confirming, help-examples) do not hold already.
 */
const newFolder = temporaryFolders();

/** Every file below a folder, with its bytes: what a command must have left alone. */
function everyFile(folder: string): Record<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return Object.fromEntries(
    files.map(({ parentPath, name }) => {
      const path = join(parentPath, name);
      return [path, readFileSync(path).toString('base64')];
    }),
  );
}

/** A prepared folder of its own. */
const desk = (): Setting => prepared(newFolder());

describe('a mistake', () => {
  it.each([
    [['scrib', 'list.csv'], /did you mean '?scrub'?/],
    [['scrub', 'list.csv', '--polcy', 'x'], /--policy/],
    [['scrub', 'lst.csv'], /list\.csv/],
    [['scrub', 'list.csv', '--policy', 'live-cals'], /live-calls/],
    [['import', 'tsp', 'tps.txt'], /tps/],
    [['scrub', 'list.csv', '--format', 'vicidal'], /vicidial/],
  ] as const)('%j is told the nearest', (words, near) => {
    const { status, stdout, stderr } = runProgram(words, desk());
    expect(status).toBe(2);
    expect(stdout).toBe('');
    expect(stderr).toMatch(near);
  });

  it.each([
    ['--call-date', '30/02/2026', /YYYY-MM-DD|day/],
    ['--rows', 'some', /drop.*blank.*flag/],
    ['--duplicates', 'none', /keep.*drop-later/],
    ['--skip-lines', 'two', /number|digits/],
    ['--encoding', 'ebcdic', /utf-8/],
  ])(
    'a bad value of %s names the option, the value and what is allowed',
    (option, value, allowed) => {
      const { status, stderr } = runProgram(['scrub', 'list.csv', option, value], desk());
      expect(status).toBe(2);
      expect(stderr).toContain(option);
      expect(stderr).toContain(value);
      expect(stderr).toMatch(allowed);
    },
  );

  it('is JSON where JSON was asked for', () => {
    const { status, stdout, stderr } = runProgram(['scrub', 'no.csv', '--json'], desk());
    expect(status).toBe(2);
    expect(stderr).toBe('');
    const { ok, code, summary, fix } = JSON.parse(stdout) as Record<string, unknown>;
    expect([ok, code]).toEqual([false, 'wrong-use']);
    expect([summary, fix].every((text) => typeof text === 'string' && text !== '')).toBe(true);
  });
});

describe('an escape byte', () => {
  it.each([{}, { NO_COLOR: '1' }, { TERM: 'dumb' }, { TERM: 'xterm-256color' }])(
    'is in no pipe: %j',
    (environment) => {
      const setting = { ...desk(), environment };
      for (const words of [
        ['scrub', 'list.csv'],
        ['status'],
        ['verify'],
        ['--help'],
        ['nosuch'],
        [],
      ]) {
        const { stdout, stderr } = runProgram(words, setting);
        expect(stdout + stderr, words.join(' ')).not.toContain('\u001b');
      }
    },
  );
});

it('colour that is forced is never shown as text', () => {
  const setting = { ...desk(), environment: { FORCE_COLOR: '1' } };
  for (const words of [
    ['scrub', 'list.csv', '--format', 'numbers'],
    ['scrub', 'list.csv', '--out', '-', '--report', 'other.csv'],
    ['recall', 'last', '--form', 'e164'],
    ['recall', 'last', '--format', 'vicidial'],
    ['recall', 'last'],
    ['status'],
    ['verify', 'list.clean.csv'],
  ]) {
    const { stdout, stderr, status } = runProgram(words, setting);
    expect([0, 7], `${words.join(' ')}: ${stderr}`).toContain(status);
    expect(stdout + stderr, words.join(' ')).not.toContain(String.raw`\x1b`);
  }
});

describe('options of every command', () => {
  it('--quiet: success is silent on both streams', () => {
    const setting = desk();
    for (const words of [
      ['scrub', 'list.csv'],
      ['suppress', 'add', '07700 900456'],
      ['backup', 'safe.db'],
    ]) {
      const { stdout, stderr, status } = runProgram([...words, '--quiet'], setting);
      expect({ stdout, stderr, status }, words.join(' ')).toEqual({
        stdout: '',
        stderr: '',
        status: 0,
      });
    }
  });

  it('--verbose changes no results', () => {
    const setting = desk();
    const outputs = (words: readonly string[]): string[] => {
      const { status, stderr } = runProgram(['scrub', 'list.csv', '--force', ...words], setting);
      expect(status, stderr).toBe(0);
      return ['list.clean.csv', 'list.excluded.csv'].map((name) =>
        readFileSync(join(setting.folder, name), 'utf8'),
      );
    };
    expect(outputs(['--verbose'])).toEqual(outputs([]));
  });

  it('--dry-run leaves folder and database as they are', () => {
    const setting = desk();
    writeFileSync(join(setting.folder, 'optouts.csv'), 'number\n07700 900456\n');
    const before = everyFile(setting.folder);
    for (const words of [
      ['scrub', 'list.csv'],
      ['suppress', 'import', 'optouts.csv'],
    ]) {
      const { status, stderr } = runProgram([...words, '--dry-run'], setting);
      expect(status, stderr).toBe(0);
      expect(everyFile(setting.folder), words.join(' ')).toEqual(before);
    }
  });

  it('have precedence: the option, then the environment, then the configuration', () => {
    const { folder } = desk();
    const database = (name: string) => join(folder, name);
    writeFileSync(database('firm.toml'), `database = ${JSON.stringify(database('of-file.db'))}\n`);
    const inUse = (words: readonly string[], environment: Record<string, string>): string => {
      const ran = runProgram(
        [...words, 'config', 'show', '--json', '--config', database('firm.toml')],
        {
          folder,
          environment,
        },
      );
      expect(ran.status, ran.stderr).toBe(0);
      return /of-[a-z]+\.db/.exec(ran.stdout)?.[0] ?? ran.stdout;
    };
    const environment = { TPS_SCRUB_DATABASE: database('of-environment.db') };
    expect(inUse(['--database', database('of-option.db')], environment)).toBe('of-option.db');
    expect(inUse([], environment)).toBe('of-environment.db');
    expect(inUse([], { TPS_SCRUB_DATABASE: '' })).toBe('of-file.db');
  });
});

describe('nobody to answer', () => {
  it('never hangs a command that would ask on a terminal', async () => {
    const setting = desk();
    for (const words of [
      ['init'],
      ['erase', '07700900456', '--request', 'SAR-1'],
      ['purge', '--before', '2020-01-01'],
    ]) {
      const child = startProgram(words, setting);
      child.stdout.resume();
      child.stderr.resume();
      // Standard input stays open and says nothing.
      const [status] = (await once(child, 'exit')) as [number | null];
      expect(status, words.join(' ')).not.toBeNull();
      child.stdin.destroy();
    }
  });
});

describe('what a run leaves behind', () => {
  it('is what was asked for and nothing else, in the current folder and in the home', () => {
    const setting = desk();
    const before = readdirSync(setting.folder);
    expect(runProgram(['scrub', 'list.csv'], setting).status).toBe(0);
    for (const words of [
      ['status'],
      ['verify'],
      ['preview', 'list.csv'],
      ['check', '07700900123'],
      ['runs'],
    ]) {
      runProgram(words, setting);
    }
    const added = readdirSync(setting.folder).filter((name) => !before.includes(name));
    expect(added.sort()).toEqual([
      'list.clean.csv',
      'list.excluded.csv',
      'scrub.db.access.log',
      'scrub.db.access.log.lock',
    ]);
    expect(readdirSync(join(setting.folder, 'home'))).toEqual([]);
  });

  it('is named by the next command when it is a part of a killed one', () => {
    const setting = desk();
    writeFileSync(join(setting.folder, '.list.clean.csv.0123456789ab.partial'), 'half');
    const { stderr } = runProgram(['scrub', 'list.csv'], setting);
    expect(stderr).toContain('.partial');
  });
});

it('memory does not grow with the list', () => {
  const setting = desk();
  const rows = 150_000;
  const row = (at: number) =>
    `Person ${String(at)},07700 900${String(at % 1000).padStart(3, '0')}\r\n`;
  const list = HEADER + Array.from({ length: rows }, (_, at) => row(at)).join('');
  writeFileSync(join(setting.folder, 'small.csv'), list);
  writeFileSync(join(setting.folder, 'large.csv'), list + list.slice(HEADER.length).repeat(9));
  expect(statSync(join(setting.folder, 'large.csv')).size).toBeGreaterThan(30_000_000);
  mkdirSync(join(setting.folder, 'peak'));
  const peak = (name: string): number => {
    const told = join(setting.folder, 'peak', name);
    const hook = `process.on('exit',()=>require('fs').writeFileSync(${JSON.stringify(told)},String(process.resourceUsage().maxRSS)))`;
    const hookFile = join(setting.folder, 'peak', 'hook.cjs');
    writeFileSync(hookFile, hook);
    const environment = { NODE_OPTIONS: `--require ${hookFile}` };
    const ran = runProgram(['scrub', name, '--quiet'], { ...setting, environment });
    expect(ran.status, ran.stderr).toBe(0);
    return Number(readFileSync(told, 'utf8'));
  };
  expect(peak('large.csv') / peak('small.csv')).toBeLessThan(1.2);
});

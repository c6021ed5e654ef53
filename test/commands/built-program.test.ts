import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, statSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/commands/commands.js';
import { openForReading, openForWriting } from '../../src/store/database.js';
import { temporaryFolders } from '../store/temporary-folder.js';
import { HEADER, prepared, runProgram, startProgram, type Ran } from './built-program.js';

const newFolder = temporaryFolders();
const ESCAPE = '\u001b';
const KEPT = `${HEADER}Bob,07700 900456\r\n`;

function inEmptyFolder(...words: string[]): Ran & { readonly files: string[] } {
  const folder = newFolder();
  return { ...runProgram(words, { folder }), files: readdirSync(folder) };
}

function parsed(text: string): Record<string, unknown> {
  expect(text).toMatch(/^\{.*\}\n$/);
  return JSON.parse(text) as Record<string, unknown>;
}

describe('help', () => {
  it('gives the version of the package', () => {
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    expect(inEmptyFolder('--version')).toEqual({
      status: 0,
      stdout: `${version}\n`,
      stderr: '',
      files: [],
    });
  });

  it.each(
    [[], ['suppress'], ...COMMANDS.map(({ name }) => name.split(' '))].map(
      (words) => [words.join(' '), words] as const,
    ),
  )('of "%s" is done, on standard output, in 80 columns', (_, words) => {
    const { status, stdout, stderr, files } = inEmptyFolder(...words, '--help');
    expect([status, stderr, files]).toEqual([0, '', []]);
    expect(stdout).toContain('Usage: tps-scrub');
    expect(stdout.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });

  it.each(COMMANDS.map(({ name }) => name))('of %s ends with an example of it', (name) => {
    expect(inEmptyFolder(...name.split(' '), '--help').stdout).toMatch(
      new RegExp(`Examples?:\\n(?:.*\\n)*  tps-scrub ${name}\\b`),
    );
  });

  it('names every command', () => {
    for (const { name, summary } of COMMANDS) {
      const words = name.split(' ');
      const own = words.pop() ?? '';
      const { stdout } = inEmptyFolder(...words, '--help');
      expect(stdout).toContain(`  ${own} `);
      expect(stdout.replace(/\s+/g, ' ')).toContain(summary);
      if (words.length > 0)
        expect(inEmptyFolder('--help').stdout).toContain(`  ${words[0] ?? ''} `);
    }
  });

  it('is shown, and nothing done, without arguments', () => {
    const { status, stdout, stderr, files } = inEmptyFolder();
    expect([status, stdout, files]).toEqual([2, '', []]);
    expect(stderr).toContain('Usage: tps-scrub');
  });

  it('of a group is shown, and nothing done, without a command of it', () => {
    const { status, stdout, stderr, files } = inEmptyFolder('suppress');
    expect([status, stdout, files]).toEqual([2, '', []]);
    expect(stderr).toContain('Usage: tps-scrub suppress');
  });
});

describe('wrong use', () => {
  it('is status 2, two lines on standard error and nothing done', () => {
    expect(inEmptyFolder('scrubb', 'list.csv')).toEqual({
      status: 2,
      stdout: '',
      stderr:
        "tps-scrub: error: there is no command 'scrubb'\ntps-scrub: hint: did you mean 'scrub'?\n",
      files: [],
    });
  });

  it('is no success because help was asked for', () => {
    expect(inEmptyFolder('nosuch', '--help')).toMatchObject({ status: 2, stdout: '' });
  });
});

describe('options of every command', () => {
  it('stand before or after it', () => {
    const setting = prepared(newFolder());
    const { status, stdout } = runProgram(['status', '--json'], setting);
    expect(status).toBe(0);
    expect(runProgram(['--json', 'status'], setting).stdout).toBe(stdout);
    renameSync(join(setting.folder, 'scrub.db'), join(setting.folder, 'other.db'));
    const after = runProgram(['status', '--database', 'other.db', '--json'], setting);
    const before = runProgram(['--json', '--database', 'other.db', 'status'], setting);
    expect(after.status).toBe(0);
    expect(before.stdout).toBe(after.stdout);
  });

  it('leave the database in the data folder when none is named, and nothing else', () => {
    const { folder } = prepared(newFolder());
    const environment = { TPS_SCRUB_DATABASE: '', XDG_DATA_HOME: join(folder, 'data') };
    const today = new Date().toISOString().slice(0, 10);
    const ran = runProgram(['import', 'tps', 'tps.txt', '--dated', today], { folder, environment });
    expect(ran.status, ran.stderr).toBe(0);
    expect(readdirSync(join(folder, 'data', 'tps-scrub'))).toEqual(['tps-scrub.db']);
    expect(statSync(join(folder, 'data', 'tps-scrub')).mode & 0o077).toBe(0);
    expect(readdirSync(join(folder, 'home'))).toEqual([]);
  });
});

describe('colour', () => {
  function statusWith(environment: Readonly<Record<string, string>>, ...words: string[]): string {
    return runProgram(['status', ...words], { folder: newFolder(), environment }).stdout;
  }

  it('is in no pipe, unless it is forced', () => {
    expect(statusWith({})).not.toContain(ESCAPE);
    expect(statusWith({ FORCE_COLOR: '1' })).toContain(ESCAPE);
    expect(statusWith({ FORCE_COLOR: '0' })).not.toContain(ESCAPE);
  });

  it('is refused by NO_COLOR and --no-color, forced or not', () => {
    expect(statusWith({ FORCE_COLOR: '1', NO_COLOR: '1' })).not.toContain(ESCAPE);
    expect(statusWith({ FORCE_COLOR: '1' }, '--no-color')).not.toContain(ESCAPE);
  });

  it('changes no words', () => {
    const { folder } = prepared(newFolder());
    const coloured = runProgram(['status'], { folder, environment: { FORCE_COLOR: '1' } }).stdout;
    const words = coloured.replace(/\u001b\[\d+m/g, '');
    expect(words).not.toBe(coloured);
    expect(words).toBe(runProgram(['status'], { folder }).stdout);
  });
});

describe('standard output that is closed', () => {
  it('ends a long answer quietly', async () => {
    const setting = prepared(newFolder());
    const child = startProgram(['check', ...Array<string>(3000).fill('07700900123')], setting);
    let stderr = '';
    child.stderr.on('data', (part: Buffer) => (stderr += part.toString()));
    child.stdout.once('data', () => child.stdout.destroy());
    const [status, signal] = (await once(child, 'close')) as [number | null, string | null];
    expect([status, signal, stderr]).toEqual([0, null, '']);
  });

  it('ends a cleaned list quietly, after the run was recorded', async () => {
    const setting = prepared(newFolder());
    const child = startProgram(['scrub', '-', '--report', 'report.csv', '--quiet'], setting);
    let stderr = '';
    child.stderr.on('data', (part: Buffer) => (stderr += part.toString()));
    child.stdout.once('data', () => child.stdout.destroy());
    child.stdin.end(HEADER + 'Bob,07700 900456\r\n'.repeat(200_000));
    const [status, signal] = (await once(child, 'close')) as [number | null, string | null];
    expect([status, signal]).toEqual([0, null]);
    expect(stderr.trim().split('\n')).toEqual([
      expect.stringContaining('unusual: none of 200,000'),
    ]);
    const store = openForReading(join(setting.folder, 'scrub.db'));
    expect(store?.prepare('SELECT state FROM run').pluck().all()).toEqual(['released']);
    store?.close();
  });
});

describe('a scrub', () => {
  it('takes any path: blanks, other scripts, a leading dash', () => {
    const setting = prepared(newFolder());
    for (const name of ['my list', 'Anrufliste für März ☎', '-dashed', '--json']) {
      renameSync(join(setting.folder, 'list.csv'), join(setting.folder, `${name}.csv`));
      const { status, stderr } = runProgram(['scrub', '--', `${name}.csv`], setting);
      expect(status, stderr).toBe(0);
      expect(readFileSync(join(setting.folder, `${name}.clean.csv`), 'utf8')).toBe(KEPT);
      expect(existsSync(join(setting.folder, `${name}.excluded.csv`))).toBe(true);
      renameSync(join(setting.folder, `${name}.csv`), join(setting.folder, 'list.csv'));
    }
  });

  it('gives the same bytes from anywhere, in any time zone and locale', () => {
    const setting = prepared(newFolder());
    const { folder } = setting;
    expect(runProgram(['scrub', 'list.csv'], setting).status).toBe(0);
    const cleaned = readFileSync(join(folder, 'list.clean.csv'));
    const report = readFileSync(join(folder, 'list.excluded.csv'));
    expect(cleaned.toString()).toBe(KEPT);
    for (const environment of [
      { TZ: 'Pacific/Auckland' },
      { TZ: 'Pacific/Pago_Pago', LANG: 'de_DE.UTF-8', LC_ALL: 'de_DE.UTF-8' },
      { TZ: 'Nowhere/None', LANG: 'C', TERM: 'dumb' },
    ]) {
      const words = ['scrub', join(folder, 'list.csv'), '--force', '--json'];
      const { status, stdout, stderr } = runProgram(words, { folder, cwd: '/', environment });
      expect(status, stderr).toBe(0);
      expect(parsed(stdout)['call_date']).toMatch(/^\d{4}-\d\d-\d\d$/);
      expect(readFileSync(join(folder, 'list.clean.csv')).equals(cleaned)).toBe(true);
      expect(readFileSync(join(folder, 'list.excluded.csv')).equals(report)).toBe(true);
    }
  });

  it('reads and writes pipes as it does files', () => {
    const setting = prepared(newFolder());
    const stdin = readFileSync(join(setting.folder, 'list.csv'));
    const words = ['scrub', '-', '--report', 'piped.csv', '--quiet'];
    expect(runProgram(words, { ...setting, stdin })).toEqual({
      status: 0,
      stdout: KEPT,
      stderr: '',
    });
    runProgram(['scrub', 'list.csv'], setting);
    const [piped, read] = ['piped.csv', 'list.excluded.csv'].map((name) =>
      readFileSync(join(setting.folder, name), 'utf8'),
    );
    expect(piped).toBe(read);
  });

  it.each(['SIGTERM', 'SIGINT'] as const)(
    'stopped by %s while it waits for more leaves nothing and ends by the signal',
    async (signal) => {
      const setting = prepared(newFolder());
      const before = readdirSync(setting.folder).sort();
      const child = startProgram(['scrub', '-', '--out', 'out.csv', '--report', 'r.csv'], setting);
      try {
        child.stdin.on('error', () => undefined);
        // More than the program reads before it begins to write; then the pipe stays open and silent.
        const list = HEADER + 'Bob,07700 900456\r\n'.repeat(200_000);
        await new Promise((taken) => child.stdin.write(list, taken));
        while (!readdirSync(setting.folder).some((name) => name.endsWith('.partial'))) {
          if (child.exitCode !== null) throw new Error(`it ended with ${child.exitCode}`);
          await pause(20);
        }
        // Let it take in what is still in the pipe, so that it waits for more when the signal comes.
        await pause(300);
        child.kill(signal);
        const stillThere = pause(10_000, ['it is still there'], { ref: false });
        expect(await Promise.race([once(child, 'exit'), stillThere])).toEqual([null, signal]);
        expect(readdirSync(setting.folder).sort()).toEqual(before);
        const store = openForReading(join(setting.folder, 'scrub.db'));
        expect(store?.prepare('SELECT count(*) FROM run').pluck().get()).toBe(0);
        store?.close();
      } finally {
        child.kill('SIGKILL');
      }
    },
  );
});

describe('a database that another writer holds', () => {
  it('is status 6 after a while, and nothing was done', () => {
    const setting = prepared(newFolder());
    const before = readdirSync(setting.folder).sort();
    const store = openForWriting(join(setting.folder, 'scrub.db'));
    store.exec('BEGIN IMMEDIATE');
    const { status, stdout } = runProgram(['scrub', 'list.csv', '--json'], setting);
    store.exec('ROLLBACK');
    store.close();
    expect(status).toBe(6);
    expect(parsed(stdout)).toMatchObject({ ok: false, code: 'in-use' });
    expect(readdirSync(setting.folder).sort()).toEqual(before);
  });
});

describe('a folder that cannot be written', () => {
  it('is named, when the database should stand in it', () => {
    const folder = newFolder();
    mkdirSync(join(folder, 'file'));
    const environment = { TPS_SCRUB_DATABASE: join(folder, 'missing', 'scrub.db') };
    const setting = prepared(newFolder());
    const today = new Date().toISOString().slice(0, 10);
    const { status, stderr } = runProgram(['import', 'tps', 'tps.txt', '--dated', today], {
      ...setting,
      environment,
    });
    expect(status).toBe(2);
    expect(stderr).toContain(join(folder, 'missing'));
    expect(existsSync(join(folder, 'missing'))).toBe(false);
  });
});

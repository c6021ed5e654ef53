import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { NO_CONFIGURATION, readConfiguration } from '../../src/config/config.js';
import { DOCUMENTED_KEYS } from '../../src/config/documented-keys.js';
import { SECTIONS } from '../../src/config/shape.js';
import { temporaryFolders } from '../store/temporary-folder.js';
import { runInProcess, type World } from './run-in-process.js';

const newFolder = temporaryFolders();

function world(folder: string, more: Partial<World> = {}): World {
  return {
    folder,
    database: '',
    now: '2026-11-21T09:00:00Z',
    environment: { HOME: folder, XDG_CONFIG_HOME: '', XDG_DATA_HOME: '' },
    ...more,
  };
}

/** Runs `init` for a person who gives these answers, one a question. */
async function answered(folder: string, answers: readonly string[], ...words: readonly string[]) {
  const stdin = new PassThrough();
  stdin.end(answers.map((answer) => `${answer}\n`).join(''));
  return runInProcess(['init', ...words], world(folder, { stdin, terminal: true }));
}

const own = (folder: string): string => join(folder, '.config', 'tps-scrub', 'config.toml');

describe('init', () => {
  it('writes what was answered, readable by its owner alone, and the program loads it', async () => {
    const folder = newFolder();
    const journal = join(folder, 'journal');
    const { status, stdout, stderr } = await answered(folder, [
      ...['Acme "Group" Ltd', 'Acme Gas, Brightline', 'relative.db', join(folder, 'a.db')],
      ...['no path', journal, 'tps', '7 years', '18m'],
    ]);
    expect(status, stderr).toBe(0);
    expect(stderr).toContain('begins with /');
    expect(stderr).toContain('a length of time is a number');
    expect(stdout.toString()).toContain('tps-scrub import tps FILE');
    expect(stdout.toString()).not.toContain('import ctps');
    expect(stdout.toString()).toContain('live-calls-consumer');
    expect(statSync(own(folder)).mode & 0o777).toBe(0o600);
    const configuration = await readConfiguration(own(folder));
    expect(configuration).toMatchObject({ database: join(folder, 'a.db'), journal });
    expect(configuration.retention.runs).toBe('18m');
    expect([...configuration.callers]).toMatchObject([
      ['Acme "Group" Ltd', { brands: ['Acme Gas', 'Brightline'] }],
    ]);
    expect(existsSync(join(folder, 'a.db'))).toBe(false);
  });

  it('takes Enter for every answer: nothing but the retention is said then', async () => {
    const folder = newFolder();
    expect((await answered(folder, ['', '', '', '', '', ''], join(folder, 'x.toml'))).status).toBe(
      0,
    );
    const { content } = await readConfiguration(join(folder, 'x.toml'));
    expect(content).toEqual({ retention: { runs: '6y' } });
    expect(existsSync(own(folder))).toBe(false);
  });

  it('loses no brand of a firm that was not named', async () => {
    const folder = newFolder();
    const { status, stderr } = await answered(folder, ['', 'Acme Gas', '', '', '', '', '']);
    expect(status, stderr).toBe(0);
    expect(stderr.replace(/\s+/g, ' ')).toContain('give its legal name first');
  });

  it('leaves a file that is there, unless it is told to replace it', async () => {
    const folder = newFolder();
    const path = join(folder, 'x.toml');
    writeFileSync(path, '# mine\n');
    for (const answers of [[''], ['no'], []]) {
      expect((await answered(folder, answers, path)).status).toBe(2);
      expect(readFileSync(path, 'utf8')).toBe('# mine\n');
    }
    expect((await answered(folder, ['yes', '', '', '', '', '', ''], path)).status).toBe(0);
    expect(readFileSync(path, 'utf8')).not.toBe('# mine\n');
    writeFileSync(path, '# mine\n');
    expect((await answered(folder, ['', '', '', '', '', ''], path, '--force')).status).toBe(0);
    expect(readFileSync(path, 'utf8')).not.toBe('# mine\n');
  });

  it('writes nothing when the answers end, or the command is stopped', async () => {
    const folder = newFolder();
    const ended = await answered(folder, ['Acme']);
    expect([ended.status, existsSync(own(folder))]).toEqual([2, false]);
    expect(ended.stderr).toContain('the answers ended; nothing was written');
    const stop = new AbortController();
    const stdin = new PassThrough();
    const running = runInProcess(
      ['init'],
      world(folder, { stdin, terminal: true, signal: stop.signal }),
    );
    stdin.write('Acme\n');
    setTimeout(() => {
      stop.abort('SIGINT');
    }, 100);
    await expect(running).rejects.toBe('SIGINT');
    expect(existsSync(own(folder))).toBe(false);
  });

  it.each([[['init']], [['init', '--json']], [['init', 'x.toml', '--force']]])(
    'asks nobody where there is no terminal: %j',
    async (words) => {
      const folder = newFolder();
      const { status, stdout, stderr } = await runInProcess(words, world(folder));
      expect(status).toBe(2);
      expect(stdout.toString() + stderr).toContain('init --defaults');
      expect(existsSync(own(folder))).toBe(false);
    },
  );
});

/** The lines of a printed configuration that are settings or sections, by section. */
function commentedKeys(text: string): { readonly section: string; readonly line: string }[] {
  let section = '';
  return text.split('\n').flatMap((line) => {
    const heading = /^#\[([^\]]+)\]$/.exec(line)?.[1];
    if (heading !== undefined) section = heading;
    return heading === undefined && /^#\w+ = /.test(line) ? [{ section, line: line.slice(1) }] : [];
  });
}

describe('init --defaults', () => {
  it('prints a configuration that says nothing, of which each setting is accepted', async () => {
    const folder = newFolder();
    const { status, stdout } = await runInProcess(['init', '--defaults'], world(folder));
    expect(status).toBe(0);
    const text = stdout.toString();
    const path = join(folder, 'x.toml');
    writeFileSync(path, text);
    expect(await readConfiguration(path)).toEqual(NO_CONFIGURATION);
    const keys = commentedKeys(text);
    expect(keys).toHaveLength(DOCUMENTED_KEYS.length);
    for (const { section, line } of keys) {
      writeFileSync(path, section === '' ? `${line}\n` : `[${section}]\n${line}\n`);
      const { content } = await readConfiguration(path);
      expect([line, Object.keys(content)]).toEqual([line, [expect.any(String)]]);
    }
    const all = text.replace(/^#(?=\[[a-z]+(?:\.[a-z]+|\."Acme Ltd")?\]$|\w+ = )/gm, '');
    writeFileSync(path, all.replace(/^party_key_file.*\n/m, ''));
    expect((await readConfiguration(path)).callers.size).toBe(1);
  });

  it('shows every setting of the sections that it has, but a key that is itself a secret', () => {
    const shown = (path: readonly string[]) => {
      const sections = DOCUMENTED_KEYS.filter(({ section }) => {
        const parts = section === '' ? [] : section.split('.');
        return (
          parts.length === path.length &&
          path.every((part, at) => part === 'NAME' || part === parts[at])
        );
      });
      return new Set(sections.map(({ key }) => key));
    };
    const nested = ['register', 'retention', 'caller', 'list', 'source', 'calls', 'policy', 'job'];
    const missing = SECTIONS.filter(({ path }) => shown(path).size > 0).flatMap(({ path, keys }) =>
      keys
        .filter((key) => !shown(path).has(key) && !(path.length === 0 && nested.includes(key)))
        .map((key) => [...path, key].join('.')),
    );
    expect(missing).toEqual(['party_key', 'list.NAME.caller', 'list.NAME.campaign']);
  });

  it('writes into no folder', async () => {
    const folder = newFolder();
    mkdirSync(join(folder, '.config'));
    await runInProcess(['init', '--defaults', '--json'], world(folder));
    expect(existsSync(own(folder))).toBe(false);
  });
});

import { chmodSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { runInProcess } from '../../commands/run-in-process.js';
import { temporaryFolders } from '../../store/temporary-folder.js';
import { zipOf } from './packed-files.js';

const newFolder = temporaryFolders();
let folder = '';

beforeEach(async () => {
  folder = newFolder();
  const entries = { 'tps.txt': Buffer.from('07700900123 \r\n') };
  writeFileSync(join(folder, 'tps.zip'), await zipOf(entries, { password: 'secret' }));
  const written = Date.parse('2026-11-20T20:00:00Z') / 1000;
  utimesSync(join(folder, 'tps.zip'), written, written);
  const contents = { right: 'secret\n', wrong: 'guess\n', two: 'secret\nguess\n', none: '' };
  for (const [name, content] of Object.entries(contents)) {
    writeFileSync(join(folder, name), content, { mode: 0o600 });
  }
});

/** The places of a password: a file's name, the password itself, a file's name. */
interface Places {
  readonly option?: string;
  readonly environment?: string;
  readonly configured?: string;
}

/** Imports the archive; its status and what it said. */
async function imported({ option, environment, configured }: Places): Promise<string> {
  const place = configured === undefined ? '' : join(folder, configured);
  const text = place === '' ? '' : `[register.tps]\npassword_file = ${JSON.stringify(place)}\n`;
  const config = join(folder, 'firm.toml');
  writeFileSync(config, text);
  const asked = option === undefined ? [] : ['--password-file', join(folder, option)];
  const words = ['import', 'tps', join(folder, 'tps.zip'), '--dated', '2026-11-20', ...asked];
  const said = await runInProcess([...words, '--config', config], {
    folder,
    database: join(folder, 'scrub.db'),
    now: '2026-11-21T09:00:00Z',
    environment: environment === undefined ? {} : { TPS_SCRUB_ZIP_PASSWORD: environment },
  });
  const all = said.stdout.toString() + said.stderr;
  expect(all).not.toContain('secret');
  expect(all).not.toContain('guess');
  const made = `tps-scrub: a new database was made: ${join(folder, 'scrub.db')}\n`;
  return `${String(said.status)} ${said.stderr.replace(made, '')}`;
}

describe('the password of a zip archive', () => {
  it.each<[string, Places]>([
    ['the file of the option', { option: 'right' }],
    ['the environment', { environment: 'secret' }],
    ['the file of the configuration', { configured: 'right' }],
    ['the option before the environment', { option: 'right', environment: 'guess' }],
    ['the option before the configuration', { option: 'right', configured: 'wrong' }],
    ['the environment before the configuration', { environment: 'secret', configured: 'wrong' }],
    ['the configuration where the environment is empty', { environment: '', configured: 'right' }],
  ])('is taken from %s', async (_, places) => {
    expect(await imported(places)).toBe('0 ');
  });

  it.each<[string, Places, RegExp]>([
    ['it is nowhere', {}, /^2 .*its entry 'tps\.txt' has a password/],
    ['the option names another', { option: 'wrong', environment: 'secret' }, /^2 .*is not that of/],
    [
      'the environment has another',
      { environment: 'guess', configured: 'right' },
      /^2 .*not that of/,
    ],
    ['the configuration names another', { configured: 'wrong' }, /^2 .*is not that of/],
    [
      'the configured file is gone',
      { configured: 'gone' },
      /^2 .*the password file .*cannot be read/,
    ],
    [
      'the file has two lines',
      { option: 'two' },
      /^2 .*two holds 2 lines, and a password is one\n/,
    ],
    ['the file is empty', { option: 'none' }, /^2 .*none holds no password\n/],
    ['the option names a folder', { option: '.' }, /^2 .*the password file .*cannot be read/],
  ])('is refused when %s, and never shown', async (_, places, refused) => {
    expect(await imported(places)).toMatch(refused);
  });

  it('that others can read is told of', async () => {
    chmodSync(join(folder, 'right'), 0o644);
    const told = `0 tps-scrub: others can read the password in ${join(folder, 'right')}: chmod 600 ends that\n`;
    expect(await imported({ configured: 'right' })).toBe(told);
  });
});

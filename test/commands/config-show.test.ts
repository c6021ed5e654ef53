import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolders } from '../store/temporary-folder.js';
import { runInProcess } from './run-in-process.js';

const newFolder = temporaryFolders();
const SECRET = 'a secret of thirty-two characters or more';

interface Shown {
  readonly configuration: string;
  readonly values: readonly {
    readonly key: string;
    readonly value: string;
    readonly origin: string;
    readonly place: string;
  }[];
}

async function shown(
  toml: string | undefined,
  options: readonly string[] = [],
  environment: Readonly<Record<string, string>> = {},
) {
  const folder = newFolder();
  const path = join(folder, 'firm.toml');
  if (toml !== undefined) writeFileSync(path, toml, { mode: 0o600 });
  const configured = toml === undefined ? [] : ['--config', path];
  const run = (...words: readonly string[]) =>
    runInProcess(['config', 'show', ...words, ...configured, ...options], {
      folder,
      database: '',
      now: '2026-11-21T09:00:00Z',
      environment,
    });
  const said = await run();
  expect(said.status, said.stderr).toBe(0);
  const json = JSON.parse((await run('--json')).stdout.toString()) as Shown;
  expect(readdirSync(folder)).toEqual(toml === undefined ? [] : ['firm.toml']);
  return {
    folder,
    path,
    text: said.stdout.toString(),
    json,
    of: (key: string) => json.values.find((one) => one.key === key),
  };
}

describe('config show', () => {
  it('says of each value which file and line it comes from', async () => {
    const { path, text, json, of } = await shown(
      [
        'database = "/x/a.db"',
        '',
        '[register.tps]',
        'max_shrink = 5',
        '',
        '[caller."Acme Ltd"]',
        'brands = ["Acme Gas"]',
        '[caller.Other]',
      ].join('\n'),
    );
    expect(json.configuration).toBe(path);
    expect(json.values).toEqual([
      { key: 'database', value: '"/x/a.db"', origin: 'configuration', place: `${path}:1` },
      { key: 'register.tps.max_shrink', value: '5', origin: 'configuration', place: `${path}:4` },
      {
        key: 'caller."Acme Ltd".brands',
        value: '["Acme Gas"]',
        origin: 'configuration',
        place: `${path}:7`,
      },
      { key: 'caller.Other', value: '{}', origin: 'configuration', place: `${path}:8` },
    ]);
    expect(text).toContain(`configuration, ${path}:4`);
    expect(of('trace')).toBeUndefined();
  });

  it('an option overrules the environment, that the configuration, and that the default', async () => {
    const toml = 'database = "/x/a.db"\noperator = "desk"\n';
    const variable = { TPS_SCRUB_DATABASE: '/x/b.db' };
    const option = ['--database', '/x/c.db', '--operator', 'Ann'];
    expect((await shown(undefined)).of('database')).toMatchObject({ origin: 'default' });
    expect((await shown(toml)).of('database')).toMatchObject({ value: '"/x/a.db"' });
    expect((await shown(toml, [], variable)).of('database')).toEqual({
      key: 'database',
      value: '"/x/b.db"',
      origin: 'environment',
      place: 'TPS_SCRUB_DATABASE',
    });
    const { of } = await shown(toml, option, variable);
    expect(of('database')).toMatchObject({
      value: '"/x/c.db"',
      origin: 'option',
      place: '--database',
    });
    expect(of('operator')).toMatchObject({ value: '"Ann"', origin: 'option', place: '--operator' });
  });

  it('never shows a secret', async () => {
    const { text, json, of } = await shown(`party_key = "${SECRET}"\n`, [], {
      TPS_SCRUB_ZIP_PASSWORD: 'hidden-zip',
    });
    expect(text + JSON.stringify(json)).not.toMatch(/a secret of|hidden-zip/);
    expect(of('party_key')).toMatchObject({ value: '(set)', origin: 'configuration' });
    expect(of('zip password')).toMatchObject({ value: '(set)', place: 'TPS_SCRUB_ZIP_PASSWORD' });
  });

  it('shows defaults that nobody changed with --all only', async () => {
    const toml = '[retention]\nruns = "7y"\n';
    const { of } = await shown(toml, ['--all']);
    expect(of('retention.runs')).toMatchObject({ value: '"7y"', origin: 'configuration' });
    expect(of('retention.editions')).toMatchObject({ value: '6y', origin: 'default' });
    expect(of('register.ctps.max_growth')).toMatchObject({ value: '50000' });
    expect((await shown(toml)).of('retention.editions')).toBeUndefined();
  });

  it.each([
    ['databse = "x"', "line 1: there is no setting 'databse'", "did you mean 'database'?"],
    [
      '[register.tps]\nmax_shrunk = 1',
      "line 2: there is no setting 'register.tps.max_shrunk'",
      "did you mean 'max_shrink'?",
    ],
    ['[retention]\n\nruns = "six years"', 'line 3', 'a length of time is a number'],
    ['operator = ', 'line 1', 'this is not TOML'],
    ['[caller.Acme]\nagents = "Ringers"', 'line 2', 'caller.Acme.agents'],
  ])('is refused with file, line and nearest key for %j', async (toml, place, says) => {
    const folder = newFolder();
    const path = join(folder, 'firm.toml');
    writeFileSync(path, toml);
    const world = { folder, database: join(folder, 'x.db'), now: '2026-11-21T09:00:00Z' };
    const { status, stderr } = await runInProcess(['config', 'show', '--config', path], world);
    expect(status).toBe(2);
    expect(stderr).toContain(path);
    expect(stderr).toContain(place);
    expect(stderr).toContain(says);
    expect(existsSync(world.database)).toBe(false);
  });
});

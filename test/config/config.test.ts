import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { NO_CONFIGURATION, readConfiguration } from '../../src/config/config.js';
import { ScreeningError } from '../../src/core/errors.js';
import { temporaryFolders } from '../store/temporary-folder.js';
import { MEANINGS, REFERENCES } from './mistakes/names.js';
import { POLICY_MISTAKES } from './mistakes/policies.js';
import { UNKNOWN_SETTINGS } from './mistakes/unknown-settings.js';
import { VALUES } from './mistakes/values.js';

const MISTAKES = [...UNKNOWN_SETTINGS, ...VALUES, ...REFERENCES, ...MEANINGS, ...POLICY_MISTAKES];

const folder = temporaryFolders();

function written(content: string | Buffer): string {
  const path = join(folder(), 'c.toml');
  writeFileSync(path, content);
  return path;
}

const read = (content: string) => readConfiguration(written(content));

async function errorOf(path: string): Promise<unknown> {
  return readConfiguration(path).then(
    () => undefined,
    (error: unknown) => error,
  );
}

describe('a configuration', () => {
  it('says nothing when it is empty', async () => {
    expect(await read('')).toEqual(NO_CONFIGURATION);
    expect(await read('# nothing\n[caller]\n[list]\n[source]\n[register]\n')).toEqual(
      NO_CONFIGURATION,
    );
  });

  it('declares callers, lists, sources and campaigns', async () => {
    const { callers, lists, sources, campaigns } = await read(`
campaigns = ["Spring 2026", "Boilers"]

[caller."Acme Ltd"]
legal_entity = "Acme Group Ltd"
brands = ["Acme Gas", "acme ltd"]
agents = ["Ringers", "Dial House"]
authorised = ["pensions"]

[caller.Ringers]

[list.internal]
title = "Our own"

[list.vulnerable]
reason = "vulnerable"
caller = "ACME GAS"
campaign = "boilers"

[source.ringers]
list = "Vulnerable"
reason = "complaint"
caller = "dial  HOUSE"
campaign = "spring 2026"
where = ['status=DNC,"Do not call"', "kind=live"]
delimiter = ";"
encoding = "cp1252"
header = false
skip_lines = 2
days = "mdy"

[source.ringers.columns]
number = ["Tel 1", 3]
reason = "Why"
source = 4
reference = "Ref"
on = 5
until = "Until"
caller = "For"
campaign = "6"

[source.'web form']
where = "form=stop"
columns.number = "phone"
`);
    expect([...callers]).toEqual([
      [
        'Acme Ltd',
        {
          legalEntity: 'Acme Group Ltd',
          brands: ['Acme Gas', 'acme ltd'],
          agents: ['Ringers', 'Dial House'],
          authorised: ['pensions'],
        },
      ],
      ['Ringers', { legalEntity: 'Ringers', brands: [], agents: [], authorised: [] }],
    ]);
    expect([...lists]).toEqual([
      ['internal', { title: 'Our own', reason: undefined, caller: undefined, campaign: undefined }],
      ['vulnerable', { title: '', reason: 'vulnerable', caller: 'Acme Gas', campaign: 'Boilers' }],
    ]);
    expect(sources.get('ringers')).toEqual({
      list: 'vulnerable',
      reason: 'complaint',
      caller: 'Dial House',
      campaign: 'Spring 2026',
      where: ['status=DNC,"Do not call"', 'kind=live'],
      delimiter: ';',
      encoding: 'windows-1252',
      header: false,
      skipLines: 2,
      days: 'mdy',
      columns: {
        number: ['Tel 1', '3'],
        reason: 'Why',
        source: '4',
        reference: 'Ref',
        on: '5',
        until: 'Until',
        caller: 'For',
        campaign: '6',
      },
    });
    expect(sources.get('web form')).toEqual({
      list: undefined,
      reason: undefined,
      caller: undefined,
      campaign: undefined,
      where: ['form=stop'],
      delimiter: undefined,
      encoding: undefined,
      header: undefined,
      skipLines: undefined,
      days: undefined,
      columns: {
        number: ['phone'],
        reason: undefined,
        source: undefined,
        reference: undefined,
        on: undefined,
        until: undefined,
        caller: undefined,
        campaign: undefined,
      },
    });
    expect(campaigns).toEqual(['Spring 2026', 'Boilers']);
  });

  it('says how many days a wish to be called back holds', async () => {
    expect(NO_CONFIGURATION.requestedCallDays).toBe(30);
    const { requestedCallDays } = await read('requested_call_days = 14\n');
    expect(requestedCallDays).toBe(14);
  });

  it('takes any campaign when it declares none, and the default list without a section', async () => {
    const { lists, sources } = await read(
      '[list.own]\ncampaign = "Autumn"\n[source.a]\nlist = "INTERNAL"\n',
    );
    expect(lists.get('own')?.campaign).toBe('Autumn');
    expect(sources.get('a')?.list).toBe('internal');
  });

  it.each([
    ['two brands of two callers of one person', ['A', 'B'], 'legal_entity = "E"\nbrands = ["X"]'],
    ['one agent of several callers', ['A', 'B'], 'agents = ["Ringers"]'],
    ['a brand that is the name of the firm', ['A'], 'legal_entity = "E"\nbrands = ["e", "a"]'],
    ['callers that name another as their person', ['A', 'B', 'E'], 'legal_entity = "E"'],
  ])('may declare %s', async (_, names, body) => {
    const { callers } = await read(names.map((name) => `[caller.${name}]\n${body}\n`).join(''));
    expect([...callers.keys()]).toEqual(names);
  });
});

describe('a mistake in the configuration', () => {
  it.each(MISTAKES)('is $name', async ({ text, line, summary, why, fix }) => {
    const path = written(text);
    const error = await errorOf(path);
    expect(error).toBeInstanceOf(ScreeningError);
    expect(error).toMatchObject({ code: 'wrong-use' });
    expect((error as ScreeningError).explanation).toEqual({
      summary: `${path}, line ${line}: ${summary}`,
      ...(why === undefined ? {} : { why }),
      fix,
      where: `${path}:${line}`,
    });
  });

  it('is a file that is not UTF-8, or none at all', async () => {
    const latin = written(Buffer.from('operator = "Ann"\n[caller."Caf\xe9"]\n', 'latin1'));
    expect(await errorOf(latin)).toMatchObject({
      code: 'wrong-use',
      explanation: { summary: `${latin}, line 2: this is not UTF-8`, where: `${latin}:2` },
    });
    const missing = join(folder(), 'none.toml');
    mkdirSync(missing);
    expect(await errorOf(missing)).toMatchObject({
      code: 'wrong-use',
      explanation: { summary: `the configuration ${missing} cannot be read`, where: missing },
    });
  });

  it('is not TOML', async () => {
    const path = written('[caller.Acme Ltd]\n');
    expect(await errorOf(path)).toMatchObject({
      explanation: {
        summary: `${path}, line 1, column 14: this is not TOML`,
        where: `${path}:1`,
      },
    });
    const twice = written('[caller.Acme]\n\n[caller.Acme]\n');
    expect(await errorOf(twice)).toMatchObject({ explanation: { where: `${twice}:3` } });
    const unsafe = written('[caller.__proto__]\n');
    expect(await errorOf(unsafe)).toMatchObject({ explanation: { where: `${unsafe}:1` } });
  });
});

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readConfiguration } from '../../src/config/config.js';
import { temporaryFolders } from '../store/temporary-folder.js';

const folder = temporaryFolders();

function read(content: string): ReturnType<typeof readConfiguration> {
  const path = join(folder(), 'c.toml');
  writeFileSync(path, content);
  return readConfiguration(path);
}

describe('mappings of call logs', () => {
  it('say how a log is read, with callers and campaigns in their declared spelling', async () => {
    const { calls } = await read(`
campaigns = ["Spring 2026"]
[caller."Acme Ltd"]

[calls.dialler]
timezone = "Europe/London"
stamps = "epoch-seconds"
days = "mdy"
service = "campaign=CARE"
inbound = ["leg=in,IN", "queue=7"]
caller = "acme ltd"
campaign = "spring  2026"
delimiter = ";"
encoding = "cp1252"
header = false
skip_lines = 1

[calls.dialler.columns]
number = "Dialled"
start = 2
direction = "Leg"

[calls.dialler.callers]
ACME1 = "ACME LTD"

[calls.dialler.campaigns]
S26 = "spring 2026"

[calls.other]
`);
    expect(calls.get('dialler')).toEqual({
      columns: { number: 'Dialled', start: '2', direction: 'Leg' },
      timezone: 'Europe/London',
      stamps: 'epoch-seconds',
      days: 'mdy',
      service: ['campaign=CARE'],
      inbound: ['leg=in,IN', 'queue=7'],
      caller: 'Acme Ltd',
      campaign: 'Spring 2026',
      callers: new Map([['ACME1', 'Acme Ltd']]),
      campaigns: new Map([['S26', 'Spring 2026']]),
      delimiter: ';',
      encoding: 'windows-1252',
      header: false,
      skipLines: 1,
    });
    expect(calls.get('other')).toMatchObject({ columns: {}, service: [], timezone: undefined });
  });

  it.each([
    ['[calls.a]\ntimezone = "London"\n', 'line 2', 'calls.a.timezone'],
    ['[calls.a]\ntimezone = "+01:00"\n', 'line 2', 'calls.a.timezone'],
    ['[calls.a]\nstamps = "epoch"\n', 'line 2', 'calls.a.stamps'],
    ['[calls.a]\nservices = ["x=y"]\n', 'line 2', 'calls.a.services'],
    ['[calls.a.columns]\nnumber = "x"\nended = "y"\n', 'line 3', 'calls.a.columns.ended'],
    ['[calls.a.callers]\nX = "Acme"\n', 'line 2', "no caller 'Acme'"],
    ['campaigns = ["A"]\n[calls.a]\ncampaign = "B"\n', 'line 3', "no campaign 'B'"],
    ['[caller.A]\n[calls.a.callers]\nX = "A"\nx = "A"\n', 'line 4', "'X' and 'x' are one name"],
    ['[calls.a]\n[calls." a"]\n', 'line 2', 'is not a name'],
    ['[calls.a]\n[calls.A]\n', 'line 2', "'a' and 'A' are one name"],
  ])('are refused with their line: %j', async (content, line, what) => {
    const refused = read(content);
    await expect(refused).rejects.toMatchObject({ code: 'wrong-use' });
    await expect(refused).rejects.toMatchObject({
      explanation: { summary: expect.stringContaining(line) as string },
    });
    await expect(refused).rejects.toMatchObject({
      explanation: { summary: expect.stringContaining(what) as string },
    });
  });
});

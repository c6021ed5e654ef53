import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readConfiguration } from '../../src/config/config.js';
import { documentText } from '../documents/documents.js';

const folder = mkdtempSync(join(tmpdir(), 'tps-scrub-jobs-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

function read(text: string) {
  const path = join(folder, 'config.toml');
  writeFileSync(path, text);
  return readConfiguration(path);
}

const OPT_OUTS = '[job.a]\nkind = "suppress"\nfolder = "/in"\npattern = "*.csv"\n';

describe('a job in the configuration', () => {
  it('has what its kind has, and what is usual elsewhere', async () => {
    const { jobs } = await read(OPT_OUTS);
    expect(jobs).toEqual([
      {
        kind: 'suppress',
        name: 'a',
        folder: '/in',
        pattern: '*.csv',
        settle: 60,
        wait: 300,
        source: '',
        list: undefined,
      },
    ]);
  });

  it.each([
    [`${OPT_OUTS}outt = "/x"\n`, 'line 5', "there is no setting 'job.a.outt'", "mean 'out'"],
    [`${OPT_OUTS}register = "tps"\n`, 'line 5', "'suppress' has no setting 'register'", ''],
    ['[job.a]\nkind = "recall"\n', 'line 1', "'job.a.out' is missing", ''],
    ['[job.a]\nkind = "imports"\n', 'line 2', "'job.a.kind'", "mean 'import'"],
    [`${OPT_OUTS}source = "dialler"\n`, 'line 5', "'dialler'", ''],
    ['[job.a]\nkind = "backup"\nfolder = "safe"\n', 'line 3', 'begins with /', ''],
    [`${OPT_OUTS}[job.b]\nkind = "recall"\nout = "/in"\n`, 'line 7', "where 'a' takes its", ''],
    [`${OPT_OUTS}[job.A]\nkind = "backup"\nfolder = "/s"\n`, 'line 5', 'are one name', ''],
    ['job_log = "jobs.log"\n', 'line 1', 'begins with /', ''],
  ])('is refused with its line: %s', async (text, line, summary, fix) => {
    const error = await read(text).catch((thrown: unknown) => thrown);
    const told = JSON.stringify(error);
    expect(told).toContain(line);
    expect(told).toContain(summary);
    expect(told).toContain(fix);
  });
});

it('the example of docs/jobs.md is a configuration, with a job of every kind', async () => {
  const [, text = ''] = /^```toml\n([^]*?)^```/m.exec(documentText('docs/jobs.md')) ?? [];
  const { jobs, jobLog } = await read(text);
  expect(new Set(jobs.map(({ kind }) => kind)).size).toBe(5);
  expect(jobLog).toBeDefined();
});

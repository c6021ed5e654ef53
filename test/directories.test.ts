import { copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommandLine } from '../src/cli.js';

const fixtures = fileURLToPath(new URL('../fixtures', import.meta.url));

/** Real call lists: their delimiters, and what came of each record when they were first scrubbed. */
const DIRECTORIES = [
  {
    file: 'nhs_ods_epraccur_trimmed_with_header.csv',
    delimiter: undefined,
    counts: { read: 13538, clean: 11900, excluded: 1360, unscreened: 278 },
  },
  {
    file: 'nhs_choices_Clinics.csv',
    delimiter: undefined,
    counts: { read: 7384, clean: 1135, excluded: 100, unscreened: 6149 },
  },
  {
    file: 'nhs_choices_Hospital.csv',
    delimiter: '\\xAC',
    counts: { read: 1234, clean: 845, excluded: 93, unscreened: 296 },
  },
  {
    file: 'wales_schools.csv',
    delimiter: undefined,
    counts: { read: 1522, clean: 1359, excluded: 150, unscreened: 13 },
  },
];

const NOW = Date.UTC(2026, 10, 21, 17, 2, 3);
let folder = '';
let clock = NOW;

async function run(...words: string[]): Promise<{ status: number; out: string }> {
  let out = '';
  clock += 1000;
  const status = await runCommandLine({
    arguments: ['--database', join(folder, 'held.db'), ...words],
    environment: {},
    now: () => clock,
    stdin: Readable.from([]),
    writeOut: (text) => {
      out += text;
    },
    writeError: (text) => {
      out += text;
    },
    copyToStdout: () => Promise.reject(new Error('nothing goes to standard output here')),
    outIsTerminal: false,
    errorIsTerminal: false,
    account: 'test',
    process: { id: 1, host: 'test' },
    isAlive: () => false,
    signal: new AbortController().signal,
  });
  return { status, out };
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tps-scrub-directories-'));
  const samples = join(fixtures, 'registers', 'directories_sample');
  const tps = join(samples, 'tps_sample_no_spaces.txt');
  const ctps = join(fixtures, 'registers', 'tps_layout', 'tps_full_no_spaces.txt');
  const accept = ['--accept-change', 'the time of a checked-out file says nothing'];
  expect(await run('import', 'tps', tps, '--dated', '2026-11-20', ...accept)).toMatchObject({
    status: 0,
  });
  expect(await run('import', 'ctps', ctps, '--dated', '2026-11-20', ...accept)).toMatchObject({
    status: 0,
  });
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe.each(DIRECTORIES)('$file', ({ file, delimiter, counts }) => {
  it('accounts for every record, and keeps the clean ones byte for byte', async () => {
    const input = join(folder, file);
    copyFileSync(join(fixtures, 'directories', file), input);
    const cut = delimiter === undefined ? [] : ['--delimiter', delimiter];
    const { status, out } = await run('scrub', input, '--json', ...cut);
    expect(status).toBe(0);
    expect(JSON.parse(out)).toMatchObject({ counts });

    const report = parse(readFileSync(input.replace('.csv', '.excluded.csv')), {
      columns: true,
    });
    const held = new Set((report as { record: string }[]).map(({ record }) => Number(record)));
    expect(held.size).toBe(counts.excluded + counts.unscreened);

    // No record of these files spans lines, so lines are records, apart from any CSV reader.
    const [header = '', ...lines] = readFileSync(input, 'latin1').split(/(?<=\n)/);
    expect(lines).toHaveLength(counts.read);
    const kept = lines.filter((_, index) => !held.has(index + 1));
    expect(readFileSync(input.replace('.csv', '.clean.csv'), 'latin1')).toBe(
      header + kept.join(''),
    );
  });
});

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'csv-parse/sync';
import { readXlsx } from 'hucre/xlsx';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runInProcess } from './commands/run-in-process.js';
import { secondReading } from './core/second-reader.js';
import { DIRECTORIES, DRESSES, withoutZeros, type Rows } from './directory-dresses.js';

const fixtures = fileURLToPath(new URL('../fixtures', import.meta.url));
const NOW = Date.UTC(2026, 10, 21, 17, 2, 3);
/** So many hundredths of a file lie between two cuts; HUNDREDTHS=1 tries every one. */
const HUNDREDTHS = Number(process.env['HUNDREDTHS'] ?? 33);

/** All bytes as latin1 text, so that nothing is lost on the way. */
function rowsOf(text: string, delimiter: string): Rows | 'unclosed-quote' {
  try {
    return parse(Buffer.from(text, 'latin1'), {
      delimiter: Buffer.from(delimiter, 'latin1'),
      encoding: 'latin1',
      relax_quotes: true,
      relax_column_count: true,
      skip_empty_lines: true,
      record_delimiter: ['\r\n', '\n', '\r'],
    });
  } catch {
    return 'unclosed-quote';
  }
}

let folder = '';
let clock = NOW;
let runs = 0;
const listed = new Set<string>();
const readings = new Map<string, readonly string[]>();

async function run(...words: string[]): Promise<{ status: number; out: string }> {
  clock += 1000;
  const now = new Date(clock).toISOString();
  const said = await runInProcess(words, { folder, database: join(folder, 'held.db'), now });
  return { status: said.status, out: said.stdout.toString() };
}

/** Whether the second reader and a plain set of listed numbers clear a cell. */
function clears(cell: string): boolean {
  // The same cells stand in every dress and cut, and the second reader is slow.
  const items = readings.get(cell) ?? secondReading(cell);
  readings.set(cell, items);
  return (
    items.length > 0 &&
    items.every((item) => {
      const number = /^(\S+) (\+44\d+)/.exec(item);
      const use = number?.[1] ?? '';
      return number !== null && !NOT_DIALLABLE.has(use) && !listed.has(number[2] ?? '');
    })
  );
}

const NOT_DIALLABLE = new Set(['foreign', 'short-code', 'personal', 'pager', 'premium']);

/** A list that is tried: its bytes, and the rows that it holds as anybody else reads them. */
interface Tried {
  readonly bytes: Buffer;
  readonly ending: '.csv' | '.xlsx';
  readonly delimiter: string;
  readonly column: string;
  readonly rows: Rows | 'unclosed-quote';
}

/**
 * Scrubs a list and holds the cleaned one against the oracle's: exactly the records that it clears,
 * or a refusal and no list.
 */
async function tried({ bytes, ending, delimiter, column, rows }: Tried): Promise<Outcome> {
  const input = join(folder, `list-${String(++runs)}${ending}`);
  const clean = input.replace(ending, `.clean${ending}`);
  writeFileSync(input, bytes);
  const said = delimiter === '\xac' ? ['--delimiter', '\\xAC'] : [];
  const { status, out } = await run('scrub', input, '--json', '--column', column, ...said);
  if (status === 2) {
    expect(() => readFileSync(clean)).toThrow(/ENOENT/);
    return 'refused';
  }
  expect(out).toContain('"ok":true');
  if (rows === 'unclosed-quote') throw new Error('an unclosed quote was scrubbed');
  const [header = [], ...records] = rows;
  const phone = header.indexOf(column);
  const wanted = records.filter((row) => row.length === header.length && clears(row[phone] ?? ''));
  const [, ...kept] = await rowsIn(readFileSync(clean), delimiter, header.length);
  expect(kept).toEqual(wanted);
  return 'right';
}

type Outcome = 'right' | 'refused';

/** The rows of a list as others read them: a workbook by hucre, text by Node and csv-parse. */
async function rowsIn(bytes: Buffer, delimiter: string, width: number): Promise<Rows> {
  if (bytes.toString('latin1', 0, 2) === 'PK') {
    const [sheet] = (await readXlsx(bytes)).sheets;
    return (sheet?.rows ?? []).map((row) =>
      Array.from({ length: width }, (_, at) => String(row[at] ?? '')),
    );
  }
  const rows = rowsOf(textOf(bytes), delimiter);
  return rows === 'unclosed-quote' ? [] : rows;
}

/** Text in which each byte of the directory is a character again. */
function textOf(bytes: Buffer): string {
  const mark = bytes.readUInt16LE(0);
  const isUtf16 = mark === 0xfeff || mark === 0xfffe;
  if (!isUtf16) return bytes.toString('latin1');
  const whole = Buffer.from(bytes.subarray(0, bytes.length & ~1));
  return (mark === 0xfeff ? whole : whole.swap16()).toString('utf16le').slice(1);
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'tps-scrub-hostile-'));
  const tps = join(fixtures, 'registers', 'directories_sample', 'tps_sample_no_spaces.txt');
  const ctps = join(fixtures, 'registers', 'tps_layout', 'tps_full_no_spaces.txt');
  const rest = ['--dated', '2026-11-20', '--accept-change', 'a checked-out file has another time'];
  expect((await run('import', 'tps', tps, ...rest)).status).toBe(0);
  expect((await run('import', 'ctps', ctps, ...rest)).status).toBe(0);
  for (const file of [tps, ctps]) {
    for (const line of readFileSync(file, 'latin1').split(/\r\n/)) {
      const digits = line.replace(/\D/g, '');
      if (digits !== '') listed.add(`+44${digits.replace(/^0/, '')}`);
    }
  }
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

describe.each(DIRECTORIES)('$file', ({ file, delimiter, column }) => {
  const text = readFileSync(join(fixtures, 'directories', file), 'latin1');
  const rows = rowsOf(text, delimiter);
  if (rows === 'unclosed-quote') throw new Error('the directory has an unclosed quote');
  const asItIs = Buffer.from(text, 'latin1');

  it('as it is', async () => {
    expect(await tried({ bytes: asItIs, ending: '.csv', delimiter, column, rows })).toBe('right');
  });

  it.each(DRESSES)('%s', async (name, other = delimiter, ending, dressed) => {
    const bytes = await dressed(text, rows);
    const held = name.includes('such a') || name.includes('lost') ? withoutZeros(rows) : rows;
    expect(await tried({ bytes, ending, delimiter: other, column, rows: held })).toBe('right');
  });

  it('cut anywhere: right or refused', async () => {
    expect(await cutAnywhere(asItIs, { ending: '.csv', delimiter, column })).toContain('right');
  });

  it.each(DRESSES.slice(4, 6))('%s, cut anywhere: right or refused', async (...dress) => {
    const [, , ending, dressed] = dress;
    const bytes = await dressed(text, rows);
    expect(await cutAnywhere(bytes, { ending, delimiter, column })).toContain('right');
  });

  it.each(DRESSES.slice(6, 8))('%s, cut anywhere: refused', async (...dress) => {
    const [, , ending, dressed] = dress;
    const bytes = await dressed(text, rows);
    const outcomes = await cutAnywhere(bytes, { ending, delimiter: ',', column });
    expect([...new Set(outcomes)]).toEqual(['refused']);
  });
});

/** Tries a list cut at hundredths of its length. */
async function cutAnywhere(
  bytes: Buffer,
  { ending, delimiter, column }: Omit<Tried, 'bytes' | 'rows'>,
): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  for (let hundredth = 1; hundredth < 100; hundredth += HUNDREDTHS) {
    const end = Math.floor((bytes.length * hundredth) / 100);
    const cut = bytes.subarray(0, end);
    const rows = ending === '.xlsx' ? [] : rowsOf(textOf(cut), delimiter);
    outcomes.push(await tried({ bytes: cut, ending, delimiter, column, rows }));
  }
  return outcomes;
}

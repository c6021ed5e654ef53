import { readFileSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fieldBytes } from '../../src/files/field-bytes.js';
import { FieldForm, RecordScanner } from '../../src/files/record-scanner.js';
import { StructuralFault } from '../../src/files/structural-fault.js';
import { CHUNK_SIZES, differences, parsedByOracle, scanned } from './scanner-trial.js';

const require = createRequire(import.meta.url);
const under = { FieldForm, RecordScanner, StructuralFault, fieldBytes };
const COMMA = Buffer.from(',');

describe('csv-spectrum', () => {
  const folder = dirname(require.resolve('csv-spectrum/package.json'));
  const names = readdirSync(join(folder, 'csvs')).map((file) => basename(file, '.csv'));

  it('has its twelve files', () => {
    expect(names).toHaveLength(12);
  });

  it.each(names)('%s is read as csv-parse reads it', (name) => {
    const bytes = readFileSync(join(folder, 'csvs', `${name}.csv`));
    expect(differences(under, bytes, COMMA, 20)).toEqual([]);
  });

  // The JSON of location_coordinates is of another telephone number than its CSV.
  it.each(names.filter((name) => name !== 'location_coordinates'))('%s is its JSON', (name) => {
    const bytes = readFileSync(join(folder, 'csvs', `${name}.csv`));
    const json: unknown = JSON.parse(readFileSync(join(folder, 'json', `${name}.json`), 'latin1'));
    const [header = [], ...rows] = scanned(under, bytes, COMMA, 7).records.map((r) => r.cells);
    const objects = rows.map((row) =>
      Object.fromEntries(header.map((key, i) => [String(key), row[i]])),
    );
    expect(objects).toEqual(json);
  });
});

interface CsvCase {
  readonly id: string;
  readonly name: string;
  readonly options: Readonly<Record<string, unknown>>;
  readonly input_b64: string;
  readonly expected_rows: readonly (readonly string[])[];
  /** Absent where the case has options of its own. */
  readonly ref_spans?: readonly (readonly [number, number])[];
}

const cases = JSON.parse(
  readFileSync(new URL('../../fixtures/csv/csv_cases.json', import.meta.url), 'utf8'),
) as CsvCase[];

/** Cases whose options our dialect has: another delimiter, or what is the default anyway. */
const DELIMITERS: Readonly<Record<string, string>> = {
  'C246 delimiter_tabs': '\t',
  'C247 delimiter_weird': 'z',
  'C271 Test_Csv.test_read_delimiter#2': ';',
  'C272 Test_Csv.test_read_delimiter#3': '\0',
  'C281 Test_Csv.test_read_escape#9': ',',
  'C310 TestDialectUnix.test_simple_reader#1': ',',
};

/** Cases for options that call lists do not have, by name. */
const NOT_APPLICABLE: Readonly<Record<string, string>> = {
  'C234 term_weird': 'records that end in z',
  'C235 ascii_delimited': 'records that end in the record separator 0x1E',
  'C244 quote_change': 'another quote character',
  'C245 quote_delimiter': 'another quote character',
  'C250 comment_1': 'comments',
  'C251 comment_2': 'comments',
  'C252 comment_3': 'comments',
  'C253 comment_4': 'comments',
  'C254 comment_5': 'comments',
  'C257 Test_Csv.test_read_oddinputs#3': 'quotes that cannot be doubled',
  'C264 Test_Csv.test_read_eof#3': 'an escape character',
  'C268 Test_Csv.test_read_nul#4': 'an escape character',
  'C273 Test_Csv.test_read_escape#1': 'an escape character',
  'C274 Test_Csv.test_read_escape#2': 'an escape character',
  'C275 Test_Csv.test_read_escape#3': 'an escape character',
  'C276 Test_Csv.test_read_escape#4': 'an escape character',
  'C277 Test_Csv.test_read_escape#5': 'an escape character',
  'C278 Test_Csv.test_read_escape#6': 'an escape character',
  'C279 Test_Csv.test_read_escape#7': 'an escape character',
  'C280 Test_Csv.test_read_escape#8': 'an escape character',
  'C284 Test_Csv.test_read_quoting#2': 'no quote character',
  'C285 Test_Csv.test_read_quoting#3': 'no quote character',
  'C286 Test_Csv.test_read_quoting#4': 'unquoted cells turned into numbers',
  'C288 Test_Csv.test_read_quoting#6': 'another quote character',
  'C289 Test_Csv.test_read_quoting#7': 'another quote character',
  'C290 Test_Csv.test_read_skipinitialspace#1': 'blanks dropped after a delimiter',
  'C309 TestEscapedExcel.test_read_escape_fieldsep#1': 'an escape character',
  'C311 TestQuotedEscapedExcel.test_read_escape_fieldsep#1': 'an escape character',
};

/** Cases in which csv-parse, whose reading the contract makes ours, differs from the case. */
const CSV_PARSE_DIFFERS: Readonly<Record<string, readonly string[][] | 'unclosed-quote'>> = {
  // CPython gives a line without a byte as an empty row when asked for lines.
  'C256 Test_Csv.test_read_oddinputs#2': [],
  // CPython forgives a quote that is still open at the end; here it stops the run.
  'C262 Test_Csv.test_read_eof#1': 'unclosed-quote',
  'C263 Test_Csv.test_read_eof#2': 'unclosed-quote',
  // CPython drops the quotes of a field that goes on behind its closing quote.
  'C302 TestDialectExcel.test_quotes_and_more#1': [['"a"b']],
  'C304 TestDialectExcel.test_quote_and_quote#1': [['"a" "b"']],
};

describe('cases of rust-csv and CPython', () => {
  const named = cases.map((each) => ({ ...each, title: `${each.id} ${each.name}` }));
  const applicable = named.filter(({ title }) => !(title in NOT_APPLICABLE));

  it('are all there; those set aside have an option of their own', () => {
    expect(named).toHaveLength(114);
    const withOptions = named.filter(({ options }) => Object.keys(options).length > 0);
    expect(withOptions.map(({ title }) => title).sort()).toEqual(
      [...Object.keys(NOT_APPLICABLE), ...Object.keys(DELIMITERS)].sort(),
    );
    const titles = applicable.map(({ title }) => title);
    expect(Object.keys(CSV_PARSE_DIFFERS).filter((title) => !titles.includes(title))).toEqual([]);
  });

  it.each(applicable.map((each) => [each.title, each] as const))('%s', (title, each) => {
    const { input_b64, expected_rows, ref_spans } = each;
    const delimiter = Buffer.from(DELIMITERS[title] ?? ',');
    const input = Buffer.from(input_b64, 'base64');
    // The byte order mark is the caller's to strip.
    const mark = title === 'C236 bom_at_start' ? 3 : 0;
    const bytes = input.subarray(mark);
    const oracle = parsedByOracle(bytes, delimiter);
    const expected = expected_rows.map((row) =>
      row.map((cell) => Buffer.from(cell).toString('latin1')),
    );
    expect(oracle).toEqual(CSV_PARSE_DIFFERS[title] ?? expected);
    expect(differences(under, bytes, delimiter, 4)).toEqual([]);
    if (oracle === 'unclosed-quote') return;

    for (const size of CHUNK_SIZES) {
      const { records, blankLines } = scanned(under, bytes, delimiter, size);
      expect(records.map(({ cells }) => cells)).toEqual(oracle);
      if (!ref_spans) continue;
      // The reference counts a line without a byte as a span of its own.
      const spans = records.map(({ start, end }) => [start + mark, end + mark]);
      const starts = new Set(spans.map(([start]) => start));
      expect(spans).toEqual(ref_spans.filter(([start]) => starts.has(start)));
      expect(blankLines).toBe(ref_spans.length - records.length);
    }
  });
});

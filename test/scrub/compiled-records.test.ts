import { describe, expect, it } from 'vitest';
import { ColumnEvidence, type ColumnTally } from '../../src/files/column-evidence.js';
import type { ListHead } from '../../src/files/list-head.js';
import { StructuralFault } from '../../src/files/structural-fault.js';
import { CompiledRecords } from '../../src/scrub/rows/compiled-records.js';
import { RecordRows } from '../../src/scrub/rows/record-rows.js';
import { RowScanner } from '../../src/scrub/rows/row-scanner.js';
import { shapeOf, type RowReading } from '../../src/scrub/rows/row-shape.js';
import { generatedInput, seeded } from '../files/generated-csv.js';

/** Where `npm run build` leaves the loop. */
const BUILT = new URL('../../dist/program/', import.meta.url);

interface Read {
  readonly integers: readonly number[];
  readonly numbers: readonly number[];
  readonly counts: readonly number[];
  readonly tallies: readonly ColumnTally[];
  readonly blankLines: number;
  readonly records: number;
  readonly used: number;
  readonly fault: string | undefined;
}

function readingOf(delimiter: Uint8Array, width: number, phones: readonly number[]): RowReading {
  const columns = Array.from({ length: width }, (_, column) => column);
  const head: Partial<ListHead> = { delimiter, width, dataLine: 1, rowsAreLines: false };
  return {
    head: { ...head, encoding: undefined } as ListHead,
    phones,
    others: columns.filter((column) => !phones.includes(column)),
    kept: columns.filter((column) => column % 2 === 0 || phones.includes(column)),
  };
}

/** Reads bytes, so many of them at a time; what is left of a record comes again, as in scan-thread.ts. */
function read(bytes: Buffer, reading: RowReading, step: number, isCompiled: boolean): Read {
  const evidence = new ColumnEvidence(reading.head);
  const compiled = isCompiled ? CompiledRecords.load(reading, BUILT) : undefined;
  const scanner = new RowScanner(reading, evidence, compiled);
  const found = { integers: [] as number[], numbers: [] as number[], counts: [] as number[] };
  const rows = new RecordRows(shapeOf(reading));
  let fault: string | undefined;
  let used = 0;
  try {
    for (let end = 0; end < bytes.length;) {
      end = Math.min(bytes.length, end + step);
      rows.clear();
      used = scanner.scan(bytes, used, end, end === bytes.length, rows);
      for (const some of rows.integers.subarray(0, lengthOf(rows))) found.integers.push(some);
      for (const number of rows.numbers.subarray(0, rows.numberCount)) found.numbers.push(number);
      found.counts.push(rows.count);
    }
  } catch (error) {
    if (!(error instanceof StructuralFault)) throw error;
    fault = `${String(error.record)} ${String(error.line)} ${error.kind}`;
  }
  const { tallies } = evidence;
  const { blankLines, records } = scanner;
  return { ...found, tallies, blankLines, records, used, fault };
}

/** How many integers rows have. */
function lengthOf({ integers, count, shape }: RecordRows): number {
  let at = 0;
  for (let row = 0; row < count; row++) {
    const fields = integers[at + 2] as number;
    at += 4 + (fields === shape.width ? shape.phones : 0) + 3 * shape.keptOf(fields);
  }
  return at;
}

function expectSame(bytes: Buffer, reading: RowReading, step = Infinity): Read {
  const compiled = read(bytes, reading, step, true);
  expect(compiled).toEqual(read(bytes, reading, step, false));
  return compiled;
}

const COMMA = Buffer.from(',');

describe('records of a list, compiled to WebAssembly', () => {
  it.each([1, 2, 3, 4])('give the same rows as in JavaScript: generated, %i columns', (width) => {
    const random = seeded(20_261_124 + width);
    let records = 0;
    for (let input = 0; input < 1500; input++) {
      const { bytes, delimiter } = generatedInput(random);
      const phones = [random(width)];
      const step = [7, 64, Infinity][random(3)] as number;
      records += expectSame(bytes, readingOf(delimiter, width, phones), step).records;
    }
    expect(records).toBeGreaterThan(1000);
  });

  it('give the same rows: lists with figures, quotes and odd records', () => {
    const random = seeded(5);
    const cells = [
      '07700900123',
      '+44 (0)7700 900 124',
      '"Smith, John"',
      '"07700900125"',
      '"say ""hello"""',
      '""',
      '',
      'x'.repeat(40),
      '12345678',
      '123456789',
      'n\u00b0 12',
      '\u0660\u0661\u0662\u0663\u0664\u0665\u0666\u0667\u0668',
      '"two\nlines"',
      '"quoted" and more',
      'a "b" c',
      '2026-11-24',
    ];
    for (let input = 0; input < 300; input++) {
      const ends = [['\n'], ['\r\n'], ['\r\n', '\n', '\r', '\n\n']][random(3)] as string[];
      let text = '';
      for (let record = 0; record < 40; record++) {
        const fields = random(20) === 0 ? 1 + random(6) : 4;
        const odd = random(3) === 0 ? cells.length : 8;
        const values = Array.from({ length: fields }, () => cells[random(odd)]);
        text += `${values.join(',')}${ends[random(ends.length)] as string}`;
      }
      expectSame(Buffer.from(text), readingOf(COMMA, 4, [0, 2]), [100, 999, Infinity][random(3)]);
    }
  });

  it.each([
    ['shorter than their rows', '0\n', 1],
    ['of numbers alone, none of them screened', '07700900123,07700900124,07700900125\n', 3],
    ['of many columns', `${'1,'.repeat(199)}1\n`, 200],
    ['longer than what is read at once', `${'word '.repeat(60_000)},1\n`, 2],
    ['in quotes', '"Smith, John","07700 900123",""\r\n', 3],
  ])('give the same rows, more than memory holds: records %s', (_, record, width) => {
    const bytes = Buffer.from(record.repeat(Math.ceil(900_000 / record.length)));
    const reading = readingOf(COMMA, width, width === 3 ? [] : [width - 1]);
    const { records } = expectSame(bytes, reading);
    expect(records).toBe(bytes.length / record.length);
  });

  it.each([8192, 8193, 16_384, 16_385, 17_000, 18_000, 21_800])(
    'give the same rows with %i columns of figures, however little room there is',
    (width) => {
      const cells = Array.from(
        { length: width },
        (_, column) => `ref${String(100_000_000 + column)}`,
      );
      const bytes = Buffer.from(`${cells.join(',')}\n`.repeat(3));
      const { tallies } = expectSame(bytes, readingOf(COMMA, width, [0]));
      expect(tallies.slice(1).every(({ filled }) => filled === 3)).toBe(true);
    },
  );

  it('over the limit are a fault at the same record', () => {
    const bytes = Buffer.from(`a,b\n${'x'.repeat((1 << 20) + 1)},y\na,b\n`);
    expect(expectSame(bytes, readingOf(COMMA, 2, [1])).fault).toBe('2 2 record-too-long');
  });

  it('are left to JavaScript, when fields are parted by what looks like a digit, or by several bytes', () => {
    for (const delimiter of ['7', '\xac', '\xc2\xac']) {
      const reading = readingOf(Buffer.from(delimiter, 'latin1'), 2, [0]);
      expect(CompiledRecords.load(reading, BUILT)).toBeUndefined();
    }
  });
});

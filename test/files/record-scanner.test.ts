import { describe, expect, it } from 'vitest';
import { fieldBytes } from '../../src/files/field-bytes.js';
import { FieldForm, RecordScanner } from '../../src/files/record-scanner.js';
import { StructuralFault } from '../../src/files/structural-fault.js';

const { absent, plain, quoted, escaped, relaxed } = FieldForm;

function scannerFor(columns: readonly number[] | 'all', maxRecordBytes = 1000): RecordScanner {
  return new RecordScanner({ delimiter: Buffer.from(','), columns, maxRecordBytes });
}

/** Each captured span of the first record as its bytes in the input and its form. */
function spansOf(text: string, columns: readonly number[] | 'all'): [string, number][] {
  const bytes = Buffer.from(text);
  const scanner = scannerFor(columns, 2000);
  const spans: [string, number][] = [];
  scanner.scan(bytes, 0, bytes.length, true, () => {
    if (scanner.record > 1) return;
    for (let i = 0; i < scanner.spans.length; i += 3) {
      const [start = -1, end = -1, form = -1] = scanner.spans.subarray(i, i + 3);
      if (columns !== 'all' || form !== absent) {
        spans.push([bytes.toString('utf8', start, end), form]);
      }
    }
  });
  return spans;
}

function faultOf(text: string, maxRecordBytes = 1000): StructuralFault {
  const bytes = Buffer.from(text);
  try {
    scannerFor([], maxRecordBytes).scan(bytes, 0, bytes.length, true, () => undefined);
  } catch (error) {
    if (error instanceof StructuralFault) return error;
    throw error;
  }
  throw new Error('no fault was found');
}

describe('a captured span', () => {
  it.each<[string, string, [string, number][]]>([
    [
      'plain',
      'a,07700 900123\r\n',
      [
        ['a', plain],
        ['07700 900123', plain],
      ],
    ],
    [
      'empty',
      ',\n',
      [
        ['', plain],
        ['', plain],
      ],
    ],
    [
      'quoted, without its quotes',
      '"a,b",""\n',
      [
        ['a,b', quoted],
        ['', quoted],
      ],
    ],
    ['escaped, quotes still doubled', '"a""b"\n', [['a""b', escaped]]],
    [
      'relaxed, whole',
      '"a" b,"c""d"e\n',
      [
        ['"a" b', relaxed],
        ['"c""d"e', relaxed],
      ],
    ],
    ['relaxed by a NUL', '"a"\0\n', [['"a"\0', relaxed]]],
    [
      'plain with a quote inside',
      'a "b",c\n',
      [
        ['a "b"', plain],
        ['c', plain],
      ],
    ],
    [
      'plain after a blank',
      ' "a",b\n',
      [
        [' "a"', plain],
        ['b', plain],
      ],
    ],
  ])('is %s', (_, text, expected) => {
    expect(spansOf(text, 'all')).toEqual(expected);
  });

  it('is absent where the record is too short, whatever the record before had', () => {
    const bytes = Buffer.from('a,b,c\nd\n');
    const scanner = scannerFor([1, 2]);
    const forms: number[][] = [];
    scanner.scan(bytes, 0, bytes.length, true, () => {
      forms.push([scanner.spans[2] ?? -1, scanner.spans[5] ?? -1]);
    });
    expect(forms).toEqual([
      [plain, plain],
      [absent, absent],
    ]);
  });

  it('is taken from the chosen columns alone, in their order', () => {
    expect(spansOf('a,b,"c",d\n', [0, 2, 7])).toEqual([
      ['a', plain],
      ['c', quoted],
      ['', absent],
    ]);
  });

  it('is there for every field, however many there are', () => {
    const cells = Array.from({ length: 300 }, (_, i) => `c${i}`);
    expect(spansOf(cells.join(','), 'all')).toEqual(cells.map((cell) => [cell, plain]));
  });
});

describe('the delimiter', () => {
  it('may be of several bytes, and its first byte alone is text', () => {
    const bytes = Buffer.from('é¬"a¬b"¬\u00a2\n');
    const scanner = new RecordScanner({
      delimiter: Buffer.from('¬'),
      columns: 'all',
      maxRecordBytes: 100,
    });
    const cells: string[] = [];
    scanner.scan(bytes, 0, bytes.length, true, () => {
      for (let i = 0; i < scanner.fieldCount * 3; i += 3) {
        const [start = 0, end = 0, form = 0] = scanner.spans.subarray(i, i + 3);
        cells.push(fieldBytes(bytes, start, end, form).toString());
      }
    });
    expect(cells).toEqual(['é', 'a¬b', '\u00a2']);
  });

  it('is not completed by a byte beyond the end given', () => {
    const bytes = Buffer.from('a¬b¬');
    const scanner = new RecordScanner({
      delimiter: Buffer.from('¬'),
      columns: [],
      maxRecordBytes: 9,
    });
    scanner.scan(bytes, 0, bytes.length - 1, true, () => undefined);
    expect(scanner.fieldCount).toBe(2);
  });

  it.each(['', '"', '\r', '\n', ',"'])('cannot be %j', (text) => {
    const delimiter = Buffer.from(text);
    expect(() => new RecordScanner({ delimiter, columns: [], maxRecordBytes: 9 })).toThrow(
      'delimiter',
    );
  });
});

it.each([[[1, 1]], [[2, 1]], [[-1]]])('refuses the columns %j', (columns) => {
  expect(() => scannerFor(columns)).toThrow('columns');
});

describe('lines', () => {
  /** Line, record number, field count and bytes of each record. */
  function recordsOf(text: string, firstLine?: number): [number, number, number, string][] {
    const bytes = Buffer.from(text);
    const scanner = new RecordScanner({
      delimiter: Buffer.from(','),
      columns: [],
      maxRecordBytes: 100,
      ...(firstLine === undefined ? {} : { firstLine }),
    });
    const records: [number, number, number, string][] = [];
    scanner.scan(bytes, 0, bytes.length, true, () => {
      const { line, record, fieldCount, recordStart, recordEnd } = scanner;
      records.push([line, record, fieldCount, bytes.toString('utf8', recordStart, recordEnd)]);
    });
    return records;
  }

  it('are counted in each of the three line ends, in quotes too', () => {
    expect(recordsOf('a\r\nb\rc\n"x\r\ny\nz\r\r\n",1\nd')).toEqual([
      [1, 1, 1, 'a\r\n'],
      [2, 2, 1, 'b\r'],
      [3, 3, 1, 'c\n'],
      [4, 4, 2, '"x\r\ny\nz\r\r\n",1\n'],
      [9, 5, 1, 'd'],
    ]);
  });

  it('are counted from the line that the caller names', () => {
    expect(recordsOf('a\nb\n', 7).map(([line]) => line)).toEqual([7, 8]);
  });

  it('without a byte are counted and are no record; a line of a blank or of quotes is one', () => {
    expect(recordsOf('\r\n\na\r\r\n \n""\n,\n\n')).toEqual([
      [3, 1, 1, 'a\r'],
      [5, 2, 1, ' \n'],
      [6, 3, 1, '""\n'],
      [7, 4, 2, ',\n'],
    ]);
    const scanner = scannerFor([]);
    scanner.scan(Buffer.from('\r\n\na\r\r\n \n\n'), 0, 10, true, () => undefined);
    expect(scanner.blankLines).toBe(4);
  });
});

describe('what is not consumed', () => {
  it.each([
    ['an unfinished record', 'a,b\nc,d', 4],
    ['a CR whose LF may follow', 'a\nb\r', 2],
    ['the same on a blank line', 'a\n\r', 2],
    ['a closing quote that may be doubled', 'a\n"b"', 2],
    ['nothing', 'a\n', 2],
  ])('is %s', (_, text, position) => {
    const bytes = Buffer.from(text);
    expect(scannerFor([]).scan(bytes, 0, bytes.length, false, () => undefined)).toBe(position);
    expect(scannerFor([]).scan(bytes, 0, bytes.length, true, () => undefined)).toBe(bytes.length);
  });
});

describe('a structural fault', () => {
  it('names the line on which an unclosed quote opens, and the record', () => {
    const fault = faultOf('a,b\n"c\nd","e""f\ng');
    expect(fault).toMatchObject({ kind: 'unclosed-quote', record: 2, line: 2, quoteLine: 3 });
    expect(fault.message).toBe('the quote that opens on line 3 is not closed (record from line 2)');
  });

  it('names a record that is too long, its line end included', () => {
    expect(faultOf('a\nbcd\r\n', 4)).toMatchObject({
      kind: 'record-too-long',
      record: 2,
      line: 2,
      quoteLine: undefined,
      message: 'the record that starts on line 2 is longer than 4 bytes',
    });
    expect(() => faultOf('a\nbcd\r\n', 5)).toThrow('no fault was found');
  });

  it('is an unclosed quote when the limit is passed inside one, even if it closes later', () => {
    expect(faultOf('a,"bcdefgh"\n', 8).kind).toBe('unclosed-quote');
    expect(faultOf('a,"bcd",efgh\n', 8).kind).toBe('record-too-long');
  });

  it('is found in a file without end by holding little more than the limit', () => {
    const scanner = scannerFor([], 1000);
    const chunk = Buffer.from('x'.repeat(99) + '\n');
    let held = Buffer.from('a,"');
    let most = 0;
    const endless = (): void => {
      for (let chunks = 0; chunks < 10_000; chunks++) {
        held = Buffer.concat([held, chunk]);
        most = Math.max(most, held.length);
        held = held.subarray(scanner.scan(held, 0, held.length, false, () => undefined));
      }
    };
    expect(endless).toThrow('the quote that opens on line 1 is not closed');
    expect(most).toBeLessThanOrEqual(1000 + chunk.length);
  });

  it('comes after the records before it were given', () => {
    const bytes = Buffer.from('a\nb\n"c');
    const scanner = scannerFor([]);
    let given = 0;
    expect(() => scanner.scan(bytes, 0, bytes.length, true, () => given++)).toThrow(
      StructuralFault,
    );
    expect(given).toBe(2);
  });
});

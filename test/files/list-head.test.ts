import { describe, expect, it } from 'vitest';
import { ScreeningError } from '../../src/core/errors.js';
import { MAX_RECORD_BYTES, readListHead, type BytesDialect } from '../../src/files/list-head.js';

const PLAIN = { delimiter: undefined, encoding: undefined, header: true, skipLines: 0 };

describe('lines above a header', () => {
  it.each<[shows: string, lines: number, text: string]>([
    ['a title', 1, 'Calls\nname,phone\nA,07700 900456\nB,07700 900457\n'],
    ['a title and a blank line', 2, 'Calls\r\n\r\nname,phone\r\nA,07700 900456\r\nB,n/a\r\n'],
    ['a title that fills two cells', 1, 'Calls, May\nname,phone,town\nA,1,x\nB,2,y\n'],
    ['lines that CR ends', 2, 'Calls\rMay\rname,phone\rA,07700 900456\rB,07700 900457\r'],
    ['a title over two lines', 2, '"Calls\nof May"\nname,phone\nA,1\nB,2\n'],
    ['titles padded to the width', 2, 'Calls,,\n,,\nname,phone,town\nA,1,x\nB,2,y\n'],
    ['the line that names the delimiter', 2, 'sep=;\nCalls\nname;phone\nA;1\nB;2\n'],
  ])('are refused: %s', (_, lines, text) => {
    expect(said(text)).toContain(`"fix":"add --skip-lines ${String(lines)}"`);
    const head = headOf(text, { skipLines: lines });
    expect([head.header[0], head.header[1], head.dataLine]).toEqual(['name', 'phone', lines + 2]);
  });

  it('are counted in rows where each line is one', () => {
    const text = '"Calls\nof May",,\r\nname,phone,town\r\nA,07700 900456,x\r\nB,2,y\r\n';
    expect(said(text, { rowsAreLines: true })).toContain('"fix":"add --skip-lines 1"');
  });

  it.each<[shows: string, lines: number, text: string]>([
    ['a title', 1, 'Calls\nname,phone,town\nA,07700 900456,x\nB,07700 900457\n'],
    ['a title and an empty row', 2, 'Calls\n\nname,phone\nA,07700 900456\nB,n/a\n'],
    ['two titles', 2, 'Calls\nof May\nname,phone,town\nA,07700 900456\nB\n'],
  ])('are refused above rows without empty cells at their end: %s', (_, lines, text) => {
    expect(said(text, { rowsAreLines: true })).toContain(
      `"fix":"add --skip-lines ${String(lines)}"`,
    );
  });

  it.each<[shows: string, text: string]>([
    ['a remark beside one column', 'phone\n07700 900456,home\n07700 900457\n07700 900458\n'],
    ['rows without a number', 'Calls\nname,town\nA,x\nB,y\n'],
    ['rows wider than the header', 'Calls\nname,phone\nA,07700 900456,x\nB,07700 900457,y\n'],
  ])('are not seen above rows: %s', (_, text) => {
    expect(headOf(text, { rowsAreLines: true }).dataLine).toBe(2);
  });

  it.each<[shows: string, text: string]>([
    ['records of another width', 'name,phone\nA,07700 900456,x\nB,07700 900457,y\nC,x,z\n'],
    ['one column, and a note behind some cells', 'phone\n07700 900456,x\n07700 900457,y\n'],
    ['a number above', '07700 900123\nname,phone\nA,07700 900456\nB,07700 900457\n'],
    ['words in the first record', 'Name,Phone\nAnn,none\nBob,none\nCy,none\n'],
    ['a column without a name', ',phone\n1,none\n2,none\n3,none\n'],
    ['one record below', 'Calls\nname,phone\nA,07700 900456\n'],
  ])('are not seen in %s', (_, text) => {
    expect(headOf(text).dataLine).toBe(2);
  });

  it('are looked for only where a header is', () => {
    expect(headOf('Calls\nname,phone\nA,1\nB,2\n', { header: false }).width).toBe(1);
  });
});

describe('a first line with NUL bytes', () => {
  it.each(['\0\0\0\0', '\0\0\r\n07700 900456\r\n', 'ph\0one\r\n07700 900456\r\n'])(
    'is refused: %j',
    (text) => {
      expect(said(text)).toContain('NUL bytes');
    },
  );

  it('is refused before it is too long', () => {
    expect(said('\0'.repeat(2 * MAX_RECORD_BYTES))).toContain('NUL bytes');
  });
});

describe('the line that names the delimiter', () => {
  it.each([
    ['sep=;\r\na;b\r\n', ';'],
    ['\ufeffsep=|\na|b\n', '|'],
    ['"sep=\t"\ra\tb\r', '\t'],
    ['sep=¬\na¬b\n', '¬'],
    ['sep=€\na€b\n', '€'],
  ])('%j says %j', (text, delimiter) => {
    expect(headOf(text)).toMatchObject({ delimiter: Buffer.from(delimiter), header: ['a', 'b'] });
  });

  it('may be in windows-1252', () => {
    const head = readListHead('x', Buffer.from('sep=¬\na¬b\n', 'latin1'), true, PLAIN);
    expect(head.delimiter).toEqual(Buffer.from([0xac]));
  });

  it('is a header when it names two characters', () => {
    expect(headOf('sep=ab\nx\n').header).toEqual(['sep=ab']);
  });

  it('is no more than copied when the delimiter was said', () => {
    const head = headOf('sep=,\na;b\n', { delimiter: ';' });
    expect([head.header, head.dataLine]).toEqual([['a', 'b'], 3]);
  });
});

function headOf(text: string, asked: Partial<BytesDialect> = {}) {
  return readListHead('x', Buffer.from(text), true, { ...PLAIN, ...asked });
}

function said(text: string, asked: Partial<BytesDialect> = {}): string {
  try {
    headOf(text, asked);
  } catch (error) {
    if (error instanceof ScreeningError) return JSON.stringify(error.explanation);
    throw error;
  }
  return '';
}

import { describe, expect, it } from 'vitest';
import { detectDelimiter, parseDelimiter } from '../../src/files/dialect.js';

/** The delimiter as latin1 text, so that every byte shows. */
const text = (delimiter: Uint8Array): string => Buffer.from(delimiter).toString('latin1');

describe('the delimiter is found', () => {
  const rows = (...lines: string[]): string => lines.join('\r\n') + '\r\n';

  it.each([
    ['comma', ',', rows('name,phone', 'Smith,020 7946 0123', 'Jones,07700 900123')],
    ['semicolon', ';', rows('name;phone', 'Smith;020 7946 0123', 'Jones;07700 900123')],
    ['tab', '\t', rows('name\tphone', 'Smith\t020 7946 0123')],
    ['pipe', '|', rows('name|phone', 'Smith|020 7946 0123')],
    ['by what is outside quotes', ';', rows('"Name, first";phone', '"a,b,c";01632 960001')],
    [
      'past commas in addresses',
      '\t',
      rows('a\tb\tc', '1\tHigh St, Leeds\tx', '2\tMill Ln, Ayr\ty'),
    ],
    ['past decimal commas', ';', rows('id;rate;phone', '1;1,5;01632 960001', '2;2,5;01632 960002')],
    [
      'past a comma in every cell of a column',
      ';',
      rows('x;"y, z";w', 'a;b, c;d', 'e;f, g;h', 'i;j, k;l', 'm;n, o'),
    ],
    ['although some records are short', '|', rows('a|b|c', '1|2|3', '4|5', '6|7|8')],
    [
      'under a title line',
      ';',
      rows('Call list of May', 'name;phone', 'Smith;01632 960001', 'Jones;01632 960002'),
    ],
    ['with a line break in quotes', ';', rows('a;b;c', '"1\r\n,2\r\n,3";x;y', '2;"z";""')],
    ['behind a byte order mark', ';', '\ufeff' + rows('"a,1";"b,2"', '"c";"d"')],
    ['in a header alone, without line end', ';', 'name;phone;"notes, other"'],
    ['in LF and CR files', '|', 'a|b\nc|d\re|f\n'],
    ['comma, where there is one column', ',', rows('07700 900123', '020 7946 0123')],
    [
      'comma, where the column holds free text',
      ',',
      rows('Phone', '01632 960001; ask for Jo', '01632 960002'),
    ],
    ['comma, in an empty file', ',', ''],
    ['comma, when a quote never closes', ',', '"a;b;c'],
    ['comma, when it is as good as another', ',', rows('a,b;c', 'd,e;f')],
  ])('%s', (_, delimiter, sample) => {
    expect(text(detectDelimiter(Buffer.from(sample)))).toBe(delimiter);
  });

  it('without the last record, which the sample cuts off', () => {
    const sample = Buffer.from('a;b;c\n1;2;3\n4;5,6,7,8,9');
    expect(text(detectDelimiter(sample))).toBe(';');
    expect(text(detectDelimiter(Buffer.from('a,b\n1,2\n"x;y;z;')))).toBe(',');
  });

  it('in a windows-1252 file', () => {
    const sample = Buffer.from('Caf\xe9;Ren\xe9, fils\n\x80;\xa0\n', 'latin1');
    expect(text(detectDelimiter(sample))).toBe(';');
  });
});

describe('--delimiter', () => {
  const none = Buffer.alloc(0);
  const utf8 = Buffer.from('a¬b');
  const cp1252 = Buffer.from('a\xacb', 'latin1');

  it.each<[string, 'utf-8' | 'windows-1252' | undefined, Buffer, string]>([
    [';', undefined, none, ';'],
    ['\t', 'utf-8', none, '\t'],
    ['\\t', undefined, none, '\t'],
    ['\\xAC', undefined, none, '\xac'],
    ['\\xac', 'windows-1252', none, '\xac'],
    ['\\x1F', undefined, none, '\x1f'],
    ['\\', undefined, none, '\\'],
    ['¬', 'utf-8', cp1252, '\xc2\xac'],
    ['¬', 'windows-1252', utf8, '\xac'],
    ['¬', undefined, utf8, '\xc2\xac'],
    ['¬', undefined, cp1252, '\xac'],
    ['¬', undefined, none, '\xac'],
    ['€', 'windows-1252', none, '\x80'],
    ['Ÿ', 'windows-1252', none, '\x9f'],
    ['ÿ', 'windows-1252', none, '\xff'],
    ['→', undefined, none, '\xe2\x86\x92'],
    ['😀', undefined, none, '\xf0\x9f\x98\x80'],
  ])('%j in %s is read', (value, encoding, sample, bytes) => {
    expect(text(parseDelimiter(value, encoding, sample))).toBe(bytes);
  });

  it.each<[string, 'windows-1252' | undefined, string]>([
    ['', undefined, 'is not a delimiter'],
    [';;', undefined, '";;" is not a delimiter: give one character, \\t, or a byte like \\xAC'],
    ['comma', undefined, 'is not a delimiter'],
    ['\\x', undefined, 'is not a delimiter'],
    ['\\xACx', undefined, 'is not a delimiter'],
    ['"', undefined, 'cannot be a delimiter'],
    ['\n', undefined, 'cannot be a delimiter'],
    ['\\x0D', undefined, 'cannot be a delimiter'],
    ['\\x22', undefined, 'cannot be a delimiter'],
    ['→', 'windows-1252', 'is not a character of windows-1252'],
  ])('%j is refused', (value, encoding, message) => {
    expect(() => parseDelimiter(value, encoding, none)).toThrow(message);
  });
});

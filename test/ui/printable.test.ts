import { describe, expect, it } from 'vitest';
import {
  errorText,
  jsonLine,
  noteText,
  painter,
  PLAIN,
  printable,
  printableAnswer,
} from '../../src/ui/voice.js';

/** Unicode Standard Annex 9: what turns the order of text. C0, C1 and DEL: what moves a cursor. */
const UNFIT = [
  ...Array.from({ length: 32 }, (_, code) => code),
  ...Array.from({ length: 33 }, (_, code) => 0x7f + code),
  ...[0x61c, 0x200e, 0x200f, 0x2028, 0x2029, 0x202a, 0x202b, 0x202c, 0x202d, 0x202e],
  ...[0x2066, 0x2067, 0x2068, 0x2069, 0xd800, 0xdfff],
];

it.each(UNFIT.map((code) => [code.toString(16), String.fromCharCode(code)]))(
  'shows U+%s and does not print it',
  (code, character) => {
    expect(printable(`a${character}b`)).toMatch(new RegExp(`^a\\\\[xu]0*${code}b$`));
  },
);

it('leaves what people write', () => {
  const text = 'Zoë 😀 né\u0301 Вера ０７ \\x41 שלום';
  expect(printable(text)).toBe(text);
});

it('holds in every part of an error, and in a note', () => {
  const esc = 'x\x1b[31m\u202ey';
  const said = errorText({ summary: esc, why: esc, fix: esc }, PLAIN);
  expect(said.split('\n').filter((line) => line.includes('x\\x1b[31m\\u202ey'))).toHaveLength(3);
  expect(said + noteText(esc)).not.toMatch(/[\x1b\u202e]/);
});

describe('a whole answer', async () => {
  const paint = await painter(1);
  const text = `a\nb${paint('bad', 'c')}\x1b[2J\x9b1m\u202e\r`;

  it('keeps its lines alone when nothing is painted', () => {
    expect(printableAnswer(text, false)).toBe('a\nb\\x1b[31mc\\x1b[39m\\x1b[2J\\x9b1m\\u202e\\x0d');
  });

  it('keeps colours too when it is painted, and nothing else', () => {
    expect(printableAnswer(text, true)).toBe('a\nb\x1b[31mc\x1b[39m\\x1b[2J\\x9b1m\\u202e\\x0d');
  });
});

it('JSON says the same without a character that is unfit', () => {
  const value = { text: `😀${UNFIT.map((code) => String.fromCharCode(code)).join('x')}\\` };
  const line = jsonLine(value);
  expect(JSON.parse(line)).toEqual(value);
  expect(line.trimEnd()).toBe(printable(line.trimEnd()));
});

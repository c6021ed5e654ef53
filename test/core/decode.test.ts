import { describe, expect, it } from 'vitest';
import { decodeText, ENCODING_NAMES, ENCODINGS, windows1252Byte } from '../../src/core/decode.js';

const bytes = (...values: number[]): Buffer => Buffer.from(values);

describe('the text of a cell', () => {
  it.each<[shows: string, bytes: Buffer, encoding: (typeof ENCODINGS)[number] | undefined, string]>(
    [
      ['ASCII', Buffer.from('01632 960123'), undefined, '01632 960123'],
      ['UTF-8 found by itself', Buffer.from('Caf\u00e9 \u20ac'), undefined, 'Caf\u00e9 \u20ac'],
      ['no UTF-8, so windows-1252', bytes(0x43, 0xe9, 0x20, 0x80), undefined, 'C\u00e9 \u20ac'],
      ['UTF-8 as stated, damaged', bytes(0x43, 0xe9), 'utf-8', 'C\ufffd'],
      ['windows-1252 as stated', Buffer.from('\u00e9'), 'windows-1252', '\u00c3\u00a9'],
      [
        'the ends of the high bytes',
        bytes(0x7f, 0x80, 0x9f, 0xa0),
        undefined,
        '\x7f\u20ac\u0178\xa0',
      ],
      ['bytes without a character', bytes(0x81, 0x8d, 0x9d, 0xff), undefined, '\x81\x8d\x9d\xff'],
      ['nothing', bytes(), undefined, ''],
    ],
  )('%s', (_shows, given, encoding, text) => {
    expect(decodeText(given, encoding)).toBe(text);
  });
});

describe('windows-1252', () => {
  const all = Array.from({ length: 256 }, (_, byte) => byte);
  const readAll = (): string => decodeText(Buffer.from(all), 'windows-1252');

  it('gives each byte a character, and each of these its byte again', () => {
    expect(Array.from(readAll(), (character) => windows1252Byte(character))).toEqual(all);
  });

  it('is the table of the standard: TextDecoder reads it rightly when it streams', () => {
    const decoder = new TextDecoder('windows-1252');
    expect(readAll()).toBe(decoder.decode(Uint8Array.from(all), { stream: true }));
  });

  it.each([
    ['of latin1 but not of it', '\u0080'],
    ['of latin1 but not of it, the last', '\u009f'],
    ['beyond it', '\u0100'],
    ['far beyond it', '\u2260'],
    ['of two units', '\u{1f4de}'],
    ['of two characters', 'ab'],
  ])('has no byte for a character %s', (_shows, character) => {
    expect(windows1252Byte(character)).toBeUndefined();
  });
});

describe('the names of encodings', () => {
  it('lead to encodings, each from its own name', () => {
    for (const encoding of ENCODINGS) expect(ENCODING_NAMES[encoding]).toBe(encoding);
    expect([ENCODING_NAMES.utf8, ENCODING_NAMES.cp1252]).toEqual(['utf-8', 'windows-1252']);
  });
});

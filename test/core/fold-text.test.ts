import { describe, expect, it } from 'vitest';
import { foldText } from '../../src/core/fold-text.js';

describe('the text of a cell', () => {
  it.each([
    ['ASCII', '+44 (0)20-7946.0123 x45', '+44 (0)20-7946.0123 x45'],
    ['a tab', '01632\t960123', '01632 960123'],
    ['a tab beside other blanks', '01632\t960\u00a0123', '01632 960 123'],
    ['every blank', '1\u16802\u20003\u200a4\u202f5\u205f6\u30007', '1 2 3 4 5 6 7'],
    ['every hyphen', '1\u20102\u20153\u20434\u22125\ufe586\ufe637', '1-2-3-4-5-6-7'],
    ['line ends stay', '1\n2\r\n3', '1\n2\r\n3'],
    ['invisible characters', '\ufeff0\u00ad7\u200b7\u200e0\u20600', '07700'],
    ['full width', '\uff0b\uff14\uff14\u3000\uff08\uff10\uff09\uff5e', '+44 (0)~'],
    ['beside full width', '\uff00\uff5f', '\uff00\uff5f'],
    ['letters stay', 'Caf\u00e9 \u{1f4de}', 'Caf\u00e9 \u{1f4de}'],
    ['digits that are not read', '\u0660\u0967 1', '\uffff\uffff 1'],
    ['figures that are no digits', '\u00bd\u2167\u{1d7ce}9', '\uffff\uffff\uffff9'],
  ])('is folded: %s', (_shows, text, folded) => {
    expect(foldText(text)).toBe(folded);
  });
});

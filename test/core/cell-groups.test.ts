import { describe, expect, it } from 'vitest';
import { cellSegments } from '../../src/core/cell-groups.js';

/**
 * Segments as text: groups with blanks between them, `/` before one that may abbreviate, `x` before
 * an extension, `+` before a group that had one, `~` behind a group glued to a word.
 */
function segments(text: string): string[] {
  return cellSegments(text).map(({ groups, abbreviates, extension }) => {
    const written = groups.map(
      ({ digits, plus, inWord }) => (plus ? '+' : '') + digits + (inWord ? '~' : ''),
    );
    return (abbreviates ? '/' : '') + (extension ? 'x' : '') + written.join(' ');
  });
}

describe('the segments of a cell', () => {
  it.each<[shows: string, text: string, ...expected: string[]]>([
    ['nothing', ''],
    ['no digit', 'tel: (n/a)'],
    ['one group', '07700900123', '07700900123'],
    ['blanks, hyphens, dots and brackets within', '(01)2 - 3.4', '01 2 3 4'],
    ['another sign between', '1!2', '1', '2'],
    ['a quotation mark between', '1"2', '1', '2'],
    ['a word between', '1 a 2', '1', '2'],
    ['a mark of a digit that is not read', '1\uffff2 \ufffe', '1\uffff2 \ufffe'],
    ['a +', '+44 20', '+44 20'],
    ['a + apart', '+ 44 20', '+44 20'],
    ['a + within', '44 +20 1', '44', '+20 1'],
    ['a + before a word', '+a 44', '44'],
    ['a + before another sign', '+!44', '44'],
    ['a slash', '1 / 2', '1', '/2'],
    ['a comma', '1, 2', '1', '/2'],
    ['an ampersand', '1&2', '1', '/2'],
    ['a slash first', '/1 2', '/1 2'],
    ['several slashes', '1/2/3', '1', '/2', '/3'],
    ['a slash, then a segment of its own', '1 / 2 ! 3', '1', '/2', '3'],
    ['or', '1 or 2', '1', '/2'],
    ['AND', '1 AND 2', '1', '/2'],
    ['two commas', '1,,2', '1', 'x2'],
    ['three commas', '1,,,2', '1', 'x2'],
    ['a hash', '1#2', '1', 'x2'],
    ['an extension, then a segment of its own', '1 x2 ! 3', '1', 'x2', '3'],
    ['an extension, then a slash', '1 x / 2', '1', '/2'],
    ['a slash, then an extension', '1 / x 2', '1', '/x2'],
    ['a slash, then a word that is no label', '1 / room 2', '1', '2'],
    ['an extension, then a word that is no label', '1 x room 2', '1', '2'],
    ['a slash, then a semicolon', '1 / ; 2', '1', '2'],
    ['an extension, then a semicolon', '1 x ; 2', '1', '2'],
    ['a slash, then a bar', '1 / | 2', '1', '2'],
    ['a slash, then a line feed', '1 /\n2', '1', '2'],
    ['a slash, then a carriage return', '1 /\r2', '1', '2'],
    ['an extension, then a line end', '1 x\r\n2', '1', '2'],
    ['a semicolon, then an extension', '1;ext=2', '1', 'x2'],
    ['a bracket that begins a remark', '123456789 (1)', '123456789', '1'],
    ['a bracket that begins a remark, behind groups', '1234 56789 (1)', '1234 56789', '1'],
    ['a bracket behind eight digits that open a number', '01234567 (8)', '01234567 8'],
    ['a bracket behind a 0', '0 (1)', '0 1'],
    ['a bracket behind 44', '44 (0)1', '44 0 1'],
    ['a bracket behind 4 and 4', '4 4 (0)', '4 4 0'],
    ['a bracket behind a +', '+1 (2)', '+1 2'],
    ['a bracket behind other digits', '24 (7)', '24', '7'],
    ['a bracket behind 45', '45 (0)', '45', '0'],
    ['the digits of each segment are counted', '123456 ! 0123 (4)', '123456', '0123 4'],
    ['glued to a word', '3pm', '3~'],
    ['glued to a word of one letter', '3a', '3~'],
    ['apart from a word', '3 pm', '3'],
    ['behind a word', 'pm3', '3'],
    ['glued to a word, then digits', '12nd 3', '12~', '3'],
    ['glued to an extension', '1x2', '1', 'x2'],
    ['glued to EXT', '1EXT2', '1', 'x2'],
    ['glued to or', '1or 2', '1', '/2'],
    ['glued to Fax', '1Fax 2', '1', '2'],
  ])('%s', (_shows, text, ...expected) => {
    expect(segments(text)).toEqual(expected);
  });

  it.each(['x', 'xt', 'xtn', 'ex', 'ext', 'extn', 'extension', 'extention', 'Ext', 'X'])(
    'announces an extension: %s',
    (word) => {
      expect(segments(`1 ${word} 2`)).toEqual(['1', 'x2']);
    },
  );

  it.each([
    ...['fax', 'tel', 'telephone', 'phone', 'ph', 'mobile', 'mob', 'cell', 'landline', 'direct'],
    ...['office', 'home', 'work', 'main', 'day', 'evening', 'switchboard', 'reception'],
    ...['t', 'm', 'f', 'Fax', 'TEL'],
  ])('a label lets an abbreviation stand: %s', (word) => {
    expect(segments(`1 / ${word} 2`)).toEqual(['1', '/2']);
    expect(segments(`1${word}`)).toEqual(['1']);
  });
});

import type { CellCase } from '../cell-notation.js';

/** Hyphens of every kind, blanks that are not blanks, characters nobody sees, and other scripts. */
export const unseenCharacters: readonly CellCase[] = [
  { name: 'U+2010 hyphen', cell: '020\u20107946\u20100123', items: ['geographic +442079460123'] },
  { name: 'U+2011 no-break hyphen', cell: '07700\u2011900123', items: ['mobile +447700900123'] },
  { name: 'U+2011 twice', cell: '0161\u2011496\u20110123', items: ['geographic +441614960123'] },
  { name: 'U+2012 figure dash', cell: '01632\u2012960123', items: ['geographic +441632960123'] },
  { name: 'U+2013 en dash', cell: '0151\u2013496\u20130123', items: ['geographic +441514960123'] },
  { name: 'U+2013, blanks', cell: '0151 \u2013 496 0123', items: ['geographic +441514960123'] },
  { name: 'U+2014 em dash', cell: '01632\u2014960123', items: ['geographic +441632960123'] },
  { name: 'U+2015 bar', cell: '01632\u2015960123', items: ['geographic +441632960123'] },
  { name: 'U+2010 after +44', cell: '+44\u20107700\u2010900123', items: ['mobile +447700900123'] },
  {
    name: 'U+2013 before text',
    cell: '01632 960123 \u2013 office',
    items: ['geographic +441632960123'],
  },
  { name: 'NBSP', cell: '01632\u00a0960123', items: ['geographic +441632960123'] },
  { name: 'NBSP at the end', cell: '01632 960123\u00a0 ', items: ['geographic +441632960123'] },
  {
    name: 'NBSP after +44',
    cell: '+44\u00a0(0)20\u00a07946\u00a00123',
    items: ['geographic +442079460123'],
  },
  { name: 'NBSP alone', cell: '\u00a0', items: [] },
  { name: 'zero-width space within', cell: '07700\u200b900123', items: ['mobile +447700900123'] },
  {
    name: 'zero-width space first',
    cell: '\u200b01632 960123',
    items: ['geographic +441632960123'],
  },
  { name: 'zero-width space last', cell: '02079460123\u200b', items: ['geographic +442079460123'] },
  { name: 'zero-width space alone', cell: '\u200b', items: [] },
  { name: 'BOM first', cell: '\ufeff07700900123', items: ['mobile +447700900123'] },
  { name: 'BOM before +', cell: '\ufeff+44 7700 900123', items: ['mobile +447700900123'] },
  { name: 'BOM within', cell: '01632\ufeff 960123', items: ['geographic +441632960123'] },
  { name: 'BOM alone', cell: '\ufeff', items: [] },
  {
    name: 'full-width digits',
    cell: '\uff10\uff17\uff17\uff10\uff10\uff19\uff10\uff10\uff11\uff12\uff13',
    items: ['mobile +447700900123'],
  },
  {
    name: 'full-width + and digits',
    cell: '\uff0b\uff14\uff14 \uff12\uff10 7946 0123',
    items: ['geographic +442079460123'],
  },
  {
    name: 'full-width digits, grouped',
    cell: '\uff10\uff11\uff16\uff13\uff12 \uff19\uff16\uff10\uff11\uff12\uff13',
    items: ['geographic +441632960123'],
  },
  {
    name: 'full-width x',
    cell: '07700900123\uff58\uff14\uff15',
    items: ['mobile +447700900123 [extension-dropped]'],
  },
  { name: 'full-width O', cell: '\uff2f7700 900123', items: ['ambiguous +447700900123'] },
  { name: 'full-width text, no digit', cell: '\uff4e\uff0f\uff41', items: [] },
  {
    name: 'full-width digits too few',
    cell: '\uff17\uff19\uff14\uff16',
    items: ['invalid'],
  },
  {
    name: 'Arabic-Indic digits',
    cell: '\u0660\u0667\u0667\u0660\u0660\u0669\u0660\u0660\u0661\u0662\u0663',
    items: ['invalid'],
  },
  {
    name: 'Devanagari digits',
    cell: '\u0966\u096d\u096d\u0966\u0966 \u096f\u0966\u0966\u0967\u0968\u0969',
    items: ['invalid'],
  },
  { name: 'last digit of another script', cell: '07700 90012\u0663', items: ['invalid'] },
  {
    name: 'a calling code with a digit of another script',
    cell: '+4\u0667 020 7946 0123',
    items: ['invalid', 'geographic +442079460123'],
  },
  {
    name: 'a footnote',
    cell: '020 7946 0123 \u00b9',
    items: ['geographic +442079460123'],
  },
];

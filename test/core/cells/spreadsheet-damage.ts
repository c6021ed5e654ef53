import type { CellCase } from '../cell-notation.js';

const tenMobiles = ['ambiguous +447700900115..+447700900124'];

/** What spreadsheets and typists do to numbers: what is repaired, and what can only be guessed. */
export const spreadsheetDamage: readonly CellCase[] = [
  {
    name: 'zero lost, mobile',
    cell: '7700900123',
    items: ['mobile +447700900123 [zero-restored]'],
  },
  {
    name: 'zero lost, London',
    cell: '2079460123',
    items: ['geographic +442079460123 [zero-restored]'],
  },
  {
    name: 'zero lost, Leeds',
    cell: '1134960123',
    items: ['geographic +441134960123 [zero-restored]'],
  },
  {
    name: 'zero lost, drama',
    cell: '1632960123',
    items: ['geographic +441632960123 [zero-restored]'],
  },
  {
    name: 'zero lost, grouped',
    cell: '20 7946 0123',
    items: ['geographic +442079460123 [zero-restored]'],
  },
  {
    name: 'zero lost, bracketed',
    cell: '(7700) 900123',
    items: ['mobile +447700900123 [zero-restored]'],
  },
  {
    name: 'zero lost, formula',
    cell: '="7700900123"',
    items: ['mobile +447700900123 [zero-restored]'],
  },
  {
    name: 'zero lost, text',
    cell: '7700900123 (mobile)',
    items: ['mobile +447700900123 [zero-restored]'],
  },
  {
    name: 'zero lost, nine digits',
    cell: '120400012',
    items: ['geographic +44120400012 [zero-restored]'],
  },
  {
    name: 'zero lost, 016977',
    cell: '169770012',
    items: ['geographic +44169770012 [zero-restored]'],
  },
  {
    name: 'zero lost, freephone',
    cell: '8081570123',
    items: ['freephone +448081570123 [freephone, zero-restored]'],
  },
  {
    name: 'zero lost, 0800 and six digits',
    cell: '800000012',
    items: ['freephone +44800000012 [freephone, zero-restored]'],
  },
  {
    name: 'zero lost, 03',
    cell: '3069990123',
    items: ['uk-wide +443069990123 [uk-wide, zero-restored]'],
  },
  {
    name: 'zero lost, premium',
    cell: '9098790123',
    items: ['premium +449098790123 [zero-restored]'],
  },
  {
    name: 'zero lost, Jersey',
    cell: '1534000012',
    items: ['geographic +441534000012 [territory-je, zero-restored]'],
  },
  { name: '.0', cell: '7700900123.0', items: ['mobile +447700900123 [zero-restored]'] },
  { name: '.0, London', cell: '2079460123.0', items: ['geographic +442079460123 [zero-restored]'] },
  {
    name: '.0, nine digits',
    cell: '120400012.0',
    items: ['geographic +44120400012 [zero-restored]'],
  },
  { name: '.0 after 44', cell: '447700900123.0', items: ['mobile +447700900123 [zero-restored]'] },
  {
    name: '.0 after a zero',
    cell: '07700900123.0',
    items: ['mobile +447700900123 [zero-restored]'],
  },
  { name: 'area code not in use', cell: '1999000012', items: ['ambiguous +441999000012'] },
  { name: '021 is not in use', cell: '2125550123', items: ['ambiguous +442125550123'] },
  { name: '031 is not in use', cell: '3125550123', items: ['ambiguous +443125550123'] },
  { name: 'zero lost, 0800 1111', cell: '8001111', items: ['ambiguous +448001111'] },
  { name: 'zero lost, 0845 4647', cell: '8454647', items: ['ambiguous +448454647'] },
  { name: '04 is no prefix', cell: '4155550123', items: ['invalid'] },
  { name: '06 is no prefix', cell: '6175550123', items: ['invalid'] },
  { name: 'nine digits where there are none', cell: '163296012', items: ['invalid'] },
  { name: 'nine digits of a mobile', cell: '770090012', items: ['invalid'] },
  { name: 'exponent, eleven digits shown', cell: '4.4770090012E+11', items: tenMobiles },
  { name: 'exponent, small e', cell: '4.4770090012e+11', items: tenMobiles },
  { name: 'exponent without +', cell: '4.4770090012E11', items: tenMobiles },
  { name: 'exponent of ten digits', cell: '7.70090012E+09', items: tenMobiles },
  {
    name: 'exponent of ten digits, London',
    cell: '2.07946012E+09',
    items: ['ambiguous +442079460115..+442079460124'],
  },
  { name: 'exponent, exact', cell: '7.700900123E+09', items: ['ambiguous +447700900123'] },
  { name: 'exponent, exact, 44', cell: '4.47700900123E+11', items: ['ambiguous +447700900123'] },
  { name: 'exponent, exact, E+9', cell: '1.632960123E+9', items: ['ambiguous +441632960123'] },
  {
    name: 'exponent, exact, nine digits',
    cell: '1.20400012E+08',
    items: ['ambiguous +44120400012'],
  },
  { name: 'exponent, six digits shown', cell: '4.47701E+11', items: ['ambiguous'] },
  { name: 'exponent, five digits shown', cell: '7.7009E+09', items: ['ambiguous'] },
  { name: 'decimal', cell: '1.134960123', items: ['ambiguous +441134960123'] },
  { name: 'decimal, London', cell: '2.079460123', items: ['ambiguous +442079460123'] },
  { name: 'decimal, drama', cell: '1.632960123', items: ['ambiguous +441632960123'] },
  { name: 'O first', cell: 'O7700 900123', items: ['ambiguous +447700900123'] },
  { name: 'O within', cell: '01632 96O123', items: ['ambiguous +441632960123'] },
  { name: 'O last', cell: '01632 96012O', items: ['ambiguous +441632960120'] },
  { name: 'two O', cell: '077OO 900123', items: ['ambiguous +447700900123'] },
  { name: 'O everywhere', cell: 'O2O 7946 O123', items: ['ambiguous +442079460123'] },
  { name: 'small o between digits', cell: '0770o900123', items: ['ambiguous +447700900123'] },
  { name: 'O after +44', cell: '+44 77O0 900123', items: ['ambiguous +447700900123'] },
  { name: 'O that makes no number', cell: 'O2', items: ['invalid'] },
];

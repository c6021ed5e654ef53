import type { CellCase } from '../cell-notation.js';

const tenMobiles = 'ambiguous +447700900115..+447700900124';
const tenOfBolton = 'ambiguous +441204000115..+441204000124';
const drama = 'geographic +441632960123';

/** Exponents and decimals that share their cell with a number or a word. */
export const damageBeside: readonly CellCase[] = [
  { name: 'exponent, slash', cell: '4.4770090012E+11 / 01632 960123', items: [tenMobiles, drama] },
  { name: 'exponent, comma', cell: '4.4770090012E+11,01632960123', items: [tenMobiles, drama] },
  { name: 'exponent, blank', cell: '4.4770090012E+11 01632 960123', items: [tenMobiles, drama] },
  { name: 'exponent behind', cell: '01632 960123 7.70090012E+09', items: [drama, tenMobiles] },
  { name: 'exponent behind or', cell: '01632 960123 or 7.70090012E+9', items: [drama, tenMobiles] },
  {
    name: 'exponent between',
    cell: '01632 960123 7.70090012E+09 07700 900123',
    items: [drama, tenMobiles, 'mobile +447700900123 [second-number]'],
  },
  {
    name: 'exponent, digits gone',
    cell: '4.47701E+11 / 01632 960123',
    items: ['ambiguous', drama],
  },
  {
    name: 'exponent without a fraction',
    cell: '5E+11 / 01632 960123',
    items: ['ambiguous', drama],
  },
  { name: 'exponent, label', cell: 'Tel: 1.20400012E+09', items: [tenOfBolton] },
  { name: 'exponent, remark', cell: '1.20400012E+09 (home)', items: [tenOfBolton] },
  {
    name: 'exponent beside a letter O',
    cell: '7.700900123E+09 / O1632 960123',
    items: ['ambiguous +447700900123', 'ambiguous +441632960123'],
  },
  {
    name: 'exponent before an ending',
    cell: '01632 960456 / 4.47701E+11 / 123',
    items: ['geographic +441632960456', 'ambiguous', 'invalid'],
  },
  {
    name: 'decimal that lost a nought',
    cell: '1.13496012 / 01632 960123',
    items: ['ambiguous +441134960120', drama],
  },
  {
    name: 'decimal',
    cell: '01632 960123; 1.134960123',
    items: [drama, 'ambiguous +441134960123'],
  },
  {
    name: 'decimal, point five',
    cell: '7700900123.5 or 01632 960123',
    items: ['ambiguous +447700900123', drama],
  },
  {
    name: '.0',
    cell: '7700900123.0 / 01632 960123',
    items: ['mobile +447700900123 [zero-restored]', 'geographic +441632960123 [second-number]'],
  },
  {
    name: 'spelled with dots',
    cell: '01632.960123 / 07700.900123',
    items: [drama, 'mobile +447700900123 [second-number]'],
  },
  { name: 'a flat', cell: 'Flat 3E10 01632 960123', items: [drama] },
  { name: 'a price', cell: '01632 960123 £1.50', items: [drama] },
  {
    name: 'exponent of no number, beside digits of none',
    cell: '01632 960123 / 4.5E+20 / 123456',
    items: [drama, 'invalid'],
  },
];

import type { CellCase } from '../cell-notation.js';

const first = 'geographic +441632960123';
const second = 'geographic +441632960124 [second-number]';
const mobile = 'mobile +447700900123 [second-number]';

/** Two and more whole numbers in one cell. */
export const severalNumbers: readonly CellCase[] = [
  { name: 'slash', cell: '01632 960123 / 07700 900123', items: [first, mobile] },
  { name: 'slash, no blank', cell: '01632960123/07700900123', items: [first, mobile] },
  { name: 'slash, blank after', cell: '01632 960123/ 01632 960124', items: [first, second] },
  { name: 'slash, blank before', cell: '01632 960123 /01632 960124', items: [first, second] },
  { name: 'slash, two blanks', cell: '01632 960123 /  01632 960124', items: [first, second] },
  { name: 'or', cell: '01632 960123 or 01632 960124', items: [first, second] },
  { name: 'or glued after', cell: '01632 960123 or01632 960124', items: [first, second] },
  { name: 'or glued before', cell: '01632 960123or 01632 960124', items: [first, second] },
  { name: 'OR', cell: '01632 960123 OR 07700 900123', items: [first, mobile] },
  { name: 'comma', cell: '01632 960123, 01632 960124', items: [first, second] },
  { name: 'comma, no blank', cell: '01632960123,07700900123', items: [first, mobile] },
  { name: 'comma and or', cell: '01632 960123, or 01632 960124', items: [first, second] },
  { name: '&', cell: '01632 960123 & 07700 900123', items: [first, mobile] },
  { name: 'and', cell: '01632 960123 and 01632 960124', items: [first, second] },
  { name: 'newline', cell: '01632 960123\n07700 900123', items: [first, mobile] },
  { name: 'CR LF', cell: '01632 960123\r\n07700 900123', items: [first, mobile] },
  { name: 'semicolon', cell: '01632 960123; 07700 900123', items: [first, mobile] },
  { name: 'bar', cell: '01632 960123 | 07700 900123', items: [first, mobile] },
  { name: 'blank only', cell: '01632 960123 07700 900123', items: [first, mobile] },
  { name: 'hyphen', cell: '01632 960123 - 07700 900123', items: [first, mobile] },
  { name: 'bracket', cell: '01632 960123 (07700 900123)', items: [first, mobile] },
  { name: 'labels', cell: 'T: 01632 960123 M: 07700 900123', items: [first, mobile] },
  { name: 'label of the second', cell: '01632 960123/ fax 01632 960124', items: [first, second] },
  { name: '+44 twice', cell: '+44 1632 960123 / +44 7700 900123', items: [first, mobile] },
  { name: '0044 second', cell: '01632 960123, 0044 7700 900123', items: [first, mobile] },
  { name: '44 without + second', cell: '01632 960123 / 447700900123', items: [first, mobile] },
  {
    name: 'other uses',
    cell: '03069 990123 / 0844 000 0012',
    items: [
      'uk-wide +443069990123 [uk-wide]',
      'service-charge +448440000012 [second-number, service-charge]',
    ],
  },
  {
    name: 'three',
    cell: '01632 960123 / 01632 960124 /07700 900123',
    items: [first, second, mobile],
  },
  {
    name: 'nine digits first',
    cell: '01204 00012 / 01632 960124',
    items: ['geographic +44120400012', second],
  },
  {
    name: 'nine digits second',
    cell: '01632 960123 / 01204 00012',
    items: [first, 'geographic +44120400012 [second-number]'],
  },
  {
    name: 'seven digits second',
    cell: '01632 960123 / 0800 1111',
    items: [first, 'freephone +448001111 [freephone, second-number]'],
  },
  { name: 'the second incomplete', cell: '01632 960123 / 01632 96012', items: [first, 'invalid'] },
  {
    name: 'the second in no code in use',
    cell: '01632 960123 / 2125550123',
    items: [first, 'ambiguous +442125550123'],
  },
  {
    name: 'both without their zero',
    cell: '7700900123 / 2079460123',
    items: [
      'mobile +447700900123 [zero-restored]',
      'geographic +442079460123 [second-number, zero-restored]',
    ],
  },
  {
    name: 'the second damaged',
    cell: '01632 960123 / O7700 900123',
    items: [first, 'ambiguous +447700900123'],
  },
  {
    name: 'foreign second',
    cell: '01632 960123 / +1 202 555 0123',
    items: [first, 'foreign +12025550123 [second-number]'],
  },
  {
    name: 'foreign first',
    cell: '+1 202 555 0123 / 07700 900123',
    items: ['foreign +12025550123', mobile],
  },
  {
    name: 'foreign first, only blanks between',
    cell: '+1 202 555 0123 07700 900123',
    items: ['foreign +12025550123', mobile],
  },
  {
    name: 'foreign first, blanks between, a geographic one after it',
    cell: '001 202 555 0123 01632 960123',
    items: ['foreign +12025550123', 'geographic +441632960123 [second-number]'],
  },
  {
    name: 'a calling code that may be a remark',
    cell: '001 07700 900123',
    items: ['ambiguous +107700900123 +447700900123'],
  },
  { name: 'the first incomplete', cell: '960124 / 01632 960123', items: ['invalid', first] },
  { name: 'no border between two', cell: '0163296012307700900123', items: ['invalid'] },
  { name: 'a 0 of its own first', cell: '0 01632 960123 07700 900123', items: [first, mobile] },
  {
    name: 'blank only, nine digits second',
    cell: '07700 900123 01204 00012',
    items: ['mobile +447700900123', 'geographic +44120400012 [second-number]'],
  },
  {
    name: 'blank only, the first without its zero',
    cell: '2079460123 07700 900123',
    items: ['geographic +442079460123 [zero-restored]', mobile],
  },
  {
    name: 'blank only, the second without its zero',
    cell: '07700 900123 2079460123',
    items: ['mobile +447700900123', 'geographic +442079460123 [second-number, zero-restored]'],
  },
  {
    name: 'blank only, nine digits second without their zero',
    cell: '07700 900123 120400012',
    items: ['mobile +447700900123', 'geographic +44120400012 [second-number, zero-restored]'],
  },
];

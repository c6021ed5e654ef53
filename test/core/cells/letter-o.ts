import type { CellCase } from '../cell-notation.js';

const mobile = 'ambiguous +447700900123';
const both = 'ambiguous +441632960123 +447700900456';

/** A letter O typed for a nought, beside other numbers and remarks: every number it may be. */
export const letterO: readonly CellCase[] = [
  {
    name: 'a remark that spells a calling code',
    cell: 'L1 0O1 07700 900123',
    items: ['ambiguous +107700900123 +447700900123'],
  },
  { name: 'damaged, then whole', cell: 'O1632 960123 07700 900456', items: [both] },
  { name: 'whole, then damaged', cell: '01632 960123 O7700 900456', items: [both] },
  { name: 'both damaged', cell: '01632 96O123 077O0 900456', items: [both] },
  { name: 'hyphen between', cell: '01632 96O123 - 07700 900456', items: [both] },
  {
    name: 'zero lost beside',
    cell: '20 7946 O123 01632960124',
    items: ['ambiguous +441632960124 +442079460123'],
  },
  {
    name: 'nine digits before',
    cell: '01204 00012 O7700 900123',
    items: ['ambiguous +44120400012 +447700900123'],
  },
  {
    name: 'nine digits damaged',
    cell: '0120400O12 07700 900123',
    items: ['ambiguous +44120400012 +447700900123'],
  },
  {
    name: 'foreign before',
    cell: '+353 1 234567 O7700 900123',
    items: ['ambiguous +3531234567 +442345677700 +447700900123 +35312345677700 +353123456707700'],
  },
  {
    name: 'a remark that completes a number with the next one',
    cell: '01632 9O1 028 9649 6123',
    items: ['ambiguous +441632901028 +442896496123 +449010289649'],
  },
  { name: 'glued behind', cell: '07700 900123O', items: [mobile] },
  {
    name: 'glued behind nine digits',
    cell: '01204 00012O',
    items: ['ambiguous +441204000120'],
  },
  { name: 'glued behind, then a remark', cell: '07700900123O.K. 2', items: [mobile] },
  { name: 'a network behind', cell: '07700 900123 O2', items: [mobile] },
  {
    name: 'a network behind, small',
    cell: '07700 900123 o2',
    items: ['mobile +447700900123'],
  },
  { name: 'no digit touched', cell: '07700 900123 O.K. 2', items: ['mobile +447700900123'] },
  {
    name: 'in an extension',
    cell: '01632 960123 x4O5',
    items: ['geographic +441632960123', 'invalid'],
  },
  {
    name: 'a number behind an extension',
    cell: '01632 960123 x4O 07700 900123',
    items: ['geographic +441632960123', mobile],
  },
  {
    name: 'in an abbreviated number',
    cell: '07700 900456 / 9OO123',
    items: ['mobile +447700900456', mobile],
  },
  {
    name: 'before an abbreviated number',
    cell: '07700 90O456 / 123',
    items: ['ambiguous +447700900456', mobile],
  },
  {
    name: 'before two abbreviated numbers',
    cell: '07700 90O456 / 123 / 124',
    items: ['ambiguous +447700900456', mobile, 'ambiguous +447700900124'],
  },
  { name: 'small, first of a group', cell: '07700 9 o0123', items: [mobile] },
  { name: 'small, last of a group', cell: '0770o 900123', items: [mobile] },
  { name: 'small, last of all', cell: '07700 90012o', items: ['ambiguous +447700900120'] },
  {
    name: 'small, behind digits in pairs',
    cell: '07700 900123 01 63 29 60 10o',
    items: ['ambiguous +441632960100 +447700900123'],
  },
  {
    name: 'small, first of all',
    cell: 'o7700 900123',
    items: ['mobile +447700900123 [zero-restored]'],
  },
  { name: 'standing alone', cell: '0 7 7 O 0 9 0 0 1 2 3', items: [mobile] },
  {
    name: 'standing alone in an ending',
    cell: '08081 570123 / 02896 496 O 89',
    items: ['freephone +448081570123 [freephone]', 'ambiguous +442896496089'],
  },
  {
    name: 'standing alone, small, beside doubt',
    cell: 'O8081 570123 / 02896 496 o 89',
    items: ['ambiguous +448081570123', 'ambiguous +442896496089'],
  },
  { name: 'in brackets after +44', cell: '+44 (O)7700 900123', items: [mobile] },
  { name: 'in brackets', cell: '0044 (O)7700 900123', items: [mobile] },
  {
    name: 'small, in what looked like an abbreviation',
    cell: '08081 570123 / 02896 496 o89',
    items: ['freephone +448081570123 [freephone]', 'ambiguous +442896496089'],
  },
  {
    name: 'small, the Spanish or',
    cell: '01632 960123 o 07700 900123',
    items: ['geographic +441632960123', 'mobile +447700900123 [second-number]'],
  },
  {
    name: 'eleven numbers',
    cell: `${Array.from({ length: 11 }, (_, last) => `07700 9001${10 + last}`).join(' ')} 1O`,
    items: ['ambiguous'],
  },
  {
    name: 'a stray digit, then an abbreviation',
    cell: '01632 960123 / 01204 00012 6 / 78',
    items: [
      'geographic +441632960123',
      'ambiguous +44120400012 +441204000126',
      'ambiguous +44120400078 +441204000178',
    ],
  },
  {
    name: 'a remark that completes a number without its zero with the next one',
    cell: '1204 07700 900123 1O',
    items: ['ambiguous +44120407700 +447700900123'],
  },
  {
    name: 'a stray digit, then a remark',
    cell: '01204 00012 3 4O',
    items: ['ambiguous +44120400012 +441204000123'],
  },
  {
    name: 'foreign, then a remark',
    cell: '+1 202 555 0123 4O',
    items: ['ambiguous +442025550123 +1202555012340'],
  },
  {
    name: 'foreign before, and a remark behind',
    cell: '+353 1 234567 O7700 900123 45',
    items: ['ambiguous +3531234567 +442345677700 +447700900123 +35312345677700 +353123456707700'],
  },
  {
    name: 'foreign, fifteen digits after 00, then a remark',
    cell: '0033 1990012345678 1O',
    items: ['ambiguous +331990012345678'],
  },
  {
    name: 'seven digits that lost their zero, then a remark',
    cell: '800 1111 1O',
    items: ['ambiguous +448001111 +44800111110'],
  },
  {
    name: 'standing alone, small, beside a number',
    cell: '08081 570123; 02896 496 o 89',
    items: ['freephone +448081570123 [freephone]', 'ambiguous +442896496089'],
  },
  {
    name: 'standing alone, small, beside digits of no number',
    cell: '02896 496 o 89; 12345',
    items: ['ambiguous +442896496089', 'invalid'],
  },
];

import type { CellCase } from '../cell-notation.js';

const first = 'geographic +442079460123';
const second = 'geographic +442079460124 [second-number]';

/** Fewer digits after `/`, `,`, `&`, `or` or `and` replace the last digits of the number before. */
export const abbreviatedNumbers: readonly CellCase[] = [
  { name: 'four digits', cell: '020 7946 0123 / 0124', items: [first, second] },
  { name: 'four digits, no blank', cell: '020 7946 0123/0124', items: [first, second] },
  { name: 'two digits', cell: '020 7946 0123/24', items: [first, second] },
  { name: 'one digit', cell: '020 7946 0123/4', items: [first, second] },
  { name: 'three digits', cell: '020 7946 0123 / 124', items: [first, second] },
  { name: 'eight digits', cell: '020 7946 0123 / 7946 0124', items: [first, second] },
  { name: 'comma', cell: '020 7946 0123, 0124', items: [first, second] },
  { name: 'comma, two digits', cell: '020 7946 0123, 24', items: [first, second] },
  { name: '&', cell: '020 7946 0123 & 0124', items: [first, second] },
  { name: '& two digits', cell: '020 7946 0123&24', items: [first, second] },
  { name: 'or', cell: '020 7946 0123 or 0124', items: [first, second] },
  { name: 'and', cell: '020 7946 0123 and 0124', items: [first, second] },
  { name: 'or, two digits', cell: '020 7946 0123 or 24', items: [first, second] },
  { name: 'Fax', cell: '020 7946 0123 / Fax 0124', items: [first, second] },
  { name: 'Fax, slash glued', cell: '020 7946 0123/ Fax 0124', items: [first, second] },
  { name: 'fax:', cell: '020 7946 0123, fax: 0124', items: [first, second] },
  { name: 'tel', cell: '020 7946 0123 / tel 0124', items: [first, second] },
  { name: 'text after', cell: '020 7946 0123 / 0124 (Fax)', items: [first, second] },
  { name: '+44', cell: '+44 20 7946 0123 / 0124', items: [first, second] },
  { name: '+44 (0)', cell: '+44 (0)20 7946 0123 / 0124', items: [first, second] },
  { name: '0207', cell: '0207 946 0123/0124', items: [first, second] },
  {
    name: 'six digits',
    cell: '01632 960490 / 960173',
    items: ['geographic +441632960490', 'geographic +441632960173 [second-number]'],
  },
  {
    name: 'six digits in two groups',
    cell: '01632 960 411 / 960 412',
    items: ['geographic +441632960411', 'geographic +441632960412 [second-number]'],
  },
  {
    name: 'three digits of 5 6',
    cell: '01632 960404 / 405',
    items: ['geographic +441632960404', 'geographic +441632960405 [second-number]'],
  },
  {
    name: 'three numbers',
    cell: '020 7946 0585 / 0500 / 0618',
    items: [
      'geographic +442079460585',
      'geographic +442079460500 [second-number]',
      'geographic +442079460618 [second-number]',
    ],
  },
  {
    name: 'five numbers, two digits each',
    cell: '020 7946 0200/39/48/53/54',
    items: [
      'geographic +442079460200',
      'geographic +442079460239 [second-number]',
      'geographic +442079460248 [second-number]',
      'geographic +442079460253 [second-number]',
      'geographic +442079460254 [second-number]',
    ],
  },
  {
    name: 'or and slash',
    cell: '0161 496 0312 or 0305/  0315 (Fax)',
    items: [
      'geographic +441614960312',
      'geographic +441614960305 [second-number]',
      'geographic +441614960315 [second-number]',
    ],
  },
  {
    name: 'of nine digits',
    cell: '01204 00012 / 13',
    items: ['geographic +44120400012', 'geographic +44120400013 [second-number]'],
  },
  {
    name: 'of a mobile',
    cell: '07700 900123 / 124',
    items: ['mobile +447700900123', 'mobile +447700900124 [second-number]'],
  },
  {
    name: 'keeps its flags',
    cell: '08081 570123 / 124',
    items: [
      'freephone +448081570123 [freephone]',
      'freephone +448081570124 [freephone, second-number]',
    ],
  },
  { name: 'newline does not abbreviate', cell: '020 7946 0123\n0124', items: [first, 'invalid'] },
  { name: 'semicolon does not', cell: '020 7946 0123; 0124', items: [first, 'invalid'] },
  { name: 'bar does not', cell: '020 7946 0123 | 0124', items: [first, 'invalid'] },
  { name: 'semicolon, two digits', cell: '020 7946 0123; 24', items: [first] },
  { name: 'a word that is no label', cell: '020 7946 0123 / room 4567', items: [first, 'invalid'] },
  { name: 'no label, two digits', cell: '020 7946 0123, flat 12', items: [first] },
  { name: 'nothing to abbreviate', cell: '7946 0123 / 0124', items: ['invalid'] },
  { name: 'hours', cell: '01632 960456 / 24hrs', items: ['geographic +441632960456'] },
  { name: 'two hours', cell: '01632 960456 / 10 11am', items: ['geographic +441632960456'] },
  {
    name: 'a digit apart: a stray one, or not',
    cell: '020 7946 0404 / 040 5',
    items: ['geographic +442079460404', 'ambiguous +442079460040 +442079460405'],
  },
  {
    name: 'two digits apart',
    cell: '020 7946 0404 / 04 06',
    items: ['geographic +442079460404', 'ambiguous +442079460404 +442079460406'],
  },
  {
    name: 'two digits apart, behind two groups',
    cell: '01632 960404 / 9 604 05',
    items: ['geographic +441632960404', 'ambiguous +441632960405 +441632969604'],
  },
  {
    name: 'nine digits that may be a number of their own',
    cell: '01632 960404 / 120400012',
    items: ['geographic +441632960404', 'ambiguous +44120400012 +441120400012'],
  },
  {
    name: 'of a foreign number',
    cell: '+1 202 555 0123 / 0124',
    items: ['foreign +12025550123', 'foreign +12025550124 [second-number]'],
  },
  {
    name: 'of a damaged number that has no other end',
    cell: '08O0 1111 / 22',
    items: ['ambiguous +448001111'],
  },
  {
    name: 'a whole short number and a digit are the end or that number',
    cell: '020 7946 0123 / 0800 1111 5',
    items: ['geographic +442079460123', 'ambiguous +448001111 +442008001111 +442080011115'],
  },
  {
    name: 'what a + announces is no end',
    cell: '020 7946 0123 / +44 (0)5706',
    items: ['geographic +442079460123', 'invalid'],
  },
];

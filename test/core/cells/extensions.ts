import type { CellCase } from '../cell-notation.js';

const london = ['geographic +442079460123 [extension-dropped]'];
const drama = ['geographic +441632960123 [extension-dropped]'];

/** After a complete number an extension is dropped; alone it is no number. */
export const extensions: readonly CellCase[] = [
  { name: 'x', cell: '020 7946 0123 x45', items: london },
  { name: 'x glued', cell: '02079460123x45', items: london },
  { name: 'x apart', cell: '020 7946 0123 x 45', items: london },
  { name: 'X', cell: '+44 20 7946 0123 X456', items: london },
  { name: 'X and two blanks', cell: '+44  2079460123  X  456', items: london },
  { name: 'x in brackets', cell: '020 7946 0123 (x45)', items: london },
  { name: 'ext', cell: '01632 960123 ext 45', items: drama },
  { name: 'ext.', cell: '01632 960123 ext. 45', items: drama },
  { name: 'ext. glued', cell: '020 7946 0123 ext.253', items: london },
  { name: 'ext glued on both sides', cell: '01632960123ext45', items: drama },
  { name: 'Ext', cell: '01632 960123 Ext 4512', items: drama },
  { name: 'EXT:', cell: '01632 960123 EXT: 45', items: drama },
  { name: 'extension', cell: '01632 960123 extension 45', items: drama },
  { name: 'Extension', cell: '01632 960123, Extension 4512', items: drama },
  { name: 'extn', cell: '01632 960123 extn 45', items: drama },
  { name: 'xtn glued', cell: '+442079460123xtn456', items: london },
  { name: '(ext. 1)', cell: '01632 960123 (ext. 1)', items: drama },
  { name: '(ext. 319)', cell: '01632 960 123 (ext. 319)', items: drama },
  { name: '(ext. 2013)', cell: '01632 960123 (ext. 2013)', items: drama },
  { name: '(ext. 61111)', cell: '020 7946 0123 (ext. 61111)', items: london },
  { name: '(ext. six digits)', cell: '01632960123 (ext. 816807)', items: drama },
  { name: '(ext. nine digits)', cell: '01632 960123 (ext. 080815701)', items: drama },
  { name: '(ext. the number again)', cell: '01632960123 (ext. 1632960123)', items: drama },
  { name: '#', cell: '020 7946 0123 #45', items: london },
  { name: '# glued', cell: '02079460123#45', items: london },
  { name: '# and four digits', cell: '01632 960123 #4512', items: drama },
  { name: ',,', cell: '01632960123,,45', items: drama },
  { name: ',, and #', cell: '+442079460123,,123456789#', items: london },
  { name: ',, and a blank', cell: '01632 960123 ,, 4512', items: drama },
  { name: ';ext=', cell: '01632960123;ext=45', items: drama },
  { name: ';ext= after +44', cell: '+44-2079460123;ext=456', items: london },
  { name: ';ext= in a tel:', cell: 'tel:+442079460123;ext=45', items: london },
  {
    name: 'extension and text',
    cell: '020 7946 0123 ext.253 (on the day results only)',
    items: london,
  },
  {
    name: 'after nine digits',
    cell: '01204 00012 x6',
    items: ['geographic +44120400012 [extension-dropped]'],
  },
  {
    name: 'after nine digits, ext',
    cell: '01204 00012 (ext. 2)',
    items: ['geographic +44120400012 [extension-dropped]'],
  },
  {
    name: 'after a mobile',
    cell: '07700 900123 x45',
    items: ['mobile +447700900123 [extension-dropped]'],
  },
  {
    name: 'after a restored zero',
    cell: '2079460123 x45',
    items: ['geographic +442079460123 [extension-dropped, zero-restored]'],
  },
  {
    name: 'then another number',
    cell: '01632 960123 ext 45 or 07700 900123',
    items: [...drama, 'mobile +447700900123 [second-number]'],
  },
  {
    name: 'of the second number',
    cell: '07700 900123 / 020 7946 0123 x45',
    items: ['mobile +447700900123', 'geographic +442079460123 [extension-dropped, second-number]'],
  },
  { name: 'x alone', cell: 'x45', items: ['invalid'] },
  { name: 'ext alone', cell: 'ext. 4512', items: ['invalid'] },
  { name: '# alone', cell: '#45', items: ['invalid'] },
  { name: 'after an incomplete number', cell: '020 7946 x45', items: ['invalid'] },
];

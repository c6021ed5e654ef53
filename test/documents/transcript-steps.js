/** The files that come into the folder of the transcripts, by lines. */
export const FILES = {
  'tps.txt': ['01632960017 ', '02079460123 ', '07700900123 ', '07700900456 ', '07700900789 '],
  'ctps.txt': ['01134960555 ', '02079460999 '],
  'tps-next.txt': [
    '01632960017 ',
    '02079460123 ',
    '07700900123 ',
    '07700900204 ',
    '07700900456 ',
    '07700900789 ',
  ],
  'autumn.csv': [
    'Order,Name,Landline,Mobile,Postcode',
    '100231,Ann Archer,020 7946 0123,07700 900200,SW1A 1AA',
    '100232,"Bell, Ben",01632 960456,07700 900201,NE1 4LP',
    '100233,Cas Cole,+44 (0)113 496 0200,,LS1 4AP',
    '100234,Dee Dunn,,07700900123,M1 1AE',
    '100235,Ed Ellis,0113 496 0555,07700 900203,LS2 7EW',
    '100236,Fay Frost,01632 960460 x12,07700 900204,NE2 1AB',
    '100237,Gus Grant,,7700900205,B1 1BB',
    '100238,Hal Hunt,see notes,0770090,G1 1XQ',
    '100239,Ida Innes,020 7946 0300 / 0301,07700 900206,EC1A 1BB',
    '100240,Jon Jay,,+1 202 555 0143,W1A 0AX',
    '100241,Kit Kerr,01632 960461,07700 900207,NE3 3AA',
    '100242,Lou Lane,,,CF10 1BH',
  ],
};

const FIRST = '2026-11-21T09:00:00Z';
const LATER = '2026-11-24T15:40:00Z';
const NIGHT = '2026-11-25T03:30:00Z';
const MONTHS = '2027-02-11T10:15:00Z';

/** What is typed, by chapter; `arrives` names files that come before it. */
export const CHAPTERS = [
  {
    title: 'The first five minutes',
    lead: 'Marketing operations, with a list to call from today.',
    steps: [
      { at: FIRST, line: '', words: [], arrives: ['tps.txt', 'ctps.txt', 'autumn.csv'] },
      { at: FIRST, line: 'import tps tps.txt --dated 2026-11-20' },
      { at: FIRST, line: 'import ctps ctps.txt --dated 2026-11-20' },
      { at: FIRST, line: 'preview autumn.csv' },
      { at: FIRST, line: 'scrub autum.csv' },
      { at: FIRST, line: 'scrub autumn.csv' },
    ],
  },
  {
    title: 'While the campaign runs',
    lead: 'Somebody rings and asks not to be called again.',
    steps: [
      {
        at: LATER,
        line: "suppress add '01632 960456' --source phone",
        words: ['suppress', 'add', '01632 960456', '--source', 'phone'],
      },
      { at: LATER, line: 'recall last' },
      { at: LATER, line: 'verify autumn.clean.csv' },
      { at: LATER, line: 'check 07700 900201' },
      {
        at: LATER,
        line: "check '07700 900201' 01632960456",
        words: ['check', '07700 900201', '01632960456'],
      },
    ],
  },
  {
    title: 'Every night',
    lead: 'Whoever reads what cron sent: a file under the wrong name, the next file, and what stands in the morning.',
    steps: [
      { at: NIGHT, line: 'import tps ctps.txt --dated 2026-11-24' },
      { at: NIGHT, line: 'import tps tps-next.txt --dated 2026-11-24', arrives: ['tps-next.txt'] },
      { at: NIGHT, line: 'recall --all' },
      { at: NIGHT, line: 'status' },
      { at: '2026-12-30T09:00:00Z', line: 'scrub autumn.csv --force' },
    ],
  },
  {
    title: 'Months later',
    lead: 'An auditor asks about one call, and about the list that it came from.',
    steps: [
      { at: MONTHS, line: 'runs' },
      { at: MONTHS, line: 'check 07700900204 --call-date 2026-11-21 --as-of 2026-11-21' },
      { at: MONTHS, line: 'explain 01632960456' },
      { at: MONTHS, line: 'replay last --input autumn.csv' },
      { at: MONTHS, line: 'certificate last --out certificate.html' },
      { at: MONTHS, line: 'verify' },
    ],
  },
];

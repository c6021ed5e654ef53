import { describe, expect, it } from 'vitest';
import {
  daysThatStand,
  LAST_DAY,
  readHistory,
  readQuestion,
  stands,
} from '../own-lists/notation.js';

/** What is shown, the history, and for each day from 1 to 9 whether an objection stands. */
type Row = readonly [shows: string, history: string, days: string, question?: string];

const TOLD: readonly Row[] = [
  ['nothing was said', '', '.........'],
  ['told once', 'told 2', '.XXXXXXXX'],
  ['told twice', 'told 2, told 5', '.XXXXXXXX'],
  ['told late, of an early day', 'told 2 @6', '.XXXXXXXX'],
  ['... and asked as it was known before', 'told 2 @6', '.........', 'known 5'],
  ['... and on the day of recording', 'told 2 @6', '.XXXXXXXX', 'known 6'],
  ['an earlier day is learned after a later one', 'told 5, told 2 @7', '.XXXXXXXX'],
  ['... and asked as it was known before', 'told 5, told 2 @7', '....XXXXX', 'known 6'],
  ['until a last day', 'told 2 other until:4', '.XXX.....'],
  ['until its first day', 'told 2 abandoned-call until:2', '.X.......'],
  ['until a day, then again', 'told 2 other until:4, told 6 other', '.XXX.XXXX'],
  ['two ends, the later counts', 'told 2 other until:6, told 3 other until:4', '.XXXXX...'],
  ['an end, and one without', 'told 2 other until:4, told 3', '.XXXXXXXX'],
  ['over before it was recorded', 'told 2 other until:3 @6', '.XX......'],
];

const CONSENTED: readonly Row[] = [
  ['objection, consent', 'told 2, consent 4', '.XX......'],
  ['objection, consent, objection', 'told 2, consent 4, told 6', '.XX..XXXX'],
  ['objection, consent, objection, consent', 'told 1, consent 3, told 5, consent 8', 'XX..XXX..'],
  ['consent, objection', 'consent 2, told 4', '...XXXXXX'],
  ['one day, the objection first', 'told 4, consent 4', '...XXXXXX'],
  ['one day, the consent first', 'consent 4, told 4', '...XXXXXX'],
  ['one day, and a consent on the next', 'told 4, consent 4, consent 5', '...X.....'],
  ['the latest objection decides', 'told 2, told 4, consent 3 @5', '.X.XXXXXX'],
  ['a consent of the day of the latest', 'told 2, told 4, consent 4', '.XXXXXXXX'],
  ['a consent that ends', 'told 2, consent 4 until:6', '.XX...XXX'],
  ['a consent of one day', 'told 2, consent 4 until:4', '.XX.XXXXX'],
  [
    'two consents, one after the other',
    'told 2, consent 4 until:5, consent 6 until:7',
    '.XX....XX',
  ],
  ['consent recorded late', 'told 2, consent 4 @7', '.XX......'],
  ['... and not known yet', 'told 2, consent 4 @7', '.XXXXXXXX', 'known 6'],
  ['objection recorded after a consent of a later day', 'consent 4, told 2 @6', '.XX......'],
  ['objection of a later day recorded after', 'consent 4, told 5 @8', '....XXXXX'],
  ['every source is lifted', 'told 2 from:a, told 3 from:b, consent 5', '.XXX.....'],
  ['one source said it again', 'told 2 from:a, consent 4, told 5 from:b', '.XX.XXXXX'],
];

const LIFTABLE = ['asked-not-to-call', 'consent-withdrawn', 'other', 'abandoned-call'];
const UNLIFTABLE = ['complaint', 'vulnerable', 'legal', 'deceased', 'wrong-number'];
const CLASSES: readonly Row[] = [
  ...LIFTABLE.flatMap((name): Row[] => [
    [`${name} and a later consent`, `told 2 ${name}, consent 4`, '.XX......'],
    [`${name} and a consent of its day`, `told 2 ${name}, consent 2`, '.XXXXXXXX'],
  ]),
  ...UNLIFTABLE.flatMap((name): Row[] => [
    [`${name} and a later consent`, `told 2 ${name}, consent 4`, '.XXXXXXXX'],
    [`${name} asked back`, `told 2 ${name}, asked 4 ${name}`, '.XX......'],
    [`${name} by mistake`, `told 2 ${name}, mistake 4 ${name}`, '.........'],
  ]),
  ['a complaint beside what a consent lifts', 'told 2, told 3 complaint, consent 5', '.XXXXXXXX'],
  ['... and withdrawn', 'told 2, told 3 complaint, consent 5, asked 7 complaint', '.XXXXX...'],
];

const WRONG_NUMBER: readonly Row[] = [
  ['voids the consent before it', 'told 1, consent 3, told 5 wrong-number', 'XXXXXXXXX'],
  [
    '... which held until it was known',
    'told 1, consent 3, told 5 wrong-number',
    'XX.......',
    'known 4',
  ],
  [
    'lets a later consent lift other objections only',
    'told 1, told 3 wrong-number, consent 5',
    'XXXXXXXXX',
  ],
  [
    'by mistake gives the consent back',
    'told 1, consent 3, told 5 wrong-number, mistake 7 wrong-number',
    'XX.......',
  ],
  [
    '... and not yet on the day before',
    'told 1, consent 3, told 5 wrong-number, mistake 7 wrong-number',
    'XXXXXXXXX',
    'known 6',
  ],
  [
    'asked back leaves the consent void',
    'told 1, consent 3, told 5 wrong-number, asked 7 wrong-number',
    'XXXXXXXXX',
  ],
  [
    '... and a new consent lifts what was said before it',
    'told 1, told 3 wrong-number, asked 5 wrong-number, consent 6',
    'XXXXX....',
  ],
  [
    'of the day of the consent voids it',
    'told 1, consent 3, told 3 wrong-number, asked 4 wrong-number',
    'XXXXXXXXX',
  ],
  [
    'of the day of the consent, recorded before it, voids it',
    'told 1, told 3 wrong-number, consent 3, asked 4 wrong-number',
    'XXXXXXXXX',
  ],
  [
    'of an earlier day, recorded later, voids it',
    'told 1, consent 4, told 2 wrong-number @6, asked 7 wrong-number',
    'XXXXXXXXX',
  ],
  [
    'voids a consent given before it and recorded after it',
    'told 1, told 5 wrong-number, consent 4 @6, asked 7 wrong-number',
    'XXXXXXXXX',
  ],
  [
    'in an undone file voids nothing',
    'told 1, consent 3, told 5 wrong-number in:A, undo A 7',
    'XX.......',
  ],
  [
    'told to another firm voids the consent all the same: the line is another person’s',
    'told 1, consent 3, told 5 wrong-number to:Borough',
    'XXXXXXXXX',
    'caller Acme',
  ],
];

const WITHDRAWN: readonly Row[] = [
  ['by mistake', 'told 2, mistake 5', '.........'],
  ['... and not known yet', 'told 2, mistake 5', '.XXXXXXXX', 'known 4'],
  ['because the person asked', 'told 2, asked 5', '.XXX.....'],
  ['... and not known yet', 'told 2, asked 5', '.XXXXXXXX', 'known 4'],
  ['by mistake, then told', 'told 2, mistake 5, told 7', '......XXX'],
  ['by mistake, then told the same day', 'told 2, mistake 5, told 5', '....XXXXX'],
  ['by request, then told', 'told 2, asked 5, told 7', '.XXX..XXX'],
  ['by request, then told the same day', 'told 2, asked 5, told 5', '.XXXXXXXX'],
  ['told and asked back on one day', 'told 5, asked 5', '.........'],
  ['told and a mistake on one day', 'told 5, mistake 5', '.........'],
  ['told, asked back and told on one day', 'told 5, asked 5, told 5', '....XXXXX'],
  ['twice', 'told 2, asked 3, told 5, asked 7', '.X..XX...'],
  ['by request first, then by mistake', 'told 2, asked 4, told 6, mistake 8', '.........'],
  [
    'what is recorded after it stands, of an earlier day',
    'told 3, asked 4, told 2 @6',
    '.XXXXXXXX',
  ],
  ['... and is not known yet', 'told 3, asked 4, told 2 @6', '..X......', 'known 5'],
  ['all that the entry says', 'told 2, told 4, asked 6', '.XXXX....'],
  ['all that the entry says, by mistake', 'told 2, told 4, mistake 6', '.........'],
  ['before its last day', 'told 2 other until:8, asked 4 other', '.XX......'],
  ['after its last day', 'told 2 other until:4, asked 6 other', '.XXX.....'],
  ['one source of two', 'told 2 from:a, told 3 from:b, mistake 5 from:a', '..XXXXXXX'],
  ['one source of two, by request', 'told 2 from:a, told 3 from:b, asked 5 from:a', '.XXXXXXXX'],
  ['both sources', 'told 2 from:a, told 3 from:b, asked 5 from:a, asked 7 from:b', '.XXXXX...'],
  [
    'one source of three',
    'told 2 from:a, told 4 from:b, told 6 from:c, mistake 7 from:b',
    '.XXXXXXXX',
  ],
  ['one class of two', 'told 2, told 2 complaint, asked 4', '.XXXXXXXX'],
  ['one list of two', 'told 2 on:internal, told 3 on:letters, mistake 5 on:internal', '..XXXXXXX'],
  ['one caller of two', 'told 2 to:Acme, told 3 to:Borough, mistake 5 to:Acme', '..XXXXXXX'],
  [
    'one campaign of two',
    'told 2 for:spring, told 3 for:autumn, mistake 5 for:spring',
    '..XXXXXXX',
  ],
  ['another entry: nothing happens', 'told 2 from:a, mistake 5 from:b', '.XXXXXXXX'],
  ['lifted, then withdrawn, then told', 'told 1, consent 3, asked 5, told 7', 'XX....XXX'],
];

const UNDONE: readonly Row[] = [
  ['a file', 'told 2 in:A, undo A 5', '.........'],
  ['... and not known yet', 'told 2 in:A, undo A 5', '.XXXXXXXX', 'known 4'],
  ['and sent again', 'told 2 in:A, undo A 5, told 7 in:B', '......XXX'],
  ['leaves another file', 'told 2 in:A, told 4 in:B, undo A 5', '...XXXXXX'],
  ['leaves what was typed', 'told 2 in:A, told 3, undo A 5', '..XXXXXXX'],
  ['after its entry was asked back', 'told 2 in:A, told 3, asked 5, undo A 6', '..XX.....'],
];

const SCOPES: readonly Row[] = [
  ['everyone', 'told 2', '.XXXXXXXX', 'caller Borough'],
  ['to the caller', 'told 2 to:Acme', '.XXXXXXXX', 'caller Acme'],
  ['to the caller, nobody named', 'told 2 to:Acme', '.XXXXXXXX'],
  ['to the caller, a brand calls', 'told 2 to:Acme', '.XXXXXXXX', 'caller Brightline'],
  ['to a brand', 'told 2 to:Brightline', '.XXXXXXXX', 'caller Acme'],
  ['to the legal entity', 'told 2 to:Acme_Ltd', '.XXXXXXXX', 'caller Brightline'],
  ['to another caller of the entity', 'told 2 to:Acme_North', '.XXXXXXXX', 'caller Acme'],
  ['to an agent', 'told 2 to:Callwell', '.XXXXXXXX', 'caller Acme'],
  ['to an agent of two firms', 'told 2 to:Callwell', '.XXXXXXXX', 'caller Borough'],
  ['to the principal, its agent calls', 'told 2 to:Borough', '.XXXXXXXX', 'caller Dialhouse'],
  ['to another firm', 'told 2 to:Acme', '.........', 'caller Borough'],
  ['to another firm’s agent', 'told 2 to:Dialhouse', '.........', 'caller Acme'],
  ['to a name declared no longer', 'told 2 to:Longgone', '.XXXXXXXX', 'caller Acme'],
  ['of the campaign', 'told 2 for:spring', '.XXXXXXXX', 'campaign spring'],
  ['of the campaign, spelled otherwise', 'told 2 for:spring', '.XXXXXXXX', 'campaign SPRING '],
  ['of another campaign', 'told 2 for:spring', '.........', 'campaign autumn'],
  ['of a campaign, none named', 'told 2 for:spring', '.XXXXXXXX', 'caller Acme'],
  ['of no campaign', 'told 2', '.XXXXXXXX', 'campaign autumn'],
  [
    'of another campaign, both declared',
    'told 2 for:spring',
    '.........',
    'campaign autumn, declared spring+autumn',
  ],
  [
    'of a campaign that is declared no longer',
    'told 2 for:spring',
    '.XXXXXXXX',
    'campaign autumn, declared summer+autumn',
  ],
  [
    'caller right, campaign wrong',
    'told 2 to:Acme for:spring',
    '.........',
    'caller Acme, campaign autumn',
  ],
  [
    'caller wrong, campaign right',
    'told 2 to:Acme for:spring',
    '.........',
    'caller Borough, campaign spring',
  ],
  ['first one firm, then everyone', 'told 2 to:Acme, told 5', '....XXXXX', 'caller Borough'],
  [
    'only the firm’s own withdrawn',
    'told 2 to:Acme, told 5, asked 7 to:Acme',
    '.XXXXXXXX',
    'caller Acme',
  ],
  ['only everyone’s withdrawn', 'told 2 to:Acme, told 5, asked 7', '....XX...', 'caller Borough'],
];

const TABLES = {
  'what was told': TOLD,
  'a consent': CONSENTED,
  'a class': CLASSES,
  'a wrong number': WRONG_NUMBER,
  'a withdrawal': WITHDRAWN,
  'an undone file': UNDONE,
  'told to whom, of what': SCOPES,
};
const ROWS = Object.values(TABLES).flat();

describe.each(Object.entries(TABLES))('%s', (_, rows) => {
  const asked = rows.map(([shows, history, days, question = '']) => {
    return { shows, history, days, question };
  });
  it.each(asked)('$shows: $history $question', ({ history, days, question }) => {
    expect(daysThatStand(readHistory(history), readQuestion(question))).toBe(days);
  });
});

describe('the table of histories', () => {
  it('is as long as was promised', () => {
    expect(
      new Set(ROWS.map(([, history, , question]) => `${history}?${question ?? ''}`)).size,
    ).toBeGreaterThanOrEqual(60);
  });

  it('has histories of every outcome', () => {
    expect(new Set(ROWS.map(([, , days]) => days)).size).toBeGreaterThan(20);
  });
});

/** Callings of several days: from, to, and whether an objection stands on any of them. */
const CALLINGS: readonly (readonly [history: string, from: number, to: number, stands: boolean])[] =
  [
    ['told 5', 1, 4, false],
    ['told 5', 1, 5, true],
    ['told 5', 6, 9, true],
    ['told 2 other until:4', 4, 9, true],
    ['told 2 other until:4', 5, 9, false],
    // Sent without a day on the 6th, over since the 4th: in force on no day at all.
    ['told 6 other until:4', 3, 7, false],
    ['told 6 other until:4', 6, 6, false],
    ['told 2, asked 5', 4, 9, true],
    ['told 2, asked 5', 5, 9, false],
    ['told 2, mistake 5', 1, 9, false],
    ['told 5, asked 5', 1, 9, false],
    ['told 4, asked 6', 1, 9, true],
    ['told 2, consent 4 until:6', 4, 6, false],
    ['told 2, consent 4 until:6', 4, 7, true],
    ['told 2, consent 4 until:6', 3, 6, true],
    ['consent 3, told 5', 3, 4, false],
    ['consent 3, told 5', 3, 5, true],
    ['told 1, consent 3, told 5, consent 6', 3, 4, false],
    ['told 1, consent 3, told 5, consent 6', 3, 6, true],
    ['told 1, consent 3, told 5, consent 6', 6, 9, false],
    // No one consent holds throughout.
    ['told 2, consent 4 until:5, consent 6 until:7', 4, 7, true],
    ['told 2, consent 4 until:5, consent 5 until:7', 5, 7, false],
  ];

describe('calls on several days', () => {
  it.each(CALLINGS)('%s, called from %i to %i: %s', (history, from, to, expected) => {
    expect(stands(readHistory(history), readQuestion(''), from, to)).toBe(expected);
  });

  it('are held back as soon as one of the days would be', () => {
    for (const [, history, , text = ''] of ROWS) {
      const read = readHistory(history);
      const question = readQuestion(text);
      const days = daysThatStand(read, question);
      for (let from = 1; from <= LAST_DAY; from++) {
        for (let to = from; to <= LAST_DAY; to++) {
          const some = days.slice(from - 1, to).includes('X');
          const all = stands(read, question, from, to);
          const words = `${history} (${text}), ${from} to ${to}`;
          if (read.consents.length === 0) expect(all, words).toBe(some);
          else if (some) expect(all, words).toBe(true);
        }
      }
    }
  });
});

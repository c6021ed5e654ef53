import { describe, expect, it } from 'vitest';
import type { Day } from '../../src/core/day.js';
import { CONSENT_FAULTS, defaultEnd, latestConsent } from '../../src/policy/consents.js';
import { eachDay, judge, LAST_DAY, readHistory, readQuestion } from '../own-lists/notation.js';

/**
 * What a consent is worth on a day: `+` when it is usable, `-` when it is not on record, otherwise
 * why it is not usable. `doubtful` is the policy's doing: test/consents/doubts.test.ts.
 */
const LETTERS: Readonly<Record<string, string>> = {
  '': '+',
  'nobody-calls': 'n',
  'no-caller': 'c',
  'another-caller': 'a',
  'another-purpose': 'p',
  'no-day': 'd',
  'no-method': 'm',
  'no-wording': 'w',
  'no-reference': 'r',
  'not-yet-given': '<',
  ended: '>',
  'ends-too-soon': ')',
  'too-old': 'o',
  withdrawn: 'W',
  'wrong-number': 'N',
};
const ELSEWHERE = ['doubtful'];

/**
 * What is shown, the history, for each day from 1 to 9 whether an objection stands (`X`), and for each
 * consent what it is worth, as Acme asks unless the question says otherwise.
 */
type Row = readonly [
  shows: string,
  history: string,
  days: string,
  consents: readonly string[],
  question?: string,
];

const GIVEN: readonly Row[] = [
  ['it holds from its day on', 'consent 4', '.........', ['<<<++++++']],
  ['it is not a matter of when it came', 'consent 4 @7', '.........', ['<<<++++++']],
  ['... but it was not known before', 'consent 4 @7', '.........', ['---------'], 'known 6'],
  ['... and was from then on', 'consent 4 @7', '.........', ['<<<++++++'], 'known 7'],
  ['it holds on its last day', 'consent 4 until:6', '.........', ['<<<+++>>>']],
  ['it holds for one day', 'consent 4 until:4', '.........', ['<<<+>>>>>']],
  ['it was over when it came', 'consent 2 until:3 @6', '.........', ['<++>>>>>>']],
  ['a requested call soon ends', 'consent 2 requested-call days:3', '.........', ['<++++>>>>']],
  ['... unless it says when', 'consent 2 requested-call until:8', '.........', ['<+++++++>']],
  ['an opt-in has no such end', 'consent 2 opt-in days:3', '.........', ['<++++++++']],
  ['two hold one by one', 'consent 1 until:3, consent 5', '.........', ['+++>>>>>>', '<<<<+++++']],
  ['its file is undone', 'consent 2 in:A, undo A 5', '.........', ['---------']],
  ['... and was not before', 'consent 2 in:A, undo A 5', '.........', ['<++++++++'], 'known 4'],
];

const FORM: readonly Row[] = [
  ['nobody calls', 'consent 2', '.........', ['nnnnnnnnn'], 'caller nobody'],
  ['it names no caller', 'consent 2 to:nobody', '.........', ['ccccccccc']],
  ['to another firm', 'consent 2 to:Borough', '.........', ['aaaaaaaaa']],
  ['... which calls', 'consent 2 to:Borough', '.........', ['<++++++++'], 'caller Borough'],
  ['to a brand of the caller', 'consent 2 to:Brightline', '.........', ['aaaaaaaaa']],
  ['to the caller of a brand', 'consent 2', '.........', ['aaaaaaaaa'], 'caller Brightline'],
  ['to the legal entity', 'consent 2 to:Acme_Ltd', '.........', ['aaaaaaaaa']],
  ['to another caller of the entity', 'consent 2 to:Acme_North', '.........', ['aaaaaaaaa']],
  ['to an agent', 'consent 2 to:Callwell', '.........', ['aaaaaaaaa']],
  ['to the principal of an agent', 'consent 2', '.........', ['aaaaaaaaa'], 'caller Callwell'],
  ['the caller, spelled otherwise', 'consent 2 to:ACME', '.........', ['<++++++++']],
  ['for calls of another kind', 'consent 2 for:automated', '.........', ['ppppppppp']],
  ['for these', 'consent 2 for:claims', '.........', ['<++++++++'], 'purpose claims'],
  ['for live calls, asked for others', 'consent 2', '.........', ['ppppppppp'], 'purpose pensions'],
  ['for two kinds', 'consent 2 for:live+claims', '.........', ['<++++++++']],
  ['... the second', 'consent 2 for:live+claims', '.........', ['<++++++++'], 'purpose claims'],
  ['... and no third', 'consent 2 for:live+claims', '.........', ['ppppppppp'], 'purpose pensions'],
  ['without a day', 'consent 2 undated', '.........', ['ddddddddd']],
  ['without a method', 'consent 2 no-method', '.........', ['mmmmmmmmm']],
  ['without wording', 'consent 2 no-wording', '.........', ['wwwwwwwww']],
  ['without a reference', 'consent 2 no-reference', '.........', ['rrrrrrrrr']],
  [
    'without anything: the first lack is named',
    'consent 2 undated no-reference no-method no-wording',
    '.........',
    ['ddddddddd'],
  ],
  ['another’s, and over', 'consent 2 to:Borough until:3', '.........', ['aaaaaaaaa']],
  ['without a reference, and over', 'consent 2 until:3 no-reference', '.........', ['rrrrrrrrr']],
];

const AGED: readonly Row[] = [
  ['as old as it may be', 'consent 2', '.........', ['<++++oooo'], 'maximum 3'],
  ['any age will do', 'consent 1', '.........', ['+++++++++'], 'maximum 0'],
  ['a day old at most', 'consent 4', '.........', ['<<<++oooo'], 'maximum 1'],
  ['ended before it is too old', 'consent 2 until:3', '.........', ['<++>>>>>>'], 'maximum 3'],
  ['too old before it ends', 'consent 2 until:8', '.........', ['<++++oo' + 'o>'], 'maximum 3'],
  ['renewed', 'consent 1, consent 4', '.........', ['++++ooooo', '<<<++++oo'], 'maximum 3'],
  [
    'recorded late, it is none the younger',
    'consent 2 @7',
    '.........',
    ['<++++oooo'],
    'maximum 3',
  ],
  ['too old to lift', 'told 1, consent 2', 'X....XXXX', ['<++++oooo'], 'maximum 3'],
];

const LIFTS: readonly Row[] = [
  ['of a later day', 'told 2, consent 4', '.XX......', ['<<<++++++']],
  ['of the next day', 'told 2, consent 3', '.X.......', ['<<+++++++']],
  ['of the same day, told first', 'told 4, consent 4', '...XXXXXX', ['<<<++++++']],
  ['of the same day, consented first', 'consent 4, told 4', '...XXXXXX', ['<<<++++++']],
  ['of the day before', 'consent 4, told 5', '....XXXXX', ['<<<++++++']],
  ['said again later', 'told 2, consent 4, told 6', '.XX..XXXX', ['<<<++++++']],
  [
    'back and forth',
    'told 1, consent 3, told 5, consent 8',
    'XX..XXX..',
    ['<<+++++++', '<<<<<<<++'],
  ],
  [
    'a tie, and one of the day after',
    'told 4, consent 4, consent 5',
    '...X.....',
    ['<<<++++++', '<<<<+++++'],
  ],
  ['a tie of three', 'consent 4, told 4, consent 4', '...XXXXXX', ['<<<++++++', '<<<++++++']],
  ['the latest objection decides', 'told 2, told 4, consent 3 @5', '.X.XXXXXX', ['<<+++++++']],
  ['later than the latest', 'told 2, told 4, consent 5', '.XXX.....', ['<<<<+++++']],
  ['an early day, learned late', 'consent 4, told 2 @7', '.XX......', ['<<<++++++']],
  ['... which was not known', 'consent 4, told 2 @7', '.........', ['<<<++++++'], 'known 6'],
  ['a later day, learned late', 'consent 4, told 6 @8', '.....XXXX', ['<<<++++++']],
  ['a consent learned late', 'told 2, consent 4 @7', '.XX......', ['<<<++++++']],
  ['... and not known', 'told 2, consent 4 @7', '.XXXXXXXX', ['---------'], 'known 6'],
  ['for as long as it holds', 'told 2, consent 4 until:6', '.XX...XXX', ['<<<+++>>>']],
  [
    'a requested call, and no more',
    'told 2, consent 4 requested-call days:1',
    '.XX..XXXX',
    ['<<<++>>>>'],
  ],
  ['every source', 'told 2 from:a, told 3 from:b, consent 5', '.XXX.....', ['<<<<+++++']],
  ['not what was told to another', 'told 2 to:Borough, consent 4', '.........', ['<<<++++++']],
  ['what was told to an agent', 'told 2 to:Callwell, consent 4', '.XX......', ['<<<++++++']],
  ['what was told of a campaign', 'told 2 for:spring, consent 4', '.XX......', ['<<<++++++']],
  ['after its file is undone', 'told 1, consent 3 in:A, undo A 6', 'XXXXXXXXX', ['---------']],
  ['... and until then', 'told 1, consent 3 in:A, undo A 6', 'XX.......', ['<<+++++++'], 'known 5'],
];

const LIFTS_NOT: readonly Row[] = [
  ['a third party’s word', 'told 2, consent 4 third-party', '.XXXXXXXX', ['<<<++++++']],
  ['... which is good where nobody objected', 'consent 4 third-party', '.........', ['<<<++++++']],
  [
    '... and the caller’s own after it',
    'told 2, consent 4 third-party, consent 6',
    '.XXXX....',
    ['<<<++++++', '<<<<<++++'],
  ],
  [
    '... and the caller’s own before the objection',
    'consent 1, told 3, consent 5 third-party',
    '..XXXXXXX',
    ['+++++++++', '<<<<+++++'],
  ],
  ['nobody calls', 'told 2, consent 4', '.XXXXXXXX', ['nnnnnnnnn'], 'caller nobody'],
  ['to another firm', 'told 2, consent 4 to:Borough', '.XXXXXXXX', ['aaaaaaaaa']],
  ['to a brand', 'told 2, consent 4 to:Brightline', '.XXXXXXXX', ['aaaaaaaaa']],
  ['for automated calls', 'told 2, consent 4 for:automated', '.XXXXXXXX', ['ppppppppp']],
  [
    '... when those are made',
    'told 2, consent 4 for:automated',
    '.XX......',
    ['<<<++++++'],
    'purpose automated',
  ],
  ['without a day', 'told 2, consent 4 undated', '.XXXXXXXX', ['ddddddddd']],
  ['without a method', 'told 2, consent 4 no-method', '.XXXXXXXX', ['mmmmmmmmm']],
  ['without wording', 'told 2, consent 4 no-wording', '.XXXXXXXX', ['wwwwwwwww']],
  ['without a reference', 'told 2, consent 4 no-reference', '.XXXXXXXX', ['rrrrrrrrr']],
  [
    '... beside one that is whole',
    'told 2, consent 4 no-reference, consent 6',
    '.XXXX....',
    ['rrrrrrrrr', '<<<<<++++'],
  ],
  ['a complaint', 'told 2 complaint, consent 4', '.XXXXXXXX', ['<<<++++++']],
  ['a vulnerable person', 'told 2 vulnerable, consent 4', '.XXXXXXXX', ['<<<++++++']],
  ['a legal matter', 'told 2 legal, consent 4', '.XXXXXXXX', ['<<<++++++']],
  ['the dead', 'told 2 deceased, consent 4', '.XXXXXXXX', ['<<<++++++']],
  ['a wrong number', 'told 2 wrong-number, consent 4', '.XXXXXXXX', ['<<<++++++']],
  [
    'a complaint beside what it lifts',
    'told 2, told 3 complaint, consent 5, asked 7 complaint',
    '.XXXXX...',
    ['<<<<+++++'],
  ],
];

/** The withdrawal of a consent, as `consent withdraw` records it. */
const W = 'consent-withdrawn to:Acme';
const WITHDRAWN: readonly Row[] = [
  ['on a later day', `consent 2, told 5 ${W}`, '....XXXXX', ['<+++WWWWW']],
  ['... not known yet', `consent 2, told 5 ${W}`, '.........', ['<++++++++'], 'known 4'],
  ['on its own day', `consent 5, told 5 ${W}`, '....XXXXX', ['<<<<WWWWW']],
  ['on its own day, before it', `told 5 ${W}, consent 5`, '....XXXXX', ['<<<<WWWWW']],
  ['of an earlier day, told late', `consent 4, told 2 ${W} @6`, '.XX......', ['<<<++++++']],
  ['... of a later day, recorded before', `told 5 ${W}, consent 4 @7`, '....XXXXX', ['<<<+WWWWW']],
  ['nobody had consented', `told 5 ${W}`, '....XXXXX', []],
  ['and given again', `consent 2, told 4 ${W}, consent 6`, '...XX....', ['<++WWWWWW', '<<<<<++++']],
  [
    'and given again that day',
    `consent 2, told 4 ${W}, consent 4`,
    '...XXXXXX',
    ['<++WWWWWW', '<<<WWWWWW'],
  ],
  ['all of them', `consent 1, consent 3, told 5 ${W}`, '....XXXXX', ['++++WWWWW', '<<++WWWWW']],
  ['what it had lifted stands again', `told 1, consent 3, told 6 ${W}`, 'XX...XXXX', ['<<+++WWWW']],
  [
    '... though calls are welcome again',
    `told 1, consent 3, told 6 ${W}, asked 8 ${W}`,
    'XX...XXXX',
    ['<<+++WWWW'],
  ],
  ['and taken back', `consent 2, told 4 ${W}, asked 6 ${W}`, '...XX....', ['<++WWWWWW']],
  ['by mistake', `consent 2, told 4 ${W}, mistake 6 ${W}`, '.........', ['<++++++++']],
  [
    '... not known yet',
    `consent 2, told 4 ${W}, mistake 6 ${W}`,
    '...XXXXXX',
    ['<++WWWWWW'],
    'known 5',
  ],
  ['in an undone file', `consent 2, told 4 ${W} in:A, undo A 6`, '.........', ['<++++++++']],
  ['to another firm', 'consent 2, told 4 consent-withdrawn to:Borough', '.........', ['<++++++++']],
  ['to a brand', 'consent 2, told 4 consent-withdrawn to:Brightline', '...XXXXXX', ['<++WWWWWW']],
  ['to an agent', 'consent 2, told 4 consent-withdrawn to:Callwell', '...XXXXXX', ['<++WWWWWW']],
  ['to everyone', 'consent 2, told 4 consent-withdrawn', '...XXXXXX', ['<++WWWWWW']],
  ['an objection withdraws nothing', 'consent 2, told 4, asked 6', '...XX....', ['<++++++++']],
  ['over before it was withdrawn', `consent 2 until:3, told 5 ${W}`, '....XXXXX', ['<++>>>>>>']],
];

const WRONG: readonly Row[] = [
  ['voids it from the start', 'consent 2, told 5 wrong-number', '....XXXXX', ['<NNNNNNNN']],
  ['... once it is known', 'consent 2, told 5 wrong-number', '.........', ['<++++++++'], 'known 4'],
  ['of its day', 'consent 4, told 4 wrong-number', '...XXXXXX', ['<<<NNNNNN']],
  ['leaves a later one', 'told 2 wrong-number, consent 4', '.XXXXXXXX', ['<<<++++++']],
  [
    '... and voids the earlier',
    'consent 2, told 4 wrong-number, consent 6',
    '...XXXXXX',
    ['<NNNNNNNN', '<<<<<++++'],
  ],
  [
    'asked back: they stay void',
    'consent 2, told 4 wrong-number, asked 6 wrong-number',
    '...XX....',
    ['<NNNNNNNN'],
  ],
  [
    'by mistake: they never were',
    'consent 2, told 4 wrong-number, mistake 6 wrong-number',
    '.........',
    ['<++++++++'],
  ],
  [
    'told to another firm: it is another’s line all the same',
    'consent 2, told 4 wrong-number to:Borough',
    '.........',
    ['<NNNNNNNN'],
  ],
  [
    'given before it, recorded after it',
    'told 4 wrong-number, consent 3 @6',
    '...XXXXXX',
    ['<<NNNNNNN'],
  ],
];

const TABLES = {
  'a consent is usable': GIVEN,
  'a consent must be whole, and for these calls': FORM,
  'a consent ages': AGED,
  'a consent lifts an objection': LIFTS,
  'a consent does not lift': LIFTS_NOT,
  'a consent is withdrawn': WITHDRAWN,
  'a wrong number': WRONG,
};
const ROWS = Object.values(TABLES).flat();

/** What is found of a history, as a row has it. */
function found(history: string, question = ''): { days: string; consents: string[] } {
  const read = readHistory(history);
  const asked = questionOf(question);
  const verdicts = eachDay((day) => judge(read, asked, day));
  return {
    days: verdicts.map(({ stands }) => (stands ? 'X' : '.')).join(''),
    consents: read.consents.map((_, index) =>
      verdicts.map(({ faults }) => letter(faults[index])).join(''),
    ),
  };
}

function letter(fault: string | undefined): string {
  return fault === undefined ? '-' : (LETTERS[fault] ?? '?');
}

/** Acme asks; `caller nobody` is nobody. */
function questionOf(text: string) {
  const asked = readQuestion(text);
  if (asked.caller === 'nobody') return { ...asked, caller: '' };
  return asked.caller === '' ? { ...asked, caller: 'Acme' } : asked;
}

describe.each(Object.entries(TABLES))('%s', (_, rows) => {
  const asked = rows.map(([shows, history, days, consents, question = '']) => {
    return { shows, history, days, consents, question };
  });
  it.each(asked)('$shows: $history $question', ({ history, days, consents, question }) => {
    expect(found(history, question)).toEqual({ days, consents });
  });
});

/** Calls on several days: what the consents are worth, and whether an objection stands. */
const CALLINGS: readonly (readonly [
  history: string,
  from: number,
  to: number,
  consents: string,
  stands: boolean,
  question?: string,
])[] = [
  ['consent 4 until:6', 4, 6, '+', false],
  ['consent 4 until:6', 5, 6, '+', false],
  ['consent 4 until:6', 4, 7, ')', false],
  ['consent 4 until:6', 6, 7, ')', false],
  ['consent 4 until:6', 7, 9, '>', false],
  ['consent 4 until:6', 3, 6, '<', false],
  ['consent 4 until:6', 1, 3, '<', false],
  ['consent 4 until:6', 1, 9, '<', false],
  ['consent 2 requested-call days:3', 2, 5, '+', false],
  ['consent 2 requested-call days:3', 2, 6, ')', false],
  // Neither of two holds throughout.
  ['consent 1 until:4, consent 3 until:8', 2, 6, ')<', false],
  ['consent 1 until:4, consent 3 until:8', 3, 6, ')+', false],
  // Age is that on the last day of the calls.
  ['consent 2', 2, 5, '+', false, 'maximum 3'],
  ['consent 2', 2, 6, 'o', false, 'maximum 3'],
  ['consent 2', 5, 6, 'o', false, 'maximum 3'],
  ['told 1, consent 2', 3, 5, '+', false, 'maximum 3'],
  ['told 1, consent 2', 3, 6, 'o', true, 'maximum 3'],
  ['told 2, consent 4 until:6', 4, 6, '+', false],
  ['told 2, consent 4 until:6', 4, 7, ')', true],
  ['told 2, consent 4', 3, 5, '<', true],
  ['told 2, consent 4 third-party', 4, 9, '+', true],
  // The calls that are over by then are not those that it ended.
  [`consent 2, told 5 ${W}`, 2, 4, '+', false],
  [`consent 2, told 5 ${W}`, 2, 5, 'W', true],
  [`consent 2, told 5 ${W}`, 5, 9, 'W', true],
  [`consent 2, told 5 ${W}, consent 6`, 6, 9, 'W+', false],
  [`consent 2, told 5 ${W}, consent 6`, 4, 9, 'W<', true],
  ['consent 2, told 5 wrong-number', 2, 4, 'N', false],
  ['consent 2, told 5', 2, 4, '+', false],
  ['consent 2, told 5', 2, 5, '+', true],
  ['told 2, consent 4', 4, 9, '-', true, 'known 3'],
];

describe('calls on several days', () => {
  it.each(CALLINGS)('%s, called from %i to %i: %s', (history, from, to, consents, stands, text) => {
    const verdict = judge(readHistory(history), questionOf(text ?? ''), from, to);
    expect(verdict.faults.map(letter).join('')).toBe(consents);
    expect(verdict.stands).toBe(stands);
  });

  it('need a consent that is usable on each of them, and no objection on any', () => {
    for (const [, history, , , text = ''] of ROWS) {
      const read = readHistory(history);
      const question = questionOf(text);
      const single = eachDay((day) => judge(read, question, day));
      for (let from = 1; from <= LAST_DAY; from++) {
        for (let to = from; to <= LAST_DAY; to++) {
          const words = `${history} (${text}), ${String(from)} to ${String(to)}`;
          const all = judge(read, question, from, to);
          const days = single.slice(from - 1, to);
          const usable = read.consents.map((_, at) =>
            days.every(({ faults }) => faults[at] === ''),
          );
          expect(
            all.faults.map((fault) => fault === ''),
            words,
          ).toEqual(usable);
          if (days.some(({ stands }) => stands)) expect(all.stands, words).toBe(true);
        }
      }
    }
  });
});

describe('of several consents', () => {
  /** The place of the latest, counted from 1. */
  function latest(history: string): number {
    const consents = readHistory(history).consents.map(({ what }) => what);
    const backwards = [...consents].reverse();
    expect(latestConsent(backwards)).toBe(latestConsent(consents));
    return consents.findIndex((consent) => consent === latestConsent(consents)) + 1;
  }

  it.each([
    ['', 0],
    ['consent 3', 1],
    ['consent 3, consent 5', 2],
    ['consent 5, consent 3 @6', 1],
    ['consent 3, consent 3', 2],
    ['consent 3, consent 4, consent 4, consent 2 @6', 3],
  ])('%s: the latest is %i', (history, place) => {
    expect(latest(history)).toBe(place);
  });
});

describe('an end that nobody named', () => {
  it.each([
    ['requested-call', '2026-03-01', 30, '2026-03-31'],
    ['requested-call', '2028-02-28', 1, '2028-02-29'],
    ['requested-call', '2026-03-28', 2, '2026-03-30'],
    ['opt-in', '2026-03-01', 30, '9999-12-31'],
  ] as const)('of a %s given on %s, for %i days: %s', (kind, given, days, end) => {
    expect(defaultEnd(kind, given as Day, days)).toBe(end);
  });
});

describe('the table of histories', () => {
  it('has a history for every reason why a consent is not usable', () => {
    const seen = new Set([
      ...ROWS.flatMap(([, , , consents]) => consents.join('').split('')),
      ...CALLINGS.flatMap(([, , , consents]) => consents.split('')),
    ]);
    const without = CONSENT_FAULTS.map(({ name }) => name).filter(
      (name) => !ELSEWHERE.includes(name) && !seen.has(LETTERS[name] ?? 'none'),
    );
    expect(without).toEqual([]);
    expect(new Set(Object.values(LETTERS)).size).toBe(Object.keys(LETTERS).length);
  });

  it('is as long as was promised', () => {
    const histories = ROWS.map(([, history, , , question = '']) => `${history}?${question}`);
    expect(new Set(histories).size).toBe(histories.length);
    expect(histories.length).toBeGreaterThanOrEqual(60);
  });
});

/**
 * What is shown, the history, for each day from 1 to 9 whether an objection stands (`X`), and for each
 * consent what it is worth, as Acme asks unless the question says otherwise.
 */
export type Row = readonly [
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
  [
    'leaves a later one, and voids the earlier',
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

const AGAIN: readonly Row[] = [
  [
    'with its end: the later record counts',
    'told 1, consent 2 ref:f, consent 2 ref:f until:4 @3',
    'X...XXXXX',
    ['<ssssssss', '<+++>>>>>'],
  ],
  [
    '... and not before it is known',
    'told 1, consent 2 ref:f, consent 2 ref:f until:4 @3',
    'X........',
    ['<++++++++', '---------'],
    'known 2',
  ],
  [
    'without what it needs: the later record counts',
    'told 1, consent 2 ref:f, consent 2 ref:f no-wording @3',
    'XXXXXXXXX',
    ['<ssssssss', 'wwwwwwwww'],
  ],
  [
    'of another form: each counts',
    'told 1, consent 2 ref:f, consent 2 ref:g until:4 @3',
    'X........',
    ['<++++++++', '<+++>>>>>'],
  ],
  [
    'of another day: each counts',
    'told 1, consent 2 ref:f, consent 3 ref:f until:4',
    'X........',
    ['<++++++++', '<<++>>>>>'],
  ],
];

/** Histories of one number, by what they show. */
export const TABLES = {
  'a consent is usable': GIVEN,
  'a consent must be whole, and for these calls': FORM,
  'a consent ages': AGED,
  'a consent lifts an objection': LIFTS,
  'a consent does not lift': LIFTS_NOT,
  'a consent is withdrawn': WITHDRAWN,
  'a wrong number': WRONG,
  'a consent is recorded again': AGAIN,
};

/** Calls on several days: what each consent is worth, and whether an objection stands. */
export type CallingRow = readonly [
  history: string,
  from: number,
  to: number,
  consents: string,
  stands: boolean,
  question?: string,
];

export const CALLINGS: readonly CallingRow[] = [
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

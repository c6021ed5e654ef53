import { describe, expect, it } from 'vitest';
import { consentLines, read, type Asked } from './reading.js';

const MOBILE = '+447700900123';
const ACME = { caller: 'Acme Energy', on: '2026-11-20' } as Asked['defaults'];

/** What a number cell gives, under a header and with caller and day by default. */
const NUMBERS: readonly (readonly [string, string])[] = [
  ['07700900123', MOBILE],
  ['+44 (0)7700 900123', MOBILE],
  ['="07700900123"', MOBILE],
  ['7700900123', MOBILE],
  ['07700900123 ext 45', MOBILE],
  ['07700900123 (after 3pm)', MOBILE],
  ['01632 960123', '+441632960123'],
  ['+1 212 555 0123', '+12125550123'],
  ['', '! no number'],
  ['n/a', '! no number'],
  ['07700', '! digits that make no number'],
  ['999', '! a short code'],
  ['07700900123 / 07700900124', '! more than one number: whose consent it is nobody can tell'],
  ['020 7946 0123 / 0124', '! more than one number: whose consent it is nobody can tell'],
  ['07700900123 07700', '! digits that make no number'],
  ['077OO900123', '! a damaged number: which one it was nobody can tell'],
  ['4.477009E+11', '! a damaged number: which one it was nobody can tell'],
  ['9'.repeat(2000), '! longer than 1,024 bytes'],
];

describe('the number of a consent', () => {
  it.each(NUMBERS)('%s', async (cell, expected) => {
    const file = `number,note\n07700900199,first\n"${cell.replaceAll('"', '""')}",second\n`;
    const asked = { defaults: { ...ACME }, columns: { number: ['number'] } } as Asked;
    const [, line = ''] = consentLines(await read(file, asked));
    const words = expected.startsWith('!') ? expected : `${expected} Acme Energy 2026-11-20`;
    expect(line).toBe(`3 ${words}`);
  });

  it('is cut off perhaps, at the end of a file without a line end', async () => {
    const asked = { defaults: { ...ACME } } as Asked;
    const cut = '! the file ends here without a line end, perhaps cut off';
    const short = 'note,number\nx,01204 62345';
    expect(consentLines(await read(`${short}\n`, asked))).toEqual([
      '2 +44120462345 Acme Energy 2026-11-20',
    ]);
    expect(consentLines(await read(short, asked))).toEqual([`2 ${cut}`]);
    const whole = 'note,number\nx,07700900123';
    expect(consentLines(await read(whole, asked))).toEqual([`2 ${MOBILE} Acme Energy 2026-11-20`]);
    const ragged = 'number,note\n07700900123';
    expect(consentLines(await read(ragged, asked))).toEqual([`2 ${cut}`]);
    // The last cell may have held an end, or another kind of calls.
    const empty = 'number,note,until\n07700900123,x,';
    expect(consentLines(await read(empty, asked))).toEqual([`2 ${cut}`]);
    expect(consentLines(await read(`${empty}\n`, asked))).toEqual([
      `2 ${MOBILE} Acme Energy 2026-11-20`,
    ]);
  });

  it('is none beside words that say that calls are not welcome', async () => {
    const file = 'number\n07700 900123 DO NOT CALL\n07700 900124 (after 3pm)\n';
    const [first, second] = consentLines(await read(file, { defaults: { ...ACME } }));
    expect(first).toBe('2 ! words beside the number say that calls are not welcome');
    expect(second).toContain('+447700900124');
  });

  it('is none in a record of another width', async () => {
    const file = 'number,note\n07700900123\n07700900124,a,b\n07700900125,a\n';
    expect(consentLines(await read(file, { defaults: { ...ACME } }))).toEqual([
      '2 ! fewer fields than the header',
      '3 ! more fields than the header',
      '4 +447700900125 Acme Energy 2026-11-20',
    ]);
  });
});

/** What a cell gives, in the column of its header; caller and day come by default. */
const CELLS: readonly (readonly [string, string, string])[] = [
  ['caller', 'acme  ENERGY'.replace('  ', ' '), `${MOBILE} Acme Energy 2026-11-20`],
  ['caller', 'Acme Water', `${MOBILE} Acme Water 2026-11-20`],
  ['caller', '', `${MOBILE} Acme Energy 2026-11-20`],
  ['caller', 'Acme Watr', "! there is no caller 'Acme Watr': did you mean 'Acme Water'?"],
  ['on', '2026-11-19', `${MOBILE} Acme Energy 2026-11-19`],
  ['on', '03/11/2026 09:15', `${MOBILE} Acme Energy 2026-11-03`],
  ['on', '2026-11-21', `${MOBILE} Acme Energy 2026-11-21`],
  ['on', '', `${MOBILE} Acme Energy 2026-11-20`],
  ['on', '2026-11-22', `${MOBILE} Acme Energy undated (2026-11-22)`],
  ['on', 'last week', `${MOBILE} Acme Energy undated (last week)`],
  ['on', '1970-01-01', `${MOBILE} Acme Energy undated (1970-01-01)`],
  ['until', '2026-12-24', `${MOBILE} Acme Energy 2026-11-20 until 2026-12-24`],
  ['until', '2026-11-20', `${MOBILE} Acme Energy 2026-11-20 until 2026-11-20`],
  ['until', '2026-11-19', '! it would end on 2026-11-19, before it was given on 2026-11-20'],
  ['until', 'for ever', "! the last day 'for ever' is none"],
  ['for', 'claims', `${MOBILE} Acme Energy 2026-11-20 for claims`],
  ['for', 'Pensions; live', `${MOBILE} Acme Energy 2026-11-20 for live pensions`],
  ['for', 'live/automated', `${MOBILE} Acme Energy 2026-11-20 for live automated`],
  ['for', '', `${MOBILE} Acme Energy 2026-11-20`],
  ['for', 'live, sms', "! 'sms' is no kind of calls: there are: live, automated, claims, pensions"],
  ['kind', 'Requested Call', `${MOBILE} Acme Energy 2026-11-20 until 2026-12-20 requested-call`],
  ['kind', 'opt_in', `${MOBILE} Acme Energy 2026-11-20`],
  [
    'kind',
    'optin',
    "! 'optin' is no kind of consent: did you mean 'opt-in'? there are: opt-in, requested-call",
  ],
  ['obtained', 'third party', `${MOBILE} Acme Energy 2026-11-20 third-party`],
  [
    'obtained',
    'partner',
    "! 'partner' is no kind of way of obtaining: there are: own, third-party",
  ],
  ['method', ' web form ', `${MOBILE} Acme Energy 2026-11-20 by web form`],
  ['wording', 'I agree, yes', `${MOBILE} Acme Energy 2026-11-20 "I agree, yes"`],
  ['reference', 'F-7', `${MOBILE} Acme Energy 2026-11-20 ref F-7`],
];

describe('a cell of a consent', () => {
  it.each(CELLS)('%s: %s', async (header, cell, expected) => {
    const file = `number,${header}\n07700900123,"${cell}"\n`;
    const lines = consentLines(await read(file, { defaults: { ...ACME } }));
    expect(lines).toEqual([`2 ${expected}`]);
  });

  it('is needed for the caller, but not for the day', async () => {
    const file = 'number,caller,on\n07700900123,,2026-11-20\n07700900124,Acme Water,\n';
    expect(consentLines(await read(file))).toEqual([
      '2 ! it names no caller',
      '3 +447700900124 Acme Water undated',
    ]);
  });

  it('ends a wish to be called back sooner or later than by default', async () => {
    const file = 'number,kind,until\n07700900123,requested-call,2026-11-24\n';
    expect(consentLines(await read(file, { defaults: { ...ACME } }))).toEqual([
      `2 ${MOBILE} Acme Energy 2026-11-20 until 2026-11-24 requested-call`,
    ]);
  });
});

describe('the columns of consents', () => {
  it('are found in any dialect', async () => {
    const file = 'Name;Mobile;on;wording\r\nO\'Neill;07700 900123;20.11.2026;"a;b"\r\n;;;\r\n\r\n';
    const content = await read(Buffer.from(file, 'latin1'), {
      defaults: { caller: 'Acme Energy' },
    });
    expect(consentLines(content)).toEqual([`2 ${MOBILE} Acme Energy 2026-11-20 "a;b"`]);
    expect(content.columns).toMatchObject({
      number: { name: 'Mobile' },
      others: { on: 'on', wording: 'wording' },
      unused: ['Name'],
      detected: true,
    });
    expect(content.blankRows).toBe(2);
  });

  it('are named by header or place', async () => {
    const file = 'Signed,Phone,Old phone\n2026-11-19,07700900123,07700900124\n';
    const asked = { columns: { number: ['phone'], on: '1' }, defaults: { caller: 'Acme Water' } };
    expect(consentLines(await read(file, asked as Asked))).toEqual([
      `2 ${MOBILE} Acme Water 2026-11-19`,
    ]);
  });

  it('without a header are named by place, or the file is one of numbers', async () => {
    const dialect = { header: false };
    const columns = { number: ['2'], on: '1' };
    const asked = { columns, dialect, defaults: { caller: 'Acme Water' } } as Asked;
    expect(consentLines(await read('2026-11-19,07700900123\n', asked))).toEqual([
      `1 ${MOBILE} Acme Water 2026-11-19`,
    ]);
    const plain = { defaults: { ...ACME } } as Asked;
    expect(consentLines(await read('07700900123\n07700900124\n', plain))).toEqual([
      `1 ${MOBILE} Acme Energy 2026-11-20`,
      '2 +447700900124 Acme Energy 2026-11-20',
    ]);
  });

  it('may not be two of numbers, since a consent is of one', async () => {
    const file = 'Home,Mobile\n01632960123,07700900123\n';
    await expect(read(file)).rejects.toMatchObject({ code: 'wrong-use' });
    const named = { columns: { number: ['Home', 'Mobile'] } };
    await expect(read(file, named)).rejects.toThrow(/a consent is of one number/);
    const one = 'number,Mobile\n01632960123,07700900123\n';
    const asked = { defaults: { caller: 'Acme Water' } };
    expect((await read(one, asked)).columns.number.name).toBe('number');
  });

  it.each([
    ['an unknown one', 'number\n07700900123\n', { columns: { on: 'Signed' } }],
    ['none of numbers', 'name\nJones\n', {}],
    ['a header that is a row', '07700900123,x\n', { columns: { number: ['1'] } }],
    ['a quote that is never closed', 'number,note\n07700900123,"x\n', {}],
  ])('are refused for %s', async (_, file, asked) => {
    await expect(read(file, asked)).rejects.toMatchObject({ code: 'wrong-use' });
  });
});

it('days that were written otherwise are counted', async () => {
  const file =
    'number,on\n07700900123,2027-01-01\n07700900124,soon\nx,soon\n07700900125,11/20/2026\n';
  const asked = { days: 'mdy', defaults: { caller: 'Acme Water' } } as Asked;
  const notes = { daysUnread: 1, daysAhead: 1, placeholders: 0 };
  expect((await read(file, asked)).notes).toEqual(notes);
});

describe('what shows nothing', () => {
  it('is recorded as not said, counted, and not made good by an option', async () => {
    const file =
      'number,method,wording,reference\n07700900123,n/a,NULL,--\n07700900124,web,W-7,\n' +
      '07700900125,web,W-7,tbc\nx,n/a,n/a,n/a\n07700900126,\u200b,\u00a0,\ufeff\n';
    const evidence = { method: 'call', wording: 'W-1', reference: 'R-1' };
    const content = await read(file, { defaults: { ...ACME, ...evidence } });
    expect(consentLines(content)).toEqual([
      `2 ${MOBILE} Acme Energy 2026-11-20`,
      '3 +447700900124 Acme Energy 2026-11-20 by web "W-7" ref R-1',
      '4 +447700900125 Acme Energy 2026-11-20 by web "W-7"',
      '5 ! no number',
      '6 +447700900126 Acme Energy 2026-11-20 by call "W-1" ref R-1',
    ]);
    expect(content.notes).toMatchObject({ placeholders: 4 });
  });
});

describe('a day in another order than was said', () => {
  it.each([
    ['on', '05/13/2026', 'dmy', 'mdy'],
    ['on', '13/05/2026', 'mdy', 'dmy'],
    ['on', '2026/05/13', 'dmy', 'ymd'],
    ['until', '12.31.2026 10:00', 'dmy', 'mdy'],
  ] as const)('in column %s: %s stops the file under %s', async (column, day, days, other) => {
    const file = `number,${column}\n07700900123,2026-05-06\n07700900124,${day}\n`;
    const said = { days, defaults: { caller: 'Acme Water' } };
    await expect(read(file, said)).rejects.toMatchObject({
      code: 'wrong-use',
      explanation: {
        summary: expect.stringContaining(`line 3: '${day}' is no day`) as string,
        fix: expect.stringContaining(`--days ${other}`) as string,
      },
    });
    const right = await read(file, { ...said, days: other });
    expect(right.notes).toMatchObject({ daysUnread: 0 });
    expect(right.rejected).toEqual([]);
  });

  it('does not stop it for a day that is none in any', async () => {
    const file = 'number,on\n07700900123,31/13/2026\n07700900124,30/02/2026\n';
    const { notes } = await read(file, { defaults: { caller: 'Acme Water' } });
    expect(notes).toMatchObject({ daysUnread: 2 });
  });
});

/** Header of a column that is not read, a cell of it, and whether that stops the file. */
const UNREAD: readonly (readonly [string, string, 'stops' | 'passes'])[] = [
  ...[
    ...[
      'Withdrawn',
      'withdrew_on',
      'Revoked',
      'OptOut',
      'opt-out date',
      'Opted Out',
      'unsubscribed',
    ],
    ...[
      'DNC',
      'DoNotCall',
      'do not contact',
      'Objected',
      'Status',
      'Consent status',
      'disposition',
    ],
    ...['Last call result', 'Outcome', 'reason', 'Active', 'IsActive', 'inactive', 'valid until'],
    ...['Expiry', 'opt in', 'Consent', 'marketing_consent', 'Cancelled', 'Deceased'],
  ].map((header) => [header, '1', 'stops'] as const),
  ['Withdrawn', '', 'passes'],
  ['Status', ' \u200b', 'passes'],
  ['Notes', 'asked not to be called: do not call', 'stops'],
  ['Notes', 'UNSUB', 'stops'],
  ['Notes', 'opted-out in June', 'stops'],
  ['Notes', 'consent withdrawn', 'stops'],
  ['Notes', 'x'.repeat(300) + ' wrong number', 'stops'],
  ['Notes', 'listed on TPS', 'passes'],
  ['TPS', 'yes', 'passes'],
  ['Notes', 'call after three', 'passes'],
  ['Form id', '88121', 'passes'],
  ['consent id', '88121', 'passes'],
];

describe('a column that is not read', () => {
  it.each(UNREAD)("'%s' with '%s' %s", async (header, cell, comes) => {
    const file = `number,${header}\n07700900123,\n07700900124,${cell}\n`;
    const asked = { columns: { number: ['number'] }, defaults: { ...ACME } } as Asked;
    const ignoring = await read(file, { ...asked, ignore: [header] });
    expect([ignoring.numbers.length, ignoring.columns.ignored]).toEqual([2, [header]]);
    if (comes === 'passes') expect((await read(file, asked)).numbers).toHaveLength(2);
    else {
      await expect(read(file, asked)).rejects.toMatchObject({
        code: 'wrong-use',
        explanation: {
          summary: expect.stringMatching(/on line 3$/) as string,
          fix: expect.stringContaining(`--ignore-column '${header}'`) as string,
        },
      });
    }
  });

  it('is looked at in every row, also where others were alike before', async () => {
    const rows = Array.from({ length: 1500 }, (_, at) => `07700900123,note ${String(at)}\n`);
    const file = `number,note\n${rows.join('')}${rows.join('')}07700900123,opted out\n`;
    await expect(read(file, { defaults: { ...ACME } })).rejects.toThrow(/on line 3002$/);
  });

  it('is ignored by place where there is no header, and must be there and not be read', async () => {
    const asked = { defaults: { ...ACME } } as Asked;
    const file = '07700900123,dnc\n07700900124,dnc\n';
    await expect(read(file, asked)).rejects.toThrow(/column '2'/);
    expect((await read(file, { ...asked, ignore: ['2'] })).numbers).toHaveLength(2);
    const headed = 'number,note\n07700900123,x\n';
    await expect(read(headed, { ...asked, ignore: ['nte'] })).rejects.toThrow(/nte/);
    await expect(read(headed, { ...asked, ignore: ['number'] })).rejects.toThrow(/is read/);
  });
});

it('a file in which nobody is named as the caller is refused', async () => {
  const file = 'number,on\n07700900123,2026-11-20\n';
  await expect(read(file)).rejects.toThrow(/no column caller, and --caller is missing/);
});

it('a list of people who are not to be called is no file of consents', async () => {
  const file = 'DNC number\n07700900123\n';
  const asked = { defaults: { ...ACME } } as Asked;
  await expect(read(file, asked)).rejects.toThrow(/'DNC' is no consent/);
  const named = { ...asked, columns: { number: ['DNC number'] } };
  expect((await read(file, named)).numbers).toHaveLength(1);
});

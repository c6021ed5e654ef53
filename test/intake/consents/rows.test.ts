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
    expect((await read(one)).columns.number.name).toBe('number');
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
  expect((await read(file, asked)).notes).toEqual({ daysUnread: 1, daysAhead: 1 });
});

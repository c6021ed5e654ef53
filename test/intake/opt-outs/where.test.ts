import { describe, expect, it } from 'vitest';
import { ScreeningError, type Explanation } from '../../../src/core/errors.js';
import type { OptOutRows } from '../../../src/intake/opt-outs/rows.js';
import {
  isDispositionHeader,
  looksLikeOptOut,
} from '../../../src/intake/passed-on/disposition-words.js';
import { read, rowLines, type Asked } from './reading.js';

const ONE = '+447700900123';

/** A file of a number and one further cell a row. */
function fileOf(header: string, cells: readonly string[]): string {
  const rows = cells.map((cell) => `07700900123,"${cell.replaceAll('"', '""')}"`);
  return [`phone,${header}`, ...rows].join('\n');
}

/** Which rows are taken, counted from 1, when each has its own number. */
async function taken(cells: readonly string[], where: readonly string[]): Promise<number[]> {
  const rows = cells.map((cell, at) => `0770090${String(at).padStart(4, '0')},${cell}`);
  const found = await read(['phone,status', ...rows].join('\n'), { where });
  expect(found.rows + found.passedOver).toBe(cells.length);
  return [...found.numbers].map((e164) => (e164 % 10_000) + 1);
}

/** What a refused reading says. */
async function refusal(file: string, asked: Asked = {}): Promise<Explanation> {
  const error: unknown = await read(file, asked).catch((thrown: unknown) => thrown);
  if (!(error instanceof ScreeningError)) throw new Error(`not refused: ${String(error)}`);
  expect(error.code).toBe('wrong-use');
  return error.explanation;
}

/** `value rows`, with `taken` and `opt-out?`, of each column that --where names. */
function dispositionLines({ dispositions }: OptOutRows): string[][] {
  return dispositions.map(({ column, values }) => [
    column,
    ...values.map(({ value, rows, taken: isTaken, looksLikeOptOut: looks }) => {
      return `${value} ${String(rows)}${isTaken ? ' taken' : ''}${looks ? ' opt-out?' : ''}`;
    }),
  ]);
}

const CELLS = [
  'DNC',
  'SALE',
  'Do not call',
  'dnc ',
  ' do  NOT call',
  '',
  '"Do not call, ever"',
  'NI',
];

describe('--where', () => {
  it.each([
    ['one value, whatever its case and blanks', ['status=DNC'], [1, 4]],
    ['two values', ['status=DNC,Do not call'], [1, 3, 4, 5]],
    ['blanks around names and values', [' Status = dnc , do not call '], [1, 3, 4, 5]],
    ['a value in quotes', ['status=DNC,"Do not call"'], [1, 3, 4, 5]],
    ['a comma in quotes', ['status="Do not call, ever"'], [7]],
    ['a blank before quotes', ['status=DNC, "Do not call, ever"'], [1, 4, 7]],
    ['every value, the empty one too', ['status=*'], [1, 2, 3, 4, 5, 6, 7, 8]],
    ['the empty value', ['status="",NI'], [6, 8]],
    ['the column by its place', ['2=NI'], [8]],
    ['two that must both hold', ['status=DNC,NI', 'phone=07700900007'], [8]],
    ['the same column twice: either value', ['status=DNC', 'STATUS=NI'], [1, 4, 8]],
    ['two that never hold together', ['status=DNC', 'phone=07700900007'], []],
    ['values of which one does not occur', ['status=DNCL,NI'], [8]],
  ])('%s', async (_, where, rows) => {
    expect(await taken(CELLS, where)).toEqual(rows);
  });

  it('takes a column whose header holds an equals sign', async () => {
    const found = await read('phone,a=b\n07700900123,x\n07700900124,y\n', { where: ['a=b=x'] });
    expect(rowLines(found)).toEqual([ONE]);
  });

  it('takes rows by either of two columns of one name', async () => {
    const file = 'phone,status,status\n07700900123,DNC,\n07700900124,,DNC\n07700900125,,\n';
    const found = await read(file, { where: ['status=DNC'] });
    expect([...found.numbers]).toEqual([447700900123, 447700900124]);
    expect(found.dispositions.map(({ column }) => column)).toEqual(['status', 'status']);
  });

  it('finds a doubled quote', async () => {
    const found = await read(fileOf('status', ['says "no"', 'x']), {
      where: ['status="says ""no"""'],
    });
    expect(found.rows).toBe(1);
  });

  it('counts every value, taken or not', async () => {
    const cells = ['SALE', 'DNC', 'sale', 'Do Not Call', 'dnc', 'do not call', 'Sale', '', 'N'];
    const found = await read(fileOf('status', cells), { where: ['status=DNC,DNCX'] });
    expect(dispositionLines(found)).toEqual([
      ['status', 'SALE 3', 'DNC 2 taken', 'Do Not Call 2 opt-out?', ' 1', 'N 1', 'DNCX 0 taken'],
    ]);
    expect([found.rows, found.passedOver]).toEqual([2, 7]);
  });

  it('counts values of rows that another --where passes over', async () => {
    const file = 'phone,status,team\n07700900123,DNC,a\n07700900124,DNC,b\n07700900125,NI,a\n';
    const found = await read(file, { where: ['status=DNC', 'team=a'] });
    expect(dispositionLines(found)).toEqual([
      ['status', 'DNC 2 taken', 'NI 1'],
      ['team', 'a 2 taken', 'b 1'],
    ]);
    expect([found.rows, found.passedOver]).toEqual([1, 2]);
  });

  it('counts a thousand values one by one and the others together, save opt-outs', async () => {
    const cells = Array.from({ length: 6000 }, (_, at) => `v${String(at)}`);
    const found = await read(fileOf('status', [...cells, 'DNC', 'stop calling', 'v5999']), {
      where: ['status=DNC'],
    });
    const values = found.dispositions[0]?.values ?? [];
    expect(values.reduce((sum, { rows }) => sum + rows, 0)).toBe(6003);
    expect(values.find(({ value }) => value === 'others')?.rows).toBe(6001 - 999);
    expect(values.find(({ value }) => value === 'DNC')).toMatchObject({ rows: 1, taken: true });
    expect(values.find(({ looksLikeOptOut: looks }) => looks)?.value).toBe('stop calling');
    expect(found.rows).toBe(1);
  });

  it('takes a long value, and counts long ones that are not asked for with the rest', async () => {
    const long = 'x'.repeat(300);
    const cells = [long, `${long}y`, 'DNC', `Do not call ${long}`];
    const found = await read(fileOf('status', cells), { where: [`status=${long},DNC`] });
    expect(dispositionLines(found)).toEqual([
      ['status', 'others 2', 'DNC 1 taken', `${long} 1 taken`],
    ]);
  });

  it('takes each of more values than are counted', async () => {
    const cells = Array.from({ length: 6000 }, (_, at) => `v${String(at)}`);
    expect((await read(fileOf('status', cells), { where: ['status=*'] })).rows).toBe(6000);
    const one = await read(fileOf('status', [...cells, 'V5999']), { where: ['status=v5999'] });
    expect(one.rows).toBe(2);
  });

  it('finds its value in a record of another width under any header', async () => {
    const file =
      'name,phone,status\nJo,07700900123,SALE\nSmith, Al,07700900124,DNC\n07700900125,DNC\nBo,07700900126\n';
    const found = await read(file, {
      columns: { number: ['phone'] },
      where: ['status=DNC'],
    });
    expect(rowLines(found)).toEqual([
      '! more fields than the header',
      '! no number',
      '! fewer fields than the header',
    ]);
    expect(found.passedOver).toBe(1);
  });

  it('has nothing to find in a file without rows', async () => {
    const found = await read('phone,status\n', { where: ['status=DNC'] });
    expect([found.rows, dispositionLines(found)]).toEqual([0, [['status', 'DNC 0 taken']]]);
  });

  it('refuses values that do not occur, and lists those that do', async () => {
    const many = Array.from({ length: 20 }, (_, at) => `v${String(at).padStart(2, '0')}`);
    const { summary, fix } = await refusal(fileOf('status', ['Do not call', 'NI', 'NI', ...many]), {
      where: ['status=Do nt call'],
    });
    expect(summary).toBe("no row of optouts.csv has 'Do nt call' in column 'status'");
    expect(fix).toMatch(
      /^did you mean 'Do not call'\? values: NI \(2\), Do not call \(1\), v00 \(1\), /,
    );
    expect(fix).toMatch(/v09 \(1\), … 10 more$/);
  });

  it.each([
    ['no equals sign', 'status', /does not say COLUMN=VALUE/],
    ['no column', '=DNC', /does not say COLUMN=VALUE/],
    ['no value', 'status= ', /no value for column 'status'/],
    ['an unclosed quote', 'status="Do not call', /quote .* is not closed/],
    ['text behind a quote', 'status="Do not" call', /quote .* is not closed/],
  ])('refuses %s', async (_, where, summary) => {
    expect((await refusal(fileOf('status', ['DNC']), { where: [where] })).summary).toMatch(summary);
  });
});

/** Header, cells, and the value list that the refusal proposes; undefined when it is read. */
const DISPOSITIONS: readonly (readonly [string, string, readonly string[], string | undefined])[] =
  [
    ['a status', 'status', ['DNC', 'SALE', 'A'], 'DNC'],
    ['call result', 'Call_Result', ['Busy', 'Do not call', 'Removed'], 'Do not call,Removed'],
    ['a comma in a value', 'outcome', ['Do not call, ever', 'x'], '"Do not call, ever"'],
    ['camel case', 'wrapUpCode', ['1', '2', '1'], 'VALUE,…'],
    [
      'opt-outs alone under a header that names dispositions',
      'disposition',
      ['DNC', 'DNCL'],
      'DNC,DNCL',
    ],
    ['values alone tell', 'x', ['No answer', 'sold', 'do-not-call'], 'do-not-call'],
    ['VICIdial codes', 'x', ['NI', 'CALLBK', 'DNC', 'A', 'N'], 'DNC'],
    ['a phone status', 'phone status', ['DNC', 'SALE'], 'DNC'],
    ['one value only', 'status', ['DNC', 'dnc ', ''], undefined],
    ['opt-outs alone under another header', 'x', ['DNC', 'do not call', 'removed'], undefined],
    ['unknown values under another header', 'x', ['north', 'south', 'SALE'], undefined],
    ['yes and no', 'opted in', ['Y', 'N', 'N'], undefined],
    ['grades', 'grade', ['A', 'B', 'A'], undefined],
    ['a column with a meaning', 'reason', ['DNC', 'SALE', 'NI'], undefined],
    ['a value a row', 'status', Array.from({ length: 21 }, (_, at) => `v${String(at)}`), undefined],
    [
      'a value for each four rows',
      'status',
      Array.from({ length: 24 }, (_, at) => `v${String(at % 6)}`),
      undefined,
    ],
    [
      'a value for each five rows',
      'status',
      Array.from({ length: 30 }, (_, at) => `v${String(at % 6)}`),
      'VALUE,…',
    ],
    [
      'sixty values',
      'status',
      Array.from({ length: 600 }, (_, at) => `v${String(at % 60)}`),
      'VALUE,…',
    ],
    [
      'more than sixty',
      'status',
      Array.from({ length: 600 }, (_, at) => `v${String(at % 61)}`),
      undefined,
    ],
    [
      'more than a thousand',
      'status',
      [
        ...Array.from({ length: 1001 }, (_, at) => `v${String(at)}`),
        ...Array.from({ length: 90_000 }, () => 'DNC'),
      ],
      undefined,
    ],
  ];

describe('a column of dispositions without --where', () => {
  it.each(DISPOSITIONS)('%s', async (_, header, cells, proposed) => {
    const file = fileOf(header, cells);
    if (proposed === undefined) {
      expect((await read(file)).rows).toBe(cells.length);
      return;
    }
    const { summary, why, fix } = await refusal(file);
    expect(summary).toContain(`column '${header}' of optouts.csv looks like dispositions: `);
    expect(why).toContain('nothing was recorded');
    expect(fix).toContain(`--where '${header}=${proposed}'`);
  });

  it('shows its values with their rows, most frequent first', async () => {
    const { summary } = await refusal(fileOf('status', ['NI', 'DNC', 'ni', 'SALE', '']));
    expect(summary).toMatch(/: NI \(2\), \(empty\) \(1\), DNC \(1\), SALE \(1\)$/);
  });

  it('may hold long texts besides', async () => {
    const cells = ['SALE', 'DNC', 'x'.repeat(300), 'x'.repeat(70_000)];
    const { summary } = await refusal(fileOf('status', cells));
    expect(summary).toMatch(/: \(long text\) \(2\), DNC \(1\), SALE \(1\)$/);
  });

  it('proposes what a shell and --where read back', async () => {
    const file = fileOf('status', ["Don't call", 'SALE']);
    expect((await refusal(file)).fix).toContain(String.raw`--where 'status=Don'\''t call'`);
    expect((await read(file, { where: ["status=Don't call"] })).rows).toBe(1);
  });

  it('is refused beside a --where on another, among the rows taken', async () => {
    const file = 'phone,team,status\n07700900123,a,DNC\n07700900124,a,SALE\n07700900125,b,DNC\n';
    expect((await refusal(file, { where: ['team=a'] })).summary).toContain("'status'");
    expect((await read(file, { where: ['team=b'] })).rows).toBe(1);
    expect((await read(file, { where: ['team=a', 'status=*'] })).rows).toBe(2);
  });

  it('is found without a header by its values', async () => {
    const { fix } = await refusal('07700900123,DNC\n07700900124,SALE\n');
    expect(fix).toContain("--where '2=DNC'");
  });

  it('that holds opt-outs is named before one that does not', async () => {
    const file = 'phone,status,result\n07700900123,1,DNC\n07700900124,2,SALE\n';
    expect((await refusal(file)).summary).toContain("'result'");
  });
});

describe('words', () => {
  it.each([
    ...[
      'DNC',
      'DNCL',
      'Do not call',
      "Don't call",
      'Don\u2019t contact',
      'DO_NOT_CALL',
      'do-not-call',
    ],
    ...['Opt out', 'opted-out', 'OPTOUT', 'Unsubscribed', 'Remove from list', 'STOP', 'Suppressed'],
    ...[
      'no more calls',
      'No calls',
      'TPS registered',
      'CTPS',
      'Complaint',
      'Deceased',
      'wrong number',
    ],
    ...['Wrong No.', 'take off list', 'NI - do not call again', 'never call'],
  ])('%s reads like an opt-out', (value) => {
    expect(looksLikeOptOut(value)).toBe(true);
  });

  it.each([
    ...['SALE', 'NI', 'No answer', 'Called', 'Call back', 'Not interested', 'Busy', 'A', ''],
    ...['Stopover', 'Left message', 'http tpsonline', 'no contact'],
  ])('%s does not', (value) => {
    expect(looksLikeOptOut(value)).toBe(false);
  });

  it.each([
    ...[
      'Status',
      'DISPO',
      'Call Outcome',
      'last_result',
      'wrap-up code',
      'termCode',
      'Termination',
    ],
    ...['finish code', 'list status', 'Lead Status', 'Status Name', 'result', 'Disposition'],
  ])('%s heads dispositions', (header) => {
    expect(isDispositionHeader(header)).toBe(true);
  });

  it.each(['Name', 'finish', 'Results sent', 'marital', 'state', 'term', 'wrap', 'notes', ''])(
    '%j does not',
    (header) => {
      expect(isDispositionHeader(header)).toBe(false);
    },
  );
});

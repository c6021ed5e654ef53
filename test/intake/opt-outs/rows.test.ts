import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { ScreeningError } from '../../../src/core/errors.js';
import { read, rowLines, type Asked } from './reading.js';

const ONE = '+447700900123';
const TWO = '+447700900124';
const LANDLINE = '+441614960123';

interface FileCase {
  readonly name: string;
  readonly file: string | Buffer;
  readonly asked?: Asked;
  /** As `rowLines` gives them. */
  readonly rows: readonly string[];
  /** Names of the number columns. */
  readonly columns?: readonly string[];
}

const DIALECTS: readonly FileCase[] = [
  {
    name: 'one number a line',
    file: '07700900123\n07700900124\n',
    rows: [ONE, TWO],
    columns: ['1'],
  },
  { name: 'a single number without a line end', file: '07700 900123', rows: [ONE] },
  { name: 'CR alone ends lines', file: '07700900123\r07700900124', rows: [ONE, TWO] },
  {
    name: 'CR LF, LF and CR in one file',
    file: 'phone\r\n07700900123\n07700900124\r01614960123',
    rows: [ONE, TWO, LANDLINE],
  },
  {
    name: 'a byte order mark',
    file: '\ufeffphone,name\n07700900123,Jo\n',
    rows: [ONE],
    columns: ['phone'],
  },
  {
    name: 'a byte order mark before a number',
    file: '\ufeff07700900123\n07700900124\n',
    rows: [ONE, TWO],
    columns: ['1'],
  },
  { name: 'semicolons', file: 'name;phone\nJo;07700900123\nAl;07700900124\n', rows: [ONE, TWO] },
  { name: 'tabs', file: 'name\tphone\nJo\t07700900123\n', rows: [ONE] },
  { name: 'pipes', file: 'name|phone\nJo|07700900123\n', rows: [ONE] },
  {
    name: 'a delimiter that is named',
    file: 'name~phone\nJo~07700900123\n',
    asked: { dialect: { delimiter: '~' } },
    rows: [ONE],
  },
  {
    name: 'quotes, and a comma and a line end in them',
    file: 'name,phone\n"Smith,\nJo",07700900123\n',
    rows: [ONE],
  },
  { name: 'a quoted number', file: 'phone\n"07700 900123"\n', rows: [ONE] },
  { name: 'a doubled quote in a number cell', file: 'phone\n"=""07700900123"""\n', rows: [ONE] },
  { name: 'text behind a closing quote', file: 'phone\n"07700900123" mobile\n', rows: [ONE] },
  {
    name: 'windows-1252',
    file: Buffer.from('name,phone\nRen\xe9,07700\xa0900123\n', 'latin1'),
    rows: [ONE],
  },
  { name: 'full-width digits', file: 'phone\n０７７００９００１２３\n', rows: [ONE] },
  {
    name: 'lines to skip',
    file: 'Opt-outs\nof November\nphone\n07700900123\n',
    asked: { dialect: { skipLines: 2 } },
    rows: [ONE],
    columns: ['phone'],
  },
  {
    name: 'blank lines between',
    file: 'phone\n\n07700900123\n\r\n07700900124\n\n',
    rows: [ONE, TWO],
  },
];

const HEADERS: readonly FileCase[] = [
  {
    name: 'a first record that is a number is a row',
    file: 'Jo,07700900123\nAl,07700900124\n',
    rows: [ONE, TWO],
    columns: ['2'],
  },
  {
    name: 'a single row without a header',
    file: 'Jo,07700900123,x\n',
    rows: [ONE],
    columns: ['2'],
  },
  {
    name: 'a damaged first number is a row as well',
    file: '0770090012\n07700900123\n',
    rows: ['! digits that make no number', ONE],
  },
  {
    name: 'five digits make a row',
    file: '12345\n07700900123\n',
    rows: ['! digits that make no number', ONE],
  },
  {
    name: 'four digits make no row',
    file: 'Agents 2026\n07700900123\n',
    rows: [ONE],
    columns: ['Agents 2026'],
  },
  {
    name: 'a number in another cell makes a row too',
    file: 'n/a,07700900123\n07700900124,\n',
    rows: [ONE, TWO],
    columns: ['1', '2'],
  },
  {
    name: 'a header of dates is a header',
    file: 'phone,as of 2026-11-21 10:15\n07700900123,x\n',
    rows: [ONE],
    columns: ['phone'],
  },
  {
    name: '--no-header',
    file: 'withheld\n07700900123\n',
    asked: { dialect: { header: false } },
    rows: ['! no number', ONE],
  },
  { name: 'a header alone', file: 'phone,reason\n', rows: [], columns: ['phone'] },
  {
    name: 'header words',
    file: 'Name,Home Tel,Mob,Notes\nJo,01614960123,07700900123,x\n',
    rows: [`${LANDLINE} ${ONE}`],
    columns: ['Home Tel', 'Mob'],
  },
  {
    name: 'fax numbers count',
    file: 'name,fax\nJo,01614960123\n',
    rows: [LANDLINE],
    columns: ['fax'],
  },
  {
    name: 'a column found by its cells',
    file: 'who,what\nJo,07700900123\n',
    rows: [ONE],
    columns: ['what'],
  },
  {
    name: 'a header word alone, with few numbers in its cells',
    file: 'phone,id\nask Jo 12,a\n12,b\n13,c\n07700900123,d\n',
    rows: [
      '! digits that make no number',
      '! digits that make no number',
      '! digits that make no number',
      ONE,
    ],
    columns: ['phone'],
  },
  {
    name: 'a header word is enough where few cells belie it',
    file: 'phone,mobile\n01614960123,07700\n',
    rows: [`${LANDLINE} ! digits that make no number`],
    columns: ['phone', 'mobile'],
  },
  {
    name: 'a header word is not enough where twenty do',
    file: `phone,phone id\n${'01614960123,07700\n'.repeat(20)}`,
    rows: Array.from({ length: 20 }, () => LANDLINE),
    columns: ['phone'],
  },
  {
    name: 'a type of phone holds no numbers',
    file: 'phone,phone type\n07700900123,mobile\n07700900124,home\n',
    rows: [ONE, TWO],
    columns: ['phone'],
  },
  {
    name: 'a column called number',
    file: 'number,id\n07700900123,1\n12,2\n13,3\n',
    rows: [ONE, '! digits that make no number', '! digits that make no number'],
    columns: ['number'],
  },
  {
    name: 'house numbers are no telephone numbers',
    file: 'number,street,phone\n12,High St,07700900123\n',
    rows: [ONE],
    columns: ['phone'],
  },
  {
    name: 'a lone column is one of numbers',
    file: 'who\n12345\n123456\n07700900123\n',
    rows: ['! digits that make no number', '! digits that make no number', ONE],
    columns: ['who'],
  },
  {
    name: 'a reference of ten digits is a reference',
    file: 'phone,reference\n07700900123,2079460123\n',
    rows: [ONE],
    columns: ['phone'],
  },
  {
    name: 'a caller who is a number is the number',
    file: 'caller,time\n07700900123,10:15\n',
    rows: [ONE],
    columns: ['caller'],
  },
  {
    name: 'a column named by its header',
    file: 'a,b\n07700900123,07700900124\n',
    asked: { columns: { number: [' B '] } },
    rows: [TWO],
    columns: ['b'],
  },
  {
    name: 'a column named by its place',
    file: 'a,b\n07700900123,07700900124\n',
    asked: { columns: { number: ['2'] } },
    rows: [TWO],
    columns: ['b'],
  },
  {
    name: 'columns named, read in the order of the file',
    file: 'a,b\n07700900123,07700900124\n',
    asked: { columns: { number: ['b', 'a'] } },
    rows: [`${ONE} ${TWO}`],
    columns: ['a', 'b'],
  },
  {
    name: 'a name that two headers bear means both',
    file: 'tel,tel\n07700900123,07700900124\n',
    asked: { columns: { number: ['tel'] } },
    rows: [`${ONE} ${TWO}`],
  },
  {
    name: 'a header with digits, named by it',
    file: 'phone 2026-11,x\n07700900123,y\n',
    asked: { columns: { number: ['Phone 2026-11'] } },
    rows: [ONE],
  },
  {
    name: 'places without a header',
    file: 'Jo,07700900123\n',
    asked: { columns: { number: ['2'] }, dialect: { header: false } },
    rows: [ONE],
    columns: ['2'],
  },
];

const CELLS: readonly FileCase[] = [
  {
    name: 'two numbers in a cell',
    file: 'phone\n0161 496 0123 / 07700 900123\n',
    rows: [`${LANDLINE} ${ONE}`],
  },
  {
    name: 'an abbreviated second number',
    file: 'phone\n020 7946 0123 / 0456\n',
    rows: ['+442079460123 +442079460456'],
  },
  {
    name: 'a number twice in a row is one',
    file: 'phone,mobile\n07700900123,+44 7700 900123\n',
    rows: [ONE],
  },
  {
    name: 'a foreign number is a number',
    file: 'phone\n+1 202 555 0123\n07700900123\n',
    rows: ['+12025550123', ONE],
  },
  { name: 'a lost 0 is put back', file: 'phone\n7700900123\n', rows: [ONE] },
  {
    name: 'every reading of a damaged number',
    file: 'phone\n07700900123\n4.4770090012E+11\n',
    rows: [ONE, Array.from({ length: 10 }, (_, at) => `+${String(447700900115 + at)}`).join(' ')],
  },
  {
    name: 'every number of what may be a range',
    file: 'phone\n020 7946 0120-2\n0161 496 0101 to 3\n020 7946 0123-1\n',
    rows: [
      '+442079460120 +442079460121 +442079460122',
      '+441614960101 +441614960102 +441614960103',
      '+442079460123',
    ],
  },
  {
    name: 'a range of more than ten',
    file: 'phone\n0161 496 0100-50\n',
    rows: ['+441614960100 ! more than ten readings'],
  },
  {
    name: 'more than ten readings',
    file: 'phone\n07700900123\n4.477009E+11\n',
    rows: [ONE, '! more than ten readings'],
  },
  {
    name: 'digits that make no number',
    file: 'phone\n07700900123\n0770090\n',
    rows: [ONE, '! digits that make no number'],
  },
  {
    name: 'a number and digits that make none',
    file: 'phone\n07700900123 ref 12345\n',
    rows: [`${ONE} ! digits that make no number`],
  },
  { name: 'a short code', file: 'phone\n07700900123\n999\n', rows: [ONE, '! a short code'] },
  {
    name: 'digits of another script',
    file: 'phone\n07700900123\n٠٧٧٠٠٩٠٠١٢٣\n',
    rows: [ONE, '! digits that make no number'],
  },
  { name: 'no digit', file: 'phone\n07700900123\nwithheld\n', rows: [ONE, '! no number'] },
  {
    name: 'an empty number cell',
    file: 'phone,name\n07700900123,Jo\n,Al\n',
    rows: [ONE, '! no number'],
  },
  {
    name: 'one of two number cells is empty',
    file: 'phone,mobile\n01614960123,\n,07700900123\n01614960123,n/a\n',
    rows: [LANDLINE, ONE, LANDLINE],
  },
  {
    name: 'one of two number cells is unreadable',
    file: 'phone,mobile\n01614960123,07700\n',
    rows: [`${LANDLINE} ! digits that make no number`],
  },
  { name: 'a cell of 1,024 bytes', file: `phone\n07700900123${' x'.repeat(506)}.\n`, rows: [ONE] },
  {
    name: 'a cell over 1,024 bytes',
    file: `phone,mobile\n07700900123,07700900124${' x'.repeat(507)}\n`,
    rows: [`${ONE} ! longer than 1,024 bytes`],
    asked: { columns: { number: ['phone', 'mobile'] } },
  },
  {
    name: 'a long cell of blanks and one number',
    file: `phone\n07700900123${' '.repeat(2000)}\n`,
    rows: [ONE],
  },
];

const RAGGED: readonly FileCase[] = [
  {
    name: 'fewer fields, the number among them',
    file: 'phone,name,town\n07700900123,Jo,York\n07700900124\n',
    rows: [ONE, TWO],
  },
  {
    name: 'fewer fields, a number cell missing',
    file: 'name,phone\nJo,07700900123\nAl\n',
    rows: [ONE, '! fewer fields than the header'],
  },
  {
    name: 'fewer fields, one of two number cells missing',
    file: 'phone,mobile\n07700900123,07700900124\n07700900124\n',
    rows: [`${ONE} ${TWO}`, `${TWO} ! fewer fields than the header`],
  },
  {
    name: 'more fields: what was read is taken',
    file: 'phone,name\n07700900123,Smith, Jo\n',
    rows: [`${ONE} ! more fields than the header`],
  },
  {
    name: 'more fields, the number under another header',
    file: 'name,phone\nJo,07700900123\nSmith, Al,07700900124\n',
    rows: [ONE, '! more fields than the header'],
  },
];

const CASES = {
  dialects: DIALECTS,
  headers: HEADERS,
  'number cells': CELLS,
  'ragged records': RAGGED,
};

describe.each(Object.entries(CASES))('%s', (_, cases) => {
  it.each(cases.map((each) => [each.name, each] as const))('%s', async (_name, each) => {
    const found = await read(each.file, each.asked);
    expect(rowLines(found)).toEqual(each.rows);
    const { columns } = each;
    if (columns) expect(found.columns.numbers.map(({ name }) => name)).toEqual(columns);
  });
});

describe('rows', () => {
  it('without anything in any cell are blank, and counted', async () => {
    const file =
      '\nphone,name\n\n07700900123,Jo\n,\n  ,\t\n"",""\n,\u00a0\n,,,\n\u200b,\n"""",\n\x1a';
    const found = await read(file, { columns: { number: ['phone'] } });
    expect(rowLines(found)).toEqual([ONE, '! no number']);
    // Two lines without a byte, seven records without content, and a program's end-of-file mark.
    expect(found.blankRows).toBe(2 + 6 + 1);
  });

  it('have something in a cell beyond the last column', async () => {
    const found = await read('phone,name\n07700900123,Jo\n,,x\n');
    expect(rowLines(found)).toEqual([ONE, '! more fields than the header']);
    expect(found.blankRows).toBe(0);
  });

  it('that are unresolved keep line and text as they stand', async () => {
    const file = 'phone,note\r\n07700900123,"a\r\nb"\r\n"0770 x","say ""no"""\r\n\r\nRené,\r\n';
    const found = await read(file, { defaults: { reference: 'ref' } });
    expect(found.unresolved).toEqual([
      {
        row: 2,
        line: 4,
        text: '"0770 x","say ""no"""',
        why: 'digits that make no number',
        terms: 0,
        reference: 'ref',
      },
      { row: 3, line: 6, text: 'René,', why: 'no number', terms: 0, reference: 'ref' },
    ]);
  });

  it.each([
    ['ASCII', 'x', 974],
    ['two bytes each', 'é', 974],
    ['three bytes each', '€', 974],
    ['two UTF-16 units each', '😀', 974],
    // Half of the last one would be no text.
    ['two UTF-16 units each, after one', 'x😀', 973],
  ])(
    'are cut after 1,000 characters, with the hash of the whole: %s',
    async (_, pieces, length) => {
      const [first = '', ...others] = pieces;
      const note = first + (others[0] ?? first).repeat(3000);
      const file = `phone,note\n07700900123,x\nn/a,${note}\n`;
      const [row] = (await read(file, { columns: { number: ['phone'] } })).unresolved;
      const [, cut = '', mark = ''] =
        /^(.*) … sha256 ([0-9a-f]{16})$/su.exec(row?.text ?? '') ?? [];
      expect(cut === `n/a,${note}`.slice(0, cut.length)).toBe(true);
      expect(cut.length).toBe(length);
      const whole = createHash('sha256').update(`n/a,${note}\n`).digest('hex');
      expect(mark).toBe(whole.slice(0, 16));
      expect(Buffer.from(row?.text ?? '').toString() === row?.text).toBe(true);
    },
  );

  it('are counted with terms and place, number by number', async () => {
    const found = await read(
      'phone,reason\n07700900123 / 07700900124,complaint\n01614960123,\n07700900123,complaint\n',
    );
    expect([...found.numbers]).toEqual([447700900123, 447700900124, 441614960123, 447700900123]);
    expect([...found.rowOf]).toEqual([0, 0, 1, 2]);
    expect([...found.termsOf]).toEqual([0, 0, 1, 0]);
    expect(found.terms.map((terms) => terms.class)).toEqual(['complaint', 'asked-not-to-call']);
    expect([found.rows, found.unresolved, found.notes.readings]).toEqual([3, [], 0]);
  });

  it('with several readings are counted', async () => {
    const found = await read('phone\n07700900123\n4.4770090012E+11\nO7700900124\n');
    expect([found.notes.readings, found.unresolved]).toEqual([2, []]);
  });

  it('are more than the first room holds', async () => {
    const numbers = Array.from({ length: 10_000 }, (_, at) => 447700900000 + (at % 1000));
    const found = await read(numbers.map((e164) => `0${String(e164).slice(2)}`).join('\n'));
    expect([...found.numbers]).toEqual(numbers);
    expect([...found.rowOf]).toEqual(numbers.map((_, row) => row));
  });
});

describe('columns', () => {
  it('without a meaning are named', async () => {
    const { columns } = await read('id,phone,reason,,town\n1,07700900123,,x,York\n');
    expect(columns).toEqual({
      numbers: [{ index: 1, name: 'phone' }],
      others: { reason: 'reason' },
      unreadNumbers: [],
      strayNumbers: [],
      unused: ['id', '4', 'town'],
      detected: true,
      dayFound: false,
      doubtfulDays: [],
      header: true,
    });
  });

  it('say that they were named, and that there is no header', async () => {
    const { columns } = await read('1,07700900123,web\n', {
      columns: { number: ['2'], source: '3' },
      dialect: { header: false },
    });
    expect(columns).toEqual({
      numbers: [{ index: 1, name: '2' }],
      others: { source: '3' },
      unreadNumbers: [],
      strayNumbers: [],
      unused: ['1'],
      detected: false,
      dayFound: false,
      doubtfulDays: [],
      header: false,
    });
  });
});

/** File, what is asked, and what summary and fix must say. */
const REFUSED: readonly (readonly [string, string, Asked, RegExp, RegExp])[] = [
  ['an empty file', '', {}, /is empty/, /export/],
  ['only blank lines', '\n\r\n\n', {}, /holds no records/, /right file/],
  ['a workbook', 'PK\x03\x04 07700900123', {}, /the archive that a workbook is/, /CSV/],
  ['a web page', '<!doctype html>\n07700900123\n', {}, /web page/, /came from/],
  [
    'no numbers',
    'name,town\nJo,York\n',
    {},
    /no column of optouts\.csv looks like/,
    /--column number=NAME: name, town/,
  ],
  ['one column of words', 'name\nJo\nAl\n', {}, /no column/, /name one/],
  [
    'an unclosed quote',
    'phone\n07700900123\n"07700900124\n',
    {},
    /opens on line 3 is never closed/,
    /line 3/,
  ],
  [
    'an unclosed quote, nothing before it',
    '"07700900124\n',
    {},
    /opens on line 1 is never closed/,
    /line 1/,
  ],
  [
    'an unknown number column',
    'phone,name\n07700900123,Jo\n',
    { columns: { number: ['phnoe'] } },
    /no column 'phnoe'/,
    /did you mean 'phone'\? columns: phone, name/,
  ],
  [
    'an unknown other column',
    'phone,why\n07700900123,Jo\n',
    { columns: { reason: 'wyh' } },
    /no column 'wyh'/,
    /columns: phone, why/,
  ],
  [
    'an unknown column for --where',
    'phone,status\n07700900123,DNC\n',
    { where: ['statsu=DNC'] },
    /no column 'statsu'/,
    /did you mean 'status'/,
  ],
  [
    'a place that is not there',
    'phone,why\n07700900123,Jo\n',
    { columns: { reason: '3' } },
    /no column '3'/,
    /columns/,
  ],
  [
    'a number as header, numbers named',
    '07700900123,x\n07700900124,y\n',
    { columns: { number: ['1'] } },
    /number where a header is expected/,
    /--no-header/,
  ],
  [
    'five digits as header, numbers named by place',
    '12345,x\n07700900124,y\n',
    { columns: { number: ['1'] } },
    /number where a header is expected/,
    /--no-header/,
  ],
  [
    'a number as header, another column named',
    '07700900123,x\n07700900124,y\n',
    { columns: { reason: '2' } },
    /number where a header is expected/,
    /--no-header/,
  ],
  [
    'a number as header, a name that is nowhere',
    '07700900123,x\n07700900124,y\n',
    { columns: { number: ['phone'] } },
    /number where a header is expected/,
    /--no-header/,
  ],
  [
    'a logical column named twice',
    'phone,a,a\n07700900123,x,y\n',
    { columns: { reason: 'a' } },
    /more than one column 'a'/,
    /--column reason=2/,
  ],
  [
    'a logical header twice',
    'phone,reason,reason\n07700900123,x,y\n',
    {},
    /more than one column 'reason'/,
    /--column reason=2/,
  ],
  [
    'a delimiter of two characters',
    'phone\n07700900123\n',
    { dialect: { delimiter: ';;' } },
    /--delimiter/,
    /one character/,
  ],
];

describe('refused, and nothing returned', () => {
  it.each(REFUSED)('%s', async (_, file, asked, summary, fix) => {
    const error: unknown = await read(file, asked).catch((thrown: unknown) => thrown);
    if (!(error instanceof ScreeningError)) throw new Error(`not refused: ${String(error)}`);
    expect(error.code).toBe('wrong-use');
    expect(error.explanation.summary).toMatch(summary);
    expect(error.explanation.fix).toMatch(fix);
    // What stands in a header's place may be somebody's number.
    expect(JSON.stringify(error.explanation)).not.toContain('07700900123');
  });

  it('a record of more than 1 MiB', async () => {
    const file = `phone\n07700900123${'x'.repeat(1 << 20)}\n`;
    await expect(read(file)).rejects.toThrow(/line 2 is longer than 1 MiB/);
  });

  it('a column that is filled with numbers only further down', async () => {
    const above = `07700900123,${'x'.repeat(800)},\n`.repeat(3000);
    const below = '07700900123,x,07700900124\n';
    const error: unknown = await read(`phone,note,other\n${above}${below}`).catch(
      (e: unknown) => e,
    );
    expect(error).toBeInstanceOf(ScreeningError);
    expect((error as ScreeningError).explanation).toMatchObject({
      summary: expect.stringMatching(/^'other' of optouts\.csv holds telephone numbers/) as string,
      fix: "name every column of numbers: --column 'number=phone' --column 'number=other'",
    });
    const named = await read(`phone,note,other\n${above}${below}`, {
      columns: { number: ['phone'] },
    });
    expect([named.rows, named.numbers.length]).toEqual([3001, 3001]);
  });

  it('by a signal', async () => {
    const { readOptOuts } = await import('../../../src/intake/opt-outs/rows.js');
    const { readingOf, sourceOf } = await import('./reading.js');
    const stopped = AbortSignal.abort(new Error('interrupted'));
    const reading = readOptOuts(sourceOf(Buffer.from('07700900123\n')), readingOf({}), stopped);
    await expect(reading).rejects.toThrow('interrupted');
  });
});

describe('a file that ends without a line end', () => {
  it.each([
    ['in a record with fewer fields', 'phone,reason\n07700900123,x\n07700900124', 1],
    ['in a number that may have had another digit', 'phone\n07700900123\n01204 62345', 1],
    ['after a whole record', 'phone,reason\n07700900123,x\n07700900124,y', 0],
    ['after a whole number', '07700900123\n07700900124', 0],
  ])('%s', async (_, file, unresolved) => {
    const found = await read(file);
    expect(found.unresolved).toHaveLength(unresolved);
    expect(found.numbers).toHaveLength(2);
  });
});

describe('the line by which Excel says the delimiter', () => {
  it('is no row, and is believed', async () => {
    const found = await read('sep=;\r\nName;Phone\r\nA, B;07700 900123\r\n');
    expect(rowLines(found)).toEqual([ONE]);
    expect(found.columns.numbers.map(({ name }) => name)).toEqual(['Phone']);
  });
});

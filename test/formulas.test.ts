import { readFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { newRooms, type RecallRoom } from './recall/recalling.js';

/** Formulas as attackers write them, and as they hide them from a guard that looks at one character. */
const FORMULAS = [
  ...['=FORMULA(1)', '+FORMULA', '-FORMULA', '@FORMULA', '\tFORMULA', '\rFORMULA'],
  ...[
    ' =FORMULA',
    '\u00a0=FORMULA',
    '\u200b=FORMULA',
    '\n=FORMULA',
    '\r\n@FORMULA',
    '\ufeff=FORMULA',
  ],
  ...[
    '＝FORMULA',
    '＋FORMULA',
    '－FORMULA',
    '＠FORMULA',
    '\u3000＝FORMULA',
    "=FORMULA|'/C calc'!A0",
  ],
  ...['=FORMULA("a","b")', '+44 7700 900123 FORMULA', '-1+FORMULA', '\x1b=FORMULA'],
];
/** As names in a configuration, which hold nothing hidden. */
const NAME = '=FORMULA(1)';
const CONFIGURATION = `party_key = "0123456789abcdef0123456789abcdef"
campaigns = ["@FORMULA"]
[caller."${NAME}"]
[list."${NAME}"]
[source."+FORMULA"]
[policy."-FORMULA"]
like = "live-calls"
[[policy."-FORMULA".rules]]
when = ["listed:tps"]
reason = "TPS"
basis = "＝FORMULA of the law"
`;
const ON = ['--on', '2026-11-01'];
const quoted = (cell: string): string => `"${cell.replaceAll('"', '""')}"`;
const utf8 = (text: string): string => Buffer.from(text).toString('latin1');
const rows = (...lines: readonly (readonly string[])[]): string =>
  utf8(lines.map((cells) => `${cells.map(quoted).join(',')}\r\n`).join(''));

/** A list with a formula in each header and cell, whose every record is held back. */
const LIST = rows(
  ['Phone', ...FORMULAS],
  ...FORMULAS.map((each, at) => [
    `${each} ${at % 2 ? '07700 900123' : '12345'}`,
    ...FORMULAS.map(() => each),
  ]),
);

/** Its columns but the first, by index: names with commas cannot be listed. */
const COPIED = FORMULAS.map((_, at) => String(at + 2)).join(',');

/** A room where a number is on the TPS, another on an own list, both named by formulas. */
async function hostileRoom(): Promise<RecallRoom> {
  const room = newRoom();
  room.configure(CONFIGURATION);
  room.at('2026-11-02T09:00:00Z');
  await room.registers('2026-11-01', '07700 900123');
  return room;
}

/** An objection whose every text is a formula; of the number of each odd record of the list. */
async function object(room: RecallRoom, number: string): Promise<void> {
  const texts = ['--source', '+FORMULA', '--reference', '=FORMULA(2)', '--list', NAME];
  await room.do('suppress', 'add', number, ...ON, ...texts, '--caller', NAME);
}

const newRoom = newRooms();
const read = (room: RecallRoom, name: string): string => readFileSync(room.path(name), 'utf8');

/** Every CSV that the program writes, beside the cleaned list, which is the input's own bytes. */
const OUTPUTS: readonly [
  what: string,
  least: number,
  make: (room: RecallRoom) => Promise<string>,
][] = [
  [
    'the report of a scrub, its copied columns and their headers',
    FORMULAS.length ** 2,
    async (room) => {
      const list = room.file('=FORMULA.csv', LIST);
      const copied = ['--report-columns', COPIED, '--column', '1', '--policy', '-FORMULA'];
      const paths = ['--report', room.path('report.csv'), '--out', room.path('out.csv')];
      const others = FORMULAS.flatMap((_, at) => ['--ignore-column', String(at + 2)]);
      await room.do('scrub', list, ...copied, ...paths, ...others, '--caller', NAME);
      return read(room, 'report.csv');
    },
  ],
  [
    'the report of a scrub by a list and a rule named so',
    3,
    async (room) => {
      await object(room, '07700 900456');
      const list = room.file('list.csv', rows(['=FORMULA'], ['07700 900456'], ['07700 900123']));
      const paths = ['--report', room.path('report.csv'), '--out', room.path('out.csv')];
      const asked = ['--column', '1', '--policy', '-FORMULA', '--caller', NAME];
      await room.do('scrub', list, ...asked, ...paths, '--campaign', '@FORMULA');
      return read(room, 'report.csv');
    },
  ],
  [
    'the lines of an opt-out file that were not read',
    FORMULAS.length - 1,
    async (room) => {
      const file = room.file('optouts.csv', rows(['Phone', 'Reason'], ...FORMULAS.map(unread)));
      const asked = [
        '--column',
        'number=Phone',
        '--source',
        '+FORMULA',
        '--rejected',
        room.path('rejected.csv'),
      ];
      const { status, stderr } = await room.run(['suppress', 'import', file, ...asked]);
      expect([stderr, status]).toEqual(['', 7]);
      return read(room, 'rejected.csv');
    },
  ],
  [
    'the rows of a consent file that were rejected',
    FORMULAS.length - 1,
    async (room) => {
      const file = room.file(
        'consents.csv',
        rows(['number', 'caller', 'on'], ...FORMULAS.map((each) => [each, NAME, each])),
      );
      const asked = ['--column', 'number=number', '--rejected', room.path('rejected.csv')];
      await room.run(['consent', 'import', file, '--column', 'caller=caller', ...asked]);
      return read(room, 'rejected.csv');
    },
  ],
  [
    'what is recalled, without the list',
    1,
    async (room) => {
      const run = await room.list(['07700 900456'], '--caller', NAME);
      room.at('2026-11-03T09:00:00Z');
      await object(room, '07700 900456');
      await room.do('recall', run, '--form', 'csv', '--out', room.path('recalled.csv'));
      return read(room, 'recalled.csv');
    },
  ],
  [
    'what is recalled, with the list',
    3,
    async (room) => {
      const list = room.file('list.csv', rows(['=FORMULA'], ['-FORMULA 07700 900456']));
      const out = ['--out', room.path('out.csv'), '--report', room.path('report.csv')];
      await room.do('scrub', list, '--column', '1', '--caller', NAME, ...out);
      room.at('2026-11-03T09:00:00Z');
      await object(room, '07700 900456');
      const asked = ['--input', room.path('out.csv'), '--form', 'csv'];
      await room.do('recall', 'last', ...asked, '--out', room.path('recalled.csv'));
      return read(room, 'recalled.csv');
    },
  ],
  [
    'the calls that anything stood against',
    FORMULAS.length * 2,
    async (room) => {
      const number = (at: number) => (at % 2 ? '07700 900123' : '-FORMULA');
      const calls = FORMULAS.map((each, at) => [number(at), '2026-11-02 10:00', each, each]);
      const log = room.file(
        'calls.csv',
        rows(
          ['number', 'start', 'caller', 'campaign'],
          ...calls,
          ['07700 900456', '=FORMULA', NAME, '@FORMULA'],
          ['07700 900456', '2026-11-02 09:30', NAME, '@FORMULA'],
          ['=FORMULA', '2026-11-02 10:00', NAME, ''],
          ['07700 900123 / 07700 900124', '2026-11-02 10:00', NAME, ''],
        ),
      );
      await object(room, '07700 900456');
      room.at('2026-11-04T09:00:00Z');
      const asked = ['--timezone', 'Europe/London', '--all', '--out', room.path('audited.csv')];
      await room.do('audit-calls', log, ...asked);
      return read(room, 'audited.csv');
    },
  ],
];

function unread(each: string): string[] {
  return [`${each} 1`, each];
}

/** A second guard, by other means: what is left when all that nobody sees is gone, in full width or not. */
function isRun(cell: string): boolean {
  const isNumbers = cell.split(';').every((one) => /^\+?[0-9 ().-]+$/.test(one.trim()));
  if (isNumbers) return false;
  const bare = /[\p{L}\p{N}\p{P}\p{S}]/u.exec(cell.normalize('NFKC'))?.[0] ?? ' ';
  return '=+-@'.includes(bare) || cell.startsWith('\t') || cell.startsWith('\r');
}

describe('no cell that a spreadsheet would run stands in', () => {
  it.each(OUTPUTS)('%s', async (_what, least, make) => {
    const text = await make(await hostileRoom());
    const cells = parse(text, { record_delimiter: '\r\n', relax_column_count: true }).flat();
    expect(cells.filter(isRun)).toEqual([]);
    const formulas = cells.filter((cell) => cell.includes('FORMULA'));
    expect(formulas.length).toBeGreaterThanOrEqual(least);
  });
});

it('but the cleaned list is the input’s own bytes', async () => {
  const room = await hostileRoom();
  const list = rows(['Phone', '=FORMULA'], ['07700 900789', '=FORMULA("x")']);
  await room.scrub(list, '--column', 'Phone');
  expect(readFileSync(room.path('out.csv'), 'latin1')).toBe(list);
});

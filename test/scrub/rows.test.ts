import { existsSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { NUMBERS, ScreeningRoom } from './screening-room.js';
import { tracedSets } from './traced-sets.js';

const { free, other, consented, tps, ctps, objected } = NUMBERS;
const room = new ScreeningRoom();
const BLANK = ['--rows', 'blank'];
const FLAG = ['--rows', 'flag'];
const LATER = ['--duplicates', 'drop-later'];
const TWO = ['--column', 'Phone', '--column', 'Mobile'];
const HEADER = 'Name,Phone,Mobile\n';

beforeAll(() => room.open());
afterAll(() => {
  room.close();
});

/** What a run remembers of its list. */
function rememberedBy(run = ''): Record<string, number[]> {
  return tracedSets(room.database, run);
}

describe('with --rows blank', () => {
  it.each([
    ['a listed number beside a callable one', `${tps},${free}`, `,${free}`],
    ['a listed number in quotes', `"${tps}","${free}"`, `"","${free}"`],
    ['a quoted cell of several lines', `"${tps}\n(home)",${free}`, `"",${free}`],
    ['a cell with a doubled quote', `"${tps} ""home""",${free}`, `"",${free}`],
    ['a cell with text after its quotes', `"${tps}" home,${free}`, `,${free}`],
    ['a callable and a listed number in one cell', `${free} / ${tps},${other}`, `,${other}`],
    ['a cell that was not read', `${other},07700 9001`, `${other},`],
    ['a damaged number', `${other},7.7009E+11`, `${other},`],
    ['a number of another country', `+1 202 555 0123,${free}`, `,${free}`],
    ['a premium number', `${free},0909 879 0123`, `${free},`],
    ['words beside them', `n/a,${free}`, `n/a,${free}`],
  ])('a record stays without its numbers that may not be called: %s', async (_, cells, kept) => {
    const { list, json } = await room.scrub(
      `${HEADER}Ann,${cells}\nBob,${free},\n`,
      ...TWO,
      ...BLANK,
    );
    expect(list).toBe(`${HEADER}Ann,${kept}\nBob,${free},\n`);
    expect(json?.rows).toEqual({ mode: 'blank', written: 2, blanked: cells === kept ? 0 : 1 });
  });

  it.each([
    ['who objected on one of two phones', `${free},${objected}`, 'OBJECTION'],
    ['who objected on one number of a cell', `${free} / ${objected},${other}`, 'OBJECTION'],
    ['without a number after emptying', `${tps},${ctps}`, 'TPS'],
    ['whose every cell was not read', `07700 9001,7.7009E+11`, 'NUMBER_INVALID'],
    ['whose other cell says that there is none', `${tps},n/a`, 'TPS'],
    ['without any number', 'n/a,', 'NO_NUMBER'],
    ['with a field too many', `${tps},${free},x`, 'MALFORMED_RECORD'],
    ['with a field too few', free, 'MALFORMED_RECORD'],
  ])('a record is held back whole: %s', async (_, cells, reason) => {
    const { list, json } = await room.scrub(
      `${HEADER}Ann,${cells}\nBob,${free},\n`,
      ...TWO,
      ...BLANK,
    );
    expect(list).toBe(`${HEADER}Bob,${free},\n`);
    expect(json?.reasons).toEqual({ [reason]: 1, CLEAN: 1 });
    expect(json?.rows).toEqual({ mode: 'blank', written: 1, blanked: 0 });
  });

  it('reports and counts as drop does', async () => {
    const list = `${HEADER}Ann,${tps},${free}\nBob,${free},\nCas,${objected},\nDee,077,${other}\nEve\n`;
    const drop = await room.scrub(list, ...TWO);
    const blank = await room.scrub(list, ...TWO, ...BLANK);
    expect(blank.report).toEqual(drop.report);
    expect(blank.json).toMatchObject({
      counts: drop.json?.counts ?? {},
      numbers: drop.json?.numbers ?? {},
      reasons: drop.json?.reasons ?? {},
    });
    expect(drop.json?.rows).toEqual({ mode: 'drop', written: 1, blanked: 0 });
    expect(blank.json?.rows).toEqual({ mode: 'blank', written: 3, blanked: 2 });
    expect(blank.json?.outputs.map(({ records }) => records)).toEqual([3, 4]);
  });

  it('keeps byte order mark, skipped lines and every line end', async () => {
    const before = '\xef\xbb\xbfExport of 20 November\r\n\r\nPhone;Mobile;Name\r\n';
    const list = `${before}${tps};${free};Ann\r${free};${ctps};"B;b"\n\n${tps};;Cas\r\n"${free}";;Dee`;
    const options = ['--skip-lines', '1', '--column', 'Phone', '--column', 'Mobile', ...BLANK];
    expect((await room.scrub(list, ...options)).list).toBe(
      `${before};${free};Ann\r${free};;"B;b"\n"${free}";;Dee`,
    );
  });

  it('empties the first cell of a list without a header', async () => {
    const options = ['--no-header', '--column', '1', '--column', '2', ...BLANK];
    const { list } = await room.scrub(`${tps},${free},Ann\n${free},${tps},Bob`, ...options);
    expect(list).toBe(`,${free},Ann\n${free},,Bob`);
  });

  it('empties nothing in a column that is not screened', async () => {
    const options = ['--column', 'Phone', '--ignore-column', 'Mobile', ...BLANK];
    const { list } = await room.scrub(`${HEADER}Ann,${free},${tps}\n`, ...options);
    expect(list).toBe(`${HEADER}Ann,${free},${tps}\n`);
  });

  it('remembers as let through only what stands in the list', async () => {
    const cells = `${free} / ${tps},${other}`;
    const list = `${HEADER}Ann,${cells}\nBob,0161 496 0456,${objected}\nCas,077,0161 496 0789\n`;
    const { json } = await room.scrub(list, ...TWO, ...BLANK);
    expect(rememberedBy(json?.run)).toEqual({
      'CLEAN kept': [441614960789, 441632960456],
      'CLEAN held': [441614960456, 447700900456],
      'OBJECTION held': [441614960123],
      'TPS held': [447700900123],
    });
  });
});

describe('with --rows flag', () => {
  const NAMES = 'scrub_outcome,scrub_reason,scrub_reasons,scrub_dnc_code';

  it('keeps every record, with its verdict before its own line end', async () => {
    const list = `${HEADER}Ann,${tps},077\r\nBob,${free},\rCas,n/a,\n\n"Dee",${ctps},"${tps}"`;
    const { list: flagged, json, report } = await room.scrub(list, ...TWO, ...FLAG);
    expect(flagged).toBe(
      [
        `Name,Phone,Mobile,${NAMES}\n`,
        `Ann,${tps},077,excluded,TPS,TPS;NUMBER_INVALID,D\r\n`,
        `Bob,${free},,clean,CLEAN,CLEAN,C\r`,
        `Cas,n/a,,unscreened,NO_NUMBER,NO_NUMBER,\n`,
        `"Dee",${ctps},"${tps}",excluded,TPS,TPS;CTPS,D`,
      ].join(''),
    );
    expect(json?.counts).toEqual({ read: 4, clean: 1, excluded: 2, unscreened: 1 });
    expect(json?.rows).toEqual({ mode: 'flag', written: 4, blanked: 0 });
    expect(report.map(({ record, reason }) => [record, reason])).toEqual([
      ['1', 'TPS'],
      ['1', 'NUMBER_INVALID'],
      ['3', 'NO_NUMBER'],
      ['4', 'CTPS'],
      ['4', 'TPS'],
    ]);
  });

  it.each([
    ['too few', 'Ann', `Ann,,,unscreened,MALFORMED_RECORD,MALFORMED_RECORD,M`],
    ['one that is empty', '""', `"",,,unscreened,MALFORMED_RECORD,MALFORMED_RECORD,M`],
    [
      'too many, the next one `clean`',
      `Ann,${free},"${other}",clean,CLEAN`,
      `Ann,${free},"${other}",unscreened,MALFORMED_RECORD,MALFORMED_RECORD,M,clean,CLEAN`,
    ],
    [
      'too many, with text after the quotes of the last that has a name',
      `Ann,${free},"x" y,clean`,
      `Ann,${free},"x" y,unscreened,MALFORMED_RECORD,MALFORMED_RECORD,M,clean`,
    ],
    [
      'too many, the last that has a name empty',
      `Ann,${free},,clean`,
      `Ann,${free},,unscreened,MALFORMED_RECORD,MALFORMED_RECORD,M,clean`,
    ],
  ])(
    'a record whose fields are %s has its verdict under the right name',
    async (_, record, kept) => {
      for (const end of ['\n', '']) {
        const { list } = await room.scrub(
          `${HEADER}Bob,${free},\n${record}${end}`,
          ...TWO,
          ...FLAG,
        );
        expect(list?.split('\n')[2]).toBe(kept);
        const rows: Record<string, string>[] = parse(list ?? '', {
          columns: true,
          relax_column_count: true,
          relax_quotes: true,
        });
        expect(rows.map((row) => row['scrub_outcome'])).toEqual(['clean', 'unscreened']);
      }
    },
  );

  it('quotes what holds the delimiter', async () => {
    const list = `Phone;Mobile\n${tps};${ctps}\n${free};\n`;
    expect((await room.scrub(list, '--column', '1', '--column', '2', ...FLAG)).list).toBe(
      `Phone;Mobile;${NAMES.replaceAll(',', ';')}\n` +
        `${tps};${ctps};excluded;TPS;"TPS;CTPS";D\n${free};;clean;CLEAN;CLEAN;C\n`,
    );
  });

  it('appends in a delimiter of its own, whatever bytes it has', async () => {
    for (const delimiter of ['\xac', '\xc2\xac', '_']) {
      const list = ['Name', 'Phone\nAnn', `${tps}\n`].join(delimiter);
      const option = delimiter === '\xac' ? '\\xAC' : delimiter === '_' ? '_' : '¬';
      const { list: flagged } = await room.scrub(list, '--delimiter', option, ...FLAG);
      const names = NAMES.split(',').map((name) => (delimiter === '_' ? `"${name}"` : name));
      expect(flagged).toBe(
        [
          ['Name', 'Phone', ...names].join(delimiter),
          ['Ann', tps, 'excluded', 'TPS', 'TPS', 'D'].join(delimiter),
          '',
        ].join('\n'),
      );
    }
  });

  it('names no columns where there is no header, and copies what stands before it', async () => {
    const bare = await room.scrub(`Ann,${tps}`, '--no-header', '--column', '2', ...FLAG);
    expect(bare.list).toBe(`Ann,${tps},excluded,TPS,TPS,D`);
    const said = await room.scrub(`sep=;\r\nPhone\r\n\r\n${free}\r\n`, ...FLAG);
    expect(said.list).toBe(
      `sep=;\r\nPhone;${NAMES.replaceAll(',', ';')}\r\n\r\n${free};clean;CLEAN;CLEAN;C\r\n`,
    );
    for (const end of ['', '\r\n', '\n\n']) {
      const none = await room.scrub(`Name,Phone${end}`, '--column', 'Phone', ...FLAG);
      expect(none.list).toBe(`Name,Phone,${NAMES}${end}`);
    }
  });

  it('refuses a list that has such a column already', async () => {
    const list = `Name,Phone, Scrub_Outcome\nAnn,${tps},clean\n`;
    const { status, said, list: written } = await room.scrub(list, ...FLAG);
    expect([status, written]).toEqual([2, undefined]);
    expect(said).toContain("column 'Scrub_Outcome' already");
    expect((await room.scrub(list)).status).toBe(0);
  });

  it('is called by another name, and never a cleaned list', async () => {
    await room.scrub(`${HEADER}Ann,${free},\n`, ...TWO, '--dry-run', ...FLAG);
    const said = await room.run('scrub', room.path('list.csv'), ...TWO, ...FLAG);
    expect(said.status, said.stderr).toBe(0);
    const text = said.stdout.toString();
    expect(text).toMatch(/flagged list +.*list\.flagged\.csv \(1 records?\)/);
    expect(text).toContain('Filter it on scrub_outcome=clean');
    expect(existsSync(room.path('list.flagged.csv'))).toBe(true);
    expect(existsSync(room.path('list.clean.csv'))).toBe(false);
  });

  it('remembers numbers as records decide', async () => {
    const { json } = await room.scrub(
      `${HEADER}Ann,${free},${tps}\nBob,${other},\n`,
      ...TWO,
      ...FLAG,
    );
    expect(rememberedBy(json?.run)).toEqual({
      'CLEAN kept': [441632960456],
      'CLEAN held': [447700900456],
      'TPS held': [447700900123],
    });
  });
});

describe('with --duplicates drop-later', () => {
  const list = [
    `Ann,${free},${other}\n`,
    `Bob,${other},\n`,
    `Cas,+44 7700 900456,${other}\n`,
    `Dee,${other},0161 496 0456\n`,
    `Eve,${tps},\n`,
    `Fay,0161 496 0789,${tps}\n`,
    `Gus,0161 496 0789,\n`,
    `Hal,0161 496 0789,0161 496 0789\n`,
  ];

  it('a record is held back when every number stood in records kept before', async () => {
    const { list: kept, json, report } = await room.scrub(HEADER + list.join(''), ...TWO, ...LATER);
    expect(kept).toBe(HEADER + [0, 3, 6].map((at) => list[at]).join(''));
    expect(json?.reasons).toEqual({ TPS: 2, DUPLICATE: 3, CLEAN: 3 });
    expect(json?.counts).toEqual({ read: 8, clean: 3, excluded: 5, unscreened: 0 });
    expect(report.filter(({ reason }) => reason === 'DUPLICATE')).toEqual(
      [
        ['2', '3'],
        ['3', '4'],
        ['8', '9'],
      ].map(([record, line]) => ({
        ...Object.fromEntries(Object.keys(report[0] ?? {}).map((name) => [name, ''])),
        record,
        line,
        outcome: 'excluded',
        reason: 'DUPLICATE',
        reasons: 'DUPLICATE',
        basis: 'house rule: one call a number',
      })),
    );
    expect(rememberedBy(json?.run)).toEqual({
      'CLEAN kept': [441614960456, 441614960789, 441632960456, 447700900456],
      'CLEAN held': [441614960789, 441632960456, 447700900456],
      'TPS held': [447700900123],
    });
  });

  it('is off unless asked for', async () => {
    const { json } = await room.scrub(HEADER + list.join(''), ...TWO, '--duplicates', 'keep');
    expect(json?.reasons).toEqual({ TPS: 2, CLEAN: 6 });
  });

  it('judges with blank by the numbers that are left', async () => {
    const {
      list: kept,
      json,
      report,
    } = await room.scrub(HEADER + list.join(''), ...TWO, ...LATER, ...BLANK);
    expect(kept).toBe(HEADER + [0, 3].map((at) => list[at]).join('') + 'Fay,0161 496 0789,\n');
    expect(json?.rows).toEqual({ mode: 'blank', written: 3, blanked: 1 });
    expect(json?.reasons).toEqual({ TPS: 2, DUPLICATE: 4, CLEAN: 2 });
    expect(report.map(({ record, reason }) => [record, reason])).toEqual([
      ['2', 'DUPLICATE'],
      ['3', 'DUPLICATE'],
      ['5', 'TPS'],
      ['6', 'TPS'],
      ['7', 'DUPLICATE'],
      ['8', 'DUPLICATE'],
    ]);
  });

  it('holds back with blank a record whose only new number may not be called', async () => {
    const records = `Ann,${free},\nBob,${free},${tps}\nCas,${free},077\n`;
    const {
      list: kept,
      json,
      report,
    } = await room.scrub(HEADER + records, ...TWO, ...LATER, ...BLANK);
    expect(kept).toBe(`${HEADER}Ann,${free},\n`);
    expect(json?.reasons).toEqual({ TPS: 1, DUPLICATE: 1, CLEAN: 1 });
    expect(json?.rows).toEqual({ mode: 'blank', written: 1, blanked: 0 });
    expect(report.map(({ record, reason }) => [record, reason])).toEqual([
      ['2', 'TPS'],
      ['2', 'DUPLICATE'],
      ['3', 'NUMBER_INVALID'],
      ['3', 'DUPLICATE'],
    ]);
    expect(rememberedBy(json?.run)['CLEAN kept']).toEqual([447700900456]);
  });

  it('flags them with flag', async () => {
    const records = `Ann,${tps},${free}\nBob,${free},\nCas,${free},\n`;
    const { list: flagged } = await room.scrub(HEADER + records, ...TWO, ...LATER, ...FLAG);
    expect(flagged?.split('\n').slice(2)).toEqual([
      `Bob,${free},,clean,CLEAN,CLEAN,C`,
      `Cas,${free},,excluded,DUPLICATE,DUPLICATE,`,
      '',
    ]);
  });
});

describe('a number that consent clears', () => {
  const list = `${HEADER}Ann,${consented},\nBob,${consented},${tps}\nCas,${consented},${free}\n`;
  const both = `Ann,${consented},\n`;
  const last = `Cas,${consented},${free}\n`;

  it.each([
    ['drop', HEADER + both + last],
    ['blank', `${HEADER}${both}Bob,${consented},\n${last}`],
  ])('stays with %s, and has no line in the report', async (mode, kept) => {
    const options = [...TWO, '--caller', 'Acme', '--rows', mode];
    const { list: written, json, report } = await room.scrub(list, ...options);
    expect(written).toBe(kept);
    expect(json?.counts).toEqual({ read: 3, clean: 2, excluded: 1, unscreened: 0 });
    expect(json?.reasons).toEqual({ TPS: 1, CONSENT: 2 });
    expect(report.map(({ record, value }) => [record, value])).toEqual([['2', tps]]);
    expect((await room.scrub(list, ...TWO, '--rows', mode)).json?.reasons).toEqual({ TPS: 3 });
  });

  it('is named with flag', async () => {
    const { list: written } = await room.scrub(list, ...TWO, '--caller', 'Acme', ...FLAG);
    expect(written?.split('\n').slice(1)).toEqual([
      `Ann,${consented},,clean,CONSENT,CONSENT,O`,
      `Bob,${consented},${tps},excluded,TPS,TPS;CONSENT,D`,
      `Cas,${consented},${free},clean,CONSENT,CONSENT,O`,
      '',
    ]);
  });
});

describe('a list of many buffers', () => {
  const padding = 'x'.repeat(400);
  const records = Array.from({ length: 12_000 }, (_, at) => {
    const phones = [`${tps},${free}`, `${free},`, `${ctps},`][at % 3] ?? '';
    return { kind: at % 3, name: `${padding}${String(at)},`, phones };
  });
  const list = HEADER + records.map(({ name, phones }) => `${name}${phones}\n`).join('');

  it.each([
    ['drop', (kind: number) => (kind === 1 ? `${free},\n` : undefined)],
    ['blank', (kind: number) => [`,${free}\n`, `${free},\n`][kind]],
  ] as const)('is written with %s as a short one is', async (mode, kept) => {
    const { list: written } = await room.scrub(list, ...TWO, '--rows', mode);
    const expected = records.flatMap(({ kind, name }) => {
      const cells = kept(kind);
      return cells === undefined ? [] : [name + cells];
    });
    expect(written === HEADER + expected.join('')).toBe(true);
  });

  it('is written with flag as a short one is', async () => {
    const { list: written } = await room.scrub(list, ...TWO, ...FLAG);
    const verdicts = ['excluded,TPS,TPS,D', 'clean,CLEAN,CLEAN,C', 'excluded,CTPS,CTPS,D'];
    const expected = records.map(
      ({ kind, name, phones }) => `${name}${phones},${verdicts[kind] ?? ''}\n`,
    );
    expect(written?.slice(written.indexOf('\n') + 1) === expected.join('')).toBe(true);
  });
});

describe('a dry run', () => {
  it.each([[[]], [BLANK], [FLAG], [LATER], [[...BLANK, ...LATER]]])(
    'with %j counts what a run counts',
    async (options) => {
      const list = `${HEADER}Ann,${tps},${free}\nBob,${free},\nCas\nDee,${objected},${free}\n`;
      const dry = await room.scrub(list, ...TWO, ...options, '--dry-run');
      expect(dry.list).toBeUndefined();
      const { json } = await room.scrub(list, ...TWO, ...options);
      for (const key of ['counts', 'numbers', 'reasons', 'rows'] as const) {
        expect(dry.json?.[key]).toEqual(json?.[key]);
      }
    },
  );
});

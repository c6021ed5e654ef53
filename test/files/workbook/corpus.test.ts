import { readFileSync } from 'node:fs';
import { readXlsx } from 'hucre/xlsx';
import { describe, expect, it } from 'vitest';
import { csvRows } from '../../../src/files/csv-rows.js';
import { archive, linesOf, partsOf, refusal, sheetXml } from './made-workbook.js';

const FOLDER = 'fixtures/workbooks';
const HEADER = '<row r="1"><c r="A1" t="inlineStr"><is><t>Phone</t></is></c></row>';
const inSst = (items: string): string => `<sst xmlns="x">${items}</sst>`;

/** A cell below the header, and how its line reads. */
const CELLS: readonly (readonly [what: string, xml: string, line: string, strings?: string])[] = [
  ['an inline text', '<c t="inlineStr"><is><t>01632 960001</t></is></c>', '"01632 960001"'],
  ['an empty inline text', '<c t="inlineStr"><is><t/></is></c>', ''],
  [
    'a text of runs',
    '<c t="s"><v>0</v></c>',
    '"01632 960001"',
    '<si><r><t>01632</t></r><r><rPr/><t xml:space="preserve"> 960001</t></r></si>',
  ],
  [
    'a text without its reading',
    '<c t="s"><v>0</v></c>',
    '"01632"',
    '<si><t>01632</t><rPh sb="0" eb="1"><t>999</t></rPh></si>',
  ],
  [
    'the second of two texts',
    '<c t="s"><v>1</v></c>',
    '"b ""c"" &"',
    '<si><t>a</t></si><si><t>b "c" &amp;</t></si>',
  ],
  [
    'what a formula came to',
    '<c t="str"><f>A1&amp;"x"</f><v>01632 960001</v></c>',
    '"01632 960001"',
  ],
  ['a formula that came to no text', '<c t="str"><f>IF(1,"")</f><v></v></c>', ''],
  ['a whole number', '<c><v>447700900123</v></c>', '447700900123'],
  ['a number with an exponent', '<c><v>4.47700900123E+11</v></c>', '447700900123'],
  ['a number with zeros behind its point', '<c><v>7700900123.0</v></c>', '7700900123'],
  ['a number with decimals', '<c><v>7700900123.5</v></c>', '7700900123.5'],
  ['true', '<c t="b"><v>1</v></c>', 'TRUE'],
  ['an error', '<c t="e"><v>#DIV/0!</v></c>', '#DIV/0!'],
  ['a day of ISO 8601', '<c t="d"><v>2026-11-22T00:00:00Z</v></c>', '2026-11-22'],
  ['a day', '<c s="1"><v>46348</v></c>', '2026-11-22'],
  ['a day and a time', '<c s="2"><v>46348.4375</v></c>', '2026-11-22 10:30:00'],
  ['a time', '<c s="3"><v>0.4375</v></c>', '10:30:00'],
  ['the day that never was', '<c s="1"><v>60</v></c>', '60'],
  ['a number whose format shows its zero', '<c s="4"><v>7700900123</v></c>', '07700900123'],
  ['a number whose format begins it', '<c s="5"><v>7700900123</v></c>', '"+447700900123"'],
  ['a character of XML', '<c t="inlineStr"><is><t>&#x30;&#49;_x0036_</t></is></c>', '"016"'],
  [
    'as many characters as a cell holds, each longer in XML',
    `<c t="str"><v>${'&amp;'.repeat(32_767)}</v></c>`,
    `"${'&'.repeat(32_767)}"`,
  ],
  [
    'CDATA and a comment',
    '<c t="inlineStr"><is><t><!-- c --><![CDATA[0<1]]></t></is></c>',
    '"0<1"',
  ],
];
/** With a format for a condition at its end, under a number that a cell's format has. */
const STYLES =
  '<styleSheet xmlns="x"><numFmts><numFmt numFmtId="164" formatCode="00000\\ 000000"/><numFmt numFmtId="165" formatCode="&quot;+44&quot;0000000000"/></numFmts>' +
  '<cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs><xf/><xf numFmtId="14"/><xf numFmtId="22"/><xf numFmtId="20"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs>' +
  '<dxfs><dxf><numFmt numFmtId="164" formatCode="0.00"/></dxf></dxfs></styleSheet>';

describe('a cell of a workbook', () => {
  it.each(CELLS)('is read: %s', async (_, xml, line, strings = '') => {
    const parts = partsOf(`${HEADER}<row>${xml}</row>`, {
      'xl/styles.xml': STYLES,
      'xl/sharedStrings.xml': inSst(strings),
    });
    expect(await linesOf(await archive(parts))).toBe(`"Phone"\r\n${line}\r\n`);
  });

  it('counts its days from 1904 where the workbook does', async () => {
    const parts = partsOf(`${HEADER}<row><c s="1"><v>44886</v></c></row>`, {
      'xl/styles.xml': STYLES,
    });
    const workbook = (parts['xl/workbook.xml'] ?? '').replace(
      '<sheets>',
      '<workbookPr date1904="1"/><sheets>',
    );
    const lines = await linesOf(await archive({ ...parts, 'xl/workbook.xml': workbook }));
    expect(lines).toBe('"Phone"\r\n2026-11-22\r\n');
  });
});

describe('a workbook is read whoever wrote it', () => {
  const cells =
    '<row r="3"><c r="B3"><v>5</v></c></row><row r="5"><c r="A5"><v>1</v></c><c r="C5"><v>9</v></c></row>';
  const wide = `<row r="2"><c r="A2" t="str"><v>a</v></c><c r="B2" t="str"><v>b\nb</v></c></row>${cells}`;
  const lines = '\r\n"a","b\nb"\r\n,5\r\n\r\n1,,9\r\n';

  it.each([
    ['with lengths behind the parts', partsOf(wide), true, 6],
    ['without compression', partsOf(wide), false, 0],
    ['with prefixes', prefixed(partsOf(wide)), false, 6],
    ['with absolute targets', absolute(partsOf(wide)), false, 6],
    ['strictly', strict(partsOf(wide)), false, 6],
  ])(
    '%s: a row is the line of its number, and filled up to the header',
    async (_, parts, descriptors, level) => {
      expect(await linesOf(await archive(parts, descriptors, level))).toBe(lines);
    },
  );

  it('is measured where it has no header, since its first row may be short', async () => {
    const bytes = await archive(partsOf(wide));
    expect(await linesOf(bytes, { header: false })).toBe('\r\n"a","b\nb",\r\n,5,\r\n\r\n1,,9\r\n');
  });

  it('has rows before its header on one line each', async () => {
    const bytes = await archive(partsOf(wide));
    expect(await linesOf(bytes, { skipLines: 2 })).toBe('\r\n"a","b b"\r\n,5\r\n\r\n1,,9\r\n');
  });

  it.each(['openpyxl.xlsx', 'xlsxwriter.xlsx'])('%s: as hucre reads it', async (name) => {
    const bytes = readFileSync(`${FOLDER}/${name}`);
    const rows = csvRows(await linesOf(bytes)).filter((row) => row.some((cell) => cell !== ''));
    const [sheet] = (await readXlsx(bytes)).sheets;
    const expected = (sheet?.rows ?? []).filter((row) => row.some((cell) => cell !== null));
    expect(rows).toEqual(
      expected.map((row) => Array.from({ length: 5 }, (_, at) => shown(row[at] ?? null, name))),
    );
    expect(rows).toHaveLength(6);
  });
});

function shown(value: string | number | boolean | Date | null, name: string): string {
  if (value instanceof Date) return value.toISOString().slice(0, 10);
  // Its format shows the zero, which hucre does not look at.
  if (value === 7700900005 && name === 'xlsxwriter.xlsx') return '07700900005';
  return value === null ? '' : String(value);
}

function prefixed(parts: ReturnType<typeof partsOf>): ReturnType<typeof partsOf> {
  const entries = Object.entries(parts).map(([name, text]) => [
    name,
    name.endsWith('.rels')
      ? text
      : text.replace(/<(\/?)(?=[a-zA-Z])/g, '<$1x:').replaceAll(' xmlns=', ' xmlns:x='),
  ]);
  return Object.fromEntries(entries) as ReturnType<typeof partsOf>;
}

function absolute(parts: ReturnType<typeof partsOf>): ReturnType<typeof partsOf> {
  const text = parts['xl/_rels/workbook.xml.rels'] ?? '';
  return { ...parts, 'xl/_rels/workbook.xml.rels': text.replaceAll('Target="', 'Target="/XL/') };
}

function strict(parts: ReturnType<typeof partsOf>): ReturnType<typeof partsOf> {
  const entries = Object.entries(parts).map(([name, text]) => [
    name,
    text.replaceAll(
      'http://schemas.openxmlformats.org/officeDocument/2006',
      'http://purl.oclc.org/ooxml/officeDocument',
    ),
  ]);
  return Object.fromEntries(entries) as ReturnType<typeof partsOf>;
}

describe('a sheet is chosen', () => {
  const several = readFileSync(`${FOLDER}/several-sheets.xlsx`);

  it.each([
    ['South', '01632 960012'],
    [' south ', '01632 960012'],
    ['1', '01632 960011'],
  ])('by name or place: %s', async (sheet, number) => {
    expect(await linesOf(several, { sheet })).toBe(`"Phone"\r\n"${number}"\r\n`);
  });

  it('by a person where several have rows', async () => {
    expect(await refusal(several)).toMatch(/has 2 sheets with rows: 'North' \(2\), 'South' \(2\)$/);
    expect(await refusal(several, { sheet: 'West' })).toMatch(/has no sheet 'West'$/);
  });

  it('never by itself where it is hidden', async () => {
    const parts = partsOf(sheetXml(''));
    const hidden = (parts['xl/workbook.xml'] ?? '').replace('sheetId', 'state="hidden" sheetId');
    const bytes = await archive({ ...parts, 'xl/workbook.xml': hidden });
    expect(await refusal(bytes)).toMatch(/has only hidden sheets: 'List'$/);
  });
});

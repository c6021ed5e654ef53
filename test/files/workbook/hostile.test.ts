import { describe, expect, it } from 'vitest';
import { ScreeningError } from '../../../src/core/errors.js';
import { streamSource } from '../../../src/files/byte-source.js';
import { listBytes } from '../../../src/files/forms/list-bytes.js';
import { SharedStrings } from '../../../src/files/workbook/shared-strings.js';
import { TextBytes } from '../../../src/files/workbook/text-bytes.js';
import { archive, linesOf, partsOf, refusal, sheetXml } from './made-workbook.js';

const HEADER = '<row r="1"><c r="A1" t="str"><v>Phone</v></c></row>';
const SHEET = 'xl/worksheets/sheet1.xml';
const of = (rows: string, others = {}): Promise<Buffer> =>
  archive(partsOf(`${HEADER}${rows}`, others));
const text = (parts: string): string => `<sst xmlns="x">${parts}</sst>`;

describe('a workbook that cannot be read rightly is refused', () => {
  it.each([
    [
      'a shared text that is missing',
      '<row><c t="s"><v>0</v></c></row>',
      'a text of row 2 is missing',
    ],
    ['rows in no order', '<row r="1"><c t="str"><v>x</v></c></row>', "row '1' stands after row 1"],
    ['a row past the last', '<row r="1048577"/>', "row '1048577' stands after row 1"],
    [
      'cells in no order',
      '<row><c r="B2"><v>1</v></c><c r="A2"><v>1</v></c></row>',
      'row 2 has its cells in no order',
    ],
    [
      'a column past the last',
      '<row><c r="XFE2"><v>1</v></c></row>',
      'row 2 has its cells in no order',
    ],
    [
      'a cell of another row',
      '<row><c r="A7"><v>1</v></c></row>',
      'a cell of row 7 stands in row 2',
    ],
    ['a cell without a column', '<row><c r="7"><v>1</v></c></row>', "a cell stands at '7'"],
    [
      'a cell of an unknown type',
      '<row><c t="x"><v>1</v></c></row>',
      "a cell is of the unknown type 'x'",
    ],
    ['a number that is none', '<row><c><v>1,5</v></c></row>', 'a number is none'],
    [
      'a formula whose result was not saved',
      '<row><c r="A2"><f>"07700 900"&amp;"123"</f><v/></c></row>',
      'a formula of row 2 was saved without its result',
    ],
    [
      'a place written with blanks, by which its column would be another',
      '<row><c r = "ZZZZ2"><v>1</v></c></row>',
      'row 2 has its cells in no order',
    ],
    [
      'two values in a cell',
      '<row><c><v>1</v><v>2</v></c></row>',
      'a cell of row 2 has two values',
    ],
    ['elements that overlap', '<row><c></row></c>', 'its elements overlap'],
    ['a tag that is not closed', '<row <c><v>1</v></c></row>', 'a tag is not closed'],
    ['elements that lie deep', '<a>'.repeat(70), 'its elements lie too deep'],
    [
      'a text beyond what a cell holds',
      `<row><c t="str"><v>${'x'.repeat(98_302)}</v></c></row>`,
      'a cell holds more than 32,767 characters',
    ],
    [
      'a piece without end',
      `<row><c t="str"><v>${'x'.repeat(1 << 21)}</v></c></row>`,
      'it holds a piece of over 1 MiB',
    ],
  ])('%s', async (_, rows, why) => {
    expect(await refusal(await of(rows))).toBe(`-: sheet 'List' cannot be read: ${why}`);
  });

  it('a formula without a result is mended by whoever opens and saves the workbook', async () => {
    const bytes = await of('<row r="2"><c r="A2"><f>1+1</f></c></row>');
    await expect(linesOf(bytes)).rejects.toMatchObject({
      explanation: {
        why: expect.stringMatching(/did not work it out/) as string,
        fix: 'open it in Excel or LibreOffice, save it, and give it again',
      },
    });
  });

  it('but not for a formula that came to an empty text', async () => {
    const rows = '<row><c t="str"><f>""</f><v></v></c></row><row><c t="str"><v>x</v></c></row>';
    expect(await linesOf(await of(rows))).toContain('"x"');
  });

  it('one that was cut short is told so, wherever the cut is', async () => {
    const whole = await of('<row r="2"><c r="A2" t="str"><v>x</v></c></row>');
    for (const kept of [12, 200, 0.5 * whole.length, whole.length - 30, whole.length - 1]) {
      expect(await refusal(whole.subarray(0, kept))).toMatch(
        /^-: the archive that a workbook is cannot be read: it.* cut short/,
      );
    }
  });

  it('a part whose bytes are damaged is not told in the words of the reader of archives', async () => {
    const whole = await of('<row r="2"><c r="A2" t="str"><v>x</v></c></row>');
    const at = whole.indexOf('[Content_Types].xml');
    const middle = whole.indexOf('xl/styles.xml', at) + 20;
    whole.fill(0xff, middle, middle + 20);
    expect(await refusal(whole)).toMatch(
      /^-: xl\/styles\.xml cannot be read: its (?:bytes are damaged|checksum does not match)$/,
    );
  });

  it('entities that multiply', async () => {
    const bytes = await of('', {
      'xl/sharedStrings.xml': `<!DOCTYPE a [<!ENTITY a "aa">]>${text('')}`,
    });
    expect(await refusal(bytes)).toMatch(
      /sharedStrings\.xml cannot be read: it declares a document type$/,
    );
  });

  it.each([
    ['ISO-8859-1', "it is written in 'ISO-8859-1' and not in UTF-8"],
    ['UTF-16', "it is written in 'UTF-16' and not in UTF-8"],
  ])('text that is not UTF-8: %s', async (encoding, why) => {
    const sheet = sheetXml(HEADER).replace('"UTF-8"', `'${encoding}'`);
    expect(await refusal(await of('', { [SHEET]: sheet }))).toBe(
      `-: sheet 'List' cannot be read: ${why}`,
    );
  });

  it.each([
    ['xl/workbook.xml', '<workbook>', '<sheet/>', 'it names more than 10,000 sheets'],
    ['_rels/.rels', '<Relationships>', '<Relationship/>', 'it names more than 10,000 parts'],
  ])('many small elements: %s', async (part, root, element, why) => {
    const swollen = root + element.repeat(10_001) + root.replace('<', '</');
    expect(await refusal(await of('', { [part]: swollen }))).toBe(
      `-: ${part} cannot be read: ${why}`,
    );
  });

  it('a list of styles that swells', async () => {
    const bytes = await of('', {
      'xl/styles.xml': `<styleSheet>${`<xf>${' '.repeat(1019)}</xf>`.repeat(33 << 10)}</styleSheet>`,
    });
    expect(await refusal(bytes)).toBe('-: xl/styles.xml unpacks to more than 32 MiB');
  });

  it('a sheet that breaks off, whatever its sum says', async () => {
    const parts = partsOf(`${HEADER}<row r="2"><c r="A2"><v>1</v></c></row>`);
    const sheet = parts[SHEET] ?? '';
    for (let end = 0; end < sheet.length; end += 29) {
      const bytes = await archive({ ...parts, [SHEET]: sheet.slice(0, end) });
      expect(await refusal(bytes)).toMatch(/^-: sheet 'List' cannot be read/);
    }
  });

  it('a text that a whole row repeats', async () => {
    const rows = `<row>${'<c t="s"><v>0</v></c>'.repeat(40)}</row>`;
    const bytes = await of(rows, {
      'xl/sharedStrings.xml': text(`<si><t>${'x'.repeat(32_767)}</t></si>`),
    });
    expect(await refusal(bytes)).toMatch(/row 2 is longer than 1 MiB$/);
  });

  it.each([
    [
      'another archive',
      { 'list.csv': 'a' },
      "a zip archive and no workbook, which holds 'list.csv'",
    ],
    ['two files in an archive', { 'a.csv': 'a', 'b.csv': 'b' }, 'a zip archive and no workbook'],
    ['an OpenDocument file', { 'content.xml': '<a/>' }, 'an OpenDocument file (.ods)'],
    ['a binary workbook', { 'xl/workbook.bin': 'a' }, 'a binary Excel workbook (.xlsb)'],
    ['Numbers', { 'Index/Document.iwa': 'a' }, 'an Apple Numbers document'],
    ['a Word document', { 'word/document.xml': '<a/>' }, 'a Word document'],
  ])('%s', async (_, parts, is) => {
    expect(await refusal(await archive(parts))).toBe(`- is ${is}`);
  });
});

it('no more than so many texts are held, however little each holds', () => {
  const strings = new SharedStrings();
  const empty = new TextBytes();
  while (strings.add(empty) && strings.count < 1 << 25);
  expect(strings.count).toBe(1 << 24);
});

it('the farthest cell costs a line for each row, and no cell between', async () => {
  const bytes = await of('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>');
  const lines = (await linesOf(bytes)).split('\r\n');
  expect(lines).toHaveLength(1_048_577);
  expect(lines[1_048_575]).toBe(`${','.repeat(16_383)}1`);
});

it('a byte that was changed is refused, or changes nothing', async () => {
  const whole = await archive(
    partsOf(`${HEADER}<row r="2"><c r="A2" t="s"><v>0</v></c></row>`, {
      'xl/sharedStrings.xml': text('<si><t>07700 900123</t></si>'),
    }),
    false,
    0,
  );
  const lines = await linesOf(whole);
  const counts = { refused: 0, same: 0 };
  // Every eleventh, which is odd: a bench has tried them all.
  for (let at = 0; at < whole.length; at += 11) {
    const bytes = Buffer.from(whole);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << (at % 8));
    const read = await linesOf(bytes).catch((error: unknown) => error);
    if (!(read instanceof ScreeningError)) expect([at, read]).toEqual([at, lines]);
    counts[read instanceof ScreeningError ? 'refused' : 'same']++;
  }
  expect(counts.refused).toBeGreaterThan(counts.same);
});

/** A compound file as far as it is looked at: its mark, and a directory with such an entry. */
function compound(stream: string): Buffer {
  const bytes = Buffer.alloc(2048);
  Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]).copy(bytes);
  bytes.write(stream, 1024 + 128, 'utf16le');
  bytes.writeUInt16LE(2 * (stream.length + 1), 1024 + 128 + 64);
  return bytes;
}

it.each([
  ['EncryptedPackage', '- is a workbook with a password'],
  ['Workbook', '- is an old Excel workbook (.xls)'],
  ['Book', '- is an old Excel workbook (.xls)'],
  ['WordDocument', '- is an old Word document'],
  ['Other', '- is a file of an old office program'],
])('a file of an old office program is named: %s', async (stream, summary) => {
  const signal = new AbortController().signal;
  const source = streamSource(pieces(compound(stream)), signal);
  await expect(listBytes(source, { encoding: undefined }, signal)).rejects.toThrow(summary);
});

async function* pieces(bytes: Buffer): AsyncGenerator<Buffer> {
  await Promise.resolve();
  yield bytes.subarray(0, 700);
  yield bytes.subarray(700);
}

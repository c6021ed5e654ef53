import { readXlsx } from 'hucre/xlsx';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { WorkbookSink } from '../../../src/files/workbook/workbook-sink.js';
import { linesOf } from './made-workbook.js';

const LINES =
  '\r\n"Name","Phone","Joined","Seen","At","Code","Score","VIP"\r\n' +
  '"Ann ""A""",7700900001,2026-03-01,2026-11-02 10:30:00,09:05:00,000007,0.5,TRUE\r\n' +
  '"two\nlines","=07700 900002",1900-01-05,2026-11-02 00:00:00,23:59:59,000012,447700900123,FALSE\r\n' +
  '"_x0041_ & <b> \x01\x1f\t",07700900003,,,,,#N/A,\r\n';

async function written(lines: string, texts: readonly number[] = [1]): Promise<Buffer> {
  const pieces: Buffer[] = [];
  const out = {
    write: (source: Buffer, start: number, end: number) => {
      pieces.push(Buffer.from(source.subarray(start, end)));
    },
  };
  const { signal } = new AbortController();
  const beside = join(tmpdir(), 'written.xlsx');
  const sink = new WorkbookSink(out, { sheet: 'Leads: [1]', texts, beside, signal });
  const bytes = Buffer.from(lines);
  for (let at = 0; at < bytes.length; at += 7)
    sink.write(bytes, at, Math.min(bytes.length, at + 7));
  await sink.end();
  return Buffer.concat(pieces);
}

describe('lines that are written as a workbook', () => {
  it('are read as the same lines, telephone numbers as text', async () => {
    const lines = LINES.replace('7700900001', '"7700900001"')
      .replace('07700900003', '"07700900003"')
      .replace('#N/A', '"#N/A"');
    expect(await linesOf(await written(LINES))).toBe(lines);
  });

  it('are the same bytes each time', async () => {
    const [first, second] = [await written(LINES), await written(LINES)];
    expect(first.equals(second)).toBe(true);
  });

  it('stand in a sheet of a name that Excel takes, with numbers as numbers', async () => {
    const [sheet] = (await readXlsx(await written(LINES))).sheets;
    expect(sheet?.name).toBe('Leads   1');
    expect(sheet?.rows[2]).toEqual([
      'Ann "A"',
      '7700900001',
      new Date('2026-03-01'),
      new Date('2026-11-02T10:30:00Z'),
      expect.anything(),
      7,
      0.5,
      true,
    ]);
  });

  it('hold no character that XML does not have', async () => {
    const lines = '"A"\r\n"a\ufffeb\uffff _x0041_ _X0041_"\r\n';
    const bytes = await written(lines, []);
    expect(await linesOf(bytes)).toBe(lines);
    const { ZipReader, Uint8ArrayReader, TextWriter } = await import('@zip.js/zip.js');
    const entries = await new ZipReader(new Uint8ArrayReader(bytes)).getEntries();
    const sheet = entries.find(({ filename }) => filename.endsWith('sheet1.xml'));
    if (sheet?.directory !== false) throw new Error('no sheet was written');
    expect(await sheet.getData(new TextWriter(), { useWebWorkers: false })).not.toMatch(
      /[\ufffe\uffff]/,
    );
  });

  it.each([
    ['times among numbers stay text', '"A"\r\n09:05:00\r\n7\r\n', '"A"\r\n"09:05:00"\r\n7\r\n'],
    ['codes of several lengths stay text', '"A"\r\n007\r\n0007\r\n', '"A"\r\n"007"\r\n"0007"\r\n'],
    [
      'digits that a number cannot hold stay text',
      '"A"\r\n123456789012345678\r\n',
      '"A"\r\n"123456789012345678"\r\n',
    ],
  ])('lose nothing: %s', async (_, lines, read) => {
    expect(await linesOf(await written(lines, []))).toBe(read);
  });
});

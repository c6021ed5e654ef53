import { Uint8ArrayWriter, TextReader, ZipWriter } from '@zip.js/zip.js';
import type { ScreeningError } from '../../../src/core/errors.js';
import { streamSource } from '../../../src/files/byte-source.js';
import { workbookBytes, type AskedSheet } from '../../../src/files/workbook/workbook-bytes.js';

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELS = 'http://schemas.openxmlformats.org/package/2006/relationships';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';

/** Parts by name, as text. */
export type Parts = Readonly<Record<string, string>>;

/** A sheet's part with such rows in it. */
export function sheetXml(rows: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="${MAIN}"><sheetData>${rows}</sheetData></worksheet>`;
}

/** The parts of a workbook with one sheet, `List`; others may be added or put in their place. */
export function partsOf(rows: string, others: Parts = {}): Parts {
  return {
    '[Content_Types].xml':
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>',
    '_rels/.rels': `<Relationships xmlns="${RELS}"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml': `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="List" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `<Relationships xmlns="${RELS}"><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${OFFICE}/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="rId3" Type="${OFFICE}/styles" Target="styles.xml"/></Relationships>`,
    'xl/sharedStrings.xml': `<sst xmlns="${MAIN}"/>`,
    'xl/styles.xml': `<styleSheet xmlns="${MAIN}"/>`,
    'xl/worksheets/sheet1.xml': sheetXml(rows),
    ...others,
  };
}

/** Parts as an archive. @param descriptors whether lengths and sums stand behind each part */
export async function archive(parts: Parts, descriptors = false, level = 6): Promise<Buffer> {
  const writer = new ZipWriter(new Uint8ArrayWriter(), {
    useWebWorkers: false,
    dataDescriptor: descriptors,
    extendedTimestamp: false,
    level,
  });
  for (const [name, text] of Object.entries(parts)) await writer.add(name, new TextReader(text));
  return Buffer.from(await writer.close());
}

/** The lines that a workbook is read as. @throws ScreeningError */
export async function linesOf(bytes: Buffer, asked: Partial<AskedSheet> = {}): Promise<string> {
  const { signal } = new AbortController();
  const source = streamSource(chunks(bytes), signal);
  const whole = { sheet: undefined, isRecorded: false, header: true, skipLines: 0, ...asked };
  const opened = await workbookBytes(source, whole, signal);
  const buffer = Buffer.alloc(1 << 16);
  let text = '';
  for (let came = -1; came !== 0;) {
    came = await opened.read(buffer, 0);
    text += buffer.toString('latin1', 0, came);
  }
  await opened.close();
  return Buffer.from(text, 'latin1').toString('utf8');
}

/** What a person is told of a workbook that is refused. */
export async function refusal(bytes: Buffer, asked: Partial<AskedSheet> = {}): Promise<string> {
  return linesOf(bytes, asked).then(
    (lines) => `read as ${lines}`,
    (error: unknown) => (error as ScreeningError).explanation.summary,
  );
}

async function* chunks(bytes: Buffer): AsyncGenerator<Buffer> {
  await Promise.resolve();
  yield bytes;
}

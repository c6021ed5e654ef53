import { describe, expect, it } from 'vitest';
import type { ScreeningError } from '../../src/core/errors.js';
import { streamSource } from '../../src/files/byte-source.js';
import { listBytes } from '../../src/files/forms/list-bytes.js';
import { readListHead } from '../../src/files/list-head.js';

const PAGE = 'a web page that Excel opens as if it were a workbook';
const XML = 'an Excel 2003 XML workbook (XML Spreadsheet)';
const OFFICE = 'urn:schemas-microsoft-com:office';

/** What programs save under the name of a workbook, and what it is called. */
const SAVED_AS_XLS: readonly (readonly [what: string, text: string, is: string])[] = [
  [
    'a page that Excel saved',
    `<html xmlns:v="urn:schemas-microsoft-com:vml" xmlns:x="${OFFICE}:excel">`,
    PAGE,
  ],
  ['a page with a table', '<html>\r\n<head><style>td{}</style></head><body><table>', PAGE],
  ['a table and nothing else', '\ufeff\n<TABLE border=1><tr><th>Phone</th></tr>', PAGE],
  ['a page with a remark above', '<!-- export --><div><table>', PAGE],
  [
    'XML Spreadsheet 2003',
    '<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook>',
    XML,
  ],
  [
    'the same of other programs',
    `<?xml version="1.0"?><Workbook xmlns="${OFFICE}:spreadsheet">`,
    XML,
  ],
  [
    'a page in one file',
    'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="x"\r\n',
    'a web page in one file (MHTML), which Excel opens as if it were a workbook',
  ],
  ['a page without a table', '<!DOCTYPE html><html><p>Not found', 'a web page or XML, not a list'],
  ['other XML', '<?xml version="1.0"?><a/>', 'a web page or XML, not a list'],
];

async function told(text: string, encoding: 'utf8' | 'utf16le'): Promise<string> {
  const { signal } = new AbortController();
  const mark = encoding === 'utf16le' ? '\ufeff' : '';
  const source = streamSource(once(Buffer.from(mark + text, encoding)), signal);
  try {
    const bytes = await listBytes(source, { encoding: undefined }, signal);
    const buffer = Buffer.alloc(8192);
    const length = await bytes.read(buffer, 0);
    const asked = { delimiter: undefined, encoding: bytes.encoding, header: true, skipLines: 0 };
    readListHead('list.xls', buffer.subarray(0, length), true, asked);
    return 'read';
  } catch (error) {
    return (error as ScreeningError).explanation.summary;
  }
}

async function* once(bytes: Buffer): AsyncGenerator<Buffer> {
  await Promise.resolve();
  yield bytes;
}

describe('what is saved under the name of a workbook is named', () => {
  it.each(SAVED_AS_XLS)('%s', async (_, text, is) => {
    expect(await told(text, 'utf8')).toBe(`list.xls is ${is}`);
    expect(await told(text.replace('\ufeff', ''), 'utf16le')).toBe(`list.xls is ${is}`);
  });

  it('a list that begins with a sign like a tag is none of them', async () => {
    expect(await told('<Name>,Phone\n<table>,07700 900001\n', 'utf8')).toBe('read');
    expect(await told(`${'<!---->'.repeat(500)},Phone\na,07700 900001\n`, 'utf8')).toBe('read');
    expect(await told('<5 years,Phone\na,07700 900001\n', 'utf8')).toBe('read');
  });
});

import { wrongUse } from '../core/errors.js';
import { CLOSED_FILES, type ClosedFile } from './closed-files.js';

/** So many bytes tell what a file is. */
const LOOKED_AT = 4096;

const AS_XLSX =
  'open it in Excel, save it as Excel workbook (.xlsx) or CSV UTF-8, and give that file';
/** What may stand before the first tag of a page. */
const BEFORE = String.raw`^[\s\u00ef\u00bb\u00bf]*(?:<!--(?:(?!-->)[^])*-->\s*)*`;

/** How pages and XML begin, those too that leave out what HTML lets them leave out. */
const PAGE = String.raw`${BEFORE}(?=<(?:!doctype|html|head|meta|body|style|div|table|\?xml|Workbook)\b)`;

/** XML and pages first by what Excel makes of them: people take them for workbooks. */
const OTHER_FILES: readonly ClosedFile[] = [
  { starts: /^\x1f\x8b/, is: 'compressed with gzip', fix: 'unpack it first (gunzip)' },
  {
    starts: new RegExp(
      `${PAGE}[^]*(?:progid="Excel\\.Sheet"|urn:schemas-microsoft-com:office:spreadsheet)`,
    ),
    is: 'an Excel 2003 XML workbook (XML Spreadsheet)',
    fix: AS_XLSX,
  },
  {
    starts: new RegExp(`${PAGE}[^]*(?:urn:schemas-microsoft-com:office:excel|<table\\b)`, 'i'),
    is: 'a web page that Excel opens as if it were a workbook',
    fix: AS_XLSX,
  },
  {
    starts: new RegExp(`${BEFORE}MIME-Version:[^]*multipart/related`, 'i'),
    is: 'a web page in one file (MHTML), which Excel opens as if it were a workbook',
    fix: AS_XLSX,
  },
  {
    starts: new RegExp(PAGE, 'i'),
    is: 'a web page or XML, not a list',
    fix: 'check where it came from; a download may have ended in an error page',
  },
  ...CLOSED_FILES,
];

/**
 * Refuses what is no text of records, by name.
 *
 * @param bytes the first of the file
 * @throws ScreeningError wrong-use
 */
export function refuseOtherFiles(path: string, bytes: Buffer): void {
  if (bytes.length === 0) {
    throw wrongUse({
      summary: `${path} is empty`,
      fix: 'check that the export was finished',
      where: path,
    });
  }
  const head = bytes.toString('latin1', 0, LOOKED_AT);
  const other = OTHER_FILES.find(({ starts }) => starts.test(head));
  if (other) throw wrongUse({ summary: `${path} is ${other.is}`, fix: other.fix, where: path });
}

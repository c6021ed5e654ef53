import { wrongUse } from '../../core/errors.js';

interface PackageRow {
  /** What a part of such a file is called. */
  readonly part: RegExp;
  readonly is: string;
  readonly fix: string;
}

const AS_XLSX = 'save it as Excel workbook (.xlsx) or CSV UTF-8, and give that file';

/** Archives that are no workbook of the kind that is read, by the parts that they hold. */
const PACKAGES: readonly PackageRow[] = [
  { part: /^xl\/workbook\.bin$/i, is: 'a binary Excel workbook (.xlsb)', fix: AS_XLSX },
  { part: /^content\.xml$/i, is: 'an OpenDocument file (.ods)', fix: AS_XLSX },
  {
    part: /^(?:Index\/|Index\.zip$)/,
    is: 'an Apple Numbers document',
    fix: 'export it as Excel workbook or CSV, and give that file',
  },
  { part: /^word\//i, is: 'a Word document', fix: 'give the list as a workbook or CSV' },
  { part: /^ppt\//i, is: 'a PowerPoint presentation', fix: 'give the list as a workbook or CSV' },
];

/** Names of parts that only a workbook of the kind that is read has. */
const WORKBOOK_PART = /^(?:\[Content_Types\]\.xml|_rels\/\.rels)$/i;

/**
 * Refuses an archive that is another kind of file, by name.
 *
 * @param parts names of its parts
 * @throws ScreeningError wrong-use
 */
export function refuseOtherPackage(path: string, parts: readonly string[]): void {
  const other = PACKAGES.find(({ part }) => parts.some((name) => part.test(name)));
  if (other) throw wrongUse({ summary: `${path} is ${other.is}`, fix: other.fix, where: path });
  if (parts.some((name) => WORKBOOK_PART.test(name))) return;
  const [only, second] = parts;
  const holds = second === undefined && only !== undefined ? `, which holds '${only}'` : '';
  throw wrongUse({
    summary: `${path} is a zip archive and no workbook${holds}`,
    fix: 'unpack it first, and give the file that is in it',
    where: path,
  });
}

import { attribute } from './xml-text.js';
import { damaged, MOST_OF_LISTS, MOST_PARTS, xmlFault, type WorkbookPackage } from './package.js';
import { XmlFault, XmlScanner, type XmlHandler } from './xml-scanner.js';

/** A sheet of cells in a workbook. */
export interface SheetEntry {
  readonly name: string;
  /** Its place among all sheets, from 1, hidden ones and charts counted: as the tabs stand. */
  readonly place: number;
  readonly isHidden: boolean;
  /** The part that holds its cells. */
  readonly part: string;
}

/** What a workbook holds, and where. */
export interface WorkbookContents {
  readonly sheets: readonly SheetEntry[];
  /** Whether days are counted from 1904, as workbooks of old Macs do. */
  readonly from1904: boolean;
  /** Undefined when the workbook has no such part. */
  readonly sharedStrings: string | undefined;
  readonly styles: string | undefined;
}

interface Relationship {
  readonly id: string;
  /** The last word of its type, which transitional and strict workbooks share. */
  readonly kind: string;
  readonly target: string;
}

/** Does nothing; {@link parsePart} takes what differs from it. */
const IDLE: XmlHandler = { open: () => undefined, close: () => undefined, text: () => undefined };

/**
 * Scans a part to its end.
 *
 * @param most bytes that it may unpack to
 * @throws ScreeningError wrong-use when it is missing or cannot be read
 */
export async function parsePart(
  workbook: WorkbookPackage,
  part: string,
  handler: Partial<XmlHandler>,
  signal: AbortSignal,
  most = MOST_OF_LISTS,
): Promise<void> {
  const scanner = new XmlScanner({ ...IDLE, ...handler });
  try {
    for await (const piece of workbook.read(part, most, signal)) scanner.push(piece);
    scanner.end();
  } catch (error) {
    throw xmlFault(workbook.path, part, error);
  }
}

/**
 * Reads the list of sheets.
 *
 * @throws ScreeningError wrong-use when the archive holds no workbook of this kind
 */
export async function contentsOf(
  workbook: WorkbookPackage,
  signal: AbortSignal,
): Promise<WorkbookContents> {
  const [main] = (await relationships(workbook, '_rels/.rels', '', signal)).filter(
    ({ kind }) => kind === 'officeDocument',
  );
  if (main === undefined) {
    throw damaged(workbook.path, '_rels/.rels', 'it names no workbook');
  }
  const folder = main.target.slice(0, main.target.lastIndexOf('/') + 1);
  const rels = `${folder}_rels/${main.target.slice(folder.length)}.rels`;
  const related = await relationships(workbook, rels, folder, signal);
  const found: Omit<SheetEntry, 'part'>[] = [];
  const ids: string[] = [];
  let from1904 = false;
  await parsePart(
    workbook,
    main.target,
    {
      open(name, buffer, start, end) {
        const value = (of: string): string | undefined => attribute(buffer, start, end, of);
        if (name === 'workbookPr') from1904 = ['1', 'true', 'on'].includes(value('date1904') ?? '');
        if (name !== 'sheet') return;
        if (ids.push(value('id') ?? '') > MOST_PARTS) throw tooMany('sheets');
        const isHidden = (value('state') ?? 'visible') !== 'visible';
        found.push({ name: value('name') ?? '', place: found.length + 1, isHidden });
      },
    },
    signal,
  );
  const sheets = found.flatMap((sheet, index): SheetEntry[] => {
    const relation = related.find(({ id }) => id === ids[index]);
    return relation?.kind === 'worksheet' ? [{ ...sheet, part: relation.target }] : [];
  });
  const partOf = (kind: string): string | undefined =>
    related.find((relation) => relation.kind === kind)?.target;
  return {
    sheets,
    from1904,
    sharedStrings: partOf('sharedStrings'),
    styles: partOf('styles'),
  };
}

async function relationships(
  workbook: WorkbookPackage,
  part: string,
  folder: string,
  signal: AbortSignal,
): Promise<Relationship[]> {
  const found: Relationship[] = [];
  await parsePart(
    workbook,
    part,
    {
      open(name, buffer, start, end) {
        if (name !== 'Relationship') return;
        const value = (of: string): string => attribute(buffer, start, end, of) ?? '';
        if (value('TargetMode') === 'External') return;
        if (found.length === MOST_PARTS) throw tooMany('parts');
        const type = value('Type');
        const kind = type.slice(type.lastIndexOf('/') + 1);
        found.push({ id: value('Id'), kind, target: resolved(folder, value('Target')) });
      },
    },
    signal,
  );
  return found;
}

/** Each would take memory, and a part of nothing but such elements packs to next to nothing. */
function tooMany(what: string): XmlFault {
  return new XmlFault(`it names more than 10,000 ${what}`);
}

/** A target as a part's name: absolute ones begin with a slash, others in the workbook's folder. */
function resolved(folder: string, target: string): string {
  if (target.startsWith('/')) return target.slice(1);
  const steps: string[] = [];
  for (const step of `${folder}${target}`.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '.' && step !== '') steps.push(step);
  }
  return steps.join('/');
}

import { wrongUse } from '../../core/errors.js';
import type { ByteSource } from '../byte-source.js';
import { chooseSheet, type SheetExtent } from './choose-sheet.js';
import { contentsOf, type SheetEntry, type WorkbookContents } from './contents.js';
import { numberFormats } from './number-formats.js';
import { refuseOtherPackage } from './other-packages.js';
import { MOST_OF_CELLS, WorkbookPackage, xmlFault } from './package.js';
import { RowLines } from './row-lines.js';
import { sharedStrings } from './shared-strings.js';
import { SheetReader, type CellGround, type RowTaker, type SheetCounts } from './sheet-reader.js';
import { XmlFault, XmlScanner } from './xml-scanner.js';

/** A workbook file of more bytes is no call list: Excel's own limit of rows comes far sooner. */
const MOST_BYTES = 1 << 29;
/** So many bytes of a sheet are made into lines at a time: each cell may stand for a long text. */
const STEP = 1 << 14;

/** How a sheet is to be read. */
export interface AskedSheet {
  /** Name or place; undefined where the workbook tells. */
  readonly sheet: string | undefined;
  /** Whether a run recorded it: of a workbook without such a sheet the only one is read. */
  readonly isRecorded: boolean;
  readonly header: boolean;
  readonly skipLines: number;
}

/** The rows of a sheet as lines of CSV, and what is to be said of the workbook. */
export interface SheetBytes extends Pick<ByteSource, 'read' | 'close'> {
  readonly sheet: string;
  /** Names of sheets that are not read, though they may hold rows. */
  readonly leftSheets: readonly string[];
  /** Of what was read so far. */
  readonly counts: SheetCounts;
}

/**
 * Opens a workbook and gives the rows of one sheet as lines of CSV (row-lines.ts). The file is read
 * whole, since an archive says at its end what it holds; the sheet is unpacked while it is read.
 *
 * @param source read to its end
 * @throws ScreeningError wrong-use when it is no workbook of this kind, or damaged, or nobody said
 *   which sheet
 */
export async function workbookBytes(
  source: ByteSource,
  asked: AskedSheet,
  signal: AbortSignal,
): Promise<SheetBytes> {
  const { path } = source;
  const workbook = await WorkbookPackage.open(path, await wholeOf(source, MOST_BYTES, signal));
  refuseOtherPackage(path, workbook.names);
  const contents = await contentsOf(workbook, signal);
  const ground = await groundOf(workbook, contents, signal);
  const extentOf = (sheet: SheetEntry): Promise<SheetExtent> =>
    measured(workbook, sheet, ground, asked.skipLines, signal);
  const { sheets } = contents;
  const isGone = asked.isRecorded && !sheets.some(({ name }) => name === asked.sheet);
  const wanted = isGone ? undefined : asked.sheet;
  const { sheet, left } = await chooseSheet(path, sheets, wanted, extentOf);
  // Without a header no row says how wide the others are: the first may lack its last cells.
  const width = asked.header ? 0 : (await extentOf(sheet)).width;
  const lines = new RowLines({ skipRows: asked.skipLines, width });
  const reader = new SheetReader(lines, ground);
  const steps = stepsThrough(workbook, sheet, reader, signal);
  let pending: Buffer = Buffer.alloc(0);
  return {
    sheet: sheet.name,
    leftSheets: left,
    counts: reader.counts,
    async read(buffer, offset) {
      while (pending.length === 0) {
        const { done } = await steps.next();
        pending = lines.take();
        if (done && pending.length === 0) return 0;
      }
      const copied = pending.copy(buffer, offset);
      pending = pending.subarray(copied);
      return copied;
    },
    async close() {
      await steps.return();
      await source.close();
    },
  };
}

/**
 * All bytes of a source.
 *
 * @throws ScreeningError wrong-use when there are more than so many
 */
export async function wholeOf(
  source: ByteSource,
  most: number,
  signal: AbortSignal,
): Promise<Buffer> {
  let buffer: Buffer = Buffer.allocUnsafe(1 << 20);
  let length = 0;
  for (;;) {
    signal.throwIfAborted();
    const came = await source.read(buffer, length);
    if (came === 0) return buffer.subarray(0, length);
    length += came;
    if (length > most) {
      throw wrongUse({
        summary: `${source.path} is larger than ${String(most >> 20)} MiB, too large for a workbook`,
        fix: 'save the list as CSV UTF-8 and give that file',
        where: source.path,
      });
    }
    if (length < buffer.length) continue;
    const wider = Buffer.allocUnsafe(2 * buffer.length);
    buffer.copy(wider);
    buffer = wider;
  }
}

async function groundOf(
  workbook: WorkbookPackage,
  { sharedStrings: strings, styles, from1904 }: WorkbookContents,
  signal: AbortSignal,
): Promise<CellGround> {
  return {
    strings: await sharedStrings(workbook, strings, signal),
    formats: await numberFormats(workbook, styles, signal),
    from1904,
  };
}

/** Goes through a sheet in steps, each of which makes a bounded number of bytes. */
async function* stepsThrough(
  workbook: WorkbookPackage,
  { name, part }: SheetEntry,
  reader: SheetReader,
  signal: AbortSignal,
): AsyncGenerator<undefined, void, undefined> {
  const scanner = new XmlScanner(reader);
  try {
    for await (const piece of workbook.read(part, MOST_OF_CELLS, signal)) {
      for (let at = 0; at < piece.length; at += STEP) {
        scanner.push(piece.subarray(at, at + STEP));
        yield;
      }
    }
    scanner.end();
    if (!reader.hasCells) throw new XmlFault('it has no place for cells');
  } catch (error) {
    throw xmlFault(workbook.path, `sheet '${name}'`, error);
  }
}

async function measured(
  workbook: WorkbookPackage,
  sheet: SheetEntry,
  ground: CellGround,
  skipRows: number,
  signal: AbortSignal,
): Promise<SheetExtent> {
  let [rows, width, row, last] = [0, 0, 0, -1];
  const cell = (column: number): void => {
    last = column;
  };
  const counting: RowTaker = {
    begin(at) {
      row = at;
      last = -1;
    },
    text(column, _, start, end) {
      if (end > start) cell(column);
    },
    bare: cell,
    end() {
      if (last < 0 || row <= skipRows) return;
      rows++;
      width = Math.max(width, last + 1);
    },
  };
  const steps = stepsThrough(workbook, sheet, new SheetReader(counting, ground), signal);
  while (!(await steps.next()).done) signal.throwIfAborted();
  return { rows, width };
}

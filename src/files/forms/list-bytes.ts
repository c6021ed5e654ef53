import type { Encoding } from '../../core/decode.js';
import { wrongUse } from '../../core/errors.js';
import type { ByteSource } from '../byte-source.js';
import type { AskedDialect, BytesDialect } from '../list-head.js';
import { encodingOfBytes } from './byte-order.js';
import { formNamed, type ListForm } from './forms.js';
import type { SheetCounts } from '../workbook/sheet-reader.js';
import { isArchive, isOldOffice } from './marks.js';

/**
 * The bytes of a list, in an encoding that keeps ASCII: what scanners read. `sha256` and `bytes` are
 * those of the file as given.
 */
export interface ListBytes extends ByteSource {
  /** How the file came, and how its cleaned list is written. */
  readonly form: ListForm;
  /** Of the bytes that `read` gives; undefined where each cell tells. */
  readonly encoding: Encoding | undefined;
  /** Name of the sheet that the list is; undefined unless it came in a workbook. */
  readonly sheet: string | undefined;
  /** What its sheet has beside rows, when it was read to its end; undefined unless it has one. */
  readonly sheetCounts: SheetCounts | undefined;
  /** Names of other sheets of its workbook, which are not read though they may hold rows. */
  readonly leftSheets: readonly string[];
}

/** How a person says that a list is; what is left out is found out, or as most lists are. */
export type AskedForm = Pick<AskedDialect, 'encoding'> & Partial<AskedDialect>;

/** So many bytes tell of what form a file is. */
const LOOKED_AT = 4096;

/**
 * Finds the form of a list by its first bytes, or by what a person said, and reads it as bytes that
 * keep ASCII. It stands between a source and whatever reads it, so that no reader knows of forms.
 *
 * @throws ScreeningError wrong-use when the bytes contradict what was said, or are of a form that is
 *   not read
 */
export async function listBytes(
  source: ByteSource,
  asked: AskedForm,
  signal: AbortSignal,
): Promise<ListBytes> {
  const { bytes, rest } = await lookAhead(source, signal);
  if (isArchive(bytes)) return fromWorkbook(rest, asked, signal);
  if (isOldOffice(bytes)) {
    const { refuseOldOffice } = await import('../workbook/old-office.js');
    await refuseOldOffice(rest, signal);
  }
  if (asked.sheet !== undefined && asked.isRecorded !== true) throw noSheets(source.path);
  const encoding = encodingOfBytes(source.path, bytes, asked.encoding);
  if (encoding === 'utf-16le' || encoding === 'utf-16be') {
    const form = formNamed(encoding);
    return withForm(form.read(rest), source, form.name, form.encoding);
  }
  return withForm(rest, source, 'as it is', encoding);
}

/** What a run record keeps of how its list was encoded, so that a replay reads it in the same way. */
export function recordedEncoding({ form, encoding }: ListBytes): string {
  return form === 'as it is' ? (encoding ?? 'by cell') : form;
}

/**
 * How the bytes of a list are read, when somebody says how the file is. A delimiter said as a byte,
 * `\xAC`, is the character of that number where the bytes were converted: in UTF-8 the byte is part
 * of many characters. The lines of a sheet are ours.
 */
export function dialectIn(asked: AskedDialect, { form, encoding }: ListBytes): BytesDialect {
  if (form === 'workbook') return { ...asked, encoding, delimiter: ',', rowsAreLines: true };
  const { delimiter, header, skipLines } = asked;
  const byte = /^\\x([89a-f][0-9a-f])$/i.exec(delimiter ?? '')?.[1];
  const isCharacter = form !== 'as it is' && byte !== undefined;
  return {
    delimiter: isCharacter ? String.fromCharCode(parseInt(byte, 16)) : delimiter,
    encoding,
    header,
    skipLines,
  };
}

/**
 * The rows of a sheet. What is said of text says nothing of a workbook: a person is told so, and a
 * record of a list that was text then is passed over.
 */
async function fromWorkbook(
  source: ByteSource,
  asked: AskedForm,
  signal: AbortSignal,
): Promise<ListBytes> {
  const { path } = source;
  if (asked.isRecorded !== true) refuseTextOptions(path, asked);
  const { workbookBytes } = await import('../workbook/workbook-bytes.js');
  const { sheet, isRecorded = false, header = true, skipLines = 0 } = asked;
  const opened = await workbookBytes(source, { sheet, isRecorded, header, skipLines }, signal);
  return {
    ...withForm(opened, source, 'workbook', 'utf-8'),
    sheet: opened.sheet,
    sheetCounts: opened.counts,
    leftSheets: opened.leftSheets,
    close: () => opened.close(),
  };
}

function refuseTextOptions(path: string, { delimiter, encoding }: AskedForm): void {
  const option = delimiter === undefined ? '--encoding' : '--delimiter';
  if (delimiter === undefined && encoding === undefined) return;
  throw wrongUse({
    summary: `${option} is for text, and ${path} is a workbook`,
    fix: `leave ${option} out`,
    where: option,
  });
}

function noSheets(path: string): Error {
  return wrongUse({
    summary: `--sheet is for workbooks, and ${path} is text`,
    fix: 'leave --sheet out, or give the workbook',
    where: '--sheet',
  });
}

function withForm(
  bytes: Pick<ByteSource, 'read'>,
  source: ByteSource,
  form: ListForm,
  encoding: Encoding | undefined,
): ListBytes {
  return {
    path: source.path,
    progress: source.progress,
    form,
    encoding,
    sheet: undefined,
    sheetCounts: undefined,
    leftSheets: [],
    read: (buffer, offset) => bytes.read(buffer, offset),
    sha256: () => source.sha256(),
    ...(form === 'as it is' && source.leaveHash ? { leaveHash: source.leaveHash } : {}),
    get bytes() {
      return source.bytes;
    },
    close: () => source.close(),
  };
}

/** The first bytes of a source, and a source that gives them once more and then the rest. */
async function lookAhead(
  source: ByteSource,
  signal: AbortSignal,
): Promise<{ readonly bytes: Buffer; readonly rest: ByteSource }> {
  const buffer = Buffer.allocUnsafe(LOOKED_AT);
  let end = 0;
  for (let came = 1; came > 0 && end < LOOKED_AT; end += came) {
    signal.throwIfAborted();
    came = await source.read(buffer, end);
  }
  const bytes = buffer.subarray(0, end);
  let given = 0;
  const rest: ByteSource = {
    path: source.path,
    progress: source.progress,
    get bytes() {
      return source.bytes;
    },
    read(into, offset) {
      if (given === end) return source.read(into, offset);
      const copied = bytes.copy(into, offset, given);
      given += copied;
      return Promise.resolve(copied);
    },
    sha256: () => source.sha256(),
    close: () => source.close(),
  };
  return { bytes, rest };
}

import { wrongUse } from '../../core/errors.js';
import type { ByteSource } from '../byte-source.js';
import { wholeOf } from './workbook-bytes.js';

const MOST_BYTES = 1 << 29;

interface StreamRow {
  /** Name of a stream in a compound file, which tells what the file is. */
  readonly stream: string;
  readonly is: string;
  readonly fix: string;
}

const AS_XLSX = 'open it, save it as Excel workbook (.xlsx) or CSV UTF-8, and give that file';

/** [MS-OFFCRYPTO] 2.3.4.4; [MS-XLS] 2.1.2, and its predecessor of 1993; [MS-DOC] 2.1. */
const STREAMS: readonly StreamRow[] = [
  {
    stream: 'EncryptedPackage',
    is: 'a workbook with a password',
    fix: 'open it, take the password off (File, Info, Protect Workbook) and save it, and give that file',
  },
  { stream: 'Workbook', is: 'an old Excel workbook (.xls)', fix: AS_XLSX },
  { stream: 'Book', is: 'an old Excel workbook (.xls)', fix: AS_XLSX },
  { stream: 'WordDocument', is: 'an old Word document', fix: 'give the list as workbook or CSV' },
];

/**
 * Says what a compound file is, by the names of its streams, and that it is not read. Names stand in
 * its directory as UTF-16, each behind zeros or at the beginning of 64 bytes.
 *
 * @throws ScreeningError wrong-use, always
 */
export async function refuseOldOffice(source: ByteSource, signal: AbortSignal): Promise<never> {
  const { path } = source;
  const bytes = await wholeOf(source, MOST_BYTES, signal);
  const found = STREAMS.find(({ stream }) => hasEntry(bytes, stream));
  throw wrongUse({
    summary: `${path} is ${found?.is ?? 'a file of an old office program'}`,
    fix: found?.fix ?? AS_XLSX,
    where: path,
  });
}

/** Whether the directory names a stream ([MS-CFB] 2.6.1: 64 bytes of name, then its length). */
function hasEntry(bytes: Buffer, stream: string): boolean {
  const name = Buffer.from(`${stream}\0`, 'utf16le');
  for (let at = bytes.indexOf(name); at >= 0; at = bytes.indexOf(name, at + 2)) {
    if (at % 128 === 0 && bytes.length >= at + 66 && bytes.readUInt16LE(at + 64) === name.length) {
      return true;
    }
  }
  return false;
}

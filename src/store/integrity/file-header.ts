import { closeSync, existsSync, fstatSync, openSync, readSync, realpathSync } from 'node:fs';
import { APPLICATION_ID, MIGRATIONS } from '../migrations.js';
import { counting, finding, type Finding, type Findings } from './finding.js';

const HEADER_BYTES = 100;
const PAGE_BYTES = 4096;
const APPLICATION_ID_AT = 68;

/**
 * The fields of a database's first 100 bytes that have one value here (SQLite file format, section
 * 1.3, sqlite.org/fileformat2.html): offset, bytes, value, what it is. Rollback journals mean format
 * versions 1; the text is UTF-8; nothing is vacuumed by itself. Left out are the schema cookie (40)
 * and the version of the library that wrote last (96), which say nothing of what is held, and the
 * free pages (32, 36), which SQLite's own check counts.
 */
const FIELDS = [
  [16, 2, PAGE_BYTES, 'page size'],
  [18, 1, 1, 'write version'],
  [19, 1, 1, 'read version'],
  [20, 1, 0, 'reserved bytes of a page'],
  [21, 1, 64, 'largest payload fraction'],
  [22, 1, 32, 'smallest payload fraction'],
  [23, 1, 32, 'leaf payload fraction'],
  [44, 4, 4, 'schema format'],
  [48, 4, 0, 'cache size'],
  [52, 4, 0, 'largest root page'],
  [56, 4, 1, 'text encoding'],
  [60, 4, MIGRATIONS.length, 'version of the schema'],
  [64, 4, 0, 'incremental vacuum'],
  [APPLICATION_ID_AT, 4, APPLICATION_ID, 'application id'],
  [72, 4, 0, 'reserved'],
  [76, 4, 0, 'reserved'],
  [80, 4, 0, 'reserved'],
  [84, 4, 0, 'reserved'],
  [88, 4, 0, 'reserved'],
] as const;

const MAGIC = 'SQLite format 3\0';
/** What never changes in a database of ours, whatever is written meanwhile: up to here. */
const FIXED_UNTIL = 24;

/** Whether a file is a database of this program, or a backup of one, by its first bytes alone. */
export function isOwnDatabase(path: string): boolean {
  const { header } = readHeader(path);
  return (
    header.length === HEADER_BYTES &&
    header.toString('latin1', 0, MAGIC.length) === MAGIC &&
    header.readUInt32BE(APPLICATION_ID_AT) === APPLICATION_ID
  );
}

/**
 * Whether SQLite can be asked to open a file at all. With another version in its header, or a write-ahead
 * log beside it, SQLite would read pages of that log for those of the file, and make files beside it.
 *
 * @returns what is wrong with the fields that no writer changes, and with what stands beside
 */
export function fixedHeaderFindings(path: string): Finding[] {
  const { header } = readHeader(path);
  const log = `${realpathSync(path)}-wal`;
  if (existsSync(log)) {
    const what =
      'stands beside the database, which never has a write-ahead log: another program wrote';
    return [finding(['file', log], what)];
  }
  if (header.length === 0) {
    return [finding(['file'], 'is empty: nothing was recorded yet, or nothing is left of it')];
  }
  if (header.length < HEADER_BYTES || header.toString('latin1', 0, MAGIC.length) !== MAGIC) {
    return [finding(['file'], 'is not an SQLite database')];
  }
  return [...fieldFindings(header, (offset) => offset < FIXED_UNTIL)];
}

/** What is wrong with the header of a database. Ask while nobody can write. */
export function* headerFindings(path: string): Findings {
  const { header, size } = readHeader(path);
  yield* fieldFindings(header, () => true);
  if (header.readUInt32BE(24) !== header.readUInt32BE(92)) {
    yield finding(['file', '', 'change counter'], 'is not the one for which the size is valid');
  }
  yield* sizeFindings(header, size);
}

/** Whether a file that SQLite cannot read was cut off, or grew: SQLite says only `malformed`. */
export function lengthFindings(path: string): Finding[] {
  const { header, size } = readHeader(path);
  return header.length < HEADER_BYTES ? [] : [...sizeFindings(header, size)];
}

function* sizeFindings(header: Buffer, size: number): Generator<Finding> {
  const pages = header.readUInt32BE(28);
  if (pages * PAGE_BYTES === size) return;
  const were = counting(pages, 'page was', 'pages were');
  const bytes = counting(size, 'byte');
  yield finding(
    ['file', '', 'pages'],
    `${were} to come, of ${String(PAGE_BYTES)} bytes each, and the file has ${bytes}`,
  );
}

function* fieldFindings(header: Buffer, isAsked: (offset: number) => boolean): Generator<Finding> {
  for (const [offset, bytes, value, name] of FIELDS) {
    if (!isAsked(offset)) continue;
    const found = header.readUIntBE(offset, bytes);
    if (found === value) continue;
    yield finding(
      ['file', `byte ${String(offset)}`, name],
      `is ${String(found)} and not ${String(value)}`,
    );
  }
}

function readHeader(path: string): { readonly header: Buffer; readonly size: number } {
  const handle = openSync(path, 'r');
  try {
    const header = Buffer.alloc(HEADER_BYTES);
    const came = readSync(handle, header, 0, HEADER_BYTES, 0);
    return { header: header.subarray(0, came), size: fstatSync(handle).size };
  } finally {
    closeSync(handle);
  }
}

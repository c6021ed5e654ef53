import type { ByteSource } from './byte-source.js';
import { MAX_RECORD_BYTES } from './list-head.js';
import { SignWatch, type ListSigns } from './list-signs.js';

/** How much of a file is held at a time: four of the longest records. */
const BUFFER_BYTES = 4 * MAX_RECORD_BYTES;

/** What walks over a file, a buffer at a time. */
export interface SourceScanner {
  /** Is told the buffer in which the bytes will lie, before the first of them. */
  readonly begin: (buffer: Buffer) => void;
  /**
   * Takes the whole records in `[start, end)`.
   *
   * @param ended whether the file ends at `end`
   * @returns where the first byte stands that was not taken
   */
  readonly scan: (buffer: Buffer, start: number, end: number, ended: boolean) => number;
}

/** Bytes that keep ASCII, and what of the file they are not. */
export interface ScannedSource extends Pick<ByteSource, 'read'> {
  readonly leftSheets: readonly string[];
}

/**
 * Walks over a file from its first record to its end, in one buffer: what is left of a record moves
 * to the front, and more is read behind it.
 *
 * @param first the bytes already read from the source, from its first byte
 * @param whole whether the source ends with them
 * @param dataStart where the first record begins in them
 * @returns what the bytes tell beside
 * @throws StructuralFault, or what the scanner throws
 */
export async function scanSource(
  source: ScannedSource,
  first: Buffer,
  whole: boolean,
  dataStart: number,
  signal: AbortSignal,
  scanner: SourceScanner,
): Promise<ListSigns> {
  const buffer = Buffer.allocUnsafe(Math.max(BUFFER_BYTES, first.length));
  let end = first.copy(buffer);
  let start = dataStart;
  let ended = whole;
  const watch = new SignWatch();
  watch.look(buffer, 0, end);
  scanner.begin(buffer);
  for (;;) {
    signal.throwIfAborted();
    const used = scanner.scan(buffer, start, end, ended);
    if (ended) return { ...watch.signs(), leftSheets: source.leftSheets };
    buffer.copyWithin(0, used, end);
    end -= used;
    start = 0;
    const came = await source.read(buffer, end);
    watch.look(buffer, end, end + came);
    ended = came === 0;
    end += came;
  }
}

import { setImmediate } from 'node:timers/promises';
import type { ByteSource } from './byte-source.js';
import type { ListBytes } from './forms/list-bytes.js';
import { MAX_RECORD_BYTES } from './list-head.js';
import { SignWatch, type ListSigns } from './list-signs.js';

/** How much of a file is held at a time: four of the longest records. */
const BUFFER_BYTES = 4 * MAX_RECORD_BYTES;

/**
 * How much of it is scanned between two turns of the event loop, in which a signal is heard: some 4 ms
 * of a scrub, and 50 of a call log against own lists of a million.
 */
const SLICE_BYTES = 1 << 18;

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
  /** Records taken so far. */
  readonly records: () => number;
}

/** Bytes that keep ASCII, and what of the file they are not. */
export type ScannedSource = Pick<ByteSource, 'read' | 'progress' | 'leaveHash'> &
  Pick<ListBytes, 'form' | 'leftSheets'>;

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
    let used = start;
    for (let upTo = start; ;) {
      await setImmediate();
      signal.throwIfAborted();
      upTo = Math.min(end, upTo + SLICE_BYTES);
      used = scanner.scan(buffer, used, upTo, ended && upTo === end);
      source.progress.records(scanner.records());
      if (upTo === end) break;
    }
    if (ended) {
      const { form, leftSheets } = source;
      return { ...watch.signs(), form, leftSheets };
    }
    buffer.copyWithin(0, used, end);
    end -= used;
    start = 0;
    const came = await source.read(buffer, end);
    watch.look(buffer, end, end + came);
    ended = came === 0;
    end += came;
  }
}

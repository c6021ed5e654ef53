import { wrongUse, type ScreeningError } from '../core/errors.js';
import type { ByteSource } from './byte-source.js';
import { MAX_RECORD_BYTES } from './list-head.js';
import type { StructuralFault } from './structural-fault.js';

/** The beginning of a source. */
export interface FirstBytes {
  readonly bytes: Buffer;
  /** Whether the source ends with them. */
  readonly whole: boolean;
}

/** Reads until a whole record is certain to be there, or the source ends. */
export async function firstBytes(source: ByteSource, signal: AbortSignal): Promise<FirstBytes> {
  const buffer = Buffer.allocUnsafe(2 * MAX_RECORD_BYTES);
  let end = 0;
  for (;;) {
    signal.throwIfAborted();
    const came = await source.read(buffer, end);
    end += came;
    if (came === 0) return { bytes: buffer.subarray(0, end), whole: true };
    if (end === buffer.length) return { bytes: buffer, whole: false };
  }
}

/**
 * What a person is told of a file whose records cannot be told apart.
 *
 * @param record words for the record, `record 12`; empty when its number means nothing to a person
 * @param consequence what did not happen: `nothing was written`
 */
export function faultError(
  path: string,
  fault: StructuralFault,
  record: string,
  consequence: string,
): ScreeningError {
  const line = String(fault.quoteLine ?? fault.line);
  const unclosed = fault.kind === 'unclosed-quote';
  const [inRecord, long] =
    record === ''
      ? ['', `the record that starts on line ${line}`]
      : [`, in ${record},`, `${record}, which starts on line ${line},`];
  return wrongUse({
    summary: unclosed
      ? `${path}: the quote that opens on line ${line}${inRecord} is never closed`
      : `${path}: ${long} is longer than 1 MiB`,
    why: `from there on no record can be told from the next, so ${consequence}`,
    fix: unclosed
      ? `close or remove the quote on line ${line}`
      : 'check the line ends and the delimiter near that line',
    where: [path, ...(record === '' ? [] : [record]), `line ${line}`].join(', '),
  });
}

import { wrongUse } from '../../core/errors.js';
import type { ByteSource } from '../../files/byte-source.js';
import { MAX_RECORD_BYTES } from '../../files/list-head.js';
import { StructuralFault } from '../../files/structural-fault.js';

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
 * Runs a step that reads records.
 *
 * @throws ScreeningError wrong-use in place of a StructuralFault
 */
export async function explainFault<T>(path: string, step: () => Promise<T>): Promise<T> {
  try {
    return await step();
  } catch (error) {
    if (!(error instanceof StructuralFault)) throw error;
    const line = String(error.quoteLine ?? error.line);
    const unclosed = error.kind === 'unclosed-quote';
    throw wrongUse({
      summary: unclosed
        ? `${path}: the quote that opens on line ${line} is never closed`
        : `${path}: the record that starts on line ${line} is longer than 1 MiB`,
      why: 'from there on no record can be told from the next, so nothing was recorded',
      fix: unclosed
        ? `close or remove the quote on line ${line}`
        : 'check the line ends and the delimiter near that line',
      where: `${path}, line ${line}`,
    });
  }
}

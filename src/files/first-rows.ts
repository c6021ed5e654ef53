import { openFile } from './byte-source.js';
import { csvRows } from './csv-rows.js';

/** How much of a file is read at a time. */
const CHUNK = 1 << 20;

/** The beginning of a CSV file, and what all of it is. */
export interface FirstRows {
  /** At most so many rows as were asked for, the header among them. */
  readonly rows: readonly (readonly string[])[];
  /** Of the whole file, hex. */
  readonly sha256: string;
}

/**
 * The first rows of a CSV file that this program wrote (csv-line.ts), and the SHA-256 of all of it, in one
 * reading: no more of it is held than those rows, however long it is.
 *
 * @throws ScreeningError wrong-use when it cannot be read, or changed meanwhile
 */
export async function firstRows(
  path: string,
  most: number,
  signal: AbortSignal,
): Promise<FirstRows> {
  const source = await openFile(path, signal);
  try {
    const kept: Buffer[] = [];
    const ends = new RowEnds(most);
    const buffer = Buffer.allocUnsafe(CHUNK);
    for (;;) {
      signal.throwIfAborted();
      const came = await source.read(buffer, 0);
      if (came === 0) break;
      if (!ends.found) kept.push(Buffer.from(buffer.subarray(0, ends.pass(buffer, came))));
    }
    const text = Buffer.concat(kept).toString();
    return { rows: csvRows(text), sha256: source.sha256() };
  } finally {
    await source.close();
  }
}

const QUOTE = 0x22;
const LF = 0x0a;

/** Finds where a row ends in bytes that come in pieces: at a line feed that stands in no quotes. */
class RowEnds {
  #left: number;
  #quoted = false;

  constructor(rows: number) {
    this.#left = rows;
  }

  /** Whether the last row that was asked for has ended. */
  get found(): boolean {
    return this.#left === 0;
  }

  /** How many of these bytes belong to the rows. */
  pass(bytes: Buffer, length: number): number {
    for (let at = 0; at < length; at++) {
      const byte = bytes[at];
      if (byte === QUOTE) this.#quoted = !this.#quoted;
      else if (byte === LF && !this.#quoted && --this.#left === 0) return at + 1;
    }
    return length;
  }
}

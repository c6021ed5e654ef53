import type { ScratchFile } from './scratch-file.js';

/** So many bytes wait in memory: two million packed numbers. */
const MOST_BYTES = 1 << 22;

interface Held<T> {
  readonly about: T;
  bytes: Uint8Array | undefined;
  start: number;
  readonly length: number;
}

/**
 * Pieces of bytes in order, each with a word about it: in memory while they are few, then in a
 * scratch file.
 */
export class Spool<T> {
  readonly #scratch: ScratchFile;
  readonly #mostBytes: number;
  readonly #pieces: Held<T>[] = [];
  /** From this piece on they are in memory, and take so many bytes. */
  #firstHeld = 0;
  #bytesHeld = 0;

  /** @param mostBytes how many may wait in memory */
  constructor(scratch: ScratchFile, mostBytes = MOST_BYTES) {
    this.#scratch = scratch;
    this.#mostBytes = mostBytes;
  }

  /** How many pieces were added. */
  get count(): number {
    return this.#pieces.length;
  }

  /** Adds a piece, which may not be changed afterwards. @throws ScreeningError wrong-use */
  add(about: T, bytes: Uint8Array): void {
    this.#pieces.push({ about, bytes, start: 0, length: bytes.length });
    this.#bytesHeld += bytes.length;
    if (this.#bytesHeld <= this.#mostBytes) return;
    for (const piece of this.#pieces.slice(this.#firstHeld)) {
      piece.start = this.#scratch.append(piece.bytes ?? new Uint8Array());
      piece.bytes = undefined;
    }
    this.#firstHeld = this.#pieces.length;
    this.#bytesHeld = 0;
  }

  /** Every piece, in order; as often as it is asked for. @throws ScreeningError wrong-use */
  *[Symbol.iterator](): Generator<readonly [about: T, bytes: Uint8Array]> {
    for (const { about, bytes, start, length } of this.#pieces) {
      if (bytes) {
        yield [about, bytes];
        continue;
      }
      const read = new Uint8Array(length);
      this.#scratch.read(start, read);
      yield [about, read];
    }
  }
}

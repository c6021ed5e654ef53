import { createHash, type Hash } from 'node:crypto';

/** Where bytes go that are made in order: a file, or nothing but their hash. */
export interface ByteSink {
  /** Adds a part of a buffer, which may be used again afterwards. */
  write(source: Buffer, start: number, end: number): void;
}

/** Bytes that are hashed and counted, and not kept. */
export class HashedBytes implements ByteSink {
  readonly #hash: Hash = createHash('sha256');
  #bytes = 0;

  /** How many there were so far. */
  get bytes(): number {
    return this.#bytes;
  }

  write(source: Buffer, start: number, end: number): void {
    this.#hash.update(source.subarray(start, end));
    this.#bytes += end - start;
  }

  /** SHA-256, in hex, of all of them; nothing can be added after it. */
  sha256(): string {
    return this.#hash.digest('hex');
  }
}

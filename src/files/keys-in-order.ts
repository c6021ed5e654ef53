import { ScratchFile } from './scratch-file.js';

const BUCKETS = 256;
/** Rows of a bucket that wait in memory: 256 times as many do, 17 MB. */
const HELD = 2048;

/**
 * Puts keys in order that are too many for memory: by their first byte first, aside in a file without a
 * name, then each of those 256 by itself. In the order of the numbers that they stand for, a key's place
 * would say which number it is, near enough, to whoever has no secret.
 */
export class KeysInOrder {
  readonly #scratch: ScratchFile;
  readonly #row: number;
  readonly #waiting: Buffer[];
  readonly #lengths = new Uint32Array(BUCKETS);
  /** Of each bucket, where its pieces begin and how long they are. */
  readonly #pieces: { readonly start: number; readonly length: number }[][];

  /**
   * @param beside path of an output, in whose folder the rows wait
   * @param row bytes of a row: the key, and what stands behind it
   */
  constructor(beside: string, row: number) {
    this.#scratch = new ScratchFile(beside);
    this.#row = row;
    this.#waiting = Array.from({ length: BUCKETS }, () => Buffer.allocUnsafe(HELD * row));
    this.#pieces = Array.from({ length: BUCKETS }, () => []);
  }

  /** Adds a row. @throws ScreeningError wrong-use when there is no room to put it aside */
  add(row: Buffer): void {
    const bucket = row[0] as number;
    const waiting = this.#waiting[bucket] as Buffer;
    const length = this.#lengths[bucket] as number;
    row.copy(waiting, length, 0, this.#row);
    this.#lengths[bucket] = length + this.#row;
    if (length + this.#row === waiting.length) this.#putAside(bucket);
  }

  /** Every row in hex, a bucket at a time, ascending. */
  *inOrder(): Generator<string[]> {
    for (let bucket = 0; bucket < BUCKETS; bucket++) {
      this.#putAside(bucket);
      const rows: string[] = [];
      for (const { start, length } of this.#pieces[bucket] ?? []) {
        const piece = Buffer.allocUnsafe(length);
        this.#scratch.read(start, piece);
        for (let at = 0; at < length; at += this.#row) {
          rows.push(piece.toString('hex', at, at + this.#row));
        }
      }
      yield rows.sort();
    }
  }

  /** Gives its room back. */
  close(): void {
    this.#scratch.close();
  }

  #putAside(bucket: number): void {
    const length = this.#lengths[bucket] as number;
    if (length === 0) return;
    const waiting = this.#waiting[bucket] as Buffer;
    const start = this.#scratch.append(waiting.subarray(0, length));
    this.#pieces[bucket]?.push({ start, length });
    this.#lengths[bucket] = 0;
  }
}

import type { ByteSink } from '../files/byte-sink.js';

const NOTHING = Buffer.alloc(0);

/**
 * The list as it is written: runs of the input's own bytes, copied through whole and never rebuilt,
 * so that what is kept comes out as it went in, whatever its quoting, encoding and line ends. Bytes
 * are kept in ascending order; what is skipped between two runs, or inserted, parts them.
 */
export class KeptBytes {
  readonly #out: ByteSink | undefined;
  #buffer: Buffer = NOTHING;
  /** Beginning and end of the run not yet written. */
  #start = 0;
  #end = 0;

  /** @param out undefined in a dry run */
  constructor(out: ByteSink | undefined) {
    this.#out = out;
  }

  /** Names the buffer in which positions are meant, and where what is not yet kept begins in it. */
  begin(buffer: Buffer, start = 0): void {
    this.#buffer = buffer;
    this.#start = this.#end = start;
  }

  /** Keeps `[start, end)`. */
  keep(start: number, end: number): void {
    if (start !== this.#end) {
      this.#write();
      this.#start = start;
    }
    this.#end = end;
  }

  /** Keeps all that follows the bytes kept last, up to `end`. */
  keepUpTo(end: number): void {
    this.#end = end;
  }

  /** Keeps `[start, end)` without some parts of it: pairs of start and end, in order. */
  keepWithout(start: number, end: number, parts: readonly (readonly [number, number])[]): void {
    let from = start;
    for (const [cut, after] of parts) {
      this.keep(from, cut);
      from = after;
    }
    this.keep(from, end);
  }

  /** Writes bytes that are not the input's after those kept last. */
  insert(bytes: Buffer): void {
    this.#write();
    this.#out?.write(bytes, 0, bytes.length);
    this.#start = this.#end;
  }

  /** Before the buffer's bytes move to its beginning: writes the run that is kept. */
  flush(): void {
    this.#write();
    this.#start = this.#end = 0;
  }

  #write(): void {
    if (this.#end > this.#start) this.#out?.write(this.#buffer, this.#start, this.#end);
  }
}

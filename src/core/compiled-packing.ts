import { compiledLoop, LOOP_ROOM, type CompiledLoop } from './compiled-loop.js';

/** What assembly/packed-block.ts exports. */
interface Exports {
  pack(offsets: number, count: number, shift: number, buckets: number, bytes: number): number;
}

/** Offsets of the fullest block. */
const MOST = 1_000_000;
const MOST_BYTES = 1 + 6 * MOST + 3;

/** Packs blocks in WebAssembly, see assembly/packed-block.ts. */
export class CompiledPacking {
  readonly #exports: Exports;
  readonly #offsets: Uint32Array;
  readonly #bytes: Uint8Array<ArrayBuffer>;

  private constructor({ memory, exports }: CompiledLoop<Exports>) {
    this.#exports = exports;
    this.#offsets = new Uint32Array(memory, LOOP_ROOM, MOST);
    this.#bytes = new Uint8Array(memory, LOOP_ROOM + this.#offsets.byteLength, MOST_BYTES);
  }

  /**
   * @param folder where the loop is
   * @returns undefined where it cannot run
   */
  static load(folder?: URL): CompiledPacking | undefined {
    const bytes = LOOP_ROOM + 4 * MOST + MOST_BYTES;
    const loop = compiledLoop<Exports>('packed-block', bytes, folder);
    return loop && new CompiledPacking(loop);
  }

  /** What packBlock (packed-block.ts) makes of these offsets, with what it found out of them. */
  pack(offsets: Uint32Array, shift: number, buckets: number): Uint8Array<ArrayBuffer> {
    this.#offsets.set(offsets);
    const [source, bytes] = [this.#offsets.byteOffset, this.#bytes.byteOffset];
    const length = this.#exports.pack(source, offsets.length, shift, buckets, bytes);
    return this.#bytes.slice(0, length);
  }
}

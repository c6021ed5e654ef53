import { compiledLoop, LOOP_ROOM, type CompiledLoop } from './compiled-loop.js';

/** What assembly/number-lines.ts exports. */
interface Exports {
  write(offsets: number, count: number, firstFour: number, nextTwo: number, lines: number): void;
}

const LINE = 13;
/** The loop writes eight bytes at a time, and so past the last line. */
const PAST_LINES = 1;
/** Numbers that are written at once. */
const AT_ONCE = 1 << 14;

/** Writes the lines of UK numbers of full length in WebAssembly, see assembly/number-lines.ts. */
export class CompiledNumberLines {
  readonly #exports: Exports;
  readonly #offsets: Uint32Array;
  readonly #lines: Uint8Array;

  private constructor({ memory, exports }: CompiledLoop<Exports>) {
    this.#exports = exports;
    this.#offsets = new Uint32Array(memory, LOOP_ROOM, AT_ONCE);
    const lines = LOOP_ROOM + this.#offsets.byteLength;
    this.#lines = new Uint8Array(memory, lines, AT_ONCE * LINE);
  }

  /**
   * @param folder where the loop is
   * @returns undefined where it cannot run
   */
  static load(folder?: URL): CompiledNumberLines | undefined {
    const bytes = LOOP_ROOM + AT_ONCE * (4 + LINE) + PAST_LINES;
    const loop = compiledLoop<Exports>('number-lines', bytes, folder);
    return loop && new CompiledNumberLines(loop);
  }

  /**
   * Writes the lines of a block's numbers.
   *
   * @param block of six digits
   * @param room that has enough for them from `at` on
   */
  write(block: number, offsets: Uint32Array, room: Uint8Array, at: number): void {
    const prefix = Buffer.from(String(block));
    const firstFour = prefix.readUInt32LE();
    const nextTwo = prefix.readUInt16LE(4);
    const [source, lines] = [this.#offsets.byteOffset, this.#lines.byteOffset];
    for (let from = 0; from < offsets.length; from += AT_ONCE) {
      const some = offsets.subarray(from, from + AT_ONCE);
      this.#offsets.set(some);
      this.#exports.write(source, some.length, firstFour, nextTwo, lines);
      room.set(this.#lines.subarray(0, some.length * LINE), at + from * LINE);
    }
  }
}

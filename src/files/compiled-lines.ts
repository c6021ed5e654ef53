import { compiledLoop, LOOP_ROOM, type CompiledLoop } from '../core/compiled-loop.js';
import { classOfFullNsn } from '../core/numbering-plan.js';
import { FIRST_UK_BLOCK } from '../core/packed-block.js';
import type { NumberSetBuilder } from '../core/number-set-builder.js';
import { OFFICIAL_LINE } from './official-lines.js';

/** What assembly/register-lines.ts exports. */
interface Exports {
  begin(plan: number, room: number, most: number): void;
  read(start: number, end: number): number;
  grouped(): number;
  runsAt(): number;
  offsetsAt(): number;
}

/** What the first five digits after the 0 may be. */
const PREFIXES = 100_000;
const MILLIONS = 10_000;
/** Bytes that the loop needs of each line, and of each million. */
const BYTES_A_LINE = 22;
const BYTES_A_MILLION = 4;
/** Integers of a run. */
const RUN = 3;

/** readOfficialLines (official-lines.ts) in WebAssembly, five times as fast, of the buffers that it has itself. */
export class CompiledLines {
  /** Of the same size; lines are read out of these alone. */
  readonly buffers: readonly [Buffer, Buffer];
  readonly #loop: CompiledLoop<Exports>;

  private constructor(loop: CompiledLoop<Exports>, size: number, most: number) {
    this.#loop = loop;
    const plan = new Uint8Array(loop.memory, LOOP_ROOM, PREFIXES);
    for (let prefix = 0; prefix < PREFIXES; prefix++) {
      plan[prefix] = classOfFullNsn(prefix) === 0 ? 0 : 1;
    }
    const first = LOOP_ROOM + PREFIXES;
    const second = first + size;
    this.buffers = [Buffer.from(loop.memory, first, size), Buffer.from(loop.memory, second, size)];
    loop.exports.begin(LOOP_ROOM, aligned(second + size), most);
  }

  /**
   * @param size of each buffer
   * @param folder where the loop is
   * @returns undefined where it cannot run
   */
  static load(size: number, folder?: URL): CompiledLines | undefined {
    const most = Math.ceil(size / OFFICIAL_LINE);
    const room = BYTES_A_MILLION * MILLIONS + BYTES_A_LINE * most;
    const bytes = LOOP_ROOM + aligned(PREFIXES + 2 * size) + room;
    const loop = compiledLoop<Exports>('register-lines', bytes, folder);
    return loop && new CompiledLines(loop, size, most);
  }

  /**
   * Reads lines of one of the buffers; their numbers are kept until {@link CompiledLines.handOver}, which must
   * come before another buffer is read: there is room for those of one.
   *
   * @returns the first byte of what is no such line, or would end after `end`
   */
  read(buffer: Buffer, start: number, end: number): number {
    const at = buffer.byteOffset;
    return this.#loop.exports.read(at + start, at + end) - at;
  }

  /** Adds the numbers that were kept. */
  handOver(numbers: NumberSetBuilder): void {
    const { memory, exports } = this.#loop;
    const count = exports.grouped();
    const runs = new Uint32Array(memory, exports.runsAt(), count * RUN);
    const offsets = new Uint32Array(memory, exports.offsetsAt());
    let from = 0;
    for (let run = 0; run < runs.length; run += RUN) {
      const to = runs[run + 1] as number;
      const isAscending = runs[run + 2] === 1;
      numbers.addRun(FIRST_UK_BLOCK + (runs[run] as number), offsets, from, to, isAscending);
      from = to;
    }
  }
}

/** The next address of a 32-bit integer. */
function aligned(address: number): number {
  return (address + 3) & ~3;
}

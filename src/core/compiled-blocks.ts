import { FIRST_UK_BLOCK, UK_BLOCKS } from './packed-block.js';
import { loopIn, LOOP_ROOM, PAGE, sharedMemory, type SharedMemory } from './compiled-loop.js';

/** What assembly/look-up.ts exports. */
interface Exports {
  useTables(places: number, shifts: number): void;
  find(numbers: number, count: number, told: number, room: number): number;
}

const NOWHERE = -1;
/** What is told of a number that is in the set: 0 is told of one that is not, 2 of one that is in no such block. */
const FOUND = 1;

/** Numbers that are looked up side by side. */
const MOST = 1 << 10;
const TOLD = 8 * MOST;
const ROOM = TOLD + MOST;
/** Of a thread: its numbers, what is told of them, room. */
const THREAD_BYTES = ROOM + 12 * MOST;
const THREADS = 2;
const PLACES = LOOP_ROOM;
const SHIFTS = PLACES + 4 * UK_BLOCKS;
const FIRST_THREAD = SHIFTS + UK_BLOCKS + (8 - (UK_BLOCKS % 8));
const BLOCKS = FIRST_THREAD + THREADS * THREAD_BYTES;
/** The loop reads so far past the index of the last block. */
const PAST_END = 16;
/** Memory grows by so many pages, 4 MB. */
const GROWTH = 1 << 6;

/**
 * The blocks of a set that two threads look numbers up in, in WebAssembly: those of UK numbers of full length, as
 * nearly all are. It has every one of them; the set itself has the others.
 */
export class CompiledBlocks {
  readonly memory: SharedMemory;
  readonly #exports: Exports;
  readonly #thread: number;
  readonly #numbers: Float64Array;
  readonly #told: Uint8Array;
  #bytes: Uint8Array;
  #end = BLOCKS;

  private constructor(memory: SharedMemory, exports: Exports, place: number) {
    this.memory = memory;
    this.#exports = exports;
    this.#thread = FIRST_THREAD + place * THREAD_BYTES;
    this.#numbers = new Float64Array(memory.buffer, this.#thread, MOST);
    this.#told = new Uint8Array(memory.buffer, this.#thread + TOLD, MOST);
    this.#bytes = new Uint8Array(memory.buffer);
    exports.useTables(PLACES, SHIFTS);
  }

  /**
   * No blocks yet.
   *
   * @param folder where the loop is
   * @returns undefined where it cannot run
   */
  static make(folder?: URL): CompiledBlocks | undefined {
    const memory = sharedMemory(BLOCKS + PAST_END);
    const exports = memory && loopIn('look-up', memory, folder);
    if (memory === undefined || exports === undefined) return undefined;
    new Int32Array(memory.buffer, PLACES, UK_BLOCKS).fill(NOWHERE);
    return new CompiledBlocks(memory, exports as Exports, 0);
  }

  /** Those that another thread has put together. @throws Error when the loop cannot run here */
  static of(memory: SharedMemory, folder?: URL): CompiledBlocks {
    const exports = loopIn('look-up', memory, folder);
    if (exports === undefined)
      throw new Error('a loop that ran in one thread cannot run in another');
    return new CompiledBlocks(memory, exports as Exports, 1);
  }

  /** Adds a packed block, before another thread has any. @returns false when there is no room */
  add(block: number, packed: Uint8Array): boolean {
    const place = this.#end;
    this.#end += packed.length;
    const missing = this.#end + PAST_END - this.#bytes.length;
    if (missing > 0 && !this.#grow(missing)) return false;
    this.#bytes.set(packed, place);
    const { buffer } = this.memory;
    new Int32Array(buffer, PLACES, UK_BLOCKS)[block - FIRST_UK_BLOCK] = place;
    this.#bytes[SHIFTS + block - FIRST_UK_BLOCK] = packed[0] as number;
    return true;
  }

  /** Whether a number of full length is in a block. @param e164 digits as an integer */
  has(e164: number): boolean {
    this.#numbers[0] = e164;
    this.#exports.find(this.#thread, 1, this.#thread + TOLD, this.#thread + ROOM);
    return this.#told[0] === FOUND;
  }

  #grow(bytes: number): boolean {
    try {
      this.memory.grow(Math.max(GROWTH, Math.ceil(bytes / PAGE)));
    } catch (error) {
      if (error instanceof RangeError) return false;
      throw error;
    }
    this.#bytes = new Uint8Array(this.memory.buffer);
    return true;
  }

  /**
   * Asks for many numbers, and adds a bit for each that is in a block.
   *
   * @param numbers digits as integers; what is 0 is not asked for
   * @param count how many of them
   * @param into where the bit is added, number by number
   * @param hasOther is asked for numbers of less or more than full length
   */
  mark(
    numbers: Float64Array,
    count: number,
    into: Int32Array,
    bit: number,
    hasOther: (e164: number) => boolean,
  ): void {
    const told = this.#told;
    const at = this.#thread;
    for (let from = 0; from < count; from += MOST) {
      const some = Math.min(MOST, count - from);
      this.#numbers.set(numbers.subarray(from, from + some));
      this.#exports.find(at, some, at + TOLD, at + ROOM);
      for (let index = 0; index < some; index++) {
        const what = told[index] as number;
        if (what === 0) continue;
        if (what === FOUND || hasOther(numbers[from + index] as number)) {
          into[from + index] = (into[from + index] as number) | bit;
        }
      }
    }
  }
}

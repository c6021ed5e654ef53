import { compiledLoop, LOOP_ROOM, type CompiledLoop } from './compiled-loop.js';
import { sortedNumbers } from './sorted-numbers.js';

/** What assembly/sorted-numbers.ts exports. */
interface Exports {
  sort(numbers: number, count: number, other: number, counts: number): number;
}

const MOST = 1 << 19;
/** Fewer are in order by the time that the loop is ready. */
const MANY = 1 << 16;
const COUNT_BYTES = 1 << 15;
const FIRST = LOOP_ROOM + COUNT_BYTES;
const OTHER = FIRST + 8 * MOST;

/** Puts many numbers in order again and again, in WebAssembly where it can: see assembly/sorted-numbers.ts. */
export class NumberSorting {
  readonly #folder: URL | undefined;
  /** Undefined before many numbers come, null where it cannot run. */
  #loop: CompiledLoop<Exports> | null | undefined;

  /** @param folder where the loop is */
  constructor(folder?: URL) {
    this.#folder = folder;
  }

  /**
   * What {@link sortedNumbers} gives.
   *
   * @param numbers the array's content may be lost
   * @returns the numbers in order, until it is asked again
   */
  sorted(numbers: Float64Array): Float64Array {
    if (numbers.length < MANY || numbers.length > MOST) return sortedNumbers(numbers);
    this.#loop ??= compiledLoop<Exports>('sorted-numbers', OTHER + 8 * MOST, this.#folder) ?? null;
    if (this.#loop === null) return sortedNumbers(numbers);
    const { memory, exports } = this.#loop;
    new Float64Array(memory, FIRST, MOST).set(numbers);
    const at = exports.sort(FIRST, numbers.length, OTHER, LOOP_ROOM);
    return at === 0 ? sortedNumbers(numbers) : new Float64Array(memory, at, numbers.length);
  }
}

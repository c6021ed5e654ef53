import { BLOCK_SIZE, blockHas } from './packed-block.js';

const FIRST_UK_BLOCK = 440_000;
const UK_BLOCKS = 10_000;
const EMPTY = new Uint8Array(0);

/**
 * A set of E.164 numbers in packed blocks, each loaded when a number of its million is first
 * asked for.
 */
export class NumberSet {
  readonly #load: (block: number) => Uint8Array | undefined;
  /** UK numbers of full length fall here: an array is four times faster than a Map. */
  readonly #uk: (Uint8Array | undefined)[] = new Array<Uint8Array | undefined>(UK_BLOCKS).fill(
    undefined,
  );
  readonly #others = new Map<number, Uint8Array>();

  /** @param load the packed bytes of a block, or undefined when the set has no number in it */
  constructor(load: (block: number) => Uint8Array | undefined) {
    this.#load = load;
  }

  /** @param e164 digits as an integer */
  has(e164: number): boolean {
    const block = Math.floor(e164 / BLOCK_SIZE);
    const slot = block - FIRST_UK_BLOCK;
    const isUk = slot >= 0 && slot < UK_BLOCKS;
    let bytes = isUk ? this.#uk[slot] : this.#others.get(block);
    if (bytes === undefined) {
      bytes = this.#load(block) ?? EMPTY;
      if (isUk) this.#uk[slot] = bytes;
      else this.#others.set(block, bytes);
    }
    return blockHas(bytes, e164 - block * BLOCK_SIZE);
  }
}

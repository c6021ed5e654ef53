import { guardRefused } from '../../core/errors.js';

/**
 * Most bytes that a packed register may unpack to: 2 GiB. A register of 25 million numbers takes
 * 350 MB, so six times as many still fit.
 */
export const MOST_UNPACKED = 2 ** 31;

/** So many bytes are unpacked before their ratio to the packed ones is looked at: 64 MiB. */
const UNPACKED_UNASKED = 2 ** 26;

/**
 * Most unpacked bytes for each packed one, from then on. Deflate makes a register 3.5 times smaller
 * when its lines are shuffled and 6.2 times when they are every second number of a range; only lines
 * that repeat each other give more (one number, again and again: 500 times). Deflate itself ends at
 * 1,032 times.
 */
const MOST_RATIO = 50;

/**
 * Most entries of a zip archive: an operator's has one, or a few. Together with the longest read
 * (zip-ranges.ts) it bounds what the table of contents of an archive takes.
 */
export const MOST_ENTRIES = 1000;

/** Longest name of an entry, in bytes of its archive: file systems end at 255. */
export const LONGEST_ENTRY_NAME = 1024;

/** Most members of a gzip file: programs that pack in blocks of 64 KiB make 33,000 of 2 GiB. */
export const MOST_MEMBERS = 50_000;

/** How much a packed file may unpack to. */
export interface UnpackLimits {
  /** Most bytes. */
  readonly most: number;
  /** Bytes before their ratio to the packed ones is looked at. */
  readonly unasked: number;
  /** Most unpacked bytes for each packed one, from then on. */
  readonly ratio: number;
}

/** The limits of registers. */
export const REGISTER_LIMITS: UnpackLimits = {
  most: MOST_UNPACKED,
  unasked: UNPACKED_UNASKED,
  ratio: MOST_RATIO,
};

/** Counts what a packed file unpacks to. What the file itself says of its sizes is not asked. */
export class UnpackedCount {
  readonly #path: string;
  readonly #packed: () => number;
  readonly #limits: UnpackLimits;
  #bytes = 0;

  /** @param packed bytes of the packed file that were read so far */
  constructor(path: string, packed: () => number, limits = REGISTER_LIMITS) {
    this.#path = path;
    this.#packed = packed;
    this.#limits = limits;
  }

  /** Counts some more bytes. @throws ScreeningError guard-refused when they are too many */
  add(length: number): void {
    const { most, unasked, ratio } = this.#limits;
    this.#bytes += length;
    if (this.#bytes > most) {
      throw this.#refusal(`unpacked it is larger than ${String(most / 2 ** 30)} GiB`);
    }
    const isAsked = this.#bytes > unasked;
    if (isAsked && this.#bytes > ratio * this.#packed()) {
      throw this.#refusal(
        `it unpacks to more than ${String(ratio)} times its size, as lines do that repeat each other`,
      );
    }
  }

  #refusal(why: string): Error {
    return guardRefused({
      summary: `${this.#path} is not a register file: ${why}`,
      fix: 'check where it came from: a small file that grows so much is made to do harm, or damaged',
      where: this.#path,
    });
  }
}

import { createHash } from 'node:crypto';
import type { CompiledNumberLines } from './compiled-number-lines.js';
import { BLOCK_SIZE } from './packed-block.js';

const ROOM = 1 << 16;
const LINE_FEED = 10;
/** Digits of the millions of a UK number of full length, which nearly all are. */
const USUAL_PREFIX = 6;
const USUAL_WIDTH = USUAL_PREFIX + 7;
/** Made when the first lines are written: every command loads this, and most write none. */
let fourDigits: Uint32Array | undefined;

/** Offsets of one block, ascending and distinct: the first `count` of them. */
export interface OrderedBlock {
  readonly block: number;
  readonly offsets: Uint32Array;
  readonly count: number;
}

/**
 * Writes the numbers of ascending blocks as lines of text, a room full at a time. Lines are laid down four
 * bytes at a time: digit by digit this took half of an import.
 */
export class NumberLines {
  readonly #blocks: Iterator<OrderedBlock, unknown>;
  #current: OrderedBlock = { block: 0, offsets: new Uint32Array(0), count: 0 };
  readonly #compiled: CompiledNumberLines | undefined;
  /** How many numbers of the current block are written. */
  #written = 0;

  /**
   * @param blocks ascending
   * @param compiled lays them down in a third of the time, where there are many
   */
  constructor(blocks: Iterable<OrderedBlock>, compiled?: CompiledNumberLines) {
    this.#compiled = compiled;
    this.#blocks = blocks[Symbol.iterator]() as Iterator<OrderedBlock, unknown>;
  }

  /**
   * Writes the lines that follow, as many as there is room for.
   *
   * @param room of 17 bytes at least, the longest line
   * @returns how many bytes were written; 0 when no number is left
   */
  fill(room: Buffer): number {
    let length = 0;
    for (;;) {
      if (this.#written === this.#current.count && !this.#next()) return length;
      const before = this.#written;
      const isUsual = String(this.#current.block).length === USUAL_PREFIX;
      length = isUsual ? this.#usual(room, length) : this.#others(room, length);
      if (this.#written === before) return length;
    }
  }

  #next(): boolean {
    const next = this.#blocks.next();
    if (next.done) return false;
    this.#current = next.value;
    this.#written = 0;
    return true;
  }

  #usual(room: Buffer, start: number): number {
    const { block, offsets, count } = this.#current;
    const from = this.#written;
    const upTo = Math.min(count, from + Math.floor((room.length - start) / USUAL_WIDTH));
    this.#written = upTo;
    if (this.#compiled) this.#compiled.write(block, offsets.subarray(from, upTo), room, start);
    else writeUsual(block, offsets, from, upTo, room, start);
    return start + (upTo - from) * USUAL_WIDTH;
  }

  #others(room: Buffer, start: number): number {
    const { block, offsets, count } = this.#current;
    let length = start;
    for (; this.#written < count; this.#written++) {
      const line = `${String(block * BLOCK_SIZE + (offsets[this.#written] as number))}\n`;
      if (length + line.length > room.length) break;
      length += room.write(line, length, 'latin1');
    }
    return length;
  }
}

/** Writes the lines of a block's offsets in `[from, upTo)` into a room, from `start` on. */
function writeUsual(
  block: number,
  offsets: Uint32Array,
  from: number,
  upTo: number,
  room: Buffer,
  start: number,
): void {
  const digits = (fourDigits ??= digitsOfThousands());
  const words = new DataView(room.buffer, room.byteOffset, room.length);
  const prefix = Buffer.from(String(block));
  const first = prefix.readUInt32LE();
  const second = prefix.readUInt16LE(4);
  let length = start;
  for (let at = from; at < upTo; at++) {
    const offset = offsets[at] as number;
    const tenThousands = (offset / 10_000) | 0;
    const rest = offset - tenThousands * 10_000;
    words.setUint32(length, first, true);
    // The two digits of a number below 100 are the upper half of its four.
    const two = (digits[tenThousands] as number) & 0xffff0000;
    words.setUint32(length + 4, second | two, true);
    words.setUint32(length + 8, digits[rest] as number, true);
    words.setUint8(length + 12, LINE_FEED);
    length += USUAL_WIDTH;
  }
}

/** The digits of 0000…9999, first digit in the lowest byte. */
function digitsOfThousands(): Uint32Array {
  const digit = (value: number, place: number): number => 48 + (Math.floor(value / place) % 10);
  return Uint32Array.from(
    { length: 10_000 },
    (_, value) =>
      digit(value, 1000) |
      (digit(value, 100) << 8) |
      (digit(value, 10) << 16) |
      (digit(value, 1) << 24),
  );
}

/**
 * Hashes ascending numbers as lines of text, so that an edition can be compared with
 * `sort -n | sha256sum` by someone who has never seen this program.
 */
export class NumbersDigest {
  readonly #hash = createHash('sha256');
  readonly #room = Buffer.alloc(ROOM);
  readonly #compiled: CompiledNumberLines | undefined;

  /** @param compiled as of {@link NumberLines} */
  constructor(compiled?: CompiledNumberLines) {
    this.#compiled = compiled;
  }

  /** @param offsets ascending offsets of one block, the first `count` of them */
  add(block: number, offsets: Uint32Array, count: number): void {
    this.addAll([{ block, offsets, count }]);
  }

  /** @param blocks ascending */
  addAll(blocks: Iterable<OrderedBlock>): void {
    const room = this.#room;
    const lines = new NumberLines(blocks, this.#compiled);
    for (let length = lines.fill(room); length > 0; length = lines.fill(room)) {
      this.#hash.update(room.subarray(0, length));
    }
  }

  /** The digest; nothing can be added after it. */
  hex(): string {
    return this.#hash.digest('hex');
  }
}

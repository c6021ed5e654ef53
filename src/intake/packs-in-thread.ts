import { createHash } from 'node:crypto';
import type { PacksBeside } from '../core/number-set-builder.js';
import {
  packedNumbers,
  type CollectedBlock,
  type PackedBlock,
  type PackedNumbers,
} from '../core/numbers-packer.js';
import { AnsweringThread, hasThread } from '../files/answering-thread.js';

const THREAD = new URL('./pack-thread.js', import.meta.url);
/** Rooms for lines, and their bytes: some are written to while others are hashed. */
const ROOMS = 6;
const ROOM = 1 << 18;

/** Pieces of a file that wait in the thread to be hashed, at most. */
const MOST_PIECES = 8;

/** A block, room for lines, the first bytes of a piece to be hashed, or that no such piece follows. */
export type ToPack =
  | CollectedBlock
  | { readonly room: ArrayBuffer }
  | { readonly piece: ArrayBuffer; readonly length: number }
  | 'hashed';

/** The hash of all pieces, and how many bytes they had. */
export interface HashedPieces {
  readonly sha256: string;
  readonly bytes: number;
}

/** The room with the lines that follow; after the last of them, the blocks. */
export interface WrittenLines {
  readonly room: ArrayBuffer;
  readonly length: number;
  readonly packed: Packed | undefined;
}

/** What the thread answers to room, to a piece (which may be used again), and to the end of the pieces. */
export type PackAnswer = WrittenLines | ArrayBuffer | HashedPieces;

interface Packed {
  readonly blocks: readonly PackedBlock[];
  /** How many numbers the thread got, repeats among them. */
  readonly came: number;
}

/** Whether the program is built: its sources have no script that a thread could run. */
export function canPackInThread(): boolean {
  return hasThread(THREAD);
}

/**
 * Packs one set in a thread of its own, and hashes the file, while who has it reads on; at the end the thread
 * writes the lines that are hashed here. Packing, writing and hashing were half of an import, one after the other.
 */
export class PacksInThread implements PacksBeside {
  #begun: AnsweringThread<ToPack, PackAnswer> | undefined;
  #given = 0;
  readonly #pieces: Promise<PackAnswer>[] = [];

  /** Most registers that are imported are too small for it to begin. */
  get #thread(): AnsweringThread<ToPack, PackAnswer> {
    return (this.#begun ??= new AnsweringThread<ToPack, PackAnswer>(THREAD));
  }

  add(block: CollectedBlock): void {
    this.#given += block.length;
    this.#thread.tell(block, [block.offsets.buffer]);
  }

  /** Hashes the next piece of the file; it is copied. Waits when too many of them wait. */
  async hash(piece: Uint8Array): Promise<void> {
    const isFull = this.#pieces.length === MOST_PIECES;
    const free = isFull ? ((await this.#pieces.shift()) as ArrayBuffer) : undefined;
    const bytes = free && free.byteLength >= piece.length ? free : new ArrayBuffer(piece.length);
    new Uint8Array(bytes).set(piece);
    this.#pieces.push(this.#thread.ask({ piece: bytes, length: piece.length }, [bytes]));
  }

  /** The hash of all pieces. */
  async hashed(): Promise<HashedPieces> {
    return (await this.#thread.ask('hashed')) as HashedPieces;
  }

  /** @throws Error when the thread got other numbers than it was given: fewer would be cleared for calls */
  async packed(): Promise<PackedNumbers> {
    const ask = (room: ArrayBuffer): Promise<PackAnswer> => this.#thread.ask({ room }, [room]);
    const answers = Array.from({ length: ROOMS }, () => ask(new ArrayBuffer(ROOM)));
    const hash = createHash('sha256');
    for (;;) {
      const { room, length, packed } = (await answers.shift()) as WrittenLines;
      if (packed) return this.#whole(packed, hash.digest('hex'));
      hash.update(Buffer.from(room, 0, length));
      answers.push(ask(room));
    }
  }

  #whole({ blocks, came }: Packed, sha256: string): PackedNumbers {
    if (came === this.#given) return packedNumbers(blocks, sha256);
    throw new Error(`${String(came)} of ${String(this.#given)} numbers came to be packed`);
  }

  /** Ends the thread, whatever it is at. */
  async end(): Promise<void> {
    await this.#begun?.end();
  }
}

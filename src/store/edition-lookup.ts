import { crc32 } from 'node:zlib';
import { BLOCK_SIZE, blockHas } from '../core/packed-block.js';
import type { Store } from './database.js';
import { damaged, isWhole, type Edition } from './editions.js';

/** Blocks are kept until they take so much: those of two whole registers, and as much again. */
const MOST_BYTES_KEPT = 64 * 1024 * 1024;
const ABSENT = new Uint8Array(0);
/** Above every block of a UK number. */
const BLOCKS_AN_EDITION = BLOCK_SIZE;

/**
 * Asks many editions about few numbers, where a set for each edition would hold as many copies of
 * a register as there are editions. Blocks are searched as they lie; no more of them are kept than
 * fit a bound.
 */
export class EditionLookup {
  readonly #store: Store;
  readonly #find;
  readonly #whole = new Set<number>();
  readonly #kept = new Map<number, Uint8Array>();
  #bytesKept = 0;

  constructor(store: Store) {
    this.#store = store;
    this.#find = store
      .prepare('SELECT crc, numbers FROM edition_block WHERE edition = ? AND block = ?')
      .raw();
  }

  /**
   * Whether an edition holds a number.
   *
   * @param e164 digits of a UK number as an integer
   * @throws ScreeningError not-safe when the edition is damaged: a block that is gone would say
   *   that its numbers were never listed
   */
  has(edition: Edition, e164: number): boolean {
    const block = Math.floor(e164 / BLOCK_SIZE);
    return blockHas(this.#block(edition, block), e164 - block * BLOCK_SIZE);
  }

  #block(edition: Edition, block: number): Uint8Array {
    const key = edition.id * BLOCKS_AN_EDITION + block;
    let bytes = this.#kept.get(key);
    if (bytes !== undefined) return bytes;
    bytes = this.#load(edition, block);
    if (this.#bytesKept > MOST_BYTES_KEPT) {
      this.#kept.clear();
      this.#bytesKept = 0;
    }
    this.#kept.set(key, bytes);
    this.#bytesKept += bytes.length;
    return bytes;
  }

  #load(edition: Edition, block: number): Uint8Array {
    this.#requireWhole(edition);
    const [crc, bytes] = (this.#find.get(edition.id, block) ?? []) as [number, Uint8Array] | [];
    if (bytes === undefined) return ABSENT;
    if (crc32(bytes) !== crc) throw damaged(edition.id, this.#store.name);
    return bytes;
  }

  #requireWhole(edition: Edition): void {
    if (this.#whole.has(edition.id)) return;
    if (!isWhole(this.#store, edition)) throw damaged(edition.id, this.#store.name);
    this.#whole.add(edition.id);
  }
}

import { crc32 } from 'node:zlib';
import { BLOCK_SIZE, blockHas } from '../core/packed-block.js';
import {
  changesAt,
  composeBlock,
  isChanged,
  isThereAfter,
  type Composed,
} from '../core/changed-numbers.js';
import { ChangesByBlock, type BlockChanges } from '../core/changes-by-block.js';
import type { PackedBlock } from '../core/numbers-packer.js';
import type { ChangedBlock, SetBlock } from '../core/number-set.js';
import type { Store } from './database.js';
import { blockEntries, changesOf, damaged, unreadable, type Packing } from './edition-packing.js';
import type { BlockEntry } from './packing-crc.js';

/** Blocks for single questions are kept until they take so much: those of a dozen registers. */
const MOST_BYTES_KEPT = 256 * 1024 * 1024;
const EMPTY = new Uint8Array(0);

/**
 * A key edition and every difference that leads back to it. All their changes are read at once: by
 * the rule that makes a new key (intake/compare-and-pack.ts) they are a quarter of its bytes at most.
 */
export class EditionSegment {
  readonly #store: Store;
  readonly #key: Packing;
  /** Undefined when the key's table of blocks is damaged. */
  readonly #directory: ReadonlyMap<number, BlockEntry> | undefined;
  readonly #changes: ChangesByBlock;
  /** By edition, and then by place in the segment: 1 where the edition rests on that one's changes. */
  readonly #chains = new Map<number, Uint8Array>();
  readonly #find;
  readonly #everyKeyBlock;
  readonly #kept = new Map<number, Uint8Array | undefined>();
  #bytesKept = 0;
  /** The number last asked about: whether the key has it, and its changes. */
  #asked = -1;
  #inKey = false;
  #ofAsked: BlockChanges | undefined;

  /** @param differences in order of their ids */
  constructor(store: Store, key: Packing, differences: readonly Packing[]) {
    this.#store = store;
    this.#key = key;
    const entries = blockEntries(store, key);
    this.#directory = entries && new Map(entries.map((entry) => [entry.block, entry]));
    const found = differences.map((packing) => changesOf(store, packing));
    this.#changes = new ChangesByBlock(found.map((changes) => changes ?? new Uint8Array(0)));
    const none = new Uint8Array(differences.length);
    if (entries) this.#chains.set(key.edition, none);
    differences.forEach(({ edition, base }, place) => {
      const chain = this.#chains.get(base)?.slice();
      if (chain === undefined || found[place] === undefined) return;
      chain[place] = 1;
      this.#chains.set(edition, chain);
    });
    this.#find = store
      .prepare('SELECT crc, numbers FROM edition_block WHERE edition = ? AND block = ?')
      .raw();
    this.#everyKeyBlock = store
      .prepare('SELECT block, crc, numbers FROM edition_block WHERE edition = ? ORDER BY block')
      .raw();
  }

  /** Whether all that an edition rests on is there as it was sealed. */
  isWhole(edition: number): boolean {
    return this.#chains.has(edition);
  }

  /** Every block that an edition of the segment may have numbers in, ascending. */
  blockNumbers(): number[] {
    const all = new Set([...(this.#directory?.keys() ?? []), ...this.#changes.blocks()]);
    return [...all].sort((a, b) => a - b);
  }

  /** The blocks of an edition that have numbers, in order. */
  *blocks(edition: number): Generator<PackedBlock> {
    for (const block of this.blockNumbers()) {
      const composed = this.block(edition, block);
      if (composed) yield { block, ...composed };
    }
  }

  /**
   * One block of an edition; undefined when the edition has no number in it.
   *
   * @throws ScreeningError not-safe when something that it rests on is damaged
   */
  block(edition: number, block: number): Composed | undefined {
    this.#chain(edition);
    return this.#composed(edition, block, this.#keyBlock(block));
  }

  /** The same for a set, which asks some blocks once or twice only. */
  changedBlock(edition: number, block: number): Uint8Array | ChangedBlock | undefined {
    return this.#held(edition, block, this.#keptKeyBlock(block));
  }

  /** Every block that an edition may have numbers in, for a set: one walk takes half the time of many questions. */
  *everyBlock(edition: number): Generator<SetBlock> {
    const left = new Set(this.blockNumbers());
    const rows = this.#everyKeyBlock.iterate(this.#key.edition) as Iterable<
      [block: number, crc: number, bytes: Uint8Array]
    >;
    for (const [block, crc, bytes] of rows) {
      if (!left.delete(block)) throw damaged(this.#key.edition, this.#store.name);
      yield [block, this.#held(edition, block, this.#sound(block, crc, bytes))];
    }
    for (const block of left) yield [block, this.#held(edition, block, this.#keyBlock(block))];
  }

  #held(
    edition: number,
    block: number,
    bytes: Uint8Array | undefined,
  ): Uint8Array | ChangedBlock | undefined {
    const chain = this.#chain(edition);
    const changes = this.#changes.of(block);
    if (!isChanged(changes, chain)) return bytes;
    const before = bytes ?? EMPTY;
    return {
      bytes: before,
      has: (offset) =>
        this.#following(edition, () =>
          isThereAfter(blockHas(before, offset), changesAt(changes, offset), chain),
        ),
      composed: () => this.#composed(edition, block, bytes)?.bytes ?? EMPTY,
    };
  }

  #composed(edition: number, block: number, bytes: Uint8Array | undefined): Composed | undefined {
    const before = bytes && { bytes, count: this.#directory?.get(block)?.count ?? 0 };
    const chain = this.#chain(edition);
    return this.#following(edition, () => composeBlock(before, this.#changes.of(block), chain));
  }

  /** Whether an edition has a number; for many editions and few numbers, asked number by number. */
  has(edition: number, e164: number): boolean {
    const chain = this.#chain(edition);
    const changes = this.#ask(e164);
    return this.#following(edition, () => isThereAfter(this.#inKey, changes, chain));
  }

  /** What the key says of a number that no edition of the segment changed; undefined of another. */
  always(e164: number): boolean | undefined {
    return this.#ask(e164).changes.length === 0 ? this.#inKey : undefined;
  }

  #ask(e164: number): BlockChanges {
    if (e164 === this.#asked && this.#ofAsked) return this.#ofAsked;
    const block = Math.floor(e164 / BLOCK_SIZE);
    const offset = e164 - block * BLOCK_SIZE;
    const bytes = this.#keptKeyBlock(block);
    const found = (this.#ofAsked = changesAt(this.#changes.of(block), offset));
    this.#inKey = bytes !== undefined && blockHas(bytes, offset);
    this.#asked = e164;
    return found;
  }

  /** Changes that do not follow from what they are applied to are damage. */
  #following<T>(edition: number, step: () => T): T {
    try {
      return step();
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      throw damaged(edition, this.#store.name);
    }
  }

  #chain(edition: number): Uint8Array {
    const chain = this.#chains.get(edition);
    if (chain === undefined) throw damaged(edition, this.#store.name);
    return chain;
  }

  #keptKeyBlock(block: number): Uint8Array | undefined {
    if (this.#kept.has(block)) return this.#kept.get(block);
    const bytes = this.#keyBlock(block);
    if (this.#bytesKept > MOST_BYTES_KEPT) {
      this.#kept.clear();
      this.#bytesKept = 0;
    }
    this.#kept.set(block, bytes);
    this.#bytesKept += bytes?.length ?? 0;
    return bytes;
  }

  /** A block that the table names and that is not there was removed meanwhile: nothing is clear. */
  #keyBlock(block: number): Uint8Array | undefined {
    if (this.#directory?.has(block) !== true) return undefined;
    const [crc = -1, bytes] = (this.#find.get(this.#key.edition, block) ?? []) as
      [number, Uint8Array] | [];
    return this.#sound(block, crc, bytes);
  }

  #sound(block: number, crc: number, bytes: Uint8Array | undefined): Uint8Array {
    const entry = this.#directory?.get(block);
    if (bytes !== undefined && crc === entry?.crc && crc32(bytes) === crc) return bytes;
    throw unreadable(this.#store, this.#key.edition);
  }
}

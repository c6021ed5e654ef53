import { NumberSet, type HeldBlock, type SetBlock } from '../core/number-set.js';
import { BLOCK_SIZE, packBlock } from '../core/packed-block.js';
import type { Store } from './database.js';
import { eventKind, type OwnBatch } from './own-batches.js';
import { Fragment, type FragmentRow } from './own-fragments.js';

/**
 * The fragments of some batches, a million of numbers at a time, loaded when one of its numbers is
 * first asked for.
 */
export class OwnBlocks {
  readonly #store: Store;
  readonly #batches: ReadonlySet<number>;
  readonly #consents: ReadonlySet<number>;
  readonly #find;
  readonly #fragments = new Map<number, readonly Fragment[]>();
  /** Numbers with an event that is no consent; undefined without such a batch. */
  readonly objected: NumberSet | undefined;
  readonly #consented: NumberSet | undefined;

  /** @param batches those that are known */
  constructor(store: Store, batches: readonly OwnBatch[]) {
    const consents = batches.filter((batch) => eventKind(batch) === 'consent');
    this.#store = store;
    this.#batches = new Set(batches.map(({ id }) => id));
    this.#consents = new Set(consents.map(({ id }) => id));
    this.#find = store.prepare('SELECT * FROM own_fragment WHERE block = ? ORDER BY batch, layer');
    this.objected = batches.length > consents.length ? this.#setOf(false) : undefined;
    this.#consented = consents.length > 0 ? this.#setOf(true) : undefined;
  }

  /** Whether any event is recorded of a number, void ones too: cheap, and mostly no. */
  has(e164: number): boolean {
    return this.hasObjection(e164) || this.#consented?.has(e164) === true;
  }

  /** Whether anything but consents is recorded of a number. */
  hasObjection(e164: number): boolean {
    return this.objected?.has(e164) === true;
  }

  /** The fragments of a million. */
  of(block: number): readonly Fragment[] {
    let found = this.#fragments.get(block);
    if (found === undefined) {
      const rows = this.#find.all(block) as FragmentRow[];
      found = rows
        .filter(({ batch }) => this.#batches.has(batch))
        .map((row) => new Fragment(row, this.#store.name));
      this.#fragments.set(block, found);
    }
    return found;
  }

  /** Every fragment there is. */
  *all(): Generator<Fragment> {
    const blocks = this.#store.prepare('SELECT DISTINCT block FROM own_fragment').pluck().all();
    for (const block of blocks as number[]) yield* this.of(block);
  }

  /** Every number of a batch, what it said again too. */
  *numbersOf(batch: number): Generator<number> {
    const find = this.#store.prepare(
      'SELECT DISTINCT block FROM own_fragment WHERE batch = ? AND layer = 0',
    );
    for (const block of find.pluck().all(batch) as number[]) {
      for (const { row, offsets } of this.of(block)) {
        if (row.batch !== batch || row.layer > 0) continue;
        for (const offset of offsets) yield block * BLOCK_SIZE + offset;
      }
    }
  }

  /** Every number with an event, void ones too, ascending. */
  *numbers(): Generator<number> {
    const find = this.#store.prepare('SELECT DISTINCT block FROM own_fragment ORDER BY block');
    for (const block of find.pluck().all() as number[]) {
      for (const offset of unionOf(this.#events(block))) yield block * BLOCK_SIZE + offset;
    }
  }

  #setOf(consents: boolean): NumberSet {
    const isMeant = ({ row }: Fragment): boolean => this.#consents.has(row.batch) === consents;
    const load = (block: number): HeldBlock => packedUnion(this.#events(block).filter(isMeant));
    const blocks = this.#store.prepare('SELECT DISTINCT block FROM own_fragment').pluck();
    const all = (): SetBlock[] =>
      (blocks.all() as number[]).map((block): SetBlock => [block, load(block)]);
    return new NumberSet({ load, all });
  }

  #events(block: number): readonly Fragment[] {
    return this.of(block).filter(({ row }) => row.kind === 'event');
  }
}

function packedUnion(fragments: readonly Fragment[]): Uint8Array | undefined {
  const [only] = fragments;
  if (only === undefined) return undefined;
  if (fragments.length === 1) return only.row.numbers;
  const offsets = unionOf(fragments);
  return packBlock(offsets, offsets.length);
}

function unionOf(fragments: readonly Fragment[]): Uint32Array {
  const [only] = fragments;
  if (only !== undefined && fragments.length === 1) return only.offsets;
  const all = new Uint32Array(fragments.reduce((sum, { offsets }) => sum + offsets.length, 0));
  let end = 0;
  for (const { offsets } of fragments) {
    all.set(offsets, end);
    end += offsets.length;
  }
  return all.sort().filter((offset, at) => offset !== all[at - 1]);
}

import { describe, expect, it, vi } from 'vitest';
import { CompiledBlocks } from '../../src/core/compiled-blocks.js';
import { NumberSetBuilder } from '../../src/core/number-set-builder.js';
import { NumberSet, type NumberBlocks } from '../../src/core/number-set.js';
import { BLOCK_SIZE, packBlock } from '../../src/core/packed-block.js';
import { seeded } from '../files/generated-csv.js';

/** Where `npm run build` leaves the loop. */
const BUILT = new URL('../../dist/program/', import.meta.url);
/** Where there is none. */
const NONE = new URL('./', import.meta.url);

const below = seeded(20261124);

/** Numbers of all densities: a block with each second number, ones with a few, short ones and foreign ones. */
function someNumbers(): number[] {
  const numbers = [44_1481_49, 441_481_490, 33_123_456_789, 1, 999_999, 449_999_999_999];
  for (let offset = 0; offset < BLOCK_SIZE; offset += 2) numbers.push(447_700_000_000 + offset);
  for (const [block, count] of [
    [441_200, 10],
    [441_201, 300],
    [441_202, 9000],
    [442_071, 100_000],
    [440_000, 1],
    [449_999, 2],
    [44_148, 500],
  ] as const) {
    for (let some = 0; some < count; some++) numbers.push(block * BLOCK_SIZE + below(BLOCK_SIZE));
    numbers.push(block * BLOCK_SIZE, block * BLOCK_SIZE + BLOCK_SIZE - 1);
  }
  return numbers;
}

function blocksOf(numbers: Iterable<number>): NumberBlocks {
  const builder = new NumberSetBuilder();
  for (const number of numbers) builder.add(number);
  const blocks = new Map(builder.build().blocks.map(({ block, bytes }) => [block, bytes]));
  return { load: (block) => blocks.get(block), all: () => blocks };
}

/** Which of some numbers a set marks. */
function marked(set: NumberSet, asked: readonly number[]): number[] {
  const into = new Int32Array(asked.length).fill(8);
  set.mark(Float64Array.from(asked), asked.length, into, 2);
  expect(into.every((bits) => bits === 8 || bits === 10)).toBe(true);
  return asked.filter((_, at) => into[at] === 10);
}

const held = someNumbers();
const isHeld = new Set(held);
const asked = held
  .flatMap((number) => [number, number + 1, number - 1, number + BLOCK_SIZE])
  .filter((number) => number > 0 && below(5) === 0)
  .concat(0, 0, 1, 44, 2 ** 53 - 1, 440_000_000_000, 449_999_999_999, 450_000_000_000);

describe('lookups in WebAssembly', () => {
  it('find what is in the set and nothing else, in the thread that shares and in the other', () => {
    const set = new NumberSet(blocksOf(held), undefined, BUILT);
    const shared = set.share();
    expect(shared.compiled).toBeDefined();
    const wanted = asked.filter((number) => isHeld.has(number));
    expect(wanted.length).toBeGreaterThan(50_000);
    for (const one of [set, NumberSet.of(shared, BUILT)]) {
      expect(marked(one, asked)).toEqual(wanted);
      expect(asked.slice(-500).filter((number) => one.has(number))).toEqual(
        asked.slice(-500).filter((number) => isHeld.has(number)),
      );
    }
  });

  it('are those of JavaScript where the loop is not there', () => {
    const set = new NumberSet(blocksOf(held), undefined, NONE);
    const shared = set.share();
    expect(shared.compiled).toBeUndefined();
    expect(marked(set, asked)).toEqual(asked.filter((number) => isHeld.has(number)));
    expect(marked(NumberSet.of(shared, NONE), asked)).toEqual(marked(set, asked));
  });

  it('have room for more than memory has at first, and know a block that is as full as it can be', () => {
    const full = packBlock(
      Uint32Array.from({ length: BLOCK_SIZE }, (_, offset) => offset),
      BLOCK_SIZE,
    );
    const all = Array.from({ length: 12 }, (_, at) => [447_000 + at, full] as const);
    const set = new NumberSet({ load: () => undefined, all: () => all }, undefined, BUILT);
    set.share();
    for (const number of [447_000_000_000, 447_011_999_999, 447_005_500_000])
      expect(set.has(number)).toBe(true);
    for (const number of [446_999_999_999, 447_012_000_000]) expect(set.has(number)).toBe(false);
  });

  it('are as the changed blocks are now', () => {
    const before = packBlock(Uint32Array.of(5, 9), 2);
    const now = packBlock(Uint32Array.of(5, 7, 999_999), 3);
    const changed = { bytes: before, has: () => false, composed: () => now };
    const emptied = { ...changed, composed: () => new Uint8Array(0) };
    const blocks = new Map([
      [447_700, changed],
      [447_701, emptied],
      [44_148, changed],
    ]);
    const set = new NumberSet(
      { load: (block) => blocks.get(block), all: () => blocks },
      undefined,
      BUILT,
    );
    const other = NumberSet.of(set.share(), BUILT);
    const base = 447_700_000_000;
    const some = [base + 5, base + 7, base + 9, base + 999_999, base + 1_000_005, 44_148_000_007];
    for (const one of [set, other]) {
      expect(marked(one, some)).toEqual([base + 5, base + 7, base + 999_999, 44_148_000_007]);
    }
  });

  it('are left to JavaScript, all of them, when there is no room', () => {
    const add = vi.spyOn(CompiledBlocks.prototype, 'add').mockImplementation(() => false);
    const set = new NumberSet(blocksOf(held), undefined, BUILT);
    const shared = set.share();
    add.mockRestore();
    expect(shared.compiled).toBeUndefined();
    expect(marked(set, asked)).toEqual(asked.filter((number) => isHeld.has(number)));
  });

  it('say that there is no room when memory cannot grow', () => {
    const blocks = CompiledBlocks.make(BUILT);
    const grow = vi.spyOn(blocks?.memory ?? { grow: () => 0 }, 'grow');
    grow.mockImplementation(() => {
      throw new RangeError('no more');
    });
    expect(blocks?.add(447_700, new Uint8Array(10_000_000))).toBe(false);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NumberSet } from '../../src/core/number-set.js';
import { NumberSetBuilder } from '../../src/core/number-set-builder.js';
import { BLOCK_SIZE, packBlock } from '../../src/core/packed-block.js';
import { someNumbers } from './some-numbers.js';

function setOf(numbers: Iterable<number>): { set: NumberSet; loads: number[] } {
  const builder = new NumberSetBuilder();
  for (const number of numbers) builder.add(number);
  const blocks = new Map(builder.build().blocks.map(({ block, bytes }) => [block, bytes]));
  const loads: number[] = [];
  const load = (block: number): Uint8Array | undefined => {
    loads.push(block);
    return blocks.get(block);
  };
  return { set: new NumberSet({ load, all: () => blocks }), loads };
}

/** A number, its neighbours, and its neighbours in the blocks beside its own. */
function around(number: number): number[] {
  return [0, -1, 1, -BLOCK_SIZE, BLOCK_SIZE, -64, 64].map((step) => Math.max(0, number + step));
}

describe('a number set', () => {
  it('holds what a plain set holds, however often it is asked', () => {
    fc.assert(
      fc.property(
        someNumbers,
        fc.array(fc.nat(BLOCK_SIZE - 1), { maxLength: 120 }),
        (numbers, more) => {
          const plain = new Set(numbers);
          const { set } = setOf(numbers);
          const [first = 447700900123] = numbers;
          const inFirstBlock = more.map(
            (offset) => Math.floor(first / BLOCK_SIZE) * BLOCK_SIZE + offset,
          );
          const asked = [...numbers.flatMap(around), ...inFirstBlock];
          // Twice, and far more than once a block: what is held back or built on the way changes nothing.
          for (const number of [...asked, ...asked]) {
            if (set.has(number) !== plain.has(number)) expect.fail(String(number));
          }
        },
      ),
      { seed: 20261121, numRuns: 300 },
    );
  });

  it('marks many numbers as it answers for each, in another thread too', () => {
    fc.assert(
      fc.property(
        someNumbers,
        fc.array(fc.nat(BLOCK_SIZE - 1), { maxLength: 1200 }),
        (numbers, more) => {
          const { set } = setOf(numbers);
          const [first = 447700900123] = numbers;
          const beside = more.map((offset) => Math.floor(first / BLOCK_SIZE) * BLOCK_SIZE + offset);
          const asked = Float64Array.from([...numbers.flatMap(around), 0, ...beside]);
          const expected = Int32Array.from(asked, (number) => {
            return number !== 0 && set.has(number) ? 0b101 : 0b100;
          });
          const other = NumberSet.of(structuredClone(set.share()));
          for (const one of [setOf(numbers).set, set, other]) {
            const into = new Int32Array(asked.length).fill(0b100);
            one.mark(asked, asked.length, into, 1);
            expect(into).toEqual(expected);
          }
          const none = new Int32Array(asked.length);
          set.mark(asked, 0, none, 1);
          expect(none.every((marks) => marks === 0)).toBe(true);
        },
      ),
      { seed: 20261123, numRuns: 200 },
    );
  });

  it('shares changed blocks as they are now', () => {
    const [before, now] = [
      [5, 9],
      [5, 7, 999_999],
    ].map((offsets) => packBlock(Uint32Array.from(offsets), offsets.length)) as [
      Uint8Array,
      Uint8Array,
    ];
    const changed = {
      bytes: before,
      has: (offset: number) => [5, 7, 999_999].includes(offset),
      composed: () => now,
    };
    const emptied = { ...changed, has: () => false, composed: () => new Uint8Array(0) };
    const held = new Map([
      [447700, changed],
      [447701, emptied],
    ]);
    const set = new NumberSet({ load: (block) => held.get(block), all: () => held });
    const base = 447700 * BLOCK_SIZE;
    const asked = Float64Array.of(base + 5, base + 7, base + 9, base + BLOCK_SIZE + 5, 12345);
    for (const one of [set, NumberSet.of(set.share())]) {
      const into = new Int32Array(5);
      one.mark(asked, 5, into, 2);
      expect([...into]).toEqual([2, 2, 0, 0, 0]);
    }
  });

  it('holds a block of one number and no other', () => {
    const { set } = setOf([447700900123]);
    const others = Array.from({ length: 200 }, (_, step) => 447700900123 + (step + 1) * 37);
    expect(others.filter((number) => set.has(number))).toEqual([]);
    expect(set.has(447700900123)).toBe(true);
    expect(others.filter((number) => set.has(number))).toEqual([]);
  });

  it('holds a block of every number, and of every other one', () => {
    const block = 441632 * BLOCK_SIZE;
    const next = block + BLOCK_SIZE;
    const every = Array.from({ length: BLOCK_SIZE }, (_, offset) => block + offset);
    const even = Array.from({ length: BLOCK_SIZE / 2 }, (_, half) => next + 2 * half);
    const { set } = setOf([...every, ...even]);
    expect(every.every((number) => set.has(number))).toBe(true);
    expect(even.every((number) => set.has(number) && !set.has(number + 1))).toBe(true);
    expect([block - 1, next + BLOCK_SIZE].filter((number) => set.has(number))).toEqual([]);
  });

  it('holds numbers of more blocks than there are UK blocks', () => {
    const numbers = Array.from(
      { length: 12_000 },
      (_, index) => (100_000 + index * 7) * BLOCK_SIZE,
    );
    const { set } = setOf(numbers);
    expect(numbers.filter((number) => !set.has(number))).toEqual([]);
    expect(numbers.filter((number) => set.has(number + 1))).toEqual([]);
  });

  it('loads each block once, when it is first asked for, also one that is not there', () => {
    const { set, loads } = setOf([447700900123, 12025550123]);
    expect(loads).toEqual([]);
    for (let times = 0; times < 100; times++) {
      for (const number of [447700900123, 447700900124, 12025550123, 441632960123]) set.has(number);
    }
    expect(loads.sort()).toEqual([12025, 441632, 447700]);
  });

  it('without a number holds none', () => {
    const { set } = setOf([]);
    expect(around(447700900123).filter((number) => set.has(number))).toEqual([]);
  });

  it('holds blocks that fill more than one page', () => {
    // A page has room for 100 blocks as dense as these: one number in seven.
    const sevenths = [3, 5].map((rest) =>
      packBlock(
        Uint32Array.from({ length: 142_857 }, (_, seventh) => seventh * 7 + rest),
        142_857,
      ),
    );
    const blocks = Array.from({ length: 150 }, (_, index) => 447_000 + index);
    const set = new NumberSet({ load: (block) => sevenths[block % 2], all: () => [] });
    const wrong = (step: number): number[] => {
      const asked = blocks.flatMap((block) =>
        Array.from({ length: BLOCK_SIZE / step }, (_, at) => block * BLOCK_SIZE + at * step),
      );
      return asked.filter((number) => {
        const rest = Math.floor(number / BLOCK_SIZE) % 2 === 0 ? 3 : 5;
        const offset = number % BLOCK_SIZE;
        return set.has(number) !== (offset % 7 === rest && offset < 999_999);
      });
    };
    expect(wrong(1_009)).toEqual([]);
    expect(wrong(1_013)).toEqual([]);
  });
});

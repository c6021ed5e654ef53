import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { changesAt, composeBlock } from '../../src/core/changed-numbers.js';
import { ChangesByBlock } from '../../src/core/changes-by-block.js';
import { NumberSetBuilder } from '../../src/core/number-set-builder.js';
import { BLOCK_SIZE } from '../../src/core/packed-block.js';
import { ChangesPacker } from '../../src/core/packed-changes.js';

type Change = readonly [offset: number, isRemoved: boolean];

/** Offsets near each other and far apart, so that some of them are changed by several editions. */
const offset = fc
  .tuple(fc.constantFrom(0, 1023, 1024, 500_000, 998_976), fc.nat(1023))
  .map(([from, on]) => from + on);
const changes = fc
  .array(fc.tuple(offset, fc.boolean()), { maxLength: 60 })
  .map((drawn) => [...new Map(drawn)].sort(([a], [b]) => a - b));
const blocks = [441134, 447700, 447701];
/** Of each edition, the changes of each of the blocks. */
const editions = fc.array(fc.tuple(changes, changes, changes), { maxLength: 12 });

function packed(ofBlocks: readonly (readonly Change[])[]): Uint8Array {
  const packer = new ChangesPacker();
  ofBlocks.forEach((ofBlock, at) => {
    for (const [offset, isRemoved] of ofBlock) {
      packer.add((blocks[at] as number) * BLOCK_SIZE + offset, isRemoved);
    }
  });
  return packer.packed();
}

function plain({ changes, places }: ReturnType<ChangesByBlock['of']>): number[][] {
  return [...changes].map((change, at) => [change >>> 1, places[at] as number, change & 1]);
}

function bytesOf(offsets: Iterable<number>) {
  const builder = new NumberSetBuilder();
  for (const offset of offsets) builder.add(offset);
  const { count, bytes } = builder.build().blocks[0] ?? { count: 0 };
  return bytes && { count, bytes };
}

describe('changes by block', () => {
  it('are those of all editions, in order of number and then of edition', () => {
    fc.assert(
      fc.property(editions, fc.array(offset, { maxLength: 5 }), (drawn, asked) => {
        const byBlock = new ChangesByBlock(drawn.map(packed));
        blocks.forEach((block, at) => {
          const expected = drawn
            .flatMap((ofBlocks, place) =>
              (ofBlocks[at] as readonly Change[]).map(([offset, gone]) => [offset, place, +gone]),
            )
            .sort(([a = 0, b = 0], [c = 0, d = 0]) => a - c || b - d);
          expect(plain(byBlock.of(block))).toEqual(expected);
          for (const one of [...asked, ...expected.map(([offset]) => offset as number)]) {
            expect(plain(changesAt(byBlock.of(block), one))).toEqual(
              expected.filter(([offset]) => offset === one),
            );
          }
        });
        const touched = blocks.filter((_, at) => drawn.some((of) => of[at]?.length));
        expect([...byBlock.blocks()].sort()).toEqual(touched);
      }),
      { seed: 20261122, numRuns: 200 },
    );
  });

  it('put to a block give what sets say, of those editions that count', () => {
    const sets = fc.array(fc.uniqueArray(offset, { maxLength: 60 }), {
      minLength: 1,
      maxLength: 8,
    });
    fc.assert(
      fc.property(sets, fc.nat(8), (drawn, counted) => {
        const states = drawn.map((offsets) => new Set(offsets));
        const ofEditions = states.slice(1).map((now, at) => {
          const then = states[at] as Set<number>;
          const all = [...new Set([...now, ...then])].sort((a, b) => a - b);
          return packed([
            all
              .filter((offset) => now.has(offset) !== then.has(offset))
              .map((offset) => [offset, then.has(offset)] as const),
          ]);
        });
        const upTo = Math.min(counted, ofEditions.length);
        const isIn = Uint8Array.from(ofEditions, (_, place) => Number(place < upTo));
        const found = new ChangesByBlock(ofEditions).of(blocks[0] as number);
        const composed = composeBlock(bytesOf(states[0] ?? []), found, isIn);
        expect(composed && { ...composed, bytes: [...composed.bytes] }).toEqual(
          withPlainBytes(bytesOf(states[upTo] ?? [])),
        );
      }),
      { seed: 20261122, numRuns: 200 },
    );
  });
});

function withPlainBytes(block: ReturnType<typeof bytesOf>) {
  return block && { ...block, bytes: [...block.bytes] };
}

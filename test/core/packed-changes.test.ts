import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BLOCK_SIZE } from '../../src/core/packed-block.js';
import { ChangesPacker, ChangesReader } from '../../src/core/packed-changes.js';

type Change = readonly [e164: number, isRemoved: boolean];

function packed(changes: readonly Change[]): Uint8Array {
  const packer = new ChangesPacker();
  for (const [e164, isRemoved] of changes) packer.add(e164, isRemoved);
  expect(packer.length).toBe(packer.packed().length);
  return packer.packed();
}

function read(bytes: Uint8Array): Change[] {
  const found: Change[] = [];
  const reader = new ChangesReader(bytes);
  while (reader.next()) {
    found.push([reader.block * BLOCK_SIZE + (reader.change >>> 1), (reader.change & 1) === 1]);
  }
  return found;
}

describe('packed changes', () => {
  it('have the bytes that the format says', () => {
    // 2 × 300 = 600 = 4 × 128 + 88; then 2 × 364 + 1 = 729, 129 more = 128 + 1.
    const bytes = packed([
      [300, false],
      [364, true],
    ]);
    expect([...bytes]).toEqual([88 + 128, 4, 1 + 128, 1]);
  });

  it('of nothing take nothing', () => {
    expect(packed([])).toHaveLength(0);
    expect(read(new Uint8Array(0))).toEqual([]);
  });

  it('are read as they were packed', () => {
    const far = fc.constantFrom(1, 64, 441134960000, 447700900999, 2 ** 51);
    const change = fc.tuple(far, fc.nat(3000), fc.boolean());
    fc.assert(
      fc.property(fc.array(change, { maxLength: 2000 }), (drawn) => {
        const byNumber = new Map(drawn.map(([from, on, isRemoved]) => [from + on, isRemoved]));
        const changes = [...byNumber].sort(([a], [b]) => a - b);
        expect(read(packed(changes))).toEqual(changes);
      }),
      { seed: 20261122, numRuns: 200 },
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compiledLoop } from '../../src/core/compiled-loop.js';
import { CompiledNumberLines } from '../../src/core/compiled-number-lines.js';
import { CompiledPacking } from '../../src/core/compiled-packing.js';
import { NumberLines, type OrderedBlock } from '../../src/core/numbers-digest.js';
import { BLOCK_SIZE, packBlock } from '../../src/core/packed-block.js';

/** Where `npm run build` leaves the loops. */
const BUILT = new URL('../../dist/program/', import.meta.url);

function loaded<Loop>(loop: Loop | undefined): Loop {
  if (loop === undefined) throw new Error('not compiled: npm run build');
  return loop;
}

const packing = loaded(CompiledPacking.load(BUILT));
const lines = loaded(CompiledNumberLines.load(BUILT));

const ascending = fc
  .uniqueArray(fc.nat(BLOCK_SIZE - 1), { minLength: 1, maxLength: 400 })
  .map((offsets) => Uint32Array.from(offsets.sort((a, b) => a - b)));

/** Every so manieth offset of a million, from the first on. */
function everyNth(step: number): Uint32Array {
  return Uint32Array.from({ length: Math.ceil(BLOCK_SIZE / step) }, (_, at) => at * step);
}

function written(blocks: OrderedBlock[], room: number, compiled?: CompiledNumberLines): string {
  const into = Buffer.alloc(room);
  const from = new NumberLines(blocks, compiled);
  let text = '';
  for (let length = from.fill(into); length > 0; length = from.fill(into)) {
    text += into.toString('latin1', 0, length);
  }
  return text;
}

describe('compiled to WebAssembly', () => {
  it('blocks are packed to the same bytes', () => {
    fc.assert(
      fc.property(ascending, (offsets) => {
        const { length } = offsets;
        expect(packBlock(offsets, length, packing)).toEqual(packBlock(offsets, length));
      }),
      { seed: 20261124, numRuns: 500 },
    );
  });

  it.each([1, 2, 3, 127, 128, 129, 16_383, 16_384, 16_385, 999_999])(
    'a block of every offset that %i divides is packed to the same bytes',
    (step) => {
      const offsets = everyNth(step);
      const plain = packBlock(offsets, offsets.length);
      expect(Buffer.compare(packBlock(offsets, offsets.length, packing), plain)).toBe(0);
    },
  );

  it('numbers are written as the same lines, whatever room they get', () => {
    const room = fc.integer({ min: 17, max: 6000 });
    const block = fc.oneof(fc.integer({ min: 440_000, max: 449_999 }), fc.nat(999_999_999));
    fc.assert(
      fc.property(block, ascending, room, (number, offsets, bytes) => {
        const blocks = [{ block: number, offsets, count: offsets.length }];
        const text = written(blocks, bytes, lines);
        expect(text).toBe(written(blocks, bytes));
        const numbers = text.trimEnd().split('\n').map(Number);
        expect(numbers).toEqual(Array.from(offsets, (offset) => number * BLOCK_SIZE + offset));
      }),
      { seed: 20261124, numRuns: 500 },
    );
  });

  it('every offset of a million is written as the same line', () => {
    const offsets = everyNth(1);
    const blocks = [{ block: 447700, offsets, count: offsets.length }];
    expect(written(blocks, 1 << 18, lines) === written(blocks, 1 << 18)).toBe(true);
  });

  it('a loop that is not there is not used', () => {
    const nowhere = new URL('../../src/', import.meta.url);
    expect(compiledLoop('packed-block', 1, nowhere)).toBeUndefined();
    expect(CompiledPacking.load(nowhere)).toBeUndefined();
    expect(CompiledNumberLines.load(nowhere)).toBeUndefined();
  });

  it('a loop that gets no memory is not used', () => {
    expect(compiledLoop('packed-block', 2 ** 33, BUILT)).toBeUndefined();
  });
});

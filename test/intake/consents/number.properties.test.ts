import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readCellItems } from '../../../src/core/read-cell.js';
import { read, type Asked } from './reading.js';

/** What cells are put together from: whole numbers, parts of numbers, and what stands beside. */
const PIECES = [
  ...['07700900123', '020 7946 0123', '+44 (0)1632 960123', '7700900124', '01204 62345'],
  ...[' / ', ' or ', ', ', ' & ', ' ', '-', '\u00a0', ' ext 45', ' x', ' (home)', '.0', 'E+11'],
  ...['O', '0', '12', '7414', '999', 'n/a', "'", '=', '０'],
];

it('a consent is recorded of a cell that holds one whole number and nothing else to call', async () => {
  const asked: Asked = {
    columns: { number: ['number'] },
    defaults: { caller: 'Acme Energy' },
  };
  const cells = fc.array(
    fc.array(fc.constantFrom(...PIECES), { minLength: 1, maxLength: 4 }).map((all) => all.join('')),
    { minLength: 1, maxLength: 40 },
  );
  let recorded = 0;
  let rejected = 0;
  await fc.assert(
    fc.asyncProperty(cells, async (texts) => {
      const rows = texts.map((text) => `"${text.replaceAll('"', '""')}",x\r\n`);
      const found = await read(`number,note\r\n${rows.join('')}`, asked);
      const expected = texts.flatMap((text): number[] => {
        const [item, ...others] = readCellItems(text);
        const isWhole = item?.kind === 'number' || item?.kind === 'foreign';
        return isWhole && others.length === 0 ? [item.e164] : [];
      });
      expect([...found.numbers]).toEqual(expected);
      expect(found.rows).toBe(texts.length);
      expect(found.rejected.length).toBe(texts.length - expected.length);
      recorded += expected.length;
      rejected += found.rejected.length;
    }),
    { seed: 20261121, numRuns: 400 },
  );
  expect(Math.min(recorded, rejected)).toBeGreaterThan(400);
});

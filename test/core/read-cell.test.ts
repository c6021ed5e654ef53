import { describe, expect, it } from 'vitest';
import { readCellText } from '../../src/core/read-cell.js';
import { cellCases } from './cell-cases.js';
import { notation } from './cell-notation.js';

describe.each(Object.entries(cellCases))('a cell is read: %s', (_heading, cases) => {
  it.each(cases)('$name', ({ cell, items }) => {
    expect(readCellText(cell).items.map(notation), JSON.stringify(cell)).toEqual(items);
  });
});

describe('the table of cells', () => {
  const all = Object.values(cellCases).flat();

  it('holds no cell twice', () => {
    const cells = all.map(({ cell }) => cell);
    expect(cells.filter((cell, place) => cells.indexOf(cell) !== place)).toEqual([]);
  });

  it.each(Object.entries(cellCases))('names each case of "%s" once', (_heading, cases) => {
    const names = cases.map(({ name }) => name);
    expect(names.filter((name, place) => names.indexOf(name) !== place)).toEqual([]);
  });

  it.each([
    ...['geographic', 'uk-wide', 'corporate-or-voip', 'personal', 'mobile', 'pager'],
    ...['freephone', 'service-charge', 'premium', 'foreign', 'short-code', 'invalid', 'ambiguous'],
  ])('shows %s at least three times', (word) => {
    const shown = all.flatMap(({ items }) => items).filter((item) => item.split(' ')[0] === word);
    expect(shown.length).toBeGreaterThanOrEqual(3);
  });

  it.each([
    ...['zero-restored', 'extension-dropped', 'second-number', 'service-charge', 'freephone'],
    ...['territory-je', 'territory-gg', 'territory-im', 'uk-wide', 'corporate-or-voip'],
  ])('shows the flag %s at least three times', (flag) => {
    const shown = all.flatMap(({ items }) => items).filter((item) => flagsOf(item).includes(flag));
    expect(shown.length).toBeGreaterThanOrEqual(3);
  });
});

function flagsOf(item: string): readonly string[] {
  return /\[(.*)\]/.exec(item)?.[1]?.split(', ') ?? [];
}

import { expect, it } from 'vitest';
import { nameList, shortName } from '../../src/core/name-list.js';

it('tells twenty names at most, and how many there are more', () => {
  const names = Array.from({ length: 100_000 }, (_, place) => `c${String(place)}`);
  expect(nameList(names.slice(0, 3))).toBe('c0, c1, c2');
  expect(nameList(names.slice(0, 20))).toMatch(/, c19$/);
  expect(nameList(names, (name) => `'${name}'`)).toMatch(/^'c0', .*, 'c19', … 99980 more$/);
});

it('cuts a name after sixty characters', () => {
  expect(shortName('x'.repeat(60))).toBe('x'.repeat(60));
  expect(nameList(['x'.repeat(1_000_000), 'y'])).toBe(`${'x'.repeat(60)}…, y`);
});

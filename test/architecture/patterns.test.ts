import { describe, expect, it } from 'vitest';
import { compiled } from './compiled.js';
import { patternsIn } from './patterns.js';

const PLANTED = 'test/architecture/planted/';

/** Patterns that are not linear, and why no text can make use of it. */
const ARGUED: readonly { readonly pattern: RegExp; readonly because: string }[] = [
  {
    pattern: /^audit\/calls\/call-starts\.ts: \/\^\(\.\+\?\)\(\?:T\|/,
    because: 'no start of more than LONGEST_START characters is given to it',
  },
];

describe('regular expressions of source files', () => {
  const { slow, changing, count } = patternsIn(compiled('src'), 'src/');

  it('are found', () => {
    expect(count).toBeGreaterThan(200);
  });

  it('take time that grows with the text and no faster, but for what is argued', () => {
    expect(slow.filter((one) => !ARGUED.some(({ pattern }) => pattern.test(one)))).toEqual([]);
    expect(slow).toHaveLength(ARGUED.length);
  });

  it('are written in the source, and made of nothing that a user gives', () => {
    expect(changing).toEqual([]);
  });
});

it('planted ones are found, or the scan above finds nothing', () => {
  expect(patternsIn(compiled(`${PLANTED}store`), PLANTED)).toMatchObject({
    slow: [
      'store/slow-patterns.ts: /(a+)+b/',
      'store/slow-patterns.ts: / +$/',
      String.raw`store/slow-patterns.ts: /x\d+y\d+\d+$/u`,
    ],
    changing: ['store/slow-patterns.ts: new RegExp(text)'],
  });
});

import { describe, expect, it } from 'vitest';
import { FORMATS } from '../../src/files/formats/formats.js';
import { REASONS } from '../../src/policy/reasons.js';
import { section } from './documents.js';

const DOCUMENT = 'docs/formats.md';

/** The rows of a section's table, without its head: cells as they stand between backquotes. */
function rows(title: string): string[][] {
  const lines = section(DOCUMENT, title)
    .split('\n')
    .filter((line) => line.startsWith('| `'));
  return lines.map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => /`(.*)`/.exec(cell)?.[1] ?? cell.trim()),
  );
}

describe('docs/formats.md', () => {
  it('has each format with the name of its file', () => {
    const named = rows('Files for diallers').map(([name, file]) => [name, file]);
    expect(named).toEqual(FORMATS.map(({ name, ending }) => [name, `NAME${ending}`]));
  });

  it('has the word of each format for each reason', () => {
    expect(rows('Words')).toEqual(
      REASONS.map(({ name: reason, outcome }) => [
        reason,
        ...FORMATS.map((format) => {
          const verdict = { reason, outcome, isCallable: outcome === 'clean' };
          return format.word({ ...verdict, isWithAnother: false });
        }),
      ]),
    );
  });
});

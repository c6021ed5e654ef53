import { wrapped } from '../ui/paragraphs.js';

/** What the names of a table mean, a line each, for below it: beside it they would be too wide. */
export function meanings(
  rows: readonly { readonly name: string; readonly means: string }[],
): string[] {
  const width = Math.max(0, ...rows.map(({ name }) => name.length));
  return rows.map(({ name, means }) => wrapped(means, `  ${name.padEnd(width)}  `));
}

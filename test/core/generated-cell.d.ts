/** One cell of a seeded stream: pieces, numbers in groups, or one of `written` with changes. */
export function generatedCell(
  random: (below: number) => number,
  written: readonly string[],
): string;
/** One cell of a seeded stream: one of `written` with a single change. */
export function changedCell(random: (below: number) => number, written: readonly string[]): string;

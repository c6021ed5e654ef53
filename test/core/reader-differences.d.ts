/** How a reading differs from the second reader's; told apart in reader-differences.js. */
export type Difference = 'same' | 'stricter' | 'lenient' | 'lost';
/** Compares items in the notation of cell-notation.ts. */
export function difference(items: readonly string[], second: readonly string[]): Difference;

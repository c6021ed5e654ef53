/** What a slow and obvious second reader makes of a cell, in the notation of cell-notation.ts. */
export function secondReading(cell: string): string[];

import type { CallLog } from '../audit/calls/call-reading.js';

/** Which columns of a call log were found by their headers, and how to choose otherwise: one line, or none. */
export function callColumnNotes({ foundColumns }: Pick<CallLog, 'foundColumns'>): string[] {
  const found = Object.entries(foundColumns);
  if (found.length === 0) return [];
  const columns = found.map(([logical, name]) => `${logical} '${name}'`).join(', ');
  const [first] = found.map(([logical]) => logical);
  return [`columns found by header: ${columns}; --column ${first ?? ''}=HEADER chooses otherwise`];
}

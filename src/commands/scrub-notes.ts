import type { ScrubResult } from '../scrub/scrub.js';
import { cellNotes } from './cell-notes.js';
import { columnNotes } from './column-notes.js';
import { partWords } from './left-parts.js';
import { listNotes } from './list-notes.js';

/** What is said of a list beside what a scrub came to: what was left over, its cells, columns and lines. */
export function scrubNotes(result: ScrubResult): string[] {
  const { record, signs, sameAsOptOuts } = result;
  const ragged = record.reasons['MALFORMED_RECORD'] ?? 0;
  const seen = { signs, ragged, records: record.counts.read, sameAsOptOuts };
  return [
    ...result.parts.map(partWords),
    ...cellNotes(result),
    ...columnNotes(result.left),
    ...listNotes(result.plan.input, seen),
    ...(record.counts.read === 0 ? ['the list has no record below its header'] : []),
  ];
}

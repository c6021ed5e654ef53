import { closeSync, openSync } from 'node:fs';
import { linesOfFile } from '../file-lines.js';
import { readJournalLine } from '../journal-lines.js';
import type { StoredNumbers } from './stored-numbers.js';

/** Numbers and persons in a row of a journal, by its table. */
const ENTRIES: Readonly<Record<string, (row: Readonly<Record<string, unknown>>) => number>> = {
  own_fragment: ({ kind, count }) => (kind === 'event' ? Number(count) : 0),
  own_party: () => 1,
  own_unresolved: () => 1,
};

/**
 * What stands in a journal: events, and lines that could not be read. It begins anew when something was
 * erased or purged (begun-anew.ts); what was written since then stays.
 */
export function storedInJournal(path: string): StoredNumbers {
  const found = { entries: 0, oldest: '', newest: '' };
  const handle = openSync(path, 'r');
  try {
    for (const bytes of linesOfFile(handle)) {
      const line = readJournalLine(bytes.toString('utf8').replace(/\n$/, ''));
      if (line?.kind === 'row') {
        const count = ENTRIES[line.table];
        if (count) {
          found.entries += count(JSON.parse(line.json) as Readonly<Record<string, unknown>>);
        }
      } else if (line?.kind === 'entry') {
        if (found.oldest === '') found.oldest = line.instant;
        found.newest = line.instant;
      }
    }
  } finally {
    closeSync(handle);
  }
  return { kind: 'journal', name: '', numbers: undefined, ...found };
}

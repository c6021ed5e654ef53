import { existsSync } from 'node:fs';
import { awaitedJournal } from '../awaited-journal.js';
import { branchesOf, hashAt } from '../branches.js';
import type { Store } from '../database.js';
import { damagedJournal, type PlacedLine } from '../journal-file.js';
import { isJournalled } from '../journal-kinds.js';
import { notThere } from '../journal-refusals.js';
import { standAfter } from '../journal-lines.js';
import { scanJournal } from '../journal-scan.js';
import { journalFault } from '../journal-watch.js';
import { finding, type Findings } from './finding.js';

/**
 * Each entry of the journal that the configuration names is as it was written, and what it ends with is
 * a line of this ledger. It is read in pieces: a journal may be larger than the memory.
 *
 * @param path undefined when the configuration names none
 */
export function* journalFindings(
  store: Store,
  path: string | undefined,
  note: (text: string) => void,
): Findings {
  if (path === undefined) {
    note('no journal is configured: what is recorded after a backup stands on one disk');
    return;
  }
  if (!existsSync(path)) {
    const { fix } = notThere(store, path).explanation;
    if (isJournalled(store)) {
      yield finding(['journal', path], 'is not there: is its disk mounted?', fix);
    }
    return;
  }
  const scan = scanJournal(path);
  const branch = branchesOf(store).at(-1);
  for (;;) {
    const next = scan.next();
    if (next.done !== true) {
      if (isOther(store, next.value, branch)) yield otherHead(path, next.value);
      yield undefined;
      continue;
    }
    const { fault, torn } = next.value;
    if (fault !== '') {
      const { fix } = damagedJournal(path, fault).explanation;
      yield finding(['journal', path], `is damaged: ${fault}`, fix);
    }
    if (torn > 0)
      note(`${path}: ${String(torn)} bytes after its last whole entry count for nothing`);
    break;
  }
  const found = awaitedJournal(store) === undefined ? journalFault(store, path) : undefined;
  if (found !== undefined) yield finding(['journal', path], found.summary, found.fix);
}

/** Whether a line of the branch that the database is on says another head than the ledger has there. */
function isOther(store: Store, { line }: PlacedLine, branch: string | undefined): boolean {
  const { sequence, head } = standAfter(line);
  if (line.branch !== branch || sequence === 0) return false;
  const held = hashAt(store, sequence);
  return held !== undefined && held !== head;
}

function otherHead(path: string, { line }: PlacedLine): ReturnType<typeof finding> {
  const { sequence } = standAfter(line);
  return finding(
    ['journal', path, `line ${String(sequence)} of the ledger`],
    'has another hash than in the database',
  );
}

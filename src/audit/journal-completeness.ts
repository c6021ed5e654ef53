import { wrongUse } from '../core/errors.js';
import { fileAt } from '../files/whole-output.js';
import { branchesOf, hashAt, isGivenUp } from '../store/branches.js';
import type { Store } from '../store/database.js';
import type { PlacedLine } from '../store/journal-file.js';
import { areDueInJournal } from '../store/journal-kinds.js';
import { standAfter } from '../store/journal-lines.js';
import { contentOfJournal, type JournalContent } from '../store/journal-scan.js';
import { newestSequence } from '../store/ledger-lines.js';

/** Which journals there are. */
export interface Journals {
  /** The one that is brought back; undefined of none. */
  readonly given: string | undefined;
  /** The one that the configuration names. */
  readonly configured: string | undefined;
  /** Whether somebody accepted that not all comes back. */
  readonly isLossAccepted: boolean;
}

/**
 * Refuses a journal in which nothing stands, or that ends before what the database has of it: an empty
 * file and an old copy would end the wait as if nothing had been recorded since the backup.
 *
 * @returns what is missing, in words, where a loss was accepted; empty when nothing is known to be
 * @throws ScreeningError wrong-use
 */
export function requireWholeJournal(
  store: Store,
  { given = '', isLossAccepted }: Journals,
  { lines }: JournalContent,
  cameBack: number,
): string {
  const last = lines.at(-1);
  const hasEntry = lines.some(({ line }) => line.kind === 'entry');
  const end = last === undefined ? 0 : standAfter(last.line).sequence;
  const isOld = cameBack === 0 && areDueInJournal(store, end);
  if (hasEntry && !isOld) return '';
  const why = hasEntry
    ? `it ends with line ${String(end)}, and the database has later lines that stand in its journal: it is an older copy, or a command ran without it`
    : 'not one entry in it is whole';
  if (isLossAccepted) return why;
  throw wrongUse({
    summary: `the journal ${given} is not what was written after the backup`,
    why,
    fix: 'name the journal of this database; if this is all that is left of it: --accept-loss "WHY" beside --journal',
    where: given,
  });
}

/**
 * Refuses to go on where the journal of the configuration has more than what was brought back.
 *
 * @throws ScreeningError wrong-use
 */
export function requireNoOther(store: Store, journals: Journals): void {
  const { given, configured, isLossAccepted } = journals;
  if (configured === undefined || isSameFile(given, configured)) return;
  const { lines, sound, fault } = contentOfJournal(configured);
  const stand = newestSequence(store);
  const reached = furthest(store, lines.slice(0, sound));
  const all = furthest(store, lines);
  if (reached > stand) {
    throw wrongUse({
      summary: `the journal ${configured} of the configuration goes on to line ${String(reached)}`,
      why: `that is ${linesMore(reached - stand)} than what comes back, which ends with line ${String(stand)}: objections may be among them`,
      fix: `--journal ${configured}; to go on without it on purpose, move it away first`,
      where: configured,
    });
  }
  if (isLossAccepted || fault === '' || (all <= stand && lines.length > sound)) return;
  throw wrongUse({
    summary: `the journal ${configured} of the configuration is damaged, and may have more than what comes back`,
    why: `${fault}; what comes back ends with line ${String(stand)}`,
    fix: 'if what comes back is all that can be had: --accept-loss "WHY" beside --journal',
    where: configured,
  });
}

function linesMore(count: number): string {
  return count === 1 ? '1 line more' : `${String(count)} lines more`;
}

/** The newest line that a journal has of this database, and did not give up; 0 of another's. */
function furthest(store: Store, lines: readonly PlacedLine[]): number {
  const branches = branchesOf(store);
  const isOurs = lines.some(({ line }) => {
    const { sequence, head } = standAfter(line);
    return branches.includes(line.branch) || (sequence > 0 && hashAt(store, sequence) === head);
  });
  const last = lines.at(-1);
  if (!isOurs || last === undefined) return 0;
  const isLeft = last.line.branch !== branches.at(-1) && isGivenUp(store, last.line.branch);
  return isLeft ? 0 : standAfter(last.line).sequence;
}

function isSameFile(one: string | undefined, other: string): boolean {
  if (one === undefined) return false;
  const [mine, its] = [fileAt(one), fileAt(other)];
  return mine !== undefined && mine.device === its?.device && mine.inode === its.inode;
}

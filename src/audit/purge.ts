import { londonDay, type Day, type Instant } from '../core/day.js';
import { guardRefused, wrongUse } from '../core/errors.js';
import { dayBefore, type RetentionKind } from '../policy/retention.js';
import { inTransaction, openForWriting, type Store } from '../store/database.js';
import { requireAsRecorded } from '../store/erasing-ground.js';
import { appendErasing } from '../store/erasing-lines.js';
import { makeAnew } from '../store/erasing-remains.js';
import { takenBack } from '../store/taken-back.js';
import { refuseHeld } from '../store/holds.js';
import { knowingInstant, ledgerHead, nextInstant } from '../store/ledger.js';
import { dropEvidence } from '../store/purging-consents.js';
import { emptyLines } from '../store/purging-unread.js';
import type { Edition } from '../store/editions.js';
import { dropEditions, dropTraces, editionsNamed } from '../store/purging.js';
import { purgeableBefore, sift, type Purgeable } from './purge-found.js';

/** What is to be purged. */
export interface PurgeRequest {
  readonly database: string;
  readonly before: Day;
  readonly kinds: readonly RetentionKind[];
  /** How long each kind is to be kept (policy/retention.ts). */
  readonly retention: Readonly<Record<RetentionKind, string>>;
  /** Why less is kept than that; undefined to refuse it. */
  readonly shorter: string | undefined;
  /** Whether what a case holds is left, and the rest goes. */
  readonly leaveHeld: boolean;
  readonly dryRun: boolean;
  readonly operator: string;
  readonly account: string;
  readonly clock: () => Instant;
}

/** What was purged, or would be. */
export interface PurgeResult {
  readonly runs: readonly string[];
  readonly editions: readonly Pick<Edition, 'id' | 'register' | 'dated'>[];
  /** Unread lines that were emptied. */
  readonly unread: number;
  /** Consents whose evidence went, what files said of them again too. */
  readonly consents: number;
  /** What stays since a case holds it, and the cases. */
  readonly left: Readonly<Record<RetentionKind, number>> & { readonly cases: readonly string[] };
  /** 0 when there was nothing to purge. */
  readonly line: number;
  readonly ledgerHead: string;
}

/**
 * Removes raw details by age: what the lists of old runs held, the numbers of old register files, unread
 * lines that were settled, and the evidence of consents on which no call can rest any more. The ledger,
 * the records of runs, editions as such, all objections and that there was a consent stay. Nothing
 * becomes clean by it: what is not held answers that there is no data, with the day on which it went.
 *
 * Records of runs stay whole: their lines in the ledger hold them. So do the paths of lists in them, which
 * may have names of persons.
 *
 * @throws ScreeningError wrong-use for a day to come; guard-refused for what is younger than it is to
 *   be kept, or is held for a case
 */
export function purge(request: PurgeRequest): PurgeResult {
  const store = openForWriting(request.database);
  try {
    if (request.dryRun) return takenBack(store, () => purgeIn(store, request));
    const result = inTransaction(store, () => purgeIn(store, request));
    // Also when nothing was left to purge: who did it may have been killed before this.
    makeAnew(store);
    return result;
  } finally {
    store.close();
  }
}

function purgeIn(store: Store, request: PurgeRequest): PurgeResult {
  const { before, kinds, shorter, operator, account } = request;
  refuseDay(request, londonDay(knowingInstant(store, request.clock())));
  const { going, held, holds } = sift(store, purgeableBefore(store, kinds, before));
  if (holds.length > 0 && !request.leaveHeld) throw refuseHeld(holds, 'some of it');
  const { runs } = going;
  const editions = editionsNamed(store, going.editions);
  const cases = [...new Set(holds.map((hold) => hold.case))];
  const purged = { runs, editions, ...wordCounts(going), left: { ...countsOf(held), cases } };
  if (Object.values(countsOf(going)).every((count) => count === 0)) {
    return { ...purged, line: 0, ledgerHead: ledgerHead(store) };
  }
  const why = `purged: before ${before}${shorter === undefined ? '' : `, ${shorter}`}`;
  const instant = nextInstant(store, request.clock());
  dropTraces(store, runs, instant, why);
  dropEditions(store, going.editions, instant, why);
  const said = {
    before,
    kinds,
    counts: countsOf(going),
    left: purged.left,
    purged: [
      ...runs.map((id) => ({ subject: 'run-trace', id, why })),
      ...going.editions.map((id) => ({ subject: 'edition-numbers', id: String(id), why })),
    ],
    shorter_than_retention: shorter ?? '',
    operator,
    account,
  };
  return { ...purged, ...dropWords(store, going, instant, said) };
}

/** Empties unread lines and takes evidence of consents away, and appends the line of the purge. */
function dropWords(
  store: Store,
  { unread, consents }: Purgeable,
  instant: Instant,
  said: Readonly<Record<string, unknown>>,
): Pick<PurgeResult, 'line' | 'ledgerHead'> {
  const touched = [...unread, ...consents.map(({ fragment }) => fragment)];
  const concerned = {
    batches: new Set(touched.map(({ batch }) => batch)),
    blocks: new Set(consents.map(({ fragment }) => fragment.block)),
  };
  requireAsRecorded(store, concerned, 'nothing was purged');
  const lines = [...emptyLines(store, unread), ...dropEvidence(store, consents)];
  const batches = [...concerned.batches].sort((a, b) => a - b);
  const destroyed = { lines, alone: [], batches, wordless: new Set<number>() };
  const { line, ledgerHead: head } = appendErasing(store, 'purge', instant, destroyed, said);
  requireAsRecorded(store, concerned, 'the purge was taken back');
  return { line, ledgerHead: head };
}

function countsOf(found: Purgeable): Readonly<Record<RetentionKind, number>> {
  const { runs, editions } = found;
  return { runs: runs.length, editions: editions.length, ...wordCounts(found) };
}

function wordCounts({ unread, consents }: Purgeable): { unread: number; consents: number } {
  return { unread: unread.length, consents: consents.length };
}

function refuseDay({ before, kinds, retention, shorter }: PurgeRequest, today: Day): void {
  if (before > today) {
    throw wrongUse({
      summary: `--before ${before} is a day to come`,
      fix: 'name a day of the past',
      where: '--before',
    });
  }
  if (shorter !== undefined) return;
  for (const kind of kinds) {
    const kept = dayBefore(today, retention[kind]);
    if (before <= kept) continue;
    throw guardRefused({
      summary: `${kind} are kept for ${retention[kind]}: nothing of ${kept} or later may go`,
      why: 'they prove whom was called or not, and why',
      fix: `--before ${kept}; or --shorter-than-retention "WHY", which stands in the ledger`,
      where: '--before',
    });
  }
}

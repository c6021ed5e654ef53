import { londonDay, type Day } from '../core/day.js';
import { wrongUse } from '../core/errors.js';
import { anyCall, standingObjections } from '../policy/standing.js';
import { inTransaction, openForWriting } from '../store/database.js';
import { FAR_INSTANT, knowingInstant } from '../store/ledger.js';
import { batchName, type OwnBatch } from '../store/own-batches.js';
import { OwnLists } from '../store/own-lists.js';
import { openLineCount } from '../store/own-unresolved.js';
import { writeBatch, type RecordedBatch } from '../store/own-writing.js';
import { batchHeader, type Recorder } from './batch-header.js';
import { namedImport } from './named-import.js';

/** Which import is to be undone, and why. */
export interface UndoRequest extends Recorder {
  readonly import: string;
  readonly why: string;
}

/** What the undoing came to. */
export interface UndoResult extends RecordedBatch {
  readonly undone: OwnBatch;
  /** Events that count no longer, and the numbers that they were about. */
  readonly events: number;
  readonly numbers: number;
  /** Numbers that nothing else keeps from being called now. */
  readonly freed: number;
  /** Numbers that other imports or entries keep from being called. */
  readonly stay: number;
  /** Unread lines of the import that wait no longer, since no import that stands has them. */
  readonly lines: number;
}

/**
 * Voids the events of one import, and those of lines of it that were settled later. What other
 * imports said again, and was counted as repeated because of this one, counts from then on as theirs
 * (store/own-lists.ts): an opt-out that two sources passed on does not go with the first.
 *
 * @throws ScreeningError wrong-use when there is no such import, or it was undone before
 */
export function suppressUndo(request: UndoRequest): UndoResult {
  const store = openForWriting(request.database);
  try {
    return inTransaction(store, () => {
      const lists = new OwnLists(store, FAR_INSTANT);
      const undone = namedImport(request.import, lists.batches);
      if (lists.voided.has(undone.id)) {
        throw wrongUse({
          summary: `${batchName(undone)} was undone before`,
          fix: 'nothing is left to undo; import the right file if that was not done yet',
          where: request.import,
        });
      }
      const day = londonDay(knowingInstant(store, request.clock()));
      const found = findConsequences(lists, new OwnLists(store, FAR_INSTANT, undone.id), day);
      const before = openLineCount(store);
      const header = batchHeader('undo', request, { import: undone.id, why: request.why });
      const draft = {
        batch: header,
        terms: [],
        fragments: [],
        unresolved: [],
        again: [],
        settled: [],
      };
      const { batch, ledgerHead } = writeBatch(store, draft, request.clock());
      const lines = before - openLineCount(store);
      return { batch, ledgerHead, undone, ...found, lines };
    });
  } finally {
    store.close();
  }
}

/** Compares the lists as they are with what they come to. */
function findConsequences(now: OwnLists, then: OwnLists, day: Day) {
  const calling = anyCall(day);
  const stands = (lists: OwnLists, e164: number): boolean =>
    standingObjections(lists.eventsOf(e164), calling).length > 0;
  const gone = now.batches.filter(({ id }) => then.voided.has(id) && !now.voided.has(id));
  const numbers = new Set(gone.flatMap(({ id }) => [...now.numbersOf(id)]));
  const freed = [...numbers].filter((e164) => stands(now, e164) && !stands(then, e164)).length;
  const stay = [...numbers].filter((e164) => stands(then, e164)).length;
  const events = gone.reduce((sum, batch) => sum + batch.events, 0);
  return { events, numbers: numbers.size, freed, stay };
}

import { londonDay } from '../core/day.js';
import { wrongUse } from '../core/errors.js';
import { inTransaction, openForWriting } from '../store/database.js';
import { FAR_INSTANT, knowingInstant } from '../store/ledger.js';
import { batchName, type OwnBatch } from '../store/own-batches.js';
import { OwnLists } from '../store/own-lists.js';
import { openLineCount } from '../store/own-unresolved.js';
import { writeBatch, type RecordedBatch } from '../store/own-writing.js';
import { batchHeader, type Recorder } from './batch-header.js';
import { CallersToday, type Firm } from './consents/callers-today.js';
import { namedImport } from './named-import.js';
import { consequencesOf, type UndoConsequences } from './undo-consequences.js';

/** Which import is to be undone, and why. */
export interface UndoRequest extends Recorder {
  readonly import: string;
  readonly why: string;
  readonly firm: Firm;
}

/** What the undoing came to. */
export interface UndoResult extends RecordedBatch, UndoConsequences {
  readonly undone: OwnBatch;
  /** Unread lines of the import that wait no longer, since no import that stands has them. */
  readonly lines: number;
}

/**
 * Voids the events of one import, and those of lines of it that were settled later. What other
 * imports said again, and was counted as repeated because of this one, counts from then on as theirs
 * (store/own-lists.ts): an opt-out that two sources passed on does not go with the first, nor does a
 * consent.
 *
 * @throws ScreeningError wrong-use when there is no such import, or it was undone before
 */
export function suppressUndo(request: UndoRequest): UndoResult {
  const store = openForWriting(request.database);
  try {
    return inTransaction(store, () => {
      const lists = new OwnLists(store, FAR_INSTANT);
      const undone = namedImport(request.import, lists.batches, true);
      if (lists.voided.has(undone.id)) {
        throw wrongUse({
          summary: `${batchName(undone)} was undone before`,
          fix: 'nothing is left to undo; import the right file if that was not done yet',
          where: request.import,
        });
      }
      const day = londonDay(knowingInstant(store, request.clock()));
      const callers = new CallersToday(request.firm, day);
      const then = new OwnLists(store, FAR_INSTANT, undone.id);
      const found = consequencesOf(lists, then, callers, day);
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

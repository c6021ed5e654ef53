import { londonDay, type Instant } from '../../core/day.js';
import type { Store } from '../../store/database.js';
import { acceptedLosses } from '../../store/losses.js';
import { batchName } from '../../store/own-batches.js';
import type { OwnLists } from '../../store/own-lists.js';
import { everyUnreadLine } from '../../store/unread-lines.js';
import { mayHold } from '../number-in-text.js';
import type { LostEvent, UnreadEvent } from './event.js';
import { recordedBy, textOf } from './lines-by.js';

/** Unread lines of opt-out files that have a number, may have it, or were settled by naming it. */
export function unreadEvents(
  store: Store,
  own: OwnLists,
  e164: number,
  asOf: Instant,
): UnreadEvent[] {
  const { events } = own.everythingOf(e164);
  const settling = new Set(
    events.filter(({ batch }) => batch.kind === 'resolve').map(({ batch }) => batch.id),
  );
  const byId = new Map(own.batches.map((batch) => [batch.id, batch]));
  return everyUnreadLine(store, asOf)
    .filter(({ text, settledBy }) => settling.has(settledBy) || mayHold(text, e164))
    .map(({ name, sequence, text, why, recorded, operator, account, settledBy }) => {
      const by = byId.get(settledBy);
      return {
        kind: 'unread',
        day: londonDay(recorded),
        recorded,
        ledger_line: sequence,
        about_it: settling.has(settledBy),
        line: name,
        text,
        why,
        settled: by?.recorded ?? null,
        settled_by: by === undefined ? '' : batchName(by),
        operator,
        account,
      };
    });
}

/**
 * What was recorded and did not come back with a backup. It was known before the loss was accepted: an
 * earlier instant misses it too.
 */
export function lostEvents(store: Store, asOf: Instant): LostEvent[] {
  return acceptedLosses(store)
    .filter(({ after }) => after.instant <= asOf)
    .map(({ after, line }) => ({
      kind: 'lost',
      ...recordedBy(line),
      day: londonDay(after.instant),
      until: londonDay(line.instant as Instant),
      after: after.sequence,
      why: textOf(line, 'why'),
    }));
}

import type { Instant } from '../../core/day.js';
import type { Store } from '../../store/database.js';
import { holdsOf, type Hold } from '../../store/holds.js';
import { linesOfKinds } from '../../store/integrity/ledger-rows.js';
import { everyUnreadLine } from '../../store/unread-lines.js';
import type { LifeEvent, LifeKind, UnreadEvent } from './event.js';
import { linesBy, recordedBy, textOf } from './lines-by.js';

/** What erasures and purges left of a number's entries, unread lines and holds. */
export interface ErasedLife {
  readonly events: readonly LifeEvent[];
  /** What was emptied of which nobody can tell any more whose it was. */
  readonly emptied: Emptied;
}

/** Counts of what names nobody any more. */
export interface Emptied {
  readonly unread: number;
  readonly holds: number;
}

/**
 * Erasures and purges that concern a number, and its holds. An erased hold names no number: it is this
 * one's where an erasure took entries of the number with it, since an erasure is of one number.
 *
 * @param told what own lists say of it @param unread its unread lines
 */
export function erasedLife(
  store: Store,
  e164: number,
  told: readonly LifeEvent[],
  unread: readonly UnreadEvent[],
  asOf: Instant,
): ErasedLife {
  const entries = ownLines(told);
  const lines = new Map<number, LifeKind>([
    ...entries,
    ...unread.map(({ ledger_line: line }) => [line ?? 0, 'unread'] as const),
  ]);
  const held = new Map(
    linesOfKinds(store, ['hold', 'hold-released']).map(({ sequence, kind }) => [
      sequence,
      kind as LifeKind,
    ]),
  );
  const mine = new Set<number>();
  const events = linesBy(store, ['erasure', 'purge'], asOf).flatMap((line): LifeEvent[] => {
    const erased = sequencesIn(line.said?.['erased']);
    const isOfNumber = line.kind === 'erasure' && erased.some((one) => entries.has(one));
    const what: Partial<Record<LifeKind, number>> = {};
    let payloads = 0;
    for (const one of erased) {
      const kind = lines.get(one) ?? (isOfNumber ? held.get(one) : undefined);
      if (kind === undefined) continue;
      if (held.has(one)) mine.add(one);
      payloads++;
      what[kind] = (what[kind] ?? 0) + 1;
    }
    if (payloads === 0) return [];
    const words = { by: line.kind, payloads, what, request: textOf(line, 'request') };
    return [{ kind: 'erasure', ...recordedBy(line), ...words }];
  });
  const isMine = ({ number, line }: Hold) => number === e164 || mine.has(line);
  const holds = holdsOf(store).filter(({ since }) => since <= asOf);
  const named = new Set(unread.map(({ line }) => line));
  return {
    events: [...events, ...holdEvents(store, holds.filter(isMine), asOf)],
    emptied: {
      unread: everyUnreadLine(store, asOf).filter(
        ({ text, name }) => text === '' && !named.has(name),
      ).length,
      holds: holds.filter((hold) => isEmptied(hold) && !isMine(hold)).length,
    },
  };
}

/** Lines of the ledger that are about the number alone: not those of imports, which name others too. */
function ownLines(told: readonly LifeEvent[]): Map<number, LifeKind> {
  return new Map(
    told.flatMap((event): [number, LifeKind][] => {
      if (event.kind === 'undone' || ('said_again' in event && event.said_again)) return [];
      return [[event.ledger_line ?? 0, event.kind]];
    }),
  );
}

function sequencesIn(value: unknown): number[] {
  return Array.isArray(value) ? value.map(Number) : [];
}

function isEmptied({ number, run }: Hold): boolean {
  return number === 0 && run === '';
}

/** When a number was to be kept for a case, and when no longer. */
function holdEvents(store: Store, holds: readonly Hold[], asOf: Instant): LifeEvent[] {
  const lines = new Map(
    linesBy(store, ['hold', 'hold-released'], asOf).map((line) => [line.sequence, line]),
  );
  return holds.flatMap(({ line, released, case: reference }): LifeEvent[] => {
    const [begun, ended] = [lines.get(line), lines.get(released)];
    const events: LifeEvent[] = [];
    if (begun) events.push({ kind: 'hold', ...recordedBy(begun), case: reference });
    if (ended) {
      const why = textOf(ended, 'why');
      events.push({ kind: 'hold-released', ...recordedBy(ended), case: reference, why });
    }
    return events;
  });
}

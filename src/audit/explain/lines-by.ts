import { londonDay, type Instant } from '../../core/day.js';
import type { Store } from '../../store/database.js';
import { linesOfKinds, type SingleLine } from '../../store/integrity/ledger-rows.js';

/** The lines of some kinds that were recorded by an instant. */
export function linesBy(store: Store, kinds: readonly string[], asOf: Instant): SingleLine[] {
  return linesOfKinds(store, kinds).filter(({ instant }) => instant <= asOf);
}

/** What every event that is a line of its own has; who recorded it is empty where that was erased. */
export function recordedBy(line: SingleLine) {
  const recorded = line.instant as Instant;
  return {
    day: londonDay(recorded),
    recorded,
    ledger_line: line.sequence,
    operator: textOf(line, 'operator'),
    account: textOf(line, 'account'),
  };
}

/** What a line says under a key; empty where it says nothing, or that was erased. */
export function textOf({ said }: SingleLine, key: string): string {
  const value = said?.[key];
  return typeof value === 'string' ? value : '';
}

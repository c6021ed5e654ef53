import type { ConsentFault } from '../../policy/consents.js';
import type { OwnLists } from '../../store/own-lists.js';
import type { NewEvents } from '../new-events.js';
import type { CallersToday } from './callers-today.js';
import { faultForItself } from './effect.js';
import { consentAt } from './lifted.js';
import type { FoundConsents } from './pass.js';

/** How many of the new consents of a file are usable, and why others are not. */
interface FaultCounts {
  readonly usable: number;
  readonly faults: ReadonlyMap<ConsentFault, number>;
}

/** Counts, of the consents of a file that are new, those usable today and the faults of the others. */
export function countFaults(
  found: FoundConsents,
  { isRecorded }: NewEvents,
  lists: OwnLists | undefined,
  callers: CallersToday,
): FaultCounts {
  const counts = new Map<ConsentFault | '', number>();
  /** What holds of numbers that nothing is recorded of, by terms, without and with a reference. */
  const known: (ConsentFault | '' | undefined)[] = [];
  const { numbers, termsOf, rowOf, references } = found;
  for (let at = 0; at < numbers.length; at++) {
    const row = rowOf[at] as number;
    if (isRecorded[row] !== 1) continue;
    const e164 = numbers[at] as number;
    const key = 2 * (termsOf[at] as number) + ((references[row] ?? '') === '' ? 0 : 1);
    const fault =
      lists?.has(e164) === true
        ? faultAt(found, at, lists, callers)
        : (known[key] ??= faultAt(found, at, undefined, callers));
    counts.set(fault, (counts.get(fault) ?? 0) + 1);
  }
  const usable = counts.get('') ?? 0;
  counts.delete('');
  return { usable, faults: counts as Map<ConsentFault, number> };
}

function faultAt(
  found: FoundConsents,
  at: number,
  lists: OwnLists | undefined,
  callers: CallersToday,
): ConsentFault | '' {
  const consent = consentAt(found, at);
  const events = lists?.eventsOf(found.numbers[at] as number) ?? [];
  return faultForItself(consent, events, callers.callsOf(consent.terms.caller));
}

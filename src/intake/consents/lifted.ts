import type { ConsentEvent, ConsentTerms } from '../../policy/consents.js';
import type { OwnLists, RecordedEvent } from '../../store/own-lists.js';
import { consentToCome } from '../events-to-come.js';
import type { NewEvents } from '../new-events.js';
import type { CallersToday } from './callers-today.js';
import { effectOf } from './effect.js';
import type { FoundConsents } from './pass.js';

/** An objection that a consent of a file would lift. */
export interface LiftedObjection {
  readonly e164: number;
  /** Physical line of the row that says so, the first one that does. */
  readonly line: number;
  /** The caller whose calls it would not stand against any more. */
  readonly caller: string;
  readonly objection: RecordedEvent;
}

/**
 * The objections that the new consents of a file would lift, each once for each caller, in the order
 * of the file. Such as another consent lifts already are none.
 */
export function liftedBy(
  found: FoundConsents,
  { isRecorded }: NewEvents,
  lists: OwnLists,
  callers: CallersToday,
): LiftedObjection[] {
  const lifted: LiftedObjection[] = [];
  const known = new Set<string>();
  found.numbers.forEach((e164, at) => {
    const row = found.rowOf[at] as number;
    if (isRecorded[row] !== 1 || !lists.has(e164)) return;
    const events = lists.eventsOf(e164);
    if (events.length === 0) return;
    const consent = consentAt(found, at);
    const { caller } = consent.terms;
    const line = found.lines[row] as number;
    const before = lists.consentsOf(e164);
    for (const objection of effectOf(consent, events, before, callers).lifts) {
      const { list, class: name, told } = objection.terms;
      const key = [e164, objection.sequence, list, name, told, caller].join(' ');
      if (known.has(key)) continue;
      known.add(key);
      lifted.push({ e164, line, caller, objection });
    }
  });
  return lifted;
}

/** The consent that the number at a place gave, as if it were recorded now. */
export function consentAt(
  { terms, termsOf, rowOf, references }: FoundConsents,
  at: number,
): ConsentEvent {
  const said = terms[termsOf[at] as number] as ConsentTerms;
  return consentToCome(said, references[rowOf[at] as number] ?? '');
}

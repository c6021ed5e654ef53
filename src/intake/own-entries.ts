import type { Day } from '../core/day.js';
import { foldName } from '../core/fold-name.js';
import type { ObjectionClass, ObjectionTerms } from '../policy/objections.js';
import { anyCall, sameEntry, standingObjections } from '../policy/standing.js';
import type { RecordedEvent } from '../store/own-lists.js';

/** What one source said of a number or a party, of one class and scope, on one list. */
export interface Entry {
  readonly terms: ObjectionTerms;
  /** Its objections that were not withdrawn, in order of recording. */
  readonly objections: readonly RecordedEvent[];
}

/** Which entries are meant; undefined where it does not matter. */
export interface EntryChoice {
  readonly list: string | undefined;
  readonly class: ObjectionClass | undefined;
  readonly source: string | undefined;
  readonly caller: string | undefined;
  readonly campaign: string | undefined;
}

/** The entries in force on a day, told to whomever, of one number or party. */
export function openEntries(events: readonly RecordedEvent[], day: Day): Entry[] {
  const calling = anyCall(day);
  const entries: { terms: ObjectionTerms; objections: RecordedEvent[] }[] = [];
  for (const event of standingObjections(events, calling)) {
    const entry = entries.find(({ terms }) => sameEntry(terms, event.terms));
    if (entry) entry.objections.push(event);
    else entries.push({ terms: event.terms, objections: [event] });
  }
  return entries;
}

/** Whether an entry is among those meant. */
export function isMeant({ terms }: Entry, choice: EntryChoice): boolean {
  const { list, source, caller, campaign } = choice;
  return (
    (list === undefined || sameName(terms.list, list)) &&
    (choice.class === undefined || terms.class === choice.class) &&
    (source === undefined || sameName(terms.source, source)) &&
    (caller === undefined || sameName(terms.caller, caller)) &&
    (campaign === undefined || sameName(terms.campaign, campaign))
  );
}

function sameName(a: string, b: string): boolean {
  return foldName(a) === foldName(b);
}

/** An entry in words: list, class, source, scope and the day on which it was told first. */
export function entryWords({ terms, objections }: Entry): string {
  const { list, class: name, source, caller, campaign } = terms;
  const told = objections.map((event) => event.terms.told).sort()[0] ?? terms.told;
  return [
    `${list}: ${name}`,
    ...(source === '' ? [] : [`from ${source}`]),
    ...(caller === '' ? [] : [`told to ${caller}`]),
    ...(campaign === '' ? [] : [`for campaign ${campaign}`]),
    `told ${told}`,
  ].join(', ');
}

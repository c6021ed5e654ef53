import type { Day } from '../core/day.js';
import { foldName } from '../core/fold-name.js';
import { OBJECTION_CLASSES, type ObjectionClass, type ObjectionTerms } from './objections.js';

/** Something that was recorded about a number on an own list; never changed afterwards. */
export interface OwnEvent {
  readonly kind: 'objection' | 'withdrawal';
  /** Of a withdrawal: recorded by mistake and void from the start, or ended on the day told. */
  readonly manner: '' | 'mistake' | 'person-asked';
  /** Its ledger line: the order of recording. */
  readonly sequence: number;
  /** Of a withdrawal, those of the entry that it ends, with the day on which it ends it as `told`. */
  readonly terms: ObjectionTerms;
  readonly reference: string;
}

/** A consent by which calls are welcome: whose it is and what it is for were asked (consents.ts). */
export interface GivenConsent {
  readonly sequence: number;
  readonly given: Day;
  /** The last day on which it holds. */
  readonly until: Day;
}

/** The calls that are asked about. */
export interface Calling {
  /** First and last day of the calls. */
  readonly from: Day;
  readonly to: Day;
  /**
   * Declared names such that what was told to them alone does not bind the caller: none when no
   * caller is named. What was told to a name that is declared no longer counts for everyone.
   */
  readonly notBoundBy: ReadonlySet<string>;
  /** Empty when no campaign is named: then what was said of any campaign counts. */
  readonly campaign: string;
  /** The only campaigns that there are, if that is said: what was said of another counts for all. */
  readonly campaigns: readonly string[];
}

/**
 * The objections that stand against calls: in force on a day of the calling, told to someone who
 * binds the caller, and not lifted (PECR 2003 reg 21(1)(a); cli.md section 4). In order of recording.
 *
 * An objection counts from the day it was told to its last day. A withdrawal ends what was recorded
 * of its entry before it: by mistake, from the start; because the person asked, from its own day. A
 * consent lifts an objection of an earlier day, unless its class is one that nothing else lifts; it
 * must hold on every day of the calling. On the same day the objection wins, whichever was first.
 *
 * @param events of one number, in any order, those of undone imports left out
 */
export function standingObjections<E extends OwnEvent>(
  events: readonly E[],
  calling: Calling,
  consents: readonly GivenConsent[] = [],
): E[] {
  const inOrder = [...events].sort((a, b) => a.sequence - b.sequence);
  return inOrder.filter(
    (event) =>
      event.kind === 'objection' &&
      binds(event.terms, calling) &&
      isInForce(event, inOrder, calling) &&
      !isLifted(event, inOrder, calling, consents),
  );
}

function binds({ caller, campaign }: ObjectionTerms, calling: Calling): boolean {
  const callerBound = caller === '' || !calling.notBoundBy.has(caller);
  return callerBound && bindsCampaign(campaign, calling);
}

function bindsCampaign(told: string, { campaign, campaigns }: Calling): boolean {
  if (told === '' || campaign === '' || foldName(told) === foldName(campaign)) return true;
  return campaigns.length > 0 && !campaigns.some((name) => foldName(name) === foldName(told));
}

/**
 * Every call on a day, for whomever and whatever: all that is in force stands against it.
 */
export function anyCall(day: Day): Calling {
  return { from: day, to: day, notBoundBy: new Set(), campaign: '', campaigns: [] };
}

/** In force on some day of the calling: a withdrawal takes its own day and those after it. */
function isInForce(objection: OwnEvent, all: readonly OwnEvent[], calling: Calling): boolean {
  const { told, until } = objection.terms;
  if (told > calling.to || until < calling.from || until < told) return false;
  return !withdrawalsOf(objection, all).some(
    ({ manner, terms }) => manner === 'mistake' || terms.told <= calling.from || terms.told <= told,
  );
}

/** The withdrawals that end an objection: those of its entry that were recorded after it. */
export function withdrawalsOf(objection: OwnEvent, all: readonly OwnEvent[]): readonly OwnEvent[] {
  return all.filter(
    (event) =>
      event.kind === 'withdrawal' &&
      event.sequence > objection.sequence &&
      sameEntry(event.terms, objection.terms),
  );
}

/**
 * Whether two terms are of one entry: what one source said, of one class and scope, on one list. An
 * entry is what a withdrawal ends.
 */
export function sameEntry(a: ObjectionTerms, b: ObjectionTerms): boolean {
  return (
    a.list === b.list &&
    a.class === b.class &&
    a.source === b.source &&
    a.caller === b.caller &&
    a.campaign === b.campaign
  );
}

/** What an event says of its number, for comparing. */
type Said = Pick<OwnEvent, 'terms' | 'reference'>;

/**
 * Whether a row of a file says nothing that was not said before: the same entry, text, end and
 * reference, and the same day. A row without a day repeats any day; a day that could not be read is
 * itself only as it was written (cli.md section 4).
 */
export function repeats(said: Said, before: Said): boolean {
  const [now, then] = [said.terms, before.terms];
  return (
    sameEntry(now, then) &&
    now.reason === then.reason &&
    now.until === then.until &&
    said.reference === before.reference &&
    sameDay(now, then)
  );
}

/**
 * Whether two say the very same, the day and how it is known too: then nothing is lost where the second is
 * not recorded. Of a list that was exported, whose rows are events and no nightly file's.
 */
export function saysTheSame(said: Said, before: Said): boolean {
  const [now, then] = [said.terms, before.terms];
  return (
    repeats(said, before) &&
    now.told === then.told &&
    now.undated === then.undated &&
    now.told_text === then.told_text
  );
}

function sameDay(now: ObjectionTerms, then: ObjectionTerms): boolean {
  if (now.told_text !== '' || then.told_text !== '') return now.told_text === then.told_text;
  return now.undated === 1 || (then.undated === 0 && now.told === then.told);
}

function isLifted(
  { terms }: OwnEvent,
  all: readonly OwnEvent[],
  calling: Calling,
  consents: readonly GivenConsent[],
): boolean {
  if (consents.length === 0 || !isLiftable(terms.class)) return false;
  return consents.some(
    (consent) =>
      consent.given > terms.told &&
      consent.given <= calling.from &&
      consent.until >= calling.to &&
      voidingObjection(consent, all, calling) === undefined,
  );
}

/**
 * The objection by which a consent counts for nothing any more; undefined when there is none. That a
 * number was the wrong one voids every consent given or recorded for it before. That a consent was
 * withdrawn voids those of that day and before, also when the objection has ended since: who lets
 * calls come again has not said again what was taken back; calls that end before it are not concerned. What was recorded by mistake voids none.
 *
 * @param events objections and withdrawals of the number
 */
export function voidingObjection<E extends OwnEvent>(
  consent: GivenConsent,
  events: readonly E[],
  { notBoundBy, to }: Calling,
): E | undefined {
  return events.find(({ kind, sequence, terms }, index) => {
    if (kind !== 'objection') return false;
    const voids =
      terms.class === 'wrong-number'
        ? sequence > consent.sequence || terms.told >= consent.given
        : terms.class === 'consent-withdrawn' &&
          !notBoundBy.has(terms.caller) &&
          terms.told >= consent.given &&
          terms.told <= to;
    if (!voids) return false;
    const ends = withdrawalsOf(events[index] as E, events);
    return !ends.some(({ manner }) => manner === 'mistake');
  });
}

function isLiftable(name: ObjectionClass): boolean {
  return OBJECTION_CLASSES.some((row) => row.name === name && row.lifted);
}

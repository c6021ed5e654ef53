import { addDays, daysBetween, type Day } from '../core/day.js';
import { foldName } from '../core/fold-name.js';
import { FAR_DAY } from './objections.js';
import { voidingObjection, type Calling, type OwnEvent } from './standing.js';

/** What calls are for, and so what a consent can be given to. Append only. */
export const PURPOSES = [
  { name: 'live', means: 'live marketing calls' },
  { name: 'automated', means: 'recorded (automated) marketing calls' },
  { name: 'claims', means: 'calls about claims management' },
  { name: 'pensions', means: 'calls about pensions' },
] as const satisfies readonly { name: string; means: string }[];

/** The name of a row of {@link PURPOSES}. */
export type Purpose = (typeof PURPOSES)[number]['name'];

/** Every purpose's name, in table order. */
export const PURPOSE_NAMES: readonly Purpose[] = PURPOSES.map(({ name }) => name);

/** How a consent came about: standing, or the wish to be called back once, which soon ends. */
export const CONSENT_KINDS = ['opt-in', 'requested-call'] as const;

/** A row of {@link CONSENT_KINDS}. */
export type ConsentKind = (typeof CONSENT_KINDS)[number];

/** Who obtained a consent: the caller itself, or another, whose word lifts no objection. */
export const OBTAINED = ['own', 'third-party'] as const;

/** A row of {@link OBTAINED}. */
export type Obtained = (typeof OBTAINED)[number];

/** What is taken when nobody says otherwise. */
export const CONSENT_DEFAULTS = { purpose: 'live', kind: 'opt-in', obtained: 'own' } as const;

/** What a consent says beside its number and reference: the same terms can hold for many numbers. */
export interface ConsentTerms {
  /** Declared name of the caller whose calls are welcome; empty when nobody was named. */
  readonly caller: string;
  /** London day on which it was given; the day of recording when nobody knows it. */
  readonly given: Day;
  /** 1 when `given` is the day of recording for want of another: then it is not usable. */
  readonly undated: 0 | 1;
  /** What a file said of the day, when that was unreadable or lay ahead; otherwise empty. */
  readonly given_text: string;
  /** The last day on which it holds; {@link FAR_DAY} without an end. */
  readonly until: Day;
  /** Names of {@link PURPOSES}, in table order, with blanks between. */
  readonly purposes: string;
  readonly kind: ConsentKind;
  readonly obtained: Obtained;
  /** How it was given: a web form, a call, a card; empty when not said. */
  readonly method: string;
  /** The words that the person agreed to, or where they stand; empty when not said. */
  readonly wording: string;
}

/** A consent that was recorded of a number; never changed afterwards. */
export interface ConsentEvent {
  /** Its ledger line: the order of recording. */
  readonly sequence: number;
  readonly terms: ConsentTerms;
  /** What shows it: a form, a recording, a letter; empty when there is none. */
  readonly reference: string;
  /**
   * A file said it again, and counts since the one that said it first is void: nobody was asked what
   * it lifts.
   */
  readonly isRepeat: boolean;
}

/**
 * Why a consent is not usable, in the order in which they are looked at; the first is named.
 * Append only: the names stand in JSON.
 */
export const CONSENT_FAULTS = [
  { name: 'nobody-calls', means: 'no --caller was named, and a consent is to one caller' },
  { name: 'no-caller', means: 'it names no caller' },
  { name: 'another-caller', means: 'it was given to another caller' },
  { name: 'another-purpose', means: 'it is for calls of another kind' },
  { name: 'no-day', means: 'the day on which it was given is not known' },
  { name: 'no-method', means: 'how it was given is not recorded' },
  { name: 'no-wording', means: 'what was agreed to is not recorded' },
  { name: 'no-reference', means: 'nothing is recorded that shows it' },
  { name: 'not-yet-given', means: 'it was given after the first day of the calls' },
  { name: 'ended', means: 'it ended before the calls' },
  { name: 'ends-too-soon', means: 'it ends before the last day of the calls' },
  { name: 'too-old', means: 'it is older than the policy takes' },
  { name: 'withdrawn', means: 'it was withdrawn' },
  { name: 'wrong-number', means: 'the number was told to be the wrong one' },
  { name: 'superseded', means: 'a later record of the same consent says otherwise' },
  { name: 'doubtful', means: 'it is or may be older than the listing, and the policy voids it' },
] as const satisfies readonly { name: string; means: string }[];

/** The name of a row of {@link CONSENT_FAULTS}. */
export type ConsentFault = (typeof CONSENT_FAULTS)[number]['name'];

/** What calls ask of a consent. */
export interface ConsentDemand {
  /** Declared name of the caller; empty when nobody is named. */
  readonly caller: string;
  readonly purpose: Purpose;
  /** Days at most between the day it was given and the last day of the calls; 0 for no limit. */
  readonly maximumDays: number;
}

/**
 * The first reason why a consent is not usable for some calls; empty when it is (PECR 2003
 * reg 21(4), (5); cli.md section 4). A consent is evidence of one caller, one line and one purpose:
 * whatever of it is missing, it counts for nothing.
 *
 * @param events objections and withdrawals of the number
 */
export function consentFault(
  consent: ConsentEvent,
  events: readonly OwnEvent[],
  calling: Calling,
  demand: ConsentDemand,
): ConsentFault | '' {
  return (
    formFault(consent, demand) ||
    timeFault(consent, calling, demand) ||
    voidFault(consent, events, calling)
  );
}

function formFault(
  { terms, reference }: ConsentEvent,
  { caller, purpose }: ConsentDemand,
): ConsentFault | '' {
  if (caller === '') return 'nobody-calls';
  if (terms.caller === '') return 'no-caller';
  if (foldName(terms.caller) !== foldName(caller)) return 'another-caller';
  if (!terms.purposes.split(' ').includes(purpose)) return 'another-purpose';
  if (terms.undated === 1) return 'no-day';
  if (terms.method === '') return 'no-method';
  if (terms.wording === '') return 'no-wording';
  return reference === '' ? 'no-reference' : '';
}

function timeFault(
  { terms: { given, until } }: ConsentEvent,
  { from, to }: Calling,
  { maximumDays }: ConsentDemand,
): ConsentFault | '' {
  if (given > from) return 'not-yet-given';
  if (until < from) return 'ended';
  if (until < to) return 'ends-too-soon';
  return maximumDays > 0 && daysBetween(given, to) > maximumDays ? 'too-old' : '';
}

function voidFault(
  { sequence, terms: { given, until } }: ConsentEvent,
  events: readonly OwnEvent[],
  calling: Calling,
): ConsentFault | '' {
  const voiding = voidingObjection({ sequence, given, until }, events, calling);
  if (voiding === undefined) return '';
  return voiding.terms.class === 'wrong-number' ? 'wrong-number' : 'withdrawn';
}

/**
 * Whether a consent can lift objections. Another's word that calls are welcome lifts none that was told
 * to the caller; what was only repeated was never held against the objections that it would lift.
 */
export function mayLift({ terms, isRepeat }: ConsentEvent): boolean {
  return terms.obtained === 'own' && !isRepeat;
}

/**
 * Whether one consent takes the place of another: both say what was given to the same caller on the
 * same day for the same calls, by the same reference, and it was recorded later. A firm's export that
 * sends a consent again with its end must be able to end it.
 */
export function supersedes(later: ConsentEvent, earlier: ConsentEvent): boolean {
  const [now, then] = [later.terms, earlier.terms];
  return (
    later.sequence > earlier.sequence &&
    later.reference !== '' &&
    later.reference === earlier.reference &&
    now.given === then.given &&
    now.undated + then.undated === 0 &&
    now.purposes === then.purposes &&
    foldName(now.caller) === foldName(then.caller)
  );
}

/** The latest given of some consents, of one day the one recorded last; undefined of none. */
export function latestConsent<E extends ConsentEvent>(consents: readonly E[]): E | undefined {
  return consents.reduce<E | undefined>(
    (latest, consent) => (latest === undefined || isLater(consent, latest) ? consent : latest),
    undefined,
  );
}

function isLater(a: ConsentEvent, b: ConsentEvent): boolean {
  const [given, before] = [a.terms.given, b.terms.given];
  return given > before || (given === before && a.sequence > b.sequence);
}

/**
 * Whether a row of a file says nothing that was not said before: the same terms and reference. A row
 * without a day repeats any other such row, of whatever day it was recorded.
 */
export function repeatsConsent(
  said: Pick<ConsentEvent, 'terms' | 'reference'>,
  before: Pick<ConsentEvent, 'terms' | 'reference'>,
): boolean {
  const [now, then] = [said.terms, before.terms];
  return (
    said.reference === before.reference &&
    now.caller === then.caller &&
    now.undated === then.undated &&
    now.given_text === then.given_text &&
    (now.undated === 1 || (now.given === then.given && now.until === then.until)) &&
    now.purposes === then.purposes &&
    now.kind === then.kind &&
    now.obtained === then.obtained &&
    now.method === then.method &&
    now.wording === then.wording
  );
}

/** Purposes as {@link ConsentTerms} have them. */
export function purposesText(purposes: readonly Purpose[]): string {
  return PURPOSE_NAMES.filter((name) => purposes.includes(name)).join(' ');
}

/** How long a wish to be called back holds when neither it nor the configuration says. */
export const REQUESTED_CALL_DAYS = 30;

/**
 * The last day of a consent that was recorded without one.
 *
 * @param days how many days a wish to be called back holds
 */
export function defaultEnd(kind: ConsentKind, given: Day, days: number): Day {
  return kind === 'requested-call' ? addDays(given, days) : FAR_DAY;
}

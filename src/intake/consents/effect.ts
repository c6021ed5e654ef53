import {
  consentFault,
  mayLift,
  PURPOSE_NAMES,
  supersedes,
  type ConsentEvent,
  type ConsentFault,
  type Purpose,
} from '../../policy/consents.js';
import { OBJECTION_CLASSES } from '../../policy/objections.js';
import { standingObjections, type Calling, type OwnEvent } from '../../policy/standing.js';
import type { CallersToday } from './callers-today.js';

/** Why a consent leaves an objection standing, in the order in which they are looked at. */
export const STAYS = [
  { name: 'class', means: 'nothing but its own withdrawal lifts it' },
  { name: 'not-usable', means: 'the consent is not usable' },
  { name: 'third-party', means: 'a consent that a third party obtained lifts none' },
  { name: 'same-day', means: 'it was told on the day of the consent, and the objection wins' },
  { name: 'later', means: 'it was told after the consent was given' },
] as const satisfies readonly { name: string; means: string }[];

/** The name of a row of {@link STAYS}. */
export type StayReason = (typeof STAYS)[number]['name'];

/** An objection that stands beside a consent, and why. */
export interface Staying<E> {
  readonly objection: E;
  readonly why: StayReason;
}

/** What a consent comes to for its own caller, for calls of one day. */
export interface ConsentEffect<E> {
  /** Why it is not usable, but for policies that ask more; empty when it is. */
  readonly fault: ConsentFault | '';
  /** Objections that stood against some calls and do not any more. */
  readonly lifts: readonly E[];
  readonly stays: readonly Staying<E>[];
}

/**
 * What one more consent comes to.
 *
 * @param events objections and withdrawals of its number
 * @param before the consents that the number had
 */
export function effectOf<E extends OwnEvent>(
  consent: ConsentEvent,
  events: readonly E[],
  before: readonly ConsentEvent[],
  callers: CallersToday,
): ConsentEffect<E> {
  const calling = callers.callsOf(consent.terms.caller);
  const fault = faultForItself(consent, events, calling);
  const lifts = new Set<E>();
  const stays = new Set<E>();
  for (const purpose of purposesOf(consent)) {
    const { caller } = consent.terms;
    const standing = standingBeside(before, events, calling, caller, purpose);
    const still = standingBeside([...before, consent], events, calling, caller, purpose);
    for (const event of standing) (still.includes(event) ? stays : lifts).add(event);
  }
  return {
    fault,
    lifts: [...lifts],
    stays: [...stays].map((objection) => ({ objection, why: whyStays(objection, consent, fault) })),
  };
}

/**
 * Why a consent is not usable for calls of its own caller, of a kind that it is for; empty when it
 * is. Whether a policy takes it, for its age or its doubts, is not asked.
 */
export function faultForItself(
  consent: ConsentEvent,
  events: readonly OwnEvent[],
  calling: Calling,
): ConsentFault | '' {
  const { caller } = consent.terms;
  const [purpose = 'live'] = purposesOf(consent);
  return consentFault(consent, events, calling, { caller, purpose, maximumDays: 0 });
}

/** The purposes of a consent. */
export function purposesOf({ terms }: ConsentEvent): Purpose[] {
  const names = terms.purposes.split(' ');
  return PURPOSE_NAMES.filter((name) => names.includes(name));
}

/**
 * The objections that stand against calls of one caller and purpose, by what consents leave of them.
 */
export function standingBeside<E extends OwnEvent>(
  consents: readonly ConsentEvent[],
  events: readonly E[],
  calling: Calling,
  caller: string,
  purpose: Purpose,
): E[] {
  const demand = { caller, purpose, maximumDays: 0 };
  const lifting = consents
    .filter(mayLift)
    .filter((consent) => consentFault(consent, events, calling, demand) === '')
    .filter((consent) => !consents.some((other) => supersedes(other, consent)))
    .map(({ sequence, terms: { given, until } }) => ({ sequence, given, until }));
  return standingObjections(events, calling, lifting);
}

function whyStays(
  { terms }: OwnEvent,
  { terms: { given, obtained } }: ConsentEvent,
  fault: ConsentFault | '',
): StayReason {
  if (!OBJECTION_CLASSES.some(({ name, lifted }) => name === terms.class && lifted)) return 'class';
  if (fault !== '') return 'not-usable';
  if (obtained === 'third-party') return 'third-party';
  return terms.told === given ? 'same-day' : 'later';
}

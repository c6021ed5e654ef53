import { CallerBook } from '../../src/config/caller-book.js';
import { addDays, type Day } from '../../src/core/day.js';
import {
  CONSENT_KINDS,
  consentFault,
  mayLift,
  supersedes,
  defaultEnd,
  OBTAINED,
  PURPOSE_NAMES,
  purposesText,
  type ConsentEvent,
  type ConsentFault,
  type ConsentTerms,
  type Purpose,
} from '../../src/policy/consents.js';
import {
  DEFAULT_CLASS,
  DEFAULT_LIST,
  FAR_DAY,
  OBJECTION_CLASS_NAMES,
  type ObjectionTerms,
} from '../../src/policy/objections.js';
import {
  standingObjections,
  type Calling,
  type GivenConsent,
  type OwnEvent,
} from '../../src/policy/standing.js';

/** Histories are told on the days 1 to 9: 26 February to 6 March 2026. */
export const LAST_DAY = 9;

/** The calendar day of a number from 1 to 9. */
function dayOf(number: number): Day {
  return addDays('2026-02-25' as Day, number);
}

/**
 * What happened to one number, in the order of recording.
 *
 * Phrases by commas: `told 2`, `mistake 5`, `asked 5` (withdrawals: by mistake, because the person
 * asked), `consent 4`, `undo A 6` (of all that is `in:A`). After the day stand, in any order, a class,
 * `from:` source, `to:` caller, `for:` campaign, `on:` list, `until:` last day, `in:` file, and `@6`
 * for the day of recording when that is another one.
 *
 * A consent is one to Acme's live calls, whole and obtained by Acme itself, without an end. Of it
 * stand `to:` caller (`to:nobody` when none was named), `for:` purposes with + between, `until:` last
 * day, `days:` for how many days it holds if its kind has an end by itself, `undated`, `no-method`,
 * `no-wording`, `no-reference`, a kind, and who obtained it.
 */
export interface History {
  readonly events: readonly Recorded<OwnEvent>[];
  readonly consents: readonly Recorded<ConsentEvent>[];
  readonly undone: readonly { readonly file: string; readonly recorded: number }[];
}

interface Recorded<T> {
  readonly what: T;
  /** Day, by number. */
  readonly recorded: number;
  /** The file that it came in; empty when typed. */
  readonly file: string;
}

/** Who asks, for which campaign, and knowing what was recorded by the end of which day. */
export interface Question {
  readonly known: number;
  readonly caller: string;
  readonly campaign: string;
  /** The only campaigns that are declared; none when any name is one. */
  readonly campaigns: readonly string[];
  /** What the calls are for. */
  readonly purpose: Purpose;
  /** The age in days that a consent may have; 0 for any. */
  readonly maximumDays: number;
}

/** Firms that share agents: two callers of one legal entity, and one of another. */
const CALLERS = new CallerBook(
  new Map([
    ['Acme', { legalEntity: 'Acme Ltd', brands: ['Brightline'], agents: ['Callwell'] }],
    ['Acme North', { legalEntity: 'Acme Ltd', brands: [], agents: [] }],
    ['Borough', { legalEntity: 'Borough plc', brands: [], agents: ['Callwell', 'Dialhouse'] }],
  ]),
);

const OPTIONS = ['from', 'to', 'for', 'on', 'until', 'in', 'days', 'ref'] as const;
/** What can be missing of a consent. */
const MISSING = ['undated', 'no-method', 'no-wording', 'no-reference'] as const;

/** Reads a history. @throws Error for a word that means nothing, or events out of order */
export function readHistory(text: string): History {
  const events: Recorded<OwnEvent>[] = [];
  const consents: Recorded<ConsentEvent>[] = [];
  const undone: { file: string; recorded: number }[] = [];
  let newest = 0;
  text.split(',').forEach((phrase, index) => {
    const words = phrase.trim().split(/ +/);
    const verb = words.shift() ?? '';
    if (verb === '') return;
    const file = verb === 'undo' ? (words.shift() ?? '') : '';
    const day = Number(words.shift());
    const said = new Map(words.map(readWord));
    const recorded = Number(said.get('@') ?? day);
    if (!(day >= 1 && day <= LAST_DAY && recorded >= newest)) throw new Error(`when? ${phrase}`);
    newest = recorded;
    const sequence = index + 1;
    const at = { recorded, file: said.get('in') ?? '' };
    if (verb === 'undo') undone.push({ file, recorded });
    else if (verb === 'consent') {
      const form = said.get('ref') ?? `form ${sequence}`;
      const reference = said.has('no-reference') ? '' : form;
      const terms = consentOf(dayOf(day), said);
      consents.push({ what: { sequence, terms, reference, isRepeat: false }, ...at });
    } else {
      const terms = termsOf(dayOf(day), said);
      events.push({ what: { ...kindOf(verb), sequence, terms, reference: '' }, ...at });
    }
  });
  return { events, consents, undone };
}

function readWord(word: string): [string, string] {
  const [, name = '', value = ''] = /^([a-z]+):(.+)$/.exec(word) ?? [];
  if (OPTIONS.some((option) => option === name)) return [name, value.replaceAll('_', ' ')];
  if (/^@\d$/.test(word)) return ['@', word.slice(1)];
  if (MISSING.some((missing) => missing === word)) return [word, word];
  if (CONSENT_KINDS.some((kind) => kind === word)) return ['kind', word];
  if (OBTAINED.some((by) => by === word)) return ['obtained', word];
  if (OBJECTION_CLASS_NAMES.some((known) => known === word)) return ['class', word];
  throw new Error(`what is '${word}'?`);
}

function kindOf(verb: string): Pick<OwnEvent, 'kind' | 'manner'> {
  if (verb === 'told') return { kind: 'objection', manner: '' };
  if (verb === 'mistake') return { kind: 'withdrawal', manner: 'mistake' };
  if (verb === 'asked') return { kind: 'withdrawal', manner: 'person-asked' };
  throw new Error(`what is '${verb}'?`);
}

function termsOf(told: Day, said: ReadonlyMap<string, string>): ObjectionTerms {
  return {
    list: said.get('on') ?? DEFAULT_LIST,
    class: OBJECTION_CLASS_NAMES.find((name) => name === said.get('class')) ?? DEFAULT_CLASS,
    reason: '',
    source: said.get('from') ?? '',
    told,
    undated: 0,
    told_text: '',
    until: untilOf(said),
    caller: said.get('to') ?? '',
    campaign: said.get('for') ?? '',
  };
}

function consentOf(given: Day, said: ReadonlyMap<string, string>): ConsentTerms {
  const kind = CONSENT_KINDS.find((name) => name === said.get('kind')) ?? 'opt-in';
  const to = said.get('to') ?? 'Acme';
  return {
    caller: to === 'nobody' ? '' : to,
    given,
    undated: said.has('undated') ? 1 : 0,
    given_text: '',
    until: said.has('days') ? defaultEnd(kind, given, Number(said.get('days'))) : untilOf(said),
    purposes: purposesText((said.get('for') ?? 'live').split('+').map(purposeOf)),
    kind,
    obtained: OBTAINED.find((by) => by === said.get('obtained')) ?? 'own',
    method: said.has('no-method') ? '' : 'web form',
    wording: said.has('no-wording') ? '' : 'Acme may call me',
  };
}

function purposeOf(word: string): Purpose {
  const found = PURPOSE_NAMES.find((name) => name === word);
  if (found === undefined) throw new Error(`what are calls for '${word}'?`);
  return found;
}

function untilOf(said: ReadonlyMap<string, string>): Day {
  const until = said.get('until');
  return until === undefined ? FAR_DAY : dayOf(Number(until));
}

/**
 * `known 4, caller Acme, campaign spring, declared spring+autumn, purpose claims, maximum 3`: what is
 * not said is everything, nobody, none, nothing, live, and any.
 */
export function readQuestion(text: string): Question {
  const said = new Map(
    text.split(',').flatMap((part): [string, string][] => {
      const [, name = '', value = ''] =
        /^\s*(known|caller|campaign|declared|purpose|maximum) (.+)$/.exec(part) ?? [];
      if (name === '' && part.trim() !== '') throw new Error(`what is '${part}'?`);
      return name === '' ? [] : [[name, value]];
    }),
  );
  const known = Number(said.get('known') ?? LAST_DAY);
  const campaigns = said.get('declared')?.split('+') ?? [];
  return {
    known,
    caller: said.get('caller') ?? '',
    campaign: said.get('campaign') ?? '',
    campaigns,
    purpose: purposeOf(said.get('purpose') ?? 'live'),
    maximumDays: Number(said.get('maximum') ?? 0),
  };
}

/** What is known by a day, without what was undone by then. */
function isKnown({ undone }: History, { known }: Question): (one: Recorded<unknown>) => boolean {
  return ({ recorded, file }) =>
    recorded <= known && !undone.some((undo) => undo.file === file && undo.recorded <= known);
}

function callingOf({ caller, campaign, campaigns }: Question, from: number, to: number): Calling {
  const bound = caller === '' ? CALLERS.names : CALLERS.boundBy(caller);
  const notBoundBy = new Set(CALLERS.names.filter((name) => !bound.includes(name)));
  return { from: dayOf(from), to: dayOf(to), notBoundBy, campaign, campaigns };
}

/** What of a history speaks for or against calls. */
export interface Verdict {
  /** Whether an objection stands. */
  readonly stands: boolean;
  /** Of each consent why it is not usable, empty when it is; undefined of one that is not known. */
  readonly faults: readonly (ConsentFault | '' | undefined)[];
}

/** Of calls from one day to another, by number: what consents are worth, and what they leave standing. */
export function judge(history: History, question: Question, from: number, to = from): Verdict {
  const events = history.events.filter(isKnown(history, question)).map(({ what }) => what);
  const backwards = [...events].reverse();
  const calling = callingOf(question, from, to);
  const faults = history.consents.map((consent) => {
    if (!isKnown(history, question)(consent)) return undefined;
    const fault = consentFault(consent.what, events, calling, question);
    const other = consentFault(consent.what, backwards, calling, question);
    // That it is void is one thing; of two reasons that make it void, either may be named.
    if ((fault === '') !== (other === ''))
      throw new Error('the order in which events come matters');
    const later = history.consents.filter(isKnown(history, question));
    if (fault !== '' || !later.some(({ what }) => supersedes(what, consent.what))) return fault;
    return 'superseded';
  });
  const lifting = history.consents
    .filter(({ what }, index) => faults[index] === '' && mayLift(what))
    .map(({ what }) => given(what));
  return { stands: standsBy(events, calling, lifting), faults };
}

/** Whether an objection stands against calls, when every consent is the caller's and for such calls. */
export function stands(history: History, question: Question, from: number, to = from): boolean {
  const known = isKnown(history, question);
  const events = history.events.filter(known).map(({ what }) => what);
  const consents = history.consents.filter(known).map(({ what }) => given(what));
  return standsBy(events, callingOf(question, from, to), consents);
}

function given({ sequence, terms }: ConsentEvent): GivenConsent {
  return { sequence, given: terms.given, until: terms.until };
}

function standsBy(
  events: readonly OwnEvent[],
  calling: Calling,
  consents: readonly GivenConsent[],
): boolean {
  const standing = standingObjections(events, calling, consents);
  const other = standingObjections([...events].reverse(), calling, [...consents].reverse());
  if (standing.length !== other.length) throw new Error('the order in which events come matters');
  return standing.length > 0;
}

/** A character for each of the nine days: `X` when an objection stands against a call on it. */
export function daysThatStand(history: History, question: Question): string {
  return eachDay((day) => (stands(history, question, day) ? 'X' : '.')).join('');
}

/** What is said of each of the nine days. */
export function eachDay<T>(say: (day: number) => T): T[] {
  return Array.from({ length: LAST_DAY }, (_, index) => say(index + 1));
}

import { CallerBook } from '../../src/config/caller-book.js';
import { addDays, type Day } from '../../src/core/day.js';
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
  type OwnEvent,
  type GivenConsent,
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
 */
export interface History {
  readonly events: readonly Recorded<OwnEvent>[];
  readonly consents: readonly Recorded<GivenConsent>[];
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
}

/** Firms that share agents: two callers of one legal entity, and one of another. */
const CALLERS = new CallerBook(
  new Map([
    ['Acme', { legalEntity: 'Acme Ltd', brands: ['Brightline'], agents: ['Callwell'] }],
    ['Acme North', { legalEntity: 'Acme Ltd', brands: [], agents: [] }],
    ['Borough', { legalEntity: 'Borough plc', brands: [], agents: ['Callwell', 'Dialhouse'] }],
  ]),
);

const OPTIONS = ['from', 'to', 'for', 'on', 'until', 'in'] as const;

/** Reads a history. @throws Error for a word that means nothing, or events out of order */
export function readHistory(text: string): History {
  const events: Recorded<OwnEvent>[] = [];
  const consents: Recorded<GivenConsent>[] = [];
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
      const until = untilOf(said);
      consents.push({ what: { sequence, given: dayOf(day), until }, ...at });
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

function untilOf(said: ReadonlyMap<string, string>): Day {
  const until = said.get('until');
  return until === undefined ? FAR_DAY : dayOf(Number(until));
}

/**
 * `known 4, caller Acme, campaign spring, declared spring+autumn`: what is not said is everything,
 * nobody, none, and nothing.
 */
export function readQuestion(text: string): Question {
  const said = new Map(
    text.split(',').flatMap((part): [string, string][] => {
      const [, name = '', value = ''] =
        /^\s*(known|caller|campaign|declared) (.+)$/.exec(part) ?? [];
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
  };
}

/** Whether an objection stands against calls from one day to another, by number. */
export function stands(history: History, question: Question, from: number, to = from): boolean {
  const { known, caller, campaign, campaigns } = question;
  const isKnown = ({ recorded, file }: Recorded<unknown>): boolean =>
    recorded <= known &&
    !history.undone.some((undo) => undo.file === file && undo.recorded <= known);
  const bound = caller === '' ? CALLERS.names : CALLERS.boundBy(caller);
  const calling: Calling = {
    from: dayOf(from),
    to: dayOf(to),
    notBoundBy: new Set(CALLERS.names.filter((name) => !bound.includes(name))),
    campaign,
    campaigns,
  };
  const events = history.events.filter(isKnown).map(({ what }) => what);
  const consents = history.consents.filter(isKnown).map(({ what }) => what);
  const standing = standingObjections(events, calling, consents);
  const other = standingObjections([...events].reverse(), calling, [...consents].reverse());
  if (standing.length !== other.length) throw new Error('the order in which events come matters');
  return standing.length > 0;
}

/** A character for each of the nine days: `X` when an objection stands against a call on it. */
export function daysThatStand(history: History, question: Question): string {
  const days = Array.from({ length: LAST_DAY }, (_, index) => index + 1);
  return days.map((day) => (stands(history, question, day) ? 'X' : '.')).join('');
}

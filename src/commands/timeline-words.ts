import type { LifeEvent, LifeKind, RunEvent } from '../audit/explain/event.js';
import { londonDay, londonTime } from '../core/day.js';
import { counted } from '../ui/tables.js';
import { listed } from './edition-words.js';
import { decisionWords } from './run-words.js';

type OfKind<K extends LifeKind> = Extract<LifeEvent, { readonly kind: K }>;

/** What each kind of event says, in one sentence without its day. */
const WORDS: { readonly [K in LifeKind]: (event: OfKind<K>) => string } = {
  listed: ({ register, estimated, listed_after: after }) =>
    `on the ${register} edition of this day${estimate(estimated)}, ${after === null ? 'the first one held' : `not on that of ${after}`}`,
  'not-listed': ({ register, estimated, last_listed: last }) =>
    `not on the ${register} edition of this day${estimate(estimated)}, on that of ${last}`,
  replaced: ({ register, estimated, listed: is, by, replaced }) => {
    const edition = `the ${register} edition of this day${estimate(estimated)} that edition ${String(by)} replaced on ${londonDay(replaced)}`;
    if (is === null) return `whether it was on ${edition} is not known`;
    return `${is ? '' : 'not '}on ${edition}`;
  },
  'no-data': ({ day, until, why }) => `no data${day === until ? '' : ` to ${until}`}: ${why}`,
  objection: (event) =>
    [
      `objection: ${event.reason}${event.note === '' ? '' : ` (${event.note})`}`,
      ...(event.told_known ? [] : ['day told not known']),
      ...(event.told_text === '' ? [] : [`the file says '${event.told_text}'`]),
      ...entryWords(event),
      ...(event.until === null ? [] : [`to ${event.until}`]),
      standsWords(event),
    ].join(', '),
  withdrawal: (event) =>
    [
      `withdrawal of ${event.reason}: ${event.manner === 'mistake' ? 'recorded by mistake' : 'the person asked'}`,
      ...(event.why === '' ? [] : [event.why]),
      ...entryWords(event),
      ...(event.undone ? ['undone'] : []),
    ].join(', '),
  undone: ({ batch, why }) => `${batch} undone${because(why)}`,
  consent: (event) =>
    [
      `consent to ${event.caller === '' ? 'nobody in particular' : event.caller}`,
      ...(event.given_known ? [] : ['day not known']),
      ...(event.given_text === '' ? [] : [`the file says '${event.given_text}'`]),
      `for ${event.for.join(' and ')} calls`,
      ...(event.until === null ? [] : [`to ${event.until}`]),
      ...(event.how === 'opt-in' ? [] : ['a call that was asked for']),
      ...(event.obtained === 'own' ? [] : ['obtained by a third party']),
      ...(event.method === '' ? [] : [`by ${event.method}`]),
      ...(event.wording === '' ? [] : [`wording '${event.wording}'`]),
      ...(event.reference === '' ? [] : [`ref ${event.reference}`]),
      event.batch,
      event.usable ? 'usable today' : `not usable today: ${event.why}`,
    ].join(', '),
  unread: ({ about_it: isIts, line, text, why, settled, settled_by: by }) =>
    `unread line ${line}${isIts ? '' : ", which may be another's"}: ` +
    `${text === '' ? 'its text was erased' : `'${text}' (${why})`}, ` +
    (settled === null
      ? 'waits to be settled'
      : `settled ${isIts ? 'by naming it ' : ''}${londonDay(settled)} by ${by}`),
  erasure: ({ by, what, request }) =>
    `${by}${request === '' ? '' : ` for ${request}`}: what was said in ${erasedWords(what)} was erased`,
  hold: ({ case: reference }) => `held for ${caseWords(reference)}`,
  'hold-released': ({ case: reference, why }) =>
    `hold of ${caseWords(reference)} released${because(why)}`,
  run: (event) =>
    [
      `in the list ${listOf(event)}: ${event.decisions.map(decisionWords).join('; ')}`,
      event.policy + (event.caller === '' ? '' : `, for ${event.caller}`),
      ...(event.campaign === '' ? [] : [`campaign ${event.campaign}`]),
      `calls ${event.call_date} to ${event.last_call_day}`,
      ...(event.for_calling ? [] : ['historical, no list to call from']),
      ...(STATES[event.state] ?? []),
      ...(event.supplier === null ? [] : [suppliedWords(event.supplier, event.claimed_screened)]),
      `run ${event.run}`,
    ].join(', '),
  'run-no-data': ({ run, why }) => `no data of run ${run}: ${why}`,
  recall: ({ run, reason, through }) =>
    `recalled from the list of run ${run}: ${reason}, by what was recorded up to ${londonTime(through)}`,
  lost: ({ day, until, after, why }) =>
    `no data${day === until ? '' : ` to ${until}`}: what was recorded after line ${String(after)} was given up when a backup was restored${because(why)}`,
};

/** What the kinds of events are called that can be erased. */
const ERASED: Readonly<Partial<Record<LifeKind, readonly [one: string, several: string]>>> = {
  objection: ['objection', 'objections'],
  withdrawal: ['withdrawal', 'withdrawals'],
  consent: ['consent', 'consents'],
  unread: ['unread line', 'unread lines'],
  hold: ['hold', 'holds'],
  'hold-released': ['release of a hold', 'releases of holds'],
};

function erasedWords(what: OfKind<'erasure'>['what']): string {
  return listed(
    Object.entries(what).map(([kind, count]) => {
      return counted(count, ...(ERASED[kind as LifeKind] ?? [kind, kind]));
    }),
  );
}

function caseWords(reference: string): string {
  return reference === '' ? 'a case that was erased' : `the case ${reference}`;
}

/** Words that were erased are not missed: the line of the erasure says so. */
function because(why: string): string {
  return why === '' ? '' : `: ${why}`;
}

function estimate(estimated: boolean): string {
  return estimated ? ' (estimated)' : '';
}

const STATES: Readonly<Record<string, readonly string[]>> = {
  interrupted: ['interrupted'],
  abandoned: ['abandoned: no list came of it'],
};

/** What an event says, with who recorded it, and when if that was another day, and its ledger line. */
export function eventWords(event: LifeEvent): string {
  const say = WORDS[event.kind] as (event: LifeEvent) => string;
  const { recorded, ledger_line: line } = event;
  const late = recorded !== null && londonDay(recorded) !== event.day;
  const by = 'operator' in event && event.operator !== '' ? `by ${event.operator}` : '';
  const known = [
    ...(late ? [`recorded ${londonDay(recorded)}`] : []),
    ...(by === '' ? [] : [by]),
    ...(line === null ? [] : [`line ${String(line)}`]),
  ].join(', ');
  return known === '' ? say(event) : `${say(event)} (${known})`;
}

function entryWords(event: OfKind<'objection' | 'withdrawal'>): string[] {
  const { list, source, reference, caller, campaign, batch } = event;
  return [
    `list ${list}`,
    ...(source === '' ? [] : [`from ${source}`]),
    ...(reference === '' ? [] : [`ref ${reference}`]),
    ...(caller === '' ? [] : [`told to ${caller}`]),
    ...(campaign === '' ? [] : [`for campaign ${campaign}`]),
    batch,
  ];
}

function standsWords({ undone, said_again: again, stands }: OfKind<'objection'>): string {
  if (undone) return 'undone';
  if (again) return 'said again by a file';
  return stands ? 'stands' : 'stands no more';
}

function listOf({ input }: RunEvent): string {
  return input === '-' ? 'on standard input' : input;
}

function suppliedWords(name: string, day: string | null): string {
  return `supplied by ${name}${day === null ? '' : `, who says it screened it on ${day}`}`;
}

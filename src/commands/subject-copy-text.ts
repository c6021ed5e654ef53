import type { CopiedEvent, SubjectCopy } from '../audit/explain/subject-copy.js';
import type { Explained } from '../audit/explain/explain.js';
import type { LifeEvent, LifeKind } from '../audit/explain/event.js';
import { londonDay, type Day } from '../core/day.js';
import { OBJECTION_CLASSES } from '../policy/objections.js';
import { wrapped } from '../ui/paragraphs.js';
import { printable } from '../ui/voice.js';
import { dayWords } from './day-words.js';
import { listed } from './edition-words.js';
import { callsText, registersText, registerTitle as title } from './subject-copy-calls.js';

/** What has to be seen to before a copy is sent. */
export const COPY_WARNINGS = [
  'check the identity of whoever asks before this is sent: it is about a telephone line, and whoever uses a line may see what is held about it',
  'a line may be shared by several persons: what one of them said is not for the others to see',
] as const;

type OfKind<K extends LifeKind> = Partial<Extract<LifeEvent, { readonly kind: K }>>;

const WORDS: { readonly [K in LifeKind]: (event: OfKind<K>) => string } = {
  listed: ({ register, estimated, listed_after: after }) =>
    `The number was on the ${title(register)} file of this day${estimate(estimated)}` +
    (after === undefined || after === null
      ? ', the first that we hold.'
      : `, and not on that of ${dayWords(after)}.`),
  'not-listed': ({ register, estimated, last_listed: last }) =>
    `The number was not on the ${title(register)} file of this day${estimate(estimated)}` +
    (last === undefined ? '.' : `; it was on that of ${dayWords(last)}.`),
  replaced: ({ register, estimated, listed: is }) =>
    (is === null || is === undefined
      ? `No data: whether the number was on a ${title(register)} file of this day${estimate(estimated)} is not known.`
      : `The number was ${is ? '' : 'not '}on a ${title(register)} file of this day${estimate(estimated)}.`) +
    ' That file was replaced by another of the same day.',
  'no-data': ({ day, register, until }) =>
    `No data: what the ${title(register)} says of the number is not known${until === undefined || until === day ? '' : ` up to ${dayWords(until)}`}.`,
  objection: (event) =>
    `An objection to calls (${classWords(event.reason)})${told(event)}.` +
    (event.told_known === false ? ' The day on which it was said is not known.' : '') +
    (event.until === undefined || event.until === null
      ? ''
      : ` This holds to ${dayWords(event.until)}.`) +
    (event.undone === true
      ? ' This was recorded by mistake and taken back.'
      : event.said_again === true
        ? ' A file repeated what was recorded before.'
        : event.stands === true
          ? ' It is in force.'
          : ' It is not in force any more.'),
  withdrawal: (event) =>
    event.manner === 'mistake'
      ? `An objection (${classWords(event.reason)}) had been recorded by mistake, and was ended.`
      : `We were told that calls may be made again: an objection (${classWords(event.reason)}) was ended.`,
  undone: () => 'A file that named the number had been recorded by mistake and was taken back.',
  consent: (event) =>
    `Agreement to ${event.for?.join(' and ') ?? ''} calls from ${event.caller === '' ? 'nobody in particular' : (event.caller ?? '')}` +
    (event.method === '' || event.method === undefined ? '' : `, given by ${event.method}`) +
    (event.wording === '' || event.wording === undefined
      ? ''
      : `, in the words '${event.wording}'`) +
    (event.obtained === 'third-party' ? ', obtained by another firm' : '') +
    (event.until === undefined || event.until === null ? '' : `, to ${dayWords(event.until)}`) +
    (event.usable === true ? '.' : `. It is not relied on: ${event.why ?? ''}.`),
  unread: ({ about_it: isIts, settled }) => {
    const line = 'A file of people not to be called had a line that could not be read';
    if (settled === null || settled === undefined) {
      return `${line}. It may be about the number, or about another.`;
    }
    const when = dayWords(londonDay(settled));
    return isIts === true
      ? `${line}. On ${when} it was found to be about the number.`
      : `${line}. It may be about the number, or about another; it was settled on ${when}.`;
  },
  erasure: ({ by }) =>
    by === 'purge'
      ? 'What was recorded beside the number was deleted, since it was older than we keep it.'
      : 'On request, what was recorded beside the number was erased; the number stays, so that it is not called.',
  hold: () => 'What is recorded of the number was to be kept from this day.',
  'hold-released': () => 'It need not be kept any longer.',
  run: (event) =>
    `The number stood in a list of numbers to be called${forWhom(event)}: ${decided(event)}.` +
    (event.supplier === null || event.supplier === undefined
      ? ''
      : ` The list came from ${event.supplier}.`) +
    (event.for_calling === false
      ? ' This was a trial; nobody was called from it.'
      : event.state === 'abandoned'
        ? ' Nothing came of that list.'
        : event.call_date === undefined || event.last_call_day === undefined
          ? ''
          : ` The list was for calls from ${dayWords(event.call_date)} to ${dayWords(event.last_call_day)}.`),
  'run-no-data': () =>
    'No data: a list was checked on this day, and it is not known whether the number stood in it.',
  recall: () => 'Whoever had such a list was told not to call the number any more.',
  lost: ({ until }) =>
    `No data: what was recorded from this day${until === undefined ? '' : ` to ${dayWords(until)}`} was lost.`,
};

/** The copy for the person whose number it is: plain words, 80 columns wide. */
export function subjectCopyText({ events }: SubjectCopy, found: Explained): string {
  const { asOf, suppliers, verdict } = found;
  const number = verdict.numbers[0]?.words.number ?? '';
  return [
    `What is recorded about the telephone number ${number}`,
    '',
    wrapped(
      `As recorded on ${dayWords(londonDay(asOf))}. This is about the number. If several people use the line, it does not say which of them is meant.`,
    ),
    '',
    ...(events.length === 0 ? ['Nothing is recorded about it.'] : events.map(copiedText)),
    '',
    ...(suppliers.length === 0
      ? []
      : [
          wrapped(
            `We were given the number by ${printable(listed(suppliers.map(({ name }) => name)))}.`,
          ),
          '',
        ]),
    wrapped(printable(callsText(found))),
    ...registersText(found).flatMap((paragraph) => ['', wrapped(paragraph)]),
  ].join('\n');
}

function copiedText(event: CopiedEvent): string {
  const say = WORDS[event.kind] as (event: CopiedEvent) => string;
  const { recorded } = event;
  const late = typeof recorded === 'string' && londonDay(recorded) !== event.day;
  const words = late ? `${say(event)} (Recorded on ${dayWords(londonDay(recorded))}.)` : say(event);
  return wrapped(printable(words), `${dayWords(event.day).padStart(DAY_WIDTH)}  `);
}

const DAY_WIDTH = dayWords('2026-09-30' as Day).length;

function estimate(estimated: boolean | undefined): string {
  return estimated === true ? ' (its day is an estimate)' : '';
}

function classWords(reason: string | undefined): string {
  // What follows a comma is said to the firm: where its words are, or why they are not.
  const means = OBJECTION_CLASSES.find(({ name }) => name === reason)?.means ?? '';
  return means.split(/[,;]/)[0] ?? '';
}

function told({ source, caller, campaign }: OfKind<'objection'>): string {
  return [
    ...(caller === '' || caller === undefined ? [] : [`, told to ${caller}`]),
    ...(campaign === '' || campaign === undefined ? [] : [`, about the calls '${campaign}'`]),
    ...(source === '' || source === undefined ? [] : [`, passed on by ${source}`]),
  ].join('');
}

function forWhom({ caller, campaign }: OfKind<'run'>): string {
  const by = caller === '' || caller === undefined ? '' : ` by ${caller}`;
  return campaign === '' || campaign === undefined ? by : `${by} (${campaign})`;
}

const REASON_WORDS: Readonly<Record<string, string>> = {
  OBJECTION: 'since we had been told not to call',
  TPS: 'since it was on the Telephone Preference Service',
  CTPS: 'since it was on the Corporate Telephone Preference Service',
  CONSENT_REQUIRED: 'since no agreement to such calls was held',
};

function decided({ decisions = [] }: OfKind<'run'>): string {
  const each = decisions.map(({ kept, reason }) => {
    if (kept) {
      return reason === 'CONSENT'
        ? 'it was left in, since an agreement to calls was held'
        : 'it was left in';
    }
    const why = REASON_WORDS[reason];
    return `it was taken out${why === undefined ? '' : `, ${why}`}`;
  });
  return [...new Set(each)].join('; ');
}

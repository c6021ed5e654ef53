// What random people say, and random files: plain JavaScript, see random-world.js.
import { lastDay } from './plain-model.js';

/** @typedef {import('../bench/prng.js').Prng} Prng */

const DAY = 86_400_000;
const SOURCES = ['agent-12', 'dealer', 'dialler'];
const LISTS = ['internal', 'internal', 'letters'];
const CAMPAIGNS = [...Array(8).fill(''), 'Spring', 'Autumn'];
const CLASSES = [
  'asked-not-to-call',
  'consent-withdrawn',
  'other',
  'abandoned-call',
  'complaint',
  'vulnerable',
  'legal',
  'deceased',
  'wrong-number',
];
/** Two firms that share an agent. */
export const CALLERS = new Map([
  ['Acme', { legalEntity: 'Acme Ltd', brands: ['Brightline'], agents: ['Callwell'] }],
  ['Borough', { legalEntity: 'Borough plc', brands: [], agents: ['Callwell', 'Dialhouse'] }],
]);
/** The same firms as the model has them. */
export const GROUPS = [
  ['Acme', 'Acme Ltd', 'Brightline', 'Callwell'],
  ['Borough', 'Borough plc', 'Callwell', 'Dialhouse'],
];
const TOLD_TO = [...Array(12).fill(''), 'Acme', 'Brightline', 'Borough', 'Callwell', 'Dialhouse'];
/** On whose behalf calls are made. */
export const CALLING = ['', 'Acme', 'Borough'];

/** The day with this number, counted from 1970, as YYYY-MM-DD. */
export const isoDay = (day) => new Date(day * DAY).toISOString().slice(0, 10);

/** What a person types of some numbers on a day. @param {Prng} random */
export function randomAdd(random, today) {
  const name = random.below(2) === 0 ? CLASSES[0] : random.pick(CLASSES);
  const on = random.below(3) === 0 ? today - random.below(9) : undefined;
  const from = on ?? today;
  const mayEnd = name === 'other' || name === 'abandoned-call';
  const until = mayEnd && random.below(2) === 0 ? from + random.below(8) : undefined;
  const said = {
    list: random.pick(LISTS),
    class: name,
    source: random.pick(['', ...SOURCES]),
    reason: random.pick(['', '', '', 'moved away']),
    reference: random.pick(['', '', '', '', 'T-1']),
    caller: random.pick(TOLD_TO),
    campaign: random.pick(CAMPAIGNS),
  };
  const days = {
    on: on === undefined ? undefined : isoDay(on),
    until: until === undefined ? undefined : isoDay(until),
  };
  const told = { ...said, from, isDated: true, unreadDay: '', until: until ?? Infinity };
  return { request: { ...said, ...days }, told };
}

/**
 * A file of new rows, or one that came before, wholly or nearly the same.
 *
 * @param {Prng} random
 * @param {readonly string[][]} groups numbers that stand in each other's cells
 */
export function randomFile(random, today, groups, before) {
  const known = random.below(5) < 3 ? random.pick([undefined, ...before]) : undefined;
  const some = (place) => {
    const count = random.pick([0, 0, 1, 2]);
    return Array.from({ length: count }, () => randomRow(random, today, groups[place], place));
  };
  if (known === undefined) {
    const [list, source] = [random.pick(LISTS), random.pick(SOURCES)];
    return { list, source, rows: distinct(groups.flatMap((_, place) => some(place))) };
  }
  const rows = known.rows.filter(() => random.below(10) > 0);
  const more = random.below(2) === 0 ? [] : some(random.below(groups.length));
  const source = random.below(8) === 0 ? random.pick(SOURCES) : known.source;
  return { list: known.list, source, rows: distinct([...rows, ...more]) };
}

/** Rows of which no two have the same text: two lines with one name would be hard to tell apart. */
function distinct(rows) {
  return [...new Map(rows.map((row) => [row.text, row])).values()];
}

/** A row before it is sent: its text, and what the model must know of its cells. */
function randomRow(random, today, group, place) {
  const number = random.pick(group);
  const other = random.pick(group);
  const letters = [...String(place)].map((digit) => 'abcdefghij'[Number(digit)]).join('');
  const plain = { cell: number, numbers: [number], isUnread: false };
  const two = {
    cell: `${number} / ${other}`,
    numbers: [...new Set([number, other])],
    isUnread: false,
  };
  const none = { cell: `the lady of ${letters}`, numbers: [], isUnread: true };
  const half = { cell: `${number} ref 12345`, numbers: [number], isUnread: true };
  const { cell, numbers, isUnread } = random.pick([plain, plain, plain, plain, two, none, half]);
  const day = today - random.below(12);
  const on = random.pick([
    { text: '' },
    { text: '' },
    { text: isoDay(day), day },
    { text: isoDay(day).split('-').reverse().join('/'), day },
    { text: 'soon' },
    { text: isoDay(today + 2), day: today + 2 },
  ]);
  const until = random.below(5) === 0 ? today + random.below(10) - 3 : undefined;
  const end = until === undefined ? '' : isoDay(until);
  const caller = random.pick(TOLD_TO);
  const campaign = random.pick(CAMPAIGNS);
  const reason = random.pick([...Array(12).fill(''), ...CLASSES, 'moved away']);
  const reference = random.pick([...Array(6).fill(''), 'T-1', 'T-2']);
  const text = [cell, reason, reference, on.text, end, caller, campaign].join(',');
  return { text, numbers, isUnread, reason, reference, on, until, caller, campaign };
}

/** The columns of a file, in the order of its cells. */
export const HEADER = 'number,reason,reference,on,until,caller,campaign';

/** What a row says when it is sent on a day in a file of a source, for a list. */
export function toldBy(
  { reason, reference, on, until, caller, campaign },
  { list, source },
  today,
) {
  const isClass = CLASSES.includes(reason);
  const name = isClass ? reason : reason === '' ? CLASSES[0] : 'other';
  const isDated = on.day !== undefined && on.day <= today;
  const from = isDated ? on.day : today;
  return {
    list,
    class: name,
    source,
    caller,
    campaign,
    reason: isClass ? '' : reason,
    reference,
    from,
    isDated,
    unreadDay: isDated ? '' : on.text,
    until: lastDay(name, until, from, isDated),
  };
}

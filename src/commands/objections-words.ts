import type { DealtWith, Objections, Spread } from '../audit/objections.js';
import { RECALL_STATES } from '../audit/objection-recalls.js';
import { londonTime, type Day } from '../core/day.js';
import type { Explanation } from '../core/errors.js';
import { maskedNumber } from '../core/masked-number.js';
import { VOCABULARY } from '../core/version.js';
import { aligned, counted, grouped } from '../ui/tables.js';
import type { Paint } from '../ui/voice.js';
import { lengthWords } from './not-recalled-words.js';

/** So many people are shown to a person: the slowest. */
const SHOWN = 20;

/** What was asked, and how it is told. */
interface Asked {
  readonly from: Day | undefined;
  readonly to: Day | undefined;
  /** Whether numbers are told in full. */
  readonly inFull: boolean;
}

/** How objections were dealt with, for people: the slowest first, then what it comes to. */
export function objectionsText(
  found: Objections,
  asked: Asked & { readonly paint: Paint },
): string {
  const { people, count, recording, passing, states, calls } = found;
  const { from, to, inFull, paint } = asked;
  const when = `${from === undefined ? '' : ` from ${from}`}${to === undefined ? '' : ` to ${to}`}`;
  if (count === 0) return `Nobody objected${when}.`;
  const header = ['number', 'told', 'recorded', 'days', 'recalled', 'lists', 'again'];
  if (calls !== undefined) header.push('calls');
  const shown = people.slice(0, SHOWN);
  const lines = [
    `${counted(count, 'person', 'people')} objected${when}, the slowest first, times in London:`,
    aligned([header, ...shown.map((one) => cells(one, inFull, found))], [3, 5, 6, 7]),
  ];
  if (count > SHOWN) lines.push(`and ${grouped(count - SHOWN)} more: --json`);
  lines.push('');
  if (recording) {
    const { median, worst } = recording;
    lines.push(
      `told to recorded: ${counted(median, 'day')} in the middle, ${counted(worst, 'day')} at worst`,
    );
  }
  if (passing) {
    const { median, worst } = passing;
    lines.push(
      `recorded to recalled: ${lengthWords(median)} in the middle, ${lengthWords(worst)} at worst`,
    );
  }
  for (const { name, means } of RECALL_STATES) {
    if (states[name] === 0) continue;
    const tone = name === 'recalled' || name === 'no-list' ? 'quiet' : 'bad';
    lines.push(paint(tone, `${grouped(states[name])} ${name}: ${means}`));
  }
  if (calls !== undefined) {
    const { read, after } = calls;
    const said = `${grouped(after)} of ${counted(read, 'call')} broke an objection`;
    lines.push(paint(after > 0 ? 'bad' : 'good', said));
  }
  return lines.join('\n');
}

function cells(person: DealtWith, inFull: boolean, { asOf }: Objections): string[] {
  const { e164, told, recorded, days, state, passing, lists, repeats, callsAfter } = person;
  const open = lengthWords(Math.max(0, Date.parse(asOf) - Date.parse(recorded)));
  const recalled = {
    'no-data': 'no data',
    open: `open ${open}`,
    'ran-out': 'ran out',
    recalled: passing === undefined ? '' : lengthWords(passing),
    'no-list': '-',
  }[state];
  return [
    numberOf(e164, inFull),
    days === undefined ? 'not said' : told,
    londonTime(recorded),
    days === undefined ? '' : String(days),
    recalled,
    String(lists),
    String(repeats),
    callsAfter === undefined ? '' : String(callsAfter),
  ];
}

function numberOf(e164: number, inFull: boolean): string {
  return inFull ? `+${String(e164)}` : maskedNumber(e164);
}

/** The same in JSON. @param asked.fault why not all could be told */
export function objectionsJson(
  { people, count, recording, passing, states, calls, asOf }: Objections,
  { from, to, inFull, fault }: Asked & { readonly fault: Explanation | undefined },
): object {
  return {
    ok: fault === undefined,
    vocabulary: VOCABULARY,
    ...(fault === undefined ? {} : { code: 'not-safe', ...fault }),
    as_of: asOf,
    from: from ?? null,
    to: to ?? null,
    people: count,
    days_told_to_recorded: spreadJson(recording),
    hours_recorded_to_recalled: spreadJson(passing && inHours(passing)),
    recall: states,
    calls: calls?.read ?? null,
    calls_after: calls?.after ?? null,
    objections: people.map((person) => ({
      number: numberOf(person.e164, inFull),
      told: person.told,
      told_known: person.days !== undefined,
      recorded: person.recorded,
      days: person.days ?? null,
      reason: person.objection.terms.class,
      list: person.objection.terms.list,
      caller: person.objection.terms.caller,
      campaign: person.objection.terms.campaign,
      recall: person.state,
      recalled: person.recalled,
      hours: person.passing === undefined ? null : hours(person.passing),
      lists: person.lists,
      repeats: person.repeats,
      calls_after: person.callsAfter ?? null,
      ledger_line: person.sequence,
    })),
    more: count - people.length,
  };
}

const HOUR = 3_600_000;

function hours(milliseconds: number): number {
  return Math.round((milliseconds / HOUR) * 10) / 10;
}

function inHours({ median, worst }: Spread): Spread {
  return { median: hours(median), worst: hours(worst) };
}

function spreadJson(spread: Spread | undefined): object | null {
  return spread ?? null;
}

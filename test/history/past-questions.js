// Questions about a random past, held against the model: plain JavaScript, see random-past.js.
import { dayOf, isoDay, londonDay } from './calendar.js';
import { isCovered } from './plain-past.js';

/** @typedef {import('./random-past.js').RandomPast} RandomPast */

/** The registers. */
export const REGISTERS = ['tps', 'ctps'];
/** The policy that most people ask about. */
export const LIVE_CALLS = {
  name: 'live-calls',
  requires: REGISTERS,
  needsConsent: false,
  hasGrace: false,
};
/** All that are asked about. */
export const POLICIES = [
  LIVE_CALLS,
  { ...LIVE_CALLS, name: 'live-calls-consumer', requires: ['tps'] },
  { ...LIVE_CALLS, name: 'consent-only', needsConsent: true },
  { ...LIVE_CALLS, name: 'with grace', hasGrace: true },
];
/** The policies that are not built in, as the configuration has them. */
export const OWN_POLICIES = '[policy."with grace"]\nlike = "live-calls"\ngrace = true\n';
/** Premium rate numbers are not marketed to. */
const NOT_DIALLABLE = '09';

/**
 * What is asked: S is `asOf` (an instant, a bare London day, or nothing for now), C is `day`.
 *
 * @typedef {{ asOf: string | undefined, day: number | undefined, caller: string,
 *   policy: typeof LIVE_CALLS }} Question
 */

/** Asks `check` about all numbers and compares every answer. @param {RandomPast} past @param {Question} question */
export async function ask(past, question) {
  const { asOf, day, caller, policy } = question;
  const words = [
    ...['check', ...past.numbers, '--policy', policy.name],
    ...(asOf === undefined ? [] : ['--as-of', asOf]),
    ...(day === undefined ? [] : ['--call-date', isoDay(day)]),
    ...(caller === '' ? [] : ['--caller', caller]),
  ];
  const shown = words.slice(1 + past.numbers.length).join(' ');
  const { status, said } = await past.run(words);
  const settled = settle(past, question);
  const gaps = policy.requires.filter(
    (name) => past.registers.deciding(name, settled.known, settled.day) === undefined,
  );
  past.counts.questions++;
  past.same(`status of check ${shown}`, status, gaps.length > 0 ? 4 : 0);
  past.same(`call date of check ${shown}`, said.call_date, isoDay(settled.day));
  for (const found of said.numbers ?? []) {
    compare(past, `${found.value}, ${shown}`, found, expectedOf(past, found.value, settled));
  }
}

/** S as the last instant that is known, and C as a day. @param {Question} question */
function settle(past, { asOf, day, caller, policy }) {
  if (asOf === undefined) {
    return { known: past.clock(), day: day ?? past.today, caller, policy };
  }
  if (asOf.length > 10) {
    return { known: asOf, day: day ?? londonDay(Date.parse(asOf)), caller, policy };
  }
  const last = dayOf(asOf);
  const known = past.instants.filter((instant) => londonDay(Date.parse(instant)) <= last);
  return { known: known.at(-1) ?? '', day: day ?? last, caller, policy };
}

function expectedOf(past, number, { known, day, caller, policy }) {
  const { registers, told } = past;
  const calls = { from: day, to: day, caller, campaign: '', purpose: 'live', maximumDays: 0 };
  const moment = past.spokenBy(known);
  const isObjected = told.stands(number, calls, moment);
  const isWelcome = told.isWelcome(number, calls, moment);
  const deciding = policy.requires.map((name) => [name, registers.deciding(name, known, day)]);
  const held = deciding.filter(([, edition]) => edition !== undefined);
  const listed = held.filter(([, { numbers }]) => numbers.has(number)).map(([name]) => name);
  const isSpared =
    policy.hasGrace && REGISTERS.every((name) => registers.grants(name, number, known, day));
  const isOutside = held.some(([, edition]) => !isCovered(edition, number));
  const reasons = [
    ...(isObjected ? ['OBJECTION'] : []),
    ...(isWelcome || isSpared ? [] : listed.map((name) => name.toUpperCase())),
    ...(policy.needsConsent && !isWelcome ? ['CONSENT_REQUIRED'] : []),
    ...(number.startsWith(NOT_DIALLABLE) ? ['NOT_DIALLABLE'] : []),
    ...(isOutside ? ['NOT_COVERED'] : []),
  ];
  const otherwise = listed.length > 0 && isWelcome ? 'CONSENT' : 'CLEAN';
  const left = held.length < policy.requires.length ? 'NO_DATA' : otherwise;
  return {
    reason: reasons[0] ?? left,
    reasons,
    isObjected,
    isWelcome,
    isSpared: isSpared && !isWelcome && listed.length > 0,
    listings: listed.map((name) => {
      const { from, after } = registers.listing(name, number, known, day);
      const listedAfter = after === undefined ? '' : isoDay(after);
      const days = { listed_from: isoDay(from), listed_after: listedAfter };
      return { register: name, ...days, days_listed: day - from };
    }),
    answers: policy.requires.map((name) => {
      const { answer, before, after } = registers.answer(name, number, known, day);
      return { register: name, answer, before: editionJson(before), after: editionJson(after) };
    }),
  };
}

function editionJson(edition) {
  return edition === undefined ? null : { edition: edition.id, dated: isoDay(edition.dated) };
}

/** Reasons that are none to hold a number back are compared as the deciding one only. */
const NOT_HELD_BACK = ['CLEAN', 'CONSENT', 'NO_DATA'];

function compare(past, what, found, expected) {
  past.counts.verdicts++;
  past.counts[expected.reason] = (past.counts[expected.reason] ?? 0) + 1;
  if (expected.isSpared) past.counts.spared = (past.counts.spared ?? 0) + 1;
  past.same(`reason of ${what}`, found.reason, expected.reason);
  const reasons = found.reasons.filter((reason) => !NOT_HELD_BACK.includes(reason));
  past.same(`reasons of ${what}`, reasons, expected.reasons);
  past.same(`objections of ${what}`, found.objections.length > 0, expected.isObjected);
  const isUsable = found.consents.some(({ usable }) => usable);
  past.same(`usable consent of ${what}`, isUsable, expected.isWelcome);
  past.same(`listings of ${what}`, found.listings, expected.listings);
  const deciding = expected.listings.find(({ register }) => register === found.list);
  if (deciding !== undefined) {
    const { register, ...days } = deciding;
    const { listed_from, listed_after, days_listed } = found;
    const said = { listed_from, listed_after, days_listed };
    past.same(`days listed on ${register} of ${what}`, said, days);
  }
  const answers = found.answers.map(({ register, answer, before, after }) => ({
    ...{ register, answer },
    ...{ before: sideOf(before), after: sideOf(after) },
  }));
  past.same(`answers of ${what}`, answers, expected.answers);
  for (const { answer } of expected.answers) {
    past.counts[answer] = (past.counts[answer] ?? 0) + 1;
  }
}

function sideOf(side) {
  return side === null ? null : { edition: side.edition, dated: side.dated };
}

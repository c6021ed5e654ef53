// Which days and instants of a random past are asked about: plain JavaScript, see random-past.js.
import { Prng } from '../bench/prng.js';
import { isoDay, londonDay } from './calendar.js';
import { LIVE_CALLS, POLICIES, REGISTERS } from './past-questions.js';

/** @typedef {import('./random-past.js').RandomPast} RandomPast */
/** @typedef {import('./random-past.js').PastSize} PastSize */
/** @typedef {import('./past-questions.js').Question} Question */

/** An edition of day R is in date on R + 27. */
const LAST_IN_DATE = 27;
/** Days are asked about until after every edition is out of date. */
const DAYS_AFTER = 31;

/**
 * Every day (or one in so many) by what is known now, and every instant at which anything was recorded
 * (or a share of them), the one just before it, and now and then the end of its day: on every day, or on
 * one worth asking about.
 *
 * @param {RandomPast} past
 * @param {PastSize} size
 * @returns {Generator<Question>}
 */
export function* questionsInTheEnd(past, { seed, days, instants }) {
  const first = Math.min(past.firstDay, ...datedDays(past)) - 2;
  const last = past.today + DAYS_AFTER;
  for (let day = first + (seed % days); day <= last; day += days) {
    yield { ...someAsking(new Prng(seed, day, 2)), asOf: undefined, day };
  }
  for (const [place, instant] of past.instants.entries()) {
    const random = new Prng(seed, place, 3);
    for (const asOf of [instant, new Date(Date.parse(instant) - 1).toISOString()]) {
      if (instants === Infinity) {
        for (let day = first; day <= last; day++) yield { ...someAsking(random), asOf, day };
      } else if (random.unit() < instants) yield someQuestion(past, random, asOf);
    }
    const ended = londonDay(Date.parse(instant));
    if (ended < past.today && random.below(4) === 0) {
      yield someQuestion(past, random, isoDay(ended));
    }
  }
}

/** By what was known then (now when it is not said), about a day that is said or not. */
export function someQuestion(past, random, asOf) {
  const day = random.pick([undefined, someDay(past, random), someDay(past, random)]);
  return { ...someAsking(random), asOf, day };
}

/** A day worth asking about: an edge of some edition, or any other. */
function someDay(past, random) {
  const dated = datedDays(past);
  if (dated.length === 0 || random.below(3) === 0) {
    return past.firstDay - 3 + random.below(past.today - past.firstDay + 40);
  }
  return random.pick(dated) + random.pick([-1, 0, 1, LAST_IN_DATE, LAST_IN_DATE + 1]);
}

function datedDays(past) {
  return REGISTERS.flatMap((name) => past.registers.all(name)).map(({ dated }) => dated);
}

/** Who asks, and under which policy. */
function someAsking(random) {
  return {
    caller: random.pick(['', 'Acme', 'Acme']),
    policy: random.pick([LIVE_CALLS, LIVE_CALLS, LIVE_CALLS, ...POLICIES]),
  };
}

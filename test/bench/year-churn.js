import { Prng } from './prng.js';

/**
 * What was added to and removed from CTPS day by day, as a licensed cleaner published it
 * (ctps_daily_history_sample: added, removed). Facts of public record. First the working days of one
 * unbroken time, 20 June to 27 July 2018, but for one of the extremes below.
 */
const ORDINARY = [
  [274, 535],
  [1763, 304],
  [341, 42],
  [20, 96],
  [3662, 1397],
  [224, 404],
  [316, 345],
  [340, 131],
  [194, 525],
  [202, 1131],
  [1570, 213],
  [418, 548],
  [152, 148],
  [1353, 3357],
  [563, 988],
  [301, 991],
  [535, 2314],
  [0, 84],
  [7305, 3075],
  [275, 514],
  [20107, 3216],
  [4, 17],
  [0, 0],
  [2174, 15308],
];
/** Single days of 2013 to 2017 that the source shows, several because they stand out. */
const SINGLED_OUT = [
  [863, 220],
  [0, 0],
  [11536, 3495],
  [14489, 126],
  [846, 18619],
  [374, 19697],
  [267, 50792],
  [28953, 35279],
  [0, 0],
  [1468, 28715],
  [2, 2],
  [6177, 12],
];
/** The same source's two extremes: 7 August 2017 and 5 July 2018. */
const PURGES = [
  [1015, 182252],
  [163801, 278],
];
/** The size for which churn is taken as it stands; of smaller registers it is a smaller part. */
const USUAL_NUMBERS = 17_000_000;
const DAY = 86_400_000;

/**
 * @typedef {object} PlannedDay
 * @property {string} day YYYY-MM-DD
 * @property {'first' | 'ordinary' | 'without change' | 'purge'} kind
 * @property {boolean} full whether the whole register is imported, not the changes
 * @property {number} added
 * @property {number} removed
 */

/**
 * Plans daily editions: no changes at weekends, a row of the table on other days, the two extremes on
 * a Wednesday after a third and on a Thursday after two thirds of the time; a full file on the first
 * day and then every so many days from the first Monday on.
 * @param {{ days: number, last: string, numbers: number, fullEvery: number, seed: number, heavy: boolean }} wanted
 *   heavy: ordinary days are drawn from the days that stand out too
 * @returns {PlannedDay[]}
 */
export function planDays({ days, last, numbers, fullEvery, seed, heavy }) {
  const random = new Prng(seed, days);
  const drawable = heavy ? [...ORDINARY, ...SINGLED_OUT] : ORDINARY;
  const share = numbers / USUAL_NUMBERS;
  const lastTime = Date.parse(`${last}T12:00:00Z`);
  const dates = Array.from({ length: days }, (_, at) => new Date(lastTime - (days - 1 - at) * DAY));
  /** @type {(from: number, weekday: number) => number} */
  const next = (from, weekday) =>
    dates.findIndex((date, at) => at >= from && date.getUTCDay() === weekday);
  const monday = next(1, 1);
  const purges = [next(Math.floor(days / 3), 3), next(Math.floor((2 * days) / 3), 4)];
  return dates.map((date, at) => {
    const isWeekend = [0, 6].includes(date.getUTCDay());
    const purge = PURGES[purges.indexOf(at)];
    const drawn = random.pick(drawable);
    const row = at === 0 || isWeekend ? [0, 0] : (purge ?? drawn);
    const [added, removed] = row.map((count) => Math.round(count * share));
    const isUnchanged = added === 0 && removed === 0;
    return {
      day: date.toISOString().slice(0, 10),
      kind: at === 0 ? 'first' : purge ? 'purge' : isUnchanged ? 'without change' : 'ordinary',
      full: at === 0 || (monday > 0 && at >= monday && (at - monday) % fullEvery === 0),
      added,
      removed,
    };
  });
}

import { AREA_CODES_IN_USE } from './area-codes.js';

/**
 * The UK numbering plan as far as screening needs it.
 *
 * Sources: Ofcom, National Telephone Numbering Plan and S1–S9 allocation tables, as compiled by
 * floere/phony (`united_kingdom.rb`, area codes and local lengths) and by libphonenumber metadata
 * (territories, ranges in use). Any edit of a table here can change a verdict: raise
 * READER_VERSION in read-cell.ts with it (a test holds the two together).
 */
export const NUMBERING_PLAN_DATE = '2026-11-01';

/** What a number is for, by its prefix (domain.md section 4). */
export const USES = [
  'geographic',
  'uk-wide',
  'corporate-or-voip',
  'personal',
  'mobile',
  'pager',
  'freephone',
  'service-charge',
  'premium',
] as const;

/** One row of {@link USES}. */
export type Use = (typeof USES)[number];

/** The Crown dependencies share +44 and have their own law: screened alike, flagged. */
export const TERRITORIES = ['je', 'gg', 'im'] as const;

/** One row of {@link TERRITORIES}. */
export type Territory = (typeof TERRITORIES)[number];

interface Range {
  /** National significant number prefixes, without the 0. A later row overrides an earlier one. */
  readonly prefixes: string;
  readonly use: Use;
  /** Digits of the national significant number. */
  readonly lengths: readonly number[];
}

/** Prefix and length: what makes a number complete, in use or not. */
const RANGES: readonly Range[] = [
  { prefixes: '1 2', use: 'geographic', lengths: [10] },
  { prefixes: '3', use: 'uk-wide', lengths: [10] },
  { prefixes: '55 56', use: 'corporate-or-voip', lengths: [10] },
  { prefixes: '70', use: 'personal', lengths: [10] },
  { prefixes: '71 72 73 74 75 77 78 79', use: 'mobile', lengths: [10] },
  { prefixes: '76', use: 'pager', lengths: [10] },
  { prefixes: '7624', use: 'mobile', lengths: [10] },
  { prefixes: '80', use: 'freephone', lengths: [10] },
  { prefixes: '800', use: 'freephone', lengths: [9, 10] },
  { prefixes: '500', use: 'freephone', lengths: [9] },
  { prefixes: '84 87', use: 'service-charge', lengths: [10] },
  { prefixes: '9', use: 'premium', lengths: [10] },
];

/** Codes in which national significant numbers of nine digits exist beside those of ten. */
const NINE_DIGIT_CODES =
  '1204 1208 1254 1276 1297 1298 1363 1364 1384 1386 1404 1420 1460 1461 1480 1488 1524 1527 ' +
  '1562 1566 1606 1629 1635 1647 1659 1695 16977 1726 1744 1750 1768 1827 1837 1884 1900 1905 ' +
  '1935 1946 1949 1963 1995';

/** Whole numbers of seven digits: Childline, and NHS Direct's 0845 46 4x. */
const SEVEN_DIGIT_NUMBERS = [8001111, ...Array.from({ length: 10 }, (_, last) => 8454640 + last)];

const TERRITORY_PREFIXES: Readonly<Record<Territory, string>> = {
  je: '1534 7509 7797 7829 7937 77003 77007 77008',
  gg: '1481 7781 7839 79111 79117',
  im: '1624 7524 7624 7924 74576',
};

/**
 * Ranges in use other than 01. Only these are given back a lost zero: a foreign number without
 * its + often looks British, and in-use prefixes are what tells them apart.
 */
const PREFIXES_IN_USE =
  '203 204 207 208 238 239 240 241 247 280 281 282 283 284 286 287 288 289 290 291 292 ' +
  '300 301 302 303 306 308 309 330 331 332 333 336 339 342 343 344 345 370 371 372 373 ' +
  '55 56 70 71 72 73 74 75 76 77 78 79 800 808 842 843 844 845 870 871 872 873 ' +
  '90 91 982 983 984 989';

const USE_BITS = 0x0f;
const TEN = 0x10;
const NINE = 0x20;
const IN_USE = 0x40;
const TERRITORY_SHIFT = 7;

/** Every number class is below this. */
export const CLASS_LIMIT = (TERRITORIES.length + 1) << TERRITORY_SHIFT;

/** One entry for each first five digits of a national significant number; 0 = no such prefix. */
const CLASSES = buildClasses();

function buildClasses(): Uint16Array {
  const classes = new Uint16Array(100_000);
  const mark = (prefixes: string, change: (old: number) => number): void => {
    for (const prefix of prefixes.split(' ')) {
      const width = 10 ** (5 - prefix.length);
      const first = Number(prefix) * width;
      for (let at = first; at < first + width; at++) classes[at] = change(classes[at] ?? 0);
    }
  };
  for (const { prefixes, use, lengths } of RANGES) {
    const bits = USES.indexOf(use) + 1 + (lengths.includes(10) ? TEN : 0);
    for (const prefix of prefixes.split(' ')) {
      const width = 10 ** (5 - prefix.length);
      const first = Number(prefix) * width;
      classes.fill(bits + (lengths.includes(9) ? NINE : 0), first, first + width);
    }
  }
  mark(NINE_DIGIT_CODES, (old) => old | NINE);
  mark(PREFIXES_IN_USE, (old) => old | IN_USE);
  for (const row of AREA_CODES_IN_USE.split(' ')) {
    for (const fourth of row.slice(4)) mark(row.slice(0, 3) + fourth, (old) => old | IN_USE);
  }
  TERRITORIES.forEach((territory, index) => {
    mark(TERRITORY_PREFIXES[territory], (old) => old | ((index + 1) << TERRITORY_SHIFT));
  });
  return classes;
}

/** Powers of ten up to 10^15, the longest E.164 number (ITU-T E.164: 15 digits). */
export const POWERS_OF_TEN: readonly number[] = Array.from(
  { length: 16 },
  (_, power) => 10 ** power,
);

/**
 * The class of a complete national significant number, or 0 when prefix and length do not fit
 * the plan. Whether the area code is in use plays no part: validity is a label, never a gate.
 *
 * @param nsn the digits after +44 as an integer
 * @param digits how many digits were written (a leading zero makes it no NSN)
 */
export function classOfNsn(nsn: number, digits: number): number {
  if (digits === 10) return classOfFullNsn(Math.trunc(nsn / 100_000));
  if (digits === 9) {
    const entry = CLASSES[Math.trunc(nsn / 10_000)] ?? 0;
    return (entry & NINE) !== 0 ? entry : 0;
  }
  if (digits === 7 && SEVEN_DIGIT_NUMBERS.includes(nsn)) return CLASSES[Math.trunc(nsn / 100)] ?? 0;
  return 0;
}

/** {@link classOfNsn} for ten digits, of which the first five are given. */
export function classOfFullNsn(firstFive: number): number {
  const entry = CLASSES[firstFive] ?? 0;
  return (entry & TEN) !== 0 ? entry : 0;
}

/** What a number of this class is for. */
export function useOfClass(numberClass: number): Use {
  const use = USES[(numberClass & USE_BITS) - 1];
  if (use === undefined) throw new RangeError(`no such number class: ${String(numberClass)}`);
  return use;
}

/** The Crown dependency that a class belongs to, if any. */
export function territoryOfClass(numberClass: number): Territory | undefined {
  return TERRITORIES[(numberClass >> TERRITORY_SHIFT) - 1];
}

/** Whether the area code or range is in use (only a repair asks). */
export function isInUse(numberClass: number): boolean {
  return (numberClass & IN_USE) !== 0;
}

/** Whether the code mixes numbers of nine and of ten digits. */
export function hasBothLengths(numberClass: number): boolean {
  return (numberClass & (NINE | TEN)) === (NINE | TEN);
}

/**
 * Short codes, dialled without a 0: 1xx, 999, 116xxx, 118xxx. Three and six digits are the
 * lengths that have them.
 */
export function isShortCode(digits: string): boolean {
  return /^(?:1\d\d|999|11[68]\d{3})$/.test(digits);
}

/** Every range with its lengths, for tests that generate numbers from the plan. */
export const PLAN_RANGES: readonly Range[] = [
  ...RANGES,
  { prefixes: NINE_DIGIT_CODES, use: 'geographic', lengths: [9] },
];

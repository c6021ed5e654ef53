import { Prng } from './prng.js';

/**
 * @typedef {object} Range
 * A hundred thousand consecutive 10-digit numbers, the ones whose national significant number
 * (NSN) starts with the same five digits.
 * @property {number} first5 those five digits, 10000 to 99999
 * @property {'geographic' | 'mobile' | 'other'} kind
 * @property {number} weight share of a register's numbers of this kind; not normalised
 * @property {boolean} short whether 9-digit numbers with the same five digits exist too
 */

/** Area codes with 9-digit numbers among their 10-digit ones (all those that exist, as NSN). */
export const SHORT_CODES = new Set(
  (
    '1204 1208 1254 1276 1297 1298 1363 1364 1384 1386 1404 1420 1460 1461 1480 1488 1524 1527 ' +
    '1562 1566 1606 1629 1635 1647 1659 1695 1697 1726 1744 1750 1768 1827 1837 1884 1900 1905 ' +
    '1935 1946 1949 1963 1995'
  ).split(' '),
);

/** Prefixes of the 02 codes that have been handed out; `share` is that of geographic numbers. */
const WIDE_PREFIXES = [
  { share: 0.12, prefixes: '203 207 208' },
  { share: 0.1, prefixes: '2380 2392 2476 2890 2891 2892 2893 2894 2895 2871 2838 2882 2920' },
];
const CITIES = '113 114 115 116 117 118 121 131 141 151 161 191';
const TOWNS =
  '1202 1204 1205 1206 1208 1223 1224 1225 1227 1229 1233 1234 1242 1245 1246 1252 1253 1254 ' +
  '1268 1270 1273 1274 1276 1279 1282 1292 1293 1298 1302 1304 1323 1325 1332 1334 1342 1344 ' +
  '1363 1372 1382 1384 1386 1392 1403 1404 1420 1427 1433 1442 1452 1460 1463 1473 1480 1482 ' +
  '1488 1493 1502 1509 1524 1527 1536 1542 1554 1562 1564 1582 1592 1603 1604 1606 1621 1623 ' +
  '1629 1633 1635 1642 1670 1684 1695 1702 1709 1726 1733 1744 1752 1768 1772 1782 1792 1803 ' +
  '1827 1865 1872 1884 1900 1905 1922 1935 1942 1946 1952 1963 1983 1992 1995';
/** Share of mobile numbers by two digits. 076 is left out: pagers and the Isle of Man. */
const MOBILE = { 71: 1, 72: 1, 73: 10, 74: 22, 75: 20, 77: 18, 78: 18, 79: 10 };
const OTHER = '300 330 333 343 345 370 800 808 843 844 845 870 871';
/** Ranges in which shorter numbers exist: 0800 1111 and 0845 46 4x. */
const LEFT_OUT = new Set([80011, 84546]);

/**
 * Every range that the bench draws numbers from, ascending. Weights differ from range to range,
 * and two mobile ranges in five are empty, since real registers are dense in some places and
 * bare in others.
 * @param {number} seed
 * @returns {Range[]}
 */
export function numberRanges(seed) {
  /** @type {Range[]} */
  const ranges = [];
  /** @type {(kind: Range['kind'], share: number, prefixes: string[]) => void} */
  const add = (kind, share, prefixes) => {
    const all = prefixes.flatMap(firstFives).filter((first5) => !LEFT_OUT.has(first5));
    for (const first5 of all) {
      const random = new Prng(seed, first5);
      const empty = kind === 'mobile' && random.unit() < 0.4;
      const weight = empty ? 0 : (share / all.length) * (0.2 + 1.6 * random.unit());
      const short = SHORT_CODES.has(String(first5).slice(0, 4));
      if (weight > 0) ranges.push({ first5, kind, weight, short });
    }
  };
  for (const { share, prefixes } of WIDE_PREFIXES) add('geographic', share, prefixes.split(' '));
  add('geographic', 0.23, CITIES.split(' ').flatMap(localStarts));
  add('geographic', 0.55, TOWNS.split(' ').flatMap(localStarts));
  for (const [prefix, share] of Object.entries(MOBILE)) add('mobile', share / 100, [prefix]);
  add('other', 1, OTHER.split(' '));
  return ranges.sort((one, other) => one.first5 - other.first5);
}

/**
 * No local number starts with 0 or 1.
 * @param {string} code
 */
function localStarts(code) {
  return [2, 3, 4, 5, 6, 7, 8, 9].map((digit) => `${code}${digit}`);
}

/** @param {string} prefix two to five digits */
function firstFives(prefix) {
  const size = 10 ** (5 - prefix.length);
  return Array.from({ length: size }, (_, index) => Number(prefix) * size + index);
}

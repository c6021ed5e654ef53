import type { Group } from './cell-groups.js';
import { DOUBTFUL_ZERO } from './fold-text.js';
import { LOWEST_FULL_LENGTH } from './read-digits.js';
import { MOST_DIGITS, readNumber, readingsOf, restoreZero } from './read-number.js';

/** Digits of the shortest complete number, 0800 1111 without its 0. */
const FEWEST_DIGITS = 7;

/** Whether a letter O stands among the digits of a group. */
export function isDoubtful({ digits }: Group): boolean {
  return digits.includes(DOUBTFUL_ZERO);
}

/** The groups with noughts in place of each letter O. */
export function withNoughts(groups: readonly Group[]): readonly Group[] {
  return groups.map((group) => ({
    ...group,
    digits: group.digits.replaceAll(DOUBTFUL_ZERO, '0'),
  }));
}

/**
 * Every number that groups with a letter O among them may hold, none of them certain: read with
 * noughts from the first group, from each doubtful group and from the group after it, so that
 * `L1 0O1 07700 900123` is the American number that it spells and the mobile as well. An O at the
 * border of a group may also be no digit at all (`07700 900123O`): without it only numbers of full
 * length count, since a shorter one would be cut from a longer.
 *
 * SegmentReader's own way through the groups would not do: it takes the longest number and never
 * looks back, and a reading that is missing here is an objection lost.
 */
export function readingsOfDoubtful(groups: readonly Group[]): readonly number[] {
  const noughts = numbersWithin(withNoughts(groups), startsAround(groups));
  const stripped = groups.map((group) => ({ ...group, digits: withoutOuterO(group.digits) }));
  const bare = numbersWithin(withNoughts(stripped), startsAround(groups));
  return [...noughts, ...bare.filter((e164) => e164 >= LOWEST_FULL_LENGTH)];
}

function startsAround(groups: readonly Group[]): number[] {
  const doubtful = groups.flatMap((group, at) => (isDoubtful(group) ? [at, at + 1] : []));
  return [0, ...doubtful];
}

function withoutOuterO(digits: string): string {
  let [from, to] = [0, digits.length];
  while (from < to && digits[from] === DOUBTFUL_ZERO) from++;
  while (to > from && digits[to - 1] === DOUBTFUL_ZERO) to--;
  return digits.slice(from, to);
}

/** The numbers that begin at the given groups, and those that follow on them, and so on. */
function numbersWithin(groups: readonly Group[], starts: readonly number[]): readonly number[] {
  const found: number[] = [];
  const seen = new Set<number>();
  const next = [...starts];
  for (let at = next.pop(); at !== undefined; at = next.pop()) {
    if (at >= groups.length || seen.has(at)) continue;
    seen.add(at);
    const numbers = numbersFrom(groups, at);
    for (const { readings, end } of numbers) {
      found.push(...readings);
      next.push(end);
    }
    if (!numbers.some(({ certain }) => certain)) next.push(at + 1);
  }
  return found;
}

interface Beginning {
  readonly readings: readonly number[];
  /** The group after the number. */
  readonly end: number;
  /** A UK number with its 0 or 44: no other number begins within it. */
  readonly certain: boolean;
}

/** Every number that begins with the group at `from`; of foreign ones those that may end there. */
function numbersFrom(groups: readonly Group[], from: number): readonly Beginning[] {
  const numbers: Beginning[] = [];
  let longestForeign: Beginning | undefined;
  for (const { digits, plus, end } of runsFrom(groups, from)) {
    const item = readNumber(digits, plus) ?? (plus ? undefined : restoreZero(digits));
    if (item === undefined) continue;
    const certain = item.kind === 'number' && (plus || /^(?:0|44)/.test(digits));
    const beginning = { readings: readingsOf(item), end, certain };
    if (item.kind !== 'foreign') numbers.push(beginning);
    else if (beginsUkNumber(groups, end)) numbers.push(beginning);
    else longestForeign = beginning;
  }
  return longestForeign ? [...numbers, longestForeign] : numbers;
}

function beginsUkNumber(groups: readonly Group[], from: number): boolean {
  return [...runsFrom(groups, from)].some(
    ({ digits, plus }) => readNumber(digits, plus)?.kind === 'number',
  );
}

interface Run {
  readonly digits: string;
  readonly plus: boolean;
  readonly end: number;
}

function* runsFrom(groups: readonly Group[], from: number): Generator<Run> {
  const plus = groups[from]?.plus ?? false;
  let digits = '';
  for (let at = from; at < groups.length; at++) {
    digits += groups[at]?.digits ?? '';
    if (digits.length > MOST_DIGITS) return;
    if (digits.length >= FEWEST_DIGITS) yield { digits, plus, end: at + 1 };
  }
}

import { wrongUse, type ScreeningError } from './errors.js';

/**
 * The error for a name that is in no table: says what it was to be, and the nearest that there is.
 * Never a silent default.
 *
 * @param kind the kind of thing, one and several: `policy`, `policies`
 */
export function unknownName(
  [what, several]: readonly [string, string],
  name: string,
  known: readonly string[],
  where: string,
): ScreeningError {
  const near = nearest(name, known);
  return wrongUse({
    summary: `there is no ${what} '${name}'`,
    fix: near ? `did you mean '${near}'?` : `${several}: ${known.join(', ')}`,
    where,
  });
}

/** Further than this share of the longer word, a name is no likely slip of another. */
const LARGEST_SHARE = 0.5;

/** A candidate that holds the name, or stands in it, is no further away than this. */
const CONTAINED_SHARE = 0.3;

/**
 * The candidate that a mistyped name most likely meant, or undefined when none is near. A
 * candidate that holds the name, or stands in it, is near whatever its length.
 */
export function nearest(name: string, candidates: readonly string[]): string | undefined {
  const asked = name.toLowerCase();
  let best: string | undefined;
  let least = Infinity;
  for (const candidate of candidates) {
    const offered = candidate.toLowerCase();
    const longer = Math.max(asked.length, offered.length, 1);
    const contained = asked.length > 2 && (offered.includes(asked) || asked.includes(offered));
    const apart = canBeNear(asked, offered) ? editDistance(asked, offered) / longer : 1;
    const share = contained ? Math.min(apart, CONTAINED_SHARE) : apart;
    if (share < least && share <= LARGEST_SHARE) {
      least = share;
      best = candidate;
    }
  }
  return best;
}

/** Nobody mistypes a longer name, and the distance takes time by the product of the lengths. */
const LONGEST_NAME = 256;

function canBeNear(a: string, b: string): boolean {
  const longer = Math.max(a.length, b.length);
  return longer <= LONGEST_NAME && Math.abs(a.length - b.length) <= longer * LARGEST_SHARE;
}

/**
 * Insertions, deletions, replacements and exchanges of neighbours between two words (Levenshtein with
 * the transpositions of Damerau): `tsp` is one slip away from `tps`, and not two.
 */
function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const least = Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1);
      const isExchange = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      next.push(isExchange ? Math.min(least, (before[j - 2] ?? 0) + 1) : least);
    }
    before = row;
    row = next;
  }
  return row[b.length] ?? 0;
}

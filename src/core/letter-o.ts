import { DOUBTFUL_ZERO } from './fold-text.js';

/** Which letters O are taken for noughts; {@link markLetterO}. */
export type Certainty = 'sure' | 'likely';

/** Blanks and brackets between an O and the next digit are no more than these. */
const MOST_BETWEEN = 4;

/**
 * The text with each letter O that stands for a nought marked. It belongs to no word, and
 *
 * - `sure`: it touches a digit, or has digits on both sides, at most blanks, hyphens, dots and
 *   brackets away; a small o before a digit does both. `o2` behind a number is the network of that
 *   name, and `o7700 900123` reads the same without its o.
 * - `likely`: a small o is taken like a capital one. This takes in the name of the network and a
 *   Spanish "or" as well, so it is for text that is uncertain without it.
 */
export function markLetterO(text: string, certainty: Certainty): string {
  if (!/[Oo]/.test(text)) return text;
  return text.replace(/(?<!\p{L})[Oo]+(?!\p{L})/gu, (word, at: number) => {
    const end = at + word.length;
    const behind = /\d/.test(text[at - 1] ?? '');
    const before = /\d/.test(text[end] ?? '');
    const among = isAmong(text, at, end);
    const small = certainty === 'sure' && word.includes('o');
    const marked = behind || (small ? before && among && !isO2(text, at) : before || among);
    return marked ? DOUBTFUL_ZERO.repeat(word.length) : word;
  });
}

function isAmong(text: string, at: number, end: number): boolean {
  const before = /\d[ ().-]*$/.test(text.slice(Math.max(0, at - MOST_BETWEEN - 1), at));
  return before && /^[ ().-]*\d/.test(text.slice(end, end + MOST_BETWEEN + 1));
}

function isO2(text: string, at: number): boolean {
  return /^[^\d]o2(?!\d)/.test(text.slice(at - 1, at + 3));
}

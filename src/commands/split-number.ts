import { wrongUse } from '../core/errors.js';
import { readCellItems } from '../core/read-cell.js';

/**
 * The number that words of a command line make together, when none of them is one: somebody left out the
 * quotes, and the shell took the number apart. Undefined when that is not so.
 */
export function splitNumber(words: readonly string[]): string | undefined {
  if (words.length < 2 || !words.every((word) => /\d/.test(word))) return undefined;
  const joined = words.join(' ');
  return words.some((word) => numbersIn(word) > 0) || numbersIn(joined) !== 1 ? undefined : joined;
}

/**
 * Refuses numbers of a command line that are one number without its quotes: each part would be answered
 * for by itself, as unreadable.
 *
 * @throws ScreeningError wrong-use
 */
export function refuseSplitNumber(words: readonly string[]): void {
  const number = splitNumber(words);
  if (number === undefined) return;
  throw wrongUse({
    summary: `${String(words.length)} words were given, and together they are one number`,
    why: 'a shell takes words apart at blanks, and no part of it is a number by itself',
    fix: quoted(number),
    where: number,
  });
}

/** What to do about a number that a shell took apart. */
function quoted(number: string): string {
  return `put the number in quotes: '${number}'`;
}

function numbersIn(text: string): number {
  return readCellItems(text).filter(({ kind }) => kind === 'number' || kind === 'foreign').length;
}

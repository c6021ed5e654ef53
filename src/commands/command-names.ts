import { unknownName } from '../core/nearest.js';
import { COMMANDS } from './commands.js';

/**
 * Refuses a command that is not in the table: commander shows the general help, and success, for
 * `nosuch --help`.
 *
 * @throws ScreeningError wrong-use
 */
export function refuseUnknownCommand(words: readonly string[]): void {
  const [first, second] = words;
  const firsts = [...new Set(COMMANDS.map(({ name }) => firstWord(name)))];
  if (first === undefined) return;
  if (!firsts.includes(first)) throw unknownName(['command', 'commands'], first, firsts, first);
  const seconds = COMMANDS.flatMap(({ name }) => {
    const [group, own] = name.split(' ');
    return group === first && own !== undefined ? [own] : [];
  });
  if (seconds.length === 0 || second === undefined || seconds.includes(second)) return;
  throw unknownName([`${first} command`, `${first} commands`], second, seconds, second);
}

/** Whether a word is a command by itself, be it the word of a group too. */
export function isCommand(word: string): boolean {
  return COMMANDS.some(({ name }) => name === word);
}

function firstWord(name: string): string {
  return name.split(' ')[0] ?? name;
}

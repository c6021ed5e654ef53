import type { Shell } from './shells.js';

/** The quote that a word of bash ends in without closing it; empty when there is none. */
export type OpenQuote = '' | "'" | '"';

/** A command line up to the cursor, as the program would be given it. */
export interface TypedLine {
  /** Words before the one that is being typed, the program's name left out. */
  readonly before: readonly string[];
  /** What there is of the word that is being typed. */
  readonly current: string;
  /** How many characters of it the shell keeps: it puts only what follows them in their place. */
  readonly kept: number;
  readonly quote: OpenQuote;
}

/**
 * Reads what a shell says was typed. zsh and fish give words as a program would get them. Bash gives them
 * as they stand there, with their quotes, and takes `--rows=drop` and `number=Phone` apart at `=` and
 * `:`.
 */
export function typedLine(shell: Shell, words: readonly string[]): TypedLine {
  if (shell !== 'bash') {
    const current = words.at(-1) ?? '';
    return { before: words.slice(0, -1), current, kept: 0, quote: '' };
  }
  const raw = joined(words);
  const read = raw.map(({ text }) => unquoted(text));
  const last = read.at(-1) ?? { text: '', opened: 0, quote: '' };
  const begun = raw.at(-1)?.before ?? '';
  const kept = last.quote === '' ? unquoted(begun).text.length : last.opened;
  const before = read.slice(0, -1).map(({ text }) => text);
  return { before, current: last.text, kept, quote: last.quote };
}

/** Whether bash takes a word to be a mark between others. */
const MARK = /^[=:]+$/;

/** A word, and what of it stands before its last part. */
interface JoinedWord {
  readonly text: string;
  readonly before: string;
}

/** Words that bash took apart, together again. */
function joined(words: readonly string[]): JoinedWord[] {
  const whole: JoinedWord[] = [];
  let goesOn = false;
  for (const word of words) {
    const last = whole.at(-1);
    const isMark = MARK.test(word);
    if (last !== undefined && (goesOn || isMark)) {
      whole.pop();
      // A mark that is typed last is kept itself: nothing follows it yet.
      whole.push({ text: last.text + word, before: last.text + (isMark ? word : '') });
    } else whole.push({ text: word, before: '' });
    goesOn = isMark;
  }
  return whole;
}

/** What a word of bash says. */
interface ReadWord {
  readonly text: string;
  /** Where in the text the quote that is open began. */
  readonly opened: number;
  readonly quote: OpenQuote;
}

/** A word of bash without its quotes; variables and commands in it stay as they are, and are not run. */
function unquoted(word: string): ReadWord {
  let text = '';
  let quote: OpenQuote = '';
  let opened = 0;
  for (let at = 0; at < word.length; at++) {
    const c = word.charAt(at);
    const next = word.charAt(at + 1);
    if (quote === '' && (c === "'" || c === '"')) {
      quote = c;
      opened = text.length;
    } else if (c === quote) quote = '';
    else if (c === '\\' && next !== '' && (quote === '' || (quote === '"' && isEscaped(next)))) {
      text += next;
      at++;
    } else text += c;
  }
  return { text, opened, quote };
}

/** Whether a backslash in double quotes takes something from a character. */
function isEscaped(character: string): boolean {
  return '$`"\\'.includes(character);
}

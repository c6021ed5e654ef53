import { printable } from '../../ui/voice.js';
import type { AnswerKind, Shell } from './shells.js';
import type { OpenQuote, TypedLine } from './typed-line.js';

/** What a word may become. */
export interface Candidate {
  /** The whole word, as the program would get it. */
  readonly word: string;
  /** What it is, for shells that show that; empty for what says itself. */
  readonly means: string;
}

/** What is offered for a word. */
export interface Offer {
  readonly kind: AnswerKind;
  readonly candidates: readonly Candidate[];
}

/** Where nothing can be said. */
export const NO_OFFER: Offer = { kind: 'words', candidates: [] };

/**
 * The offer as a shell reads it: its kind, then a candidate a line. zsh and fish quote what they put on
 * the line themselves; bash puts there what it is told. A name with a character that is not fit for a
 * terminal (a line end, a code) is not offered to anybody.
 */
export function shellAnswer(shell: Shell, { kind, candidates }: Offer, line: TypedLine): string {
  const fit = candidates.filter(({ word }) => word !== '' && printable(word) === word);
  const begun = fit.filter(({ word }) => word.startsWith(line.current));
  const lines = begun.map(({ word, means }) =>
    shell === 'bash' ? forBash(word.slice(line.kept), line.quote) : described(word, means),
  );
  return `${[kind, ...new Set(lines)].join('\n')}\n`;
}

function described(word: string, means: string): string {
  const text = printable(means);
  return text === '' ? word : `${word}\t${text}`;
}

/**
 * What bash is to put on the line, after the quote that is open there. It closes that quote itself, unless
 * it stands at the end already: where what ends the text is one, it is closed here.
 */
function forBash(text: string, quote: OpenQuote): string {
  if (quote === '') return text.replace(/[^\p{L}\p{N}\p{M}_@%+=:,./-]/gu, '\\$&');
  // An exclamation mark is read in double quotes too, and a backslash there would stay.
  const within =
    quote === "'"
      ? text.replaceAll("'", "'\\''")
      : text.replace(/[$`"\\]/g, '\\$&').replaceAll('!', '"\\!"');
  return within.endsWith(quote) ? within + quote : within;
}

import { Chalk, type ColorSupportLevel } from 'chalk';
import type { Explanation } from '../core/errors.js';

/** What a piece of text is, and so how it is coloured. */
export type Tone = 'good' | 'bad' | 'doubt' | 'quiet' | 'strong';

/** Colours text, or not: decided once, by whoever knows the terminal. */
export type Paint = (tone: Tone, text: string) => string;

/**
 * Makes the painter.
 *
 * @param level 0 for no colour at all; chalk itself does not know NO_COLOR
 */
export function painter(level: ColorSupportLevel): Paint {
  const chalk = new Chalk({ level });
  const tones: Record<Tone, (text: string) => string> = {
    good: chalk.green,
    bad: chalk.red,
    doubt: chalk.yellow,
    quiet: chalk.dim,
    strong: chalk.bold,
  };
  return (tone, text) => tones[tone](text);
}

/** An error as a person sees it on standard error. */
export function errorText({ summary, why, fix }: Explanation, paint: Paint): string {
  const lines = [`tps-scrub: ${paint('bad', 'error:')} ${printable(summary)}`];
  if (why !== undefined && why !== '') lines.push(`tps-scrub: ${printable(why)}`);
  if (fix !== undefined && fix !== '') {
    lines.push(`tps-scrub: ${paint('doubt', 'hint:')} ${printable(fix)}`);
  }
  return `${lines.join('\n')}\n`;
}

/** A note on standard error. */
export function noteText(text: string): string {
  return `tps-scrub: ${printable(text)}\n`;
}

/**
 * Text from files and paths, fit for a terminal: control characters, which could move the cursor
 * or colour what follows, are shown as `\xNN`. Line feeds that we wrote ourselves are joined
 * afterwards.
 */
export function printable(text: string): string {
  return text.replace(
    /[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/g,
    (c) => `\\x${c.charCodeAt(0).toString(16).padStart(2, '0')}`,
  );
}

import type { ColorSupportLevel } from 'chalk';
import type { Explanation } from '../core/errors.js';

/** What a piece of text is, and so how it is coloured. */
export type Tone = 'good' | 'bad' | 'doubt' | 'quiet' | 'strong';

/** Colours text, or not: decided once, by whoever knows the terminal. */
export type Paint = (tone: Tone, text: string) => string;

/** No colour. */
export const PLAIN: Paint = (_, text) => text;

/**
 * Makes the painter; chalk is loaded where there is colour alone, and not for help.
 *
 * @param level 0 for no colour at all; chalk itself does not know NO_COLOR
 */
export async function painter(level: ColorSupportLevel): Promise<Paint> {
  if (level === 0) return PLAIN;
  const { Chalk } = await import('chalk');
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
 * Control characters, which could move the cursor or colour what follows; marks that turn the order
 * of what is read; separators of lines; halves of characters.
 */
const UNFIT = /[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]|\p{Surrogate}/gu;

/** What we put between texts. */
const OURS = /(\n)/;
const OURS_COLOURED = /(\n|\x1b\[\d{1,2}m)/;

/**
 * Text from files and paths, fit for a terminal: what is {@link UNFIT} is shown as `\xNN` and
 * `\uNNNN`. Line feeds that we wrote ourselves are joined afterwards.
 */
export function printable(text: string): string {
  return text.replace(UNFIT, shown);
}

/**
 * A whole answer, fit for a terminal whatever stands in it: the last look at what
 * {@link printable} may have been forgotten for. Line feeds stay, and a painter's codes where there is
 * one: no code that moves a cursor has their form.
 *
 * @param coloured whether it was painted
 */
export function printableAnswer(text: string, coloured: boolean): string {
  return text
    .split(coloured ? OURS_COLOURED : OURS)
    .map((part, at) => (at % 2 === 0 ? printable(part) : part))
    .join('');
}

/**
 * A value as one line of JSON, in which what is unfit for a terminal is `\uNNNN`, as JSON may write
 * any character: JSON.stringify leaves C1 controls, DEL and marks of direction as they are.
 */
export function jsonLine(value: unknown): string {
  return `${JSON.stringify(value).replace(UNFIT, (c) => `\\u${hex(c).padStart(4, '0')}`)}\n`;
}

function shown(c: string): string {
  const code = hex(c);
  return code.length > 2 ? `\\u${code.padStart(4, '0')}` : `\\x${code.padStart(2, '0')}`;
}

function hex(c: string): string {
  return c.charCodeAt(0).toString(16);
}

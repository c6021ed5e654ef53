import { wrapped } from './paragraphs.js';
import type { Tone } from './voice.js';

/** A piece of text that is one line, or is broken into some; painted when the lines are settled. */
export interface Piece {
  readonly text: string;
  readonly tone?: Tone;
}

/** A piece that is left out where there is no room, unless it is needed. */
export interface OptionalPiece extends Piece {
  readonly isNeeded: boolean;
}

/** A screen with room for its parts, which give way in turn where there are too many. */
export interface ScreenParts {
  readonly title: Piece;
  /** A table of the count of rows that it may have beyond those it must have. */
  readonly table: (rows: number) => readonly Piece[];
  /** The most rows that it can use. */
  readonly tableRows: number;
  readonly facts: readonly OptionalPiece[];
  /** The weightiest first: where not all have room, the others are counted. */
  readonly warnings: readonly Piece[];
  /** What stands for so many warnings that had no room. */
  readonly more: (warnings: number) => Piece;
  /** What is to be done, and last the verdict. */
  readonly end: readonly OptionalPiece[];
}

const WIDTH = 80;
/** Of a screen of 24 lines: the command line, and the prompt after it, have theirs. */
const HEIGHT = 22;
/** Rows and warnings that stay while anything else gives way. */
const ENOUGH_ROWS = 4;
const ENOUGH_WARNINGS = 2;

interface Given {
  readonly rows: number;
  readonly gaps: boolean;
  readonly facts: boolean;
  readonly warnings: number;
}

/**
 * The lines of a screen of 80 by 22: with too much on it, small rows give way first, then empty lines,
 * what is not needed, and the warnings of least weight. The verdict stays last, and a name or path stays whole: with a
 * longer one than a line the screen may grow.
 */
export function fitScreen(parts: ScreenParts): Piece[] {
  let lines: Piece[] = [];
  for (const given of concessions(parts)) {
    lines = composed(parts, given);
    if (lines.reduce((sum, { text }) => sum + heightOf(text), 0) <= HEIGHT) break;
  }
  return lines;
}

/** What is given up, step by step. */
function* concessions({ tableRows, warnings }: ScreenParts): Generator<Given> {
  const all = warnings.length;
  let rows = tableRows;
  for (; rows > ENOUGH_ROWS; rows--) yield { rows, gaps: true, facts: true, warnings: all };
  yield { rows, gaps: true, facts: true, warnings: all };
  yield { rows, gaps: false, facts: true, warnings: all };
  yield { rows, gaps: false, facts: false, warnings: all };
  for (; rows > 1; rows--) yield { rows, gaps: false, facts: false, warnings: all };
  for (let some = all - 2; some >= ENOUGH_WARNINGS; some--) {
    yield { rows, gaps: false, facts: false, warnings: some };
  }
}

function composed(
  { title, table, facts, warnings, more, end }: ScreenParts,
  given: Given,
): Piece[] {
  const gap: Piece[] = given.gaps ? [{ text: '' }] : [];
  const left = warnings.length - given.warnings;
  return [
    title,
    ...gap,
    ...table(given.rows),
    ...gap,
    ...facts.filter(({ isNeeded }) => isNeeded || given.facts),
    ...gap,
    ...warnings.slice(0, given.warnings),
    ...(left > 0 ? [more(left)] : []),
    ...end.filter(({ isNeeded }) => isNeeded || given.facts),
  ].flatMap((piece) => broken(piece));
}

/** A piece in lines that fit, as far as its words allow. */
function broken(piece: Piece): Piece[] {
  if (piece.text.length <= WIDTH) return [piece];
  const label = /^ +[^ ]+(?: [^ ]+)* {2,}/.exec(piece.text)?.[0] ?? '';
  return wrapped(piece.text.slice(label.length), label)
    .split('\n')
    .map((text) => ({ ...piece, text }));
}

function heightOf(line: string): number {
  return Math.max(1, Math.ceil(line.length / WIDTH));
}

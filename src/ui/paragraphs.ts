const WIDTH = 80;

/**
 * A paragraph in lines of at most 80 characters, as far as its words allow, with a label before the
 * first and the others set in below the text.
 */
export function wrapped(text: string, label = ''): string {
  const indent = ' '.repeat(label.length);
  const lines: string[] = [];
  let line = label;
  for (const word of text.split(' ')) {
    const joined = line.length === indent.length ? line + word : `${line} ${word}`;
    if (joined.length > WIDTH && line.length > indent.length) {
      lines.push(line);
      line = indent + word;
    } else line = joined;
  }
  return [...lines, line].join('\n').trimEnd();
}

/** What every line on standard error begins with. */
const NOTE = 'tps-scrub: ';
/** A painter's code, which takes no room. */
const CODE = /^\x1b\[\d{1,2}m/;
const CODE_LENGTH = 5;
/** How a command begins that somebody may copy: a line feed within it would make it two. */
const COMMAND = 'tps-scrub ';
/** A label that takes more than half of the line leaves too little beside it. */
const WIDEST_LABEL = 1 / 2;

/**
 * Text in lines of a terminal's width, broken between words and never inside one, as terminals do; what
 * follows of a line is set in below the text behind its label (`  key  text`). A word, or a command to
 * be copied, that is longer than a line stays whole: the terminal goes on with it in the next.
 *
 * @param width in characters
 */
export function fitted(text: string, width: number): string {
  return text
    .split('\n')
    .map((line) => fittedLine(line, width))
    .join('\n');
}

function fittedLine(line: string, width: number): string {
  const indent = ' '.repeat(textColumn(line, width));
  const lines: string[] = [];
  let rest = line;
  for (;;) {
    const at = breakOf(rest, width);
    if (at === undefined) return [...lines, rest].join('\n');
    lines.push(rest.slice(0, at).trimEnd());
    rest = indent + rest.slice(at).trimStart();
  }
}

/** Where the text of a line begins: behind its label, if it has one, else behind its blanks. */
function textColumn(line: string, width: number): number {
  const begins = line.length - line.trimStart().length;
  if (line.startsWith(NOTE)) return NOTE.length;
  const gap = line.indexOf('  ', begins);
  if (gap < 0) return begins;
  const after = line.slice(gap);
  const label = gap + after.length - after.trimStart().length;
  return label <= width * WIDEST_LABEL ? label : begins + 2;
}

/** The blank at which a line is to be broken; undefined of one that fits, or cannot be. */
function breakOf(line: string, width: number): number | undefined {
  const begins = line.length - line.trimStart().length;
  let shown = 0;
  let last: number | undefined;
  let isInCommand = false;
  for (let at = 0; at < line.length; at++) {
    if (line.startsWith(COMMAND, at)) isInCommand = true;
    else if (line[at] === ';' || line[at] === ',') isInCommand = false;
    const code = line[at] === '\x1b' ? CODE.exec(line.slice(at, at + CODE_LENGTH)) : null;
    if (code !== null) {
      at += code[0].length - 1;
      continue;
    }
    const isBreak = line[at] === ' ' && at > begins && !isInCommand;
    if (isBreak && (shown <= width || last === undefined)) last = at;
    if (shown >= width && last !== undefined && line.slice(at).trim() !== '') return last;
    shown++;
  }
  return undefined;
}

import { DIGITS_BEFORE_REMARK } from './plain-reader.js';

/** One unbroken run of digits in a cell. */
export interface Group {
  readonly digits: string;
  readonly plus: boolean;
  /** Glued to a word, as in `3pm` or `2nd`. */
  readonly inWord: boolean;
}

/** Groups with nothing but blanks, dots, hyphens and brackets between them. */
export interface Segment {
  readonly groups: Group[];
  /** Comes after `/`, `,`, `&`, `or`: may be the changed end of the number before it. */
  readonly abbreviates: boolean;
  /** Comes after `x`, `ext`, `#`, `,,`: is an extension of the number before it. */
  readonly extension: boolean;
}

const EXTENSION_WORDS = new Set(['x', 'xt', 'xtn', 'ex', 'ext', 'extn', 'extension', 'extention']);
const LIST_WORDS = new Set(['or', 'and']);
/** Words that may stand between `/` and an abbreviated number without making it a remark. */
const LABELS = new Set(
  (
    'fax tel telephone phone ph mobile mob cell landline direct office home work main day evening ' +
    'switchboard reception t m f'
  ).split(' '),
);

const TOKEN = /[0-9\ufffe\uffff]+|\p{L}+|,,+|[\s\S]/gu;
const DIGITS = /^[0-9\ufffe\uffff]/;
const WORD = /^\p{L}/u;

/**
 * Cuts folded text into segments of digit groups: which digits may belong to one number, and
 * what announced them. Linear in the length of the text.
 */
export function cellSegments(text: string): Segment[] {
  const segments: Segment[] = [];
  let current: Segment | undefined;
  let plus = false;
  let abbreviates = false;
  let extension = false;
  let digitsInSegment = 0;
  const tokens = text.match(TOKEN) ?? [];
  tokens.forEach((token, index) => {
    if (DIGITS.test(token)) {
      if (current === undefined || plus) {
        current = { groups: [], abbreviates, extension };
        segments.push(current);
        digitsInSegment = 0;
        abbreviates = false;
        extension = false;
      }
      const next = tokens[index + 1] ?? '';
      const inWord = WORD.test(next) && !isSeparatorWord(next);
      current.groups.push({ digits: token, plus, inWord });
      digitsInSegment += token.length;
      plus = false;
    } else if (WORD.test(token)) {
      const word = token.toLowerCase();
      current = undefined;
      plus = false;
      if (EXTENSION_WORDS.has(word)) extension = true;
      else if (LIST_WORDS.has(word)) abbreviates = true;
      else if (!LABELS.has(word)) {
        abbreviates = false;
        extension = false;
      }
    } else if (token === '+') {
      plus = true;
    } else if (token === '#' || token.startsWith(',,')) {
      current = undefined;
      extension = true;
    } else if (token === '/' || token === ',' || token === '&') {
      current = undefined;
      plus = false;
      abbreviates = true;
      extension = false;
    } else if (token === '(') {
      const remark = digitsInSegment >= DIGITS_BEFORE_REMARK;
      if (current && (remark || !opensNumber(current.groups))) current = undefined;
    } else if (token === ';' || token === '|' || token === '\n' || token === '\r') {
      current = undefined;
      abbreviates = false;
      extension = false;
    } else if (token !== ' ' && token !== '-' && token !== '.' && token !== ')') {
      current = undefined;
      plus = false;
    }
  });
  return segments;
}

function isSeparatorWord(word: string): boolean {
  const folded = word.toLowerCase();
  return EXTENSION_WORDS.has(folded) || LIST_WORDS.has(folded) || LABELS.has(folded);
}

/** At most eight digits so far: whether they can be the beginning of a number with brackets. */
function opensNumber(groups: readonly Group[]): boolean {
  const digits = groups.map((group) => group.digits).join('');
  return groups[0]?.plus === true || digits.startsWith('0') || digits.startsWith('44');
}

import { readFileSync } from 'node:fs';

/**
 * @typedef {object} Shape
 * One way in which a phone cell of a public directory is written.
 * @property {string} shape as counted in shapes.json: `d{5} d{6}`, A for a word
 * @property {number} count
 * @property {string[]} texts the text before, between and after the groups of digits
 * @property {number[]} sizes digits in each group
 * @property {Kind} kind
 * @property {Role[]} roles one a group
 */
/**
 * What the first number of the cell is: `whole` eleven digits, `nine` a nine-digit NSN with its
 * zero, `lost-zero` eleven without the zero, `international` +44 (0) and the rest; the others are
 * no number: `cut` a digit short, `grown` a digit too many, `fragment` no area code.
 * @typedef {'whole' | 'nine' | 'lost-zero' | 'international' | 'cut' | 'grown' | 'fragment'} Kind
 */
/**
 * `first`: digits of the first number; `again`: of another whole number; `tail`: fewer digits that
 * replace the last ones; `aside`: an extension or a small number that is nobody's.
 * @typedef {'first' | 'again' | 'tail' | 'aside'} Role
 */

/** Shapes whose reading nobody can tell without knowing the rest of the cell. */
const LEFT_OUT = new Set([
  '<empty>',
  'd{4}', // could be a short code
  'd{1}.d{9}', // a truncated decimal has several readings, and one could be listed
  'd{5} d{3} d{3} / d{3} d{3}', // a tail in two groups
]);

/** Kinds of cell that hold no complete number. */
export const UNREADABLE = new Set(['cut', 'grown', 'fragment']);

/**
 * @returns {Shape[]} the shapes of shapes.json, counts of equal ones added up, in the file's order
 */
export function readShapes() {
  /** @type {Record<string, { columns: Record<string, { shapes: { shape: string, count: number }[] }> }>} */
  const files = JSON.parse(readFileSync(new URL('shapes.json', import.meta.url), 'utf8'));
  /** @type {Map<string, number>} */
  const counts = new Map();
  for (const { columns } of Object.values(files)) {
    for (const { shapes } of Object.values(columns)) {
      for (const { shape, count } of shapes) counts.set(shape, (counts.get(shape) ?? 0) + count);
    }
  }
  for (const shape of LEFT_OUT) counts.delete(shape);
  return [...counts].map(([shape, count]) => parseShape(shape, count));
}

/** @type {(shape: string, count: number) => Shape} */
function parseShape(shape, count) {
  const texts = shape.replaceAll('<NBSP>', '\u00A0').split(/d\{\d+\}/);
  const sizes = Array.from(shape.matchAll(/d\{(\d+)\}/g), (match) => Number(match[1]));
  let used = 0;
  let digits = 0;
  const enough = shape.startsWith('+') ? 13 : 11;
  while (used < sizes.length && digits < enough && (used === 0 || joins(texts[used]))) {
    digits += /** @type {number} */ (sizes[used]);
    used += 1;
  }
  /** @type {Role[]} */
  const roles = sizes.map((size, index) => {
    if (index < used) return 'first';
    const before = /** @type {string} */ (texts[index]);
    if (before.includes('A.') || (size <= 2 && !before.includes('/'))) return 'aside';
    return startsNumber(sizes, texts, index, used) ? 'again' : 'tail';
  });
  return { shape, count, texts: words(texts, roles), sizes, kind: kindOf(shape, digits), roles };
}

/** @type {(text: string | undefined) => boolean} */
function joins(text) {
  return /^[\s()-]*$/.test(text ?? '');
}

/**
 * Whether the group at `index` is part of another whole number: the joined groups around it make
 * eleven digits.
 * @type {(sizes: number[], texts: string[], index: number, used: number) => boolean}
 */
function startsNumber(sizes, texts, index, used) {
  let from = index;
  while (from > used && joins(texts[from])) from -= 1;
  let digits = 0;
  for (let at = from; at < sizes.length && (at === from || joins(texts[at])); at += 1) {
    digits += /** @type {number} */ (sizes[at]);
  }
  return digits === 11;
}

/** @type {(shape: string, digits: number) => Kind} */
function kindOf(shape, digits) {
  if (shape.startsWith('+')) return 'international';
  if (digits === 11) return 'whole';
  if (digits > 11) return 'grown';
  if (digits < 10) return 'fragment';
  if (shape === 'd{10}') return 'lost-zero';
  return shape.startsWith('d{5} ') ? 'nine' : 'cut';
}

/**
 * Puts words where the shape has an A.
 * @type {(texts: string[], roles: Role[]) => string[]}
 */
function words(texts, roles) {
  return texts.map((text, index) => {
    const role = roles[index];
    const word = role === 'aside' ? 'option' : /[/:()-]/.test(text) ? 'Fax' : 'Office';
    const between = index > 0 && (role === 'again' || role === 'tail');
    if (between && !text.includes('/')) return text.replaceAll('A', 'or');
    return text.replaceAll('A.', 'ext.').replaceAll("A'", "Magistrates'").replaceAll('A', word);
  });
}

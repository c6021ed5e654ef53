// Plain JavaScript: the tests and test/bench/fuzz-cells.js compare the cell reader with it.
//
// A second reader of phone cells, slow and obvious: regular expressions over the whole text, every
// way of joining groups tried. It was written from the contract before its author read src/core, and
// shares no line with it, so that a slip in one is not a slip in both.
import { AREA_CODES_IN_USE } from './second-plan.js';

/** Prefix after the 0 (a regular expression), use, digits of the national number. First row wins. */
const PLAN = [
  [/^(8001111|845464\d)$/, undefined, [7]],
  [/^7624/, 'mobile', [10]],
  [/^76/, 'pager', [10]],
  [/^70/, 'personal', [10]],
  [/^7/, 'mobile', [10]],
  [/^1/, 'geographic', [10]],
  [/^2/, 'geographic', [10]],
  [/^3/, 'uk-wide', [10]],
  [/^5[56]/, 'corporate-or-voip', [10]],
  [/^800/, 'freephone', [9, 10]],
  [/^80/, 'freephone', [10]],
  [/^500/, 'freephone', [9]],
  [/^8[47]/, 'service-charge', [10]],
  [/^9/, 'premium', [10]],
];

const NINE_DIGITS =
  /^(1204|1208|1254|1276|1297|1298|1363|1364|1384|1386|1404|1420|1460|1461|1480|1488|1524|1527|1562|1566|1606|1629|1635|1647|1659|1695|16977|1726|1744|1750|1768|1827|1837|1884|1900|1905|1935|1946|1949|1963|1995)/;

const TERRITORIES = [
  ['territory-je', /^(1534|7509|7797|7829|7937|77003|77007|77008)/],
  ['territory-gg', /^(1481|7781|7839|79111|79117)/],
  ['territory-im', /^(1624|7524|7624|7924|74576)/],
];

const FLAG_OF_USE = {
  freephone: 'freephone',
  'service-charge': 'service-charge',
  'uk-wide': 'uk-wide',
  'corporate-or-voip': 'corporate-or-voip',
};

const OTHERS_IN_USE =
  /^(20[3478]|23[89]|24[017]|28[0-46-9]|29[012]|30[0-36]|30[89]|33[01236]|339|34[2-5]|37[0-3]|5[56]|7[0-9]|80[08]|84[2-5]|87[0-3]|9[01]|98[2349])/;

/** The use of a complete national number, or undefined. */
function useOf(nsn) {
  if (NINE_DIGITS.test(nsn) && nsn.length === 9) return 'geographic';
  for (const [prefix, use, lengths] of PLAN) {
    if (!prefix.test(nsn)) continue;
    if (!lengths.includes(nsn.length)) return undefined;
    return use ?? (nsn.startsWith('800') ? 'freephone' : 'service-charge');
  }
  return undefined;
}

function inUse(nsn) {
  if (!nsn.startsWith('1')) return OTHERS_IN_USE.test(nsn);
  return AREA_CODES_IN_USE.split(' ').some((row) => {
    const [three, fourths] = row.split(':');
    return nsn.startsWith(three) && fourths.includes(nsn[3]);
  });
}

/** A number written with these digits, + before them or not: `{ nsn }`, `{ foreign }`, undefined. */
function complete(digits, plus) {
  const abroad = plus ? digits : /^00/.test(digits) ? digits.slice(2) : undefined;
  if (abroad !== undefined) {
    if (abroad.startsWith('44')) return afterCode(abroad.slice(2));
    return /^[1-9]\d{6,14}$/.test(abroad) ? { foreign: abroad } : undefined;
  }
  if (digits.startsWith('0')) return uk(digits, true);
  if (digits.startsWith('44')) return afterCode(digits.slice(2));
  return undefined;
}

/** After 44 comes a national number; with its 0, in or out of brackets, or both: `(0)020`. */
function afterCode(digits) {
  return uk(digits.replace(/^00?/, ''));
}

function uk(digits, zero = false) {
  if (zero && !digits.startsWith('0')) return undefined;
  const nsn = zero ? digits.slice(1) : digits;
  return useOf(nsn) === undefined ? undefined : { nsn };
}

/** What nobody sees is gone, what only looks different is one: blanks, dashes, full-width signs. */
function folded(cell) {
  return cell
    .replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(/[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g, '')
    .replace(/[\s\u00a0\u3000]/g, ' ')
    .replace(/[\u2010-\u2015\u2212]/g, '-');
}

const JOINS = /^[ ().-]*$/;
/** After nine digits a bracket opens a remark. */
const REMARK_AFTER = 9;
const EXTENSION =
  /(?:^|[^\p{L}])(?:xt?n?|ext?n?|extension|extention|#|,,|;ext=)[^\p{L}\d/&;|+]*$/iu;
/** Marks and words between a number and the end of another; `fax` says what it is. */
const SECOND =
  /(?:[/,&]|\b(?:or|and)\b)(?:[ .:"'=/,&()-]|\b(?:or|and|fax|tel|mob|mobile|home|work|office|t|m|f)\b)*$/i;
/** An exponent or a decimal that no spelling of a number has, anywhere in the cell. */
const FIGURE =
  /(?<!\d[ ().-]*)(?:[1-9][.,]\d+E\+?\d+|[1-9]E\+\d+|[1-9]\.\d{7,}|[1-9]\d{8,9}\.[1-9]\d*)(?![ ().-]*\d)/i;
/** A whole number that went through a floating-point column. */
const FLOATING = /(?<![\d.][ ().-]*)(\d{9,})\.0+(?=$|[ '"]*(?:$|[/,;&]))/g;

/**
 * @param {string} cell
 * @returns {string[]} in the notation of test/core/cell-notation.ts, but readings of `ambiguous`
 *   left out; empty when the cell holds no number
 */
export function secondReading(cell) {
  const text = folded(cell);
  if (!/\d/.test(text)) return [];
  // A letter O that belongs to no word and touches digits, or stands among them, is damage. A small
  // one before a digit is read without it, unless digits go before; o2 is a network.
  const letters = text.replace(/\p{L}{2,}/gu, wordOfOs);
  if (/\dO|O\d|\d[ ().-]*O[ ().-]*\d|\do|\d[ ().-]*o(?!2(?!\d))\d/.test(letters))
    return ['ambiguous'];
  if (FIGURE.test(text)) return ['ambiguous'];
  const groups = [...text.replace(FLOATING, '$1~').matchAll(/\d+/g)].map((match) => ({
    digits: match[0],
    floating: match.input[match.index + match[0].length] === '~',
    at: match.index,
    end: match.index + match[0].length,
    plus: /\+[ (]*$/.test(match.input.slice(0, match.index)),
    inWord: /^\p{L}/u.test(match.input.slice(match.index + match[0].length)),
    text: match.input,
  }));
  const between = (i) => groups[i].text.slice(groups[i - 1].end, groups[i].at);
  const items = [];
  const left = [];
  let last;
  let behind = 0;
  for (let i = 0; i < groups.length;) {
    if (last !== undefined) {
      const before = between(i);
      const other = longest(groups, i, between);
      const again = other?.number.nsn === last.nsn && last.nsn !== undefined;
      if (EXTENSION.test(before) && (again || !other)) {
        last.flags.push('extension-dropped');
        i = again ? other.next : i + 1;
        continue;
      }
    }
    const number = longest(groups, i, between);
    if (number !== undefined) {
      last = { ...number.number, flags: last === undefined ? [] : ['second-number'] };
      if (number.restored || groups[number.next - 1].floating) last.flags.push('zero-restored');
      items.push(last);
      behind = i = number.next;
      continue;
    }
    if (last?.nsn !== undefined && behind === i && SECOND.test(between(i)) && !groups[i].inWord) {
      let tail = groups[i].digits;
      let next = i + 1;
      while (next < groups.length && JOINS.test(between(next)) && !between(next).includes('('))
        tail += groups[next++].digits;
      if (tail.length < last.nsn.length) {
        const nsn = last.nsn.slice(0, -tail.length) + tail;
        if (useOf(nsn) !== undefined) {
          last = { nsn, flags: ['second-number'] };
          items.push(last);
          behind = i = next;
          continue;
        }
      }
    }
    left.push(groups[i]);
    i++;
  }
  const found = items.length > 0;
  const all = groups.map(({ digits }) => digits).join('');
  if (!found && groups.every((_, i) => i === 0 || JOINS.test(between(i))) && !groups[0].plus) {
    if (/^(1\d\d|999|11[68]\d{3})$/.test(all)) return [`short-code ${all}`];
    if (/^[1-9]\d{8,9}$/.test(all) && useOf(all) !== undefined) return ['ambiguous'];
  }
  if (!found || left.some(({ digits }) => digits.length > 2)) items.push('invalid');
  return items.map(written);
}

/** Words go, but not words of nothing but the letter O. */
function wordOfOs(word) {
  return /^o+$/i.test(word) ? word[0] : '/';
}

/** The longest joining of groups from `i` on that is a number; one whole run may lack its zero. */
function longest(groups, i, between) {
  let digits = '';
  let best;
  let next = i;
  do {
    digits += groups[next].digits;
    next++;
    const number = complete(digits, groups[i].plus);
    // A foreign number has no length of its own: a UK number behind it is not its tail.
    if (number?.foreign && best && startsUk(groups, next - 1, between)) break;
    if (number !== undefined) best = { number, next, restored: false };
  } while (next < groups.length && joins(digits, between(next)));
  if (best !== undefined || groups[i].plus) return best;
  // The whole run without its 0, or one group of it.
  for (const [nsn, end] of [
    [digits, next],
    [groups[i].digits, i + 1],
  ]) {
    if (!/^[1-9]\d{8,9}$/.test(nsn) || useOf(nsn) === undefined || !inUse(nsn)) continue;
    return { number: { nsn }, next: end, restored: true };
  }
  return undefined;
}

function joins(digits, between) {
  return JOINS.test(between) && !(digits.length >= REMARK_AFTER && between.includes('('));
}

/** Whether a UK number with its 0 begins at group `i`. */
function startsUk(groups, i, between) {
  if (!/^0[1-9]\d/.test(groups[i].digits)) return false;
  return longest(groups, i, between)?.number.nsn !== undefined;
}

function written(item) {
  if (typeof item === 'string') return item;
  const flags = [...item.flags];
  let head = `foreign +${item.foreign}`;
  if (item.nsn !== undefined) {
    const use = useOf(item.nsn);
    if (FLAG_OF_USE[use]) flags.push(FLAG_OF_USE[use]);
    for (const [flag, prefix] of TERRITORIES) if (prefix.test(item.nsn)) flags.push(flag);
    head = `${use} +44${item.nsn}`;
  }
  return flags.length === 0 ? head : `${head} [${[...new Set(flags)].sort().join(', ')}]`;
}

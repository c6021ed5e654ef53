// Plain JavaScript: used by the tests and by test/bench/fuzz-cells.js.

/** What phone cells are made of, and what only looks so. */
const PIECES = [
  ...'0123456789',
  ...'00112234577788999',
  ...'      ()--..',
  ...'+/&,;#xX|\'"=:oO',
  ' or ',
  ' and ',
  ' / ',
  ', ',
  ' ext ',
  ' ext. 4',
  ' x45',
  ',,',
  ';ext=',
  ' Fax ',
  'tel:',
  ' home',
  '+44',
  '+44 (0)',
  '0044',
  '00',
  '44',
  '+1 ',
  '+353 ',
  '.0',
  'E+11',
  '\uff10',
  '\uff17',
  '\uff0b',
  '\u00a0',
  '\u200b',
  '\u2011',
  '\u0667',
  '\n',
  '\t',
];

/** Numbers for drama, one with nine digits, others nobody holds; as written, digits only. */
const NUMBERS = [
  '02079460123',
  '01632960123',
  '07700900123',
  '0120400012',
  '01204000123',
  '08081570123',
  '03069990123',
  '08001111',
  '08454647',
  '09098790123',
  '07600000000',
  '07624000000',
  '01534000000',
  '02896496123',
  '2125550123',
  '447700900123',
  '7700900123',
  '1632960123',
  '120400012',
];

/**
 * One cell: pieces at random; numbers cut into groups at random with something between them; or a
 * cell as somebody wrote it, with a few pieces put in, taken out or doubled.
 *
 * @param {(below: number) => number} random
 * @param {readonly string[]} written
 * @returns {string}
 */
export function generatedCell(random, written) {
  const pick = (from) => from[random(from.length)];
  const kind = random(4);
  if (kind === 0) return Array.from({ length: 1 + random(24) }, () => pick(PIECES)).join('');
  let cell = kind === 1 ? numbersInGroups(random, pick) : pick(written);
  for (let changes = random(4); changes > 0; changes--) cell = changed(cell, random, pick);
  return cell;
}

/**
 * One of `written` with a single change: the slip of a finger.
 *
 * @param {(below: number) => number} random
 * @param {readonly string[]} written
 * @returns {string}
 */
export function changedCell(random, written) {
  const pick = (from) => from[random(from.length)];
  return changed(pick(written), random, pick);
}

function changed(cell, random, pick) {
  const at = random(cell.length + 1);
  const cut = pick([0, 0, 1, 2]);
  const put = random(5) === 0 ? cell.slice(at, at + 4) : random(3) === 0 ? '' : pick(PIECES);
  return cell.slice(0, at) + put + cell.slice(at + cut);
}

function numbersInGroups(random, pick) {
  const parts = Array.from({ length: 1 + random(3) }, () => {
    let number = pick(NUMBERS);
    for (let gaps = random(4); gaps > 0; gaps--) {
      const at = 1 + random(number.length - 1);
      number = number.slice(0, at) + pick([' ', '-', ' ', ') ', ' (', '.']) + number.slice(at);
    }
    return number;
  });
  return parts.join(pick([' / ', ', ', ' or ', ' ', ' & ', '; ', ' x', ' fax ', '/', ',']));
}

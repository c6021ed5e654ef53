// Plain JavaScript: used by the tests and by test/bench/fuzz-scanner.js.

/** Comma, semicolon, tab, pipe, ¬ in windows-1252 and in UTF-8, NUL. */
const DELIMITERS = [',', ';', '\t', '|', '\xac', '\xc2\xac', '\0'];

/** What CSV gives a meaning, what only looks so, and bytes next to both. Latin1, as all text here. */
const ALPHABET = ['a', ' ', '"', '"', '"', ',', ',', ';', '\r', '\n', '\r\n', '\0', '\xc3\xa9'];
const NEIGHBOURS = [
  '""',
  '\t',
  '|',
  '\xac',
  '\xc2\xac',
  '\xc2',
  '\x0e',
  '\v',
  '!',
  '#',
  '-',
  '\x8a',
];

/** Call lists as people send them, in drama numbers; `,` stands for the delimiter of the input. */
const REAL = [
  'Name,Telephone,Mobile\r\n"Smith, John",020 7946 0123,07700 900123\r\nJones,0117 496 0999,\r\n',
  'id,company,phone\n1,"The ""Old"" Forge",01632 960001\n2,Caf\xc3\xa9 Ren\xc3\xa9,+44 1632 960002\n\n',
  '"Surname","Forename","Tel"\r"O\'Brien","","=""07700900456"""\r"Patel","A","029 2018 0456"',
  'ref,notes,number\r\n7,"call after\r\n3pm, ask for ""Jo""",0191 498 0007\r\n8,"",08081 570123\r\n',
  'a,b\n"quoted" then text,03069 990123\nplain "quotes" inside,028 9649 6123\n\n\n,\n',
];

/**
 * A small generator of its own, so that a seed gives the same inputs on every machine and version
 * (mulberry32).
 *
 * @param {number} seed
 * @returns {(below: number) => number} integers from 0
 */
export function seeded(seed) {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** Few bytes are held at a time, but a corpus file may be megabytes: this much of it at once. */
const PIECE_BYTES = 600;

/**
 * One input from a file that somebody wrote: a piece of it, cut anywhere, with a few bytes put in,
 * taken out, doubled or moved, its commas turned into another delimiter, its line ends into others.
 *
 * @param {(below: number) => number} random
 * @param {readonly Buffer[]} corpus
 * @returns {{ bytes: Buffer, delimiter: Buffer, limit: number }}
 */
export function changedInput(random, corpus) {
  const delimiter = DELIMITERS[random(DELIMITERS.length)];
  const file = corpus[random(corpus.length)];
  const start = random(Math.max(1, file.length - PIECE_BYTES));
  let text = file.toString('latin1', start, start + random(PIECE_BYTES));
  text = text.replaceAll(',', delimiter);
  const ends = ['', '\r', '\n', '\r\n'][random(4)];
  if (ends !== '') text = text.replace(/\r\n|\r|\n/g, ends);
  const symbols = [...ALPHABET, ...NEIGHBOURS, delimiter, '\xef\xbb\xbf', '\x80'];
  for (let changes = random(6); changes > 0; changes--) {
    const at = random(text.length + 1);
    const put = random(4) === 0 ? text.slice(at, at + random(9)) : symbols[random(symbols.length)];
    text = text.slice(0, at) + put + text.slice(at + [0, 0, 1, 2, 5][random(5)]);
  }
  return {
    bytes: Buffer.from(text, 'latin1'),
    delimiter: Buffer.from(delimiter, 'latin1'),
    limit: 1 + random(400),
  };
}

/**
 * One input: text of a small alphabet, in which every quote matters, with whole quoted fields in it,
 * or real lines with a few bytes
 * put in, taken out, doubled or cut off.
 *
 * @param {(below: number) => number} random
 * @returns {{ bytes: Buffer, delimiter: Buffer, limit: number }}
 */
export function generatedInput(random) {
  const delimiter = DELIMITERS[random(DELIMITERS.length)];
  const pick = () => {
    const symbols = random(4) === 0 ? NEIGHBOURS : ALPHABET;
    const symbol = symbols[random(symbols.length)];
    return symbol === ',' ? delimiter : symbol;
  };
  // A field as a careful writer gives it, so that not every quote is a fault.
  const quoted = () => {
    let inner = '';
    for (let length = random(4); length > 0; length--) inner += pick();
    return `"${inner.replaceAll('"', '""')}"` + (random(3) > 0 ? delimiter : '');
  };
  let text = '';
  if (random(3) > 0) {
    for (let length = random(24); length >= 0; length--)
      text += random(6) === 0 ? quoted() : pick();
  } else {
    text = REAL[random(REAL.length)].replaceAll(',', delimiter);
    for (let changes = random(5); changes > 0; changes--) {
      const at = random(text.length + 1);
      const cut = [0, 0, 1, 3][random(4)];
      text = text.slice(0, at) + (random(4) > 0 ? pick() : '') + text.slice(at + cut);
    }
    if (random(3) === 0) text = text.slice(random(text.length + 1));
  }
  return {
    bytes: Buffer.from(text, 'latin1'),
    delimiter: Buffer.from(delimiter, 'latin1'),
    limit: 1 + random(40),
  };
}

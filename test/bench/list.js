import { closeSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { Prng } from './prng.js';
import { Speller } from './spelling.js';

/** @typedef {import('./register.js').Register} Register */
/**
 * What a scrub has to find: records, by what decides each of them.
 * @typedef {{ records: number, clean: number, tps: number, ctps: number, objected: number, unscreened: number }} Expected
 */

/**
 * The letter of each record in the outcomes file; small where a listed number has company that cannot
 * be read.
 */
export const Outcome = /** @type {const} */ ({
  clean: 'C',
  tps: 'T',
  ctps: 'P',
  objected: 'O',
  unscreened: 'U',
});

const HEADER =
  'Reference,Company,Contact,Address,Town,Postcode,Telephone,Mobile,Email,Source,Added\r\n';
const SURNAMES =
  'Harris Okafor Patel Jones Nowak Murray Singh Evans Doyle Clarke Ahmed Wright'.split(' ');
const TRADES = 'Plumbing Joinery Motors Dental Bakery Roofing Legal Textiles Garden'.split(' ');
const FIRST_NAMES = 'Ada Ben Cara Dev Ewan Freya Gita Huw Isla Joan Kofi Lena'.split(' ');
const STREETS = 'High St,Mill Lane,Station Rd,Park Row,The Green'.split(',');
const TOWNS = 'Aldwick,Borford,Cardale,Dunmore,Eastvale,Fallow,Holby'.split(',');
const SOURCES = 'web,fair,referral,guide,bought'.split(',');

/**
 * Writes a call list of 11 columns, UTF-8, comma, CR LF, about 123 bytes a record, and beside it
 * the outcome that each record must have. One record in ten holds a listed number.
 * @param {{ tps: Register, ctps: Register, records: number, seed: number }} from
 * @param {string} listPath
 * @param {string} outcomesPath one letter a record, no line ends
 * @param {string} numbersPath the two NSNs of each record as 64-bit floats, 0 for none
 * @returns {Expected}
 */
export function writeList({ tps, ctps, records, seed }, listPath, outcomesPath, numbersPath) {
  const random = new Prng(seed, records);
  const unlisted = {
    isUnlisted: (/** @type {string} */ nsn) => !tps.has(nsn) && !ctps.has(nsn),
    draw: () => drawUntil(() => tps.drawAny(random), unlisted.isUnlisted),
  };
  const speller = new Speller(random, unlisted);
  const letters = Buffer.allocUnsafe(records);
  const numbers = new Float64Array(2 * records);
  const file = openSync(listPath, 'w');
  let rows = HEADER;
  for (let record = 0; record < records; record += 1) {
    const phones = drawPhones(tps, ctps, unlisted, random);
    const telephone = speller.spell(phones.telephone, phones.telephoneListed);
    const mobile = phones.mobile
      ? speller.spell(phones.mobile, phones.mobileListed)
      : { text: '', readable: true };
    const readable = telephone.readable && mobile.readable;
    const letter = Outcome[outcomeOf(phones, readable, tps)];
    const isListed = letter === Outcome.tps || letter === Outcome.ctps;
    letters.write(isListed && !readable ? letter.toLowerCase() : letter, record, 'latin1');
    numbers[2 * record] = Number(phones.telephone);
    numbers[2 * record + 1] = Number(phones.mobile ?? 0);
    rows += row(record + 1, cell(telephone.text), cell(mobile.text), random);
    if (rows.length > 1_000_000 || record === records - 1) {
      writeSync(file, rows);
      rows = '';
    }
  }
  closeSync(file);
  writeFileSync(outcomesPath, letters);
  writeFileSync(numbersPath, numbers);
  return countOutcomes(letters);
}

/** @type {(letters: Buffer) => Expected} */
export function countOutcomes(letters) {
  const counted = { clean: 0, tps: 0, ctps: 0, objected: 0, unscreened: 0 };
  const names = new Map(
    Object.entries(Outcome).flatMap(([name, letter]) =>
      [letter, letter.toLowerCase()].map((one) => [one.charCodeAt(0), name]),
    ),
  );
  for (const letter of letters) {
    const name = /** @type {keyof typeof counted} */ (names.get(letter));
    counted[name] += 1;
  }
  return { records: letters.length, ...counted };
}

/**
 * @typedef {{ telephone: string, telephoneListed: boolean, mobile?: string, mobileListed: boolean }} Phones
 */
/**
 * @param {Register} tps
 * @param {Register} ctps
 * @param {import('./spelling.js').Unlisted} unlisted
 * @param {Prng} random
 * @returns {Phones}
 */
function drawPhones(tps, ctps, unlisted, random) {
  const drawListed = () => (random.unit() < 0.8 ? tps : ctps).drawListed(random);
  const isMobile = (/** @type {string} */ nsn) => nsn.startsWith('7');
  const listed = random.unit() < 0.1;
  const mobileFilled = random.unit() < 0.6;
  const mobileListed = listed && mobileFilled && random.unit() < 0.4;
  const telephoneListed = listed && (!mobileListed || random.unit() < 0.1);
  const telephone = telephoneListed ? drawListed() : unlisted.draw();
  if (!mobileFilled) return { telephone, telephoneListed, mobileListed };
  const mobile = drawUntil(mobileListed ? drawListed : unlisted.draw, isMobile);
  return { telephone, telephoneListed, mobile, mobileListed };
}

/**
 * TPS comes before CTPS, and both before what could not be read.
 * @type {(phones: Phones, readable: boolean, tps: Register) => keyof typeof Outcome}
 */
function outcomeOf({ telephone, telephoneListed, mobile, mobileListed }, readable, tps) {
  const onTps = (telephoneListed && tps.has(telephone)) || (mobileListed && tps.has(mobile ?? ''));
  if (onTps) return 'tps';
  if (telephoneListed || mobileListed) return 'ctps';
  return readable ? 'clean' : 'unscreened';
}

/** @type {(record: number, telephone: string, mobile: string, random: Prng) => string} */
function row(record, telephone, mobile, random) {
  const surname = random.pick(SURNAMES);
  const town = random.pick(TOWNS);
  const reference = `C${String(record).padStart(7, '0')}`;
  const contact = `${random.pick(FIRST_NAMES)} ${surname}`;
  const address = `${1 + random.below(240)} ${random.pick(STREETS)}`;
  const postcode = `ZZ${1 + random.below(20)} ${random.below(10)}AB`;
  const email = `hi@${town}.test`.toLowerCase();
  const day = `2026-0${1 + random.below(9)}-${10 + random.below(19)}`;
  const company = companyName(surname, random);
  const source = random.pick(SOURCES);
  return `${reference},${company},${contact},${address},${town},${postcode},${telephone},${mobile},${email},${source},${day}\r\n`;
}

/**
 * One name in twelve is quoted: a comma, doubled quotes, now and then a line break.
 * @type {(surname: string, random: Prng) => string}
 */
function companyName(surname, random) {
  const trade = random.pick(TRADES);
  const kind = random.below(1200);
  if (kind === 0) return `"${surname}\r\n${trade} Ltd"`;
  if (kind < 20) return `"The ""${surname}"" ${trade} Co"`;
  if (kind < 100) return `"${surname}, ${random.pick(SURNAMES)} & Co ${trade}"`;
  return `${surname} ${trade} Ltd`;
}

/** @type {(text: string) => string} */
function cell(text) {
  return text.includes(',') ? `"${text}"` : text;
}

/** @type {(draw: () => string, isWanted: (nsn: string) => boolean) => string} */
function drawUntil(draw, isWanted) {
  for (;;) {
    const nsn = draw();
    if (isWanted(nsn)) return nsn;
  }
}

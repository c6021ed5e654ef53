import { readFileSync, writeFileSync } from 'node:fs';
import { countOutcomes, Outcome } from './list.js';
import { Prng } from './prng.js';

/** @typedef {import('./register.js').Register} Register */
/** @typedef {import('./list.js').Expected} Expected */

const UNSCREENED = Outcome.unscreened.charCodeAt(0);
/** One record in so many has a number that its person told the firm not to call. */
const RECORDS_AN_OBJECTION = 40;

/**
 * Writes a million people who told the firm not to call, one number a line, in random order: the
 * telephones of some records of a list, the rest from its neighbourhood and not in it. Beside it the
 * outcomes of the list's records with those objections known. Records that cannot be read are left
 * as they are: none of their numbers objects.
 * @param {{ tps: Register, entries: number, seed: number }} from
 * @param {{ outcomes: string, numbers: string }} list the files of a list
 * @param {string} path
 * @param {string} outcomesPath
 * @returns {Expected}
 */
export function writeOptOuts({ tps, entries, seed }, list, path, outcomesPath) {
  const random = new Prng(seed, entries);
  const letters = readFileSync(list.outcomes);
  const bytes = readFileSync(list.numbers);
  const numbers = new Float64Array(bytes.buffer, bytes.byteOffset, bytes.length / 8);
  const called = new Set(numbers);
  const unreadable = new Set([0]);
  letters.forEach((letter, record) => {
    if (letter !== UNSCREENED) return;
    unreadable.add(numbers[2 * record] ?? 0);
    unreadable.add(numbers[2 * record + 1] ?? 0);
  });
  /** @type {Set<number>} */
  const objected = new Set();
  for (let record = 0; record < letters.length && objected.size < entries; record += 1) {
    const telephone = numbers[2 * record] ?? 0;
    if (random.below(RECORDS_AN_OBJECTION) === 0 && !unreadable.has(telephone)) {
      objected.add(telephone);
    }
  }
  while (objected.size < entries) {
    const nsn = Number(tps.drawAny(random));
    if (!called.has(nsn)) objected.add(nsn);
  }
  const shuffled = [...objected];
  for (let at = shuffled.length - 1; at > 0; at -= 1) {
    const other = random.below(at + 1);
    [shuffled[at], shuffled[other]] = [shuffled[other] ?? 0, shuffled[at] ?? 0];
  }
  writeFileSync(path, shuffled.map((nsn) => `0${nsn}\n`).join(''));
  letters.forEach((letter, record) => {
    const holds = [0, 1].some((place) => objected.has(numbers[2 * record + place] ?? 0));
    if (letter !== UNSCREENED && holds) letters.write(Outcome.objected, record, 'latin1');
  });
  writeFileSync(outcomesPath, letters);
  return countOutcomes(letters);
}

import { readFileSync, writeFileSync } from 'node:fs';
import { countOutcomes, Outcome } from './list.js';
import { Prng } from './prng.js';

/** @typedef {import('./register.js').Register} Register */
/** @typedef {import('./list.js').Expected} Expected */

const METHODS = 'web form,call,paper form,app'.split(',');
const WORDINGS = [
  'Bench may call me about offers',
  'I agree to marketing calls from Bench',
  'Yes to calls',
];
const HEADER = 'number,on,method,wording,reference\r\n';

/**
 * Writes consents to the calls of one caller, each of another number of a list, in random order: so
 * many that most of the list's numbers have one. Beside it the outcomes of the list's records with
 * those consents known.
 * @param {{ tps: Register, ctps: Register, entries: number, seed: number }} from
 * @param {{ outcomes: string, numbers: string }} list the files of a list
 * @param {string} path
 * @param {string} outcomesPath
 * @returns {Expected}
 */
export function writeConsents({ tps, ctps, entries, seed }, list, path, outcomesPath) {
  const random = new Prng(seed, entries);
  const letters = readFileSync(list.outcomes);
  const bytes = readFileSync(list.numbers);
  const numbers = new Float64Array(bytes.buffer, bytes.byteOffset, bytes.length / 8);
  const called = [...new Set(numbers.filter((nsn) => nsn !== 0))];
  for (let at = called.length - 1; at > 0; at -= 1) {
    const other = random.below(at + 1);
    [called[at], called[other]] = [called[other] ?? 0, called[at] ?? 0];
  }
  const given = called.slice(0, entries);
  if (given.length < entries) throw new Error(`the list has ${String(given.length)} numbers only`);
  const rows = given.map((nsn, place) => row(nsn, place, random));
  writeFileSync(path, HEADER + rows.join(''));
  const consented = new Set(given);
  letters.forEach((letter, record) => {
    const isRead = String.fromCharCode(letter) === String.fromCharCode(letter).toUpperCase();
    const was = String.fromCharCode(letter).toUpperCase();
    if (was !== Outcome.tps && was !== Outcome.ctps) return;
    const left = [0, 1]
      .map((place) => numbers[2 * record + place] ?? 0)
      .filter((nsn) => nsn !== 0 && !consented.has(nsn));
    const outcome = left.some((nsn) => tps.has(String(nsn)))
      ? Outcome.tps
      : left.some((nsn) => ctps.has(String(nsn)))
        ? Outcome.ctps
        : isRead
          ? Outcome.clean
          : Outcome.unscreened;
    letters.write(outcome, record, 'latin1');
  });
  writeFileSync(outcomesPath, letters);
  return countOutcomes(letters);
}

/** @type {(nsn: number, place: number, random: Prng) => string} */
function row(nsn, place, random) {
  const day = `2025-0${1 + random.below(9)}-${10 + random.below(19)}`;
  return `0${nsn},${day},${random.pick(METHODS)},${random.pick(WORDINGS)},F${String(place).padStart(7, '0')}\r\n`;
}

import { closeSync, openSync, writeSync } from 'node:fs';
import { Prng } from './prng.js';

/** @typedef {import('./register.js').Register} Register */
/**
 * @typedef {object} ListWanted
 * @property {number} records
 * @property {number} columns phone columns, each of them filled
 * @property {number} listed share of the records that hold a listed number, in one of their columns
 * @property {number} seed
 */

const PIECE = 1 << 20;

/**
 * Writes a list of plain spellings, about 110 bytes a record with one phone column.
 * @param {Register} register
 * @param {string} path
 * @param {ListWanted} wanted
 * @returns {number} how many records hold a listed number
 */
export function writeGrowthList(register, path, { records, columns, listed, seed }) {
  const random = new Prng(seed, records, columns);
  const phones = Array.from({ length: columns }, (_, at) => `Phone ${at + 1}`);
  const file = openSync(path, 'w');
  let text = `Reference,Company,Contact,Address,Town,Postcode,${phones.join()},Email,Source,Added\r\n`;
  let held = 0;
  for (let record = 1; record <= records; record += 1) {
    // A record in so many, and not by chance: a small list has its share too.
    const isListed = Math.floor(record * listed) > Math.floor((record - 1) * listed);
    if (isListed) held += 1;
    const place = isListed ? random.below(columns) : -1;
    const numbers = phones.map((_, at) =>
      at === place ? register.drawListed(random) : unlisted(register, random),
    );
    const cells = numbers.map((nsn) => `0${nsn}`).join();
    text += `C${record},Harris Plumbing Ltd,Ada Harris,${1 + (record % 240)} High St,Aldwick,ZZ1 1AB,${cells},hi@aldwick.test,web,2026-01-10\r\n`;
    if (text.length > PIECE || record === records) {
      writeSync(file, text);
      text = '';
    }
  }
  closeSync(file);
  return held;
}

/** @type {(register: Register, random: Prng) => string} */
function unlisted(register, random) {
  for (;;) {
    const nsn = register.drawAny(random);
    if (!register.has(nsn)) return nsn;
  }
}

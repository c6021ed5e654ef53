import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dayBefore, middle } from './growth-room.js';
import { Prng } from './prng.js';

/** @typedef {import('./growth-room.js').Cost} Cost */
/** @typedef {import('./growth-room.js').GrowthRoom} GrowthRoom */
/** @typedef {import('./growth-room.js').List} List */
/** @typedef {import('./register.js').Register} Register */
/** @typedef {{ without: Cost, with: Cost }} Pair measured in turns, so that a slow minute is both's */

/**
 * A first import of a file, and that of the next day's full file, of which a thousand numbers are others.
 * @param {GrowthRoom} room
 * @param {string} file of the register, in the official layout without spaces
 * @returns {Promise<Pair & { grown: number }>} and the bytes that the next day added to the database
 */
export async function nextDay(room, file) {
  const lines = readFileSync(file);
  for (let line = 0; line < 1000; line += 1) {
    const at = Math.floor((line * lines.length) / 14_000) * 14;
    // The last figure of a number of ten figures; two that become one are one number less.
    lines[at + 10] = 48 + /** @type {number} */ ((lines[at + 10] - 48 + 5) % 10);
  }
  writeFileSync(room.at('next.txt'), lines, { flush: true });
  const runs = { first: [], next: [] };
  let grown = 0;
  for (let repetition = 0; repetition < room.repetitions; repetition += 1) {
    room.remove('days.db');
    runs.first.push(await room.import('days.db', file, dayBefore(2)));
    const before = room.size('days.db');
    runs.next.push(await room.import('days.db', room.at('next.txt'), dayBefore(1)));
    grown = Math.max(grown, room.size('days.db') - before);
  }
  room.remove('next.txt', 'days.db');
  return { without: middle(runs.first), with: middle(runs.next), grown };
}

/**
 * A scrub without records of the firm's own, and one with so many objections and as many consents, all of
 * numbers that the list does not hold.
 * @param {GrowthRoom} room
 * @param {{ register: Register, file: string, list: List, records: number }} of
 * @returns {Promise<Pair & { objections: number, consents: number }>}
 */
export async function ownRecords(room, { register, file, list, records }) {
  await room.import('plain.db', file, dayBefore(1));
  room.copy('plain.db', 'own.db');
  const told = drawOthers(register, list, 2 * records);
  const agreed = told.splice(records);
  writeFileSync(room.at('told.txt'), `${told.join('\r\n')}\r\n`);
  const rows = agreed.map((number) => `${number},Acme,${dayBefore(30)},web form,yes\n`);
  writeFileSync(room.at('consents.csv'), `number,caller,on,method,wording\n${rows.join('')}`);
  mkdirSync(room.at('home'), { recursive: true });
  writeFileSync(room.at('own.toml'), '[caller.Acme]\n');
  const config = ['--config', room.at('own.toml')];
  await room.run('own.db', 'suppress', 'import', room.at('told.txt'), '--json', ...config);
  await room.run('own.db', 'consent', 'import', room.at('consents.csv'), '--json', ...config);
  const more = ['--caller', 'Acme', ...config];
  /** @type {{ plain: Cost[], own: Cost[] }} */
  const runs = { plain: [], own: [] };
  for (let repetition = 0; repetition < room.repetitions; repetition += 1) {
    runs.plain.push(await room.scrub('plain.db', list, { more, repetitions: 1 }));
    runs.own.push(await room.scrub('own.db', list, { more, repetitions: 1 }));
  }
  return {
    without: middle(runs.plain),
    with: middle(runs.own),
    objections: told.length,
    consents: agreed.length,
  };
}

/** @type {(register: Register, list: List, count: number) => string[]} */
function drawOthers(register, list, count) {
  const random = new Prng(11);
  const inList = new Set(readFileSync(list.path, 'latin1').match(/0\d{9,10}(?=,)/g));
  const numbers = new Set();
  while (numbers.size < count) {
    const number = `0${register.drawAny(random)}`;
    if (!inList.has(number)) numbers.add(number);
  }
  return [...numbers];
}

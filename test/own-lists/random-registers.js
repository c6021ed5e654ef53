// Both registers of a random world, and what they list: plain JavaScript, see random-world.js.
import { utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { isoDay } from './random-said.js';

/** @typedef {import('./random-world.js').RandomWorld} RandomWorld */

/** A register clears calls for 28 days: it is loaded again long before. */
const REGISTER_DAYS = 14;
/** Each lists one number that nobody asks about, and so many of the others. */
const REGISTERS = [
  { name: 'tps', always: '02079460999', share: 0.35 },
  { name: 'ctps', always: '02920180999', share: 0.1 },
];
const WHY = 'a test';

/** Editions, each with the numbers that it lists, and those of one register with the same day apart. */
export class RandomRegisters {
  #last = -Infinity;
  /** @type {{ name: string, dated: number, after: number, listed: Set<string> }[]} */
  #editions = [];

  /** Loads both once they are old. @param {RandomWorld} world */
  async keep(world) {
    if (world.today - this.#last < REGISTER_DAYS) return;
    this.#last = world.today;
    for (const { name, always, share } of REGISTERS) {
      const listed = world.numbers.filter(() => world.random.unit() < share);
      const edition = { name, dated: world.today, after: world.model.moment };
      this.#editions.push({ ...edition, listed: new Set(listed) });
      const file = join(world.folder, `${name}.txt`);
      const lines = [always, ...listed].map((number) => `${number.padEnd(12)}\r\n`);
      writeFileSync(file, lines.join(''));
      const written = Date.parse(world.clock()) / 1000;
      utimesSync(file, written, written);
      await world.under.importRegister({
        ...world.recorder,
        register: name,
        file,
        entry: '',
        zipPassword: () => undefined,
        dated: isoDay(world.today),
        estimated: false,
        since: undefined,
        covers: undefined,
        licence: '',
        licenceUntil: '',
        source: '',
        publishedTotal: 0,
        history: 'differences',
        accepted: WHY,
        minimumNumbers: 0,
        signal: new AbortController().signal,
        endAtOnce: () => () => undefined,
      });
      world.passed(5);
    }
  }

  /**
   * The registers that list a number, by the editions that decide about calls from a day on.
   *
   * @param moment what was known by it; undefined for what is known now
   */
  listing(number, day, moment) {
    return REGISTERS.map(({ name }) => name).filter((name) => {
      const known = this.#editions.filter(
        ({ name: register, dated, after }) =>
          register === name && dated <= day && (moment === undefined || after < moment),
      );
      return known.at(-1)?.listed.has(number) === true;
    });
  }
}

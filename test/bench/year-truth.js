import { readFileSync, writeFileSync } from 'node:fs';
import { parse } from 'csv-parse/sync';
import { countOutcomes, Outcome, writeList } from './list.js';
import { checkOutputs } from './outputs-check.js';

/** @typedef {import('./register.js').Register} Register */
/** @typedef {import('./year-register.js').LivingRegister} LivingRegister */
/** @typedef {import('./data.js').MadeList} MadeList */
/** @typedef {{ clean: string, report: string }} Paths */

const DAY = 86_400_000;

/**
 * A call list drawn from a register's first day, and what is to be found in it on any other.
 */
export class YearList {
  /** @type {Set<number>} NSNs that have to stay unlisted, since what they do is not known here */
  never = new Set();

  /**
   * @param {Register} register
   * @param {{ path: string, records: number, seed: number }} wanted
   */
  constructor(register, { path, records, seed }) {
    this.path = path;
    this.outcomes = `${path}.outcomes`;
    // A second number in a cell stands in no file of the generator's: it was asked about here, once
    // more than it was drawn.
    /** @type {Map<number, number>} */
    const asked = new Map();
    const count = (/** @type {number} */ nsn, /** @type {number} */ more) =>
      asked.set(nsn, (asked.get(nsn) ?? 0) + more);
    const drawListed = register.drawListed.bind(register);
    const tps = {
      has: (/** @type {string} */ nsn) => {
        const isListed = register.has(nsn);
        if (!isListed) count(Number(nsn), 1);
        return isListed;
      },
      drawListed,
      drawAny: register.drawAny.bind(register),
    };
    const registers = { tps, ctps: { has: () => false, drawListed } };
    const numbersPath = `${path}.numbers`;
    writeList(
      { .../** @type {any} */ (registers), records, seed },
      path,
      this.outcomes,
      numbersPath,
    );
    const bytes = readFileSync(numbersPath);
    this.numbers = new Float64Array(bytes.buffer, bytes.byteOffset, bytes.length / 8);
    const letters = readFileSync(this.outcomes, 'latin1');
    /** Whether a record has a cell that holds no complete number. */
    this.isUnreadable = Uint8Array.from(letters, (letter) =>
      Number(letter === Outcome.unscreened || letter !== letter.toUpperCase()),
    );
    for (const nsn of this.numbers) if (asked.has(nsn)) count(nsn, -1);
    for (const [nsn, more] of asked) if (more > 0) this.never.add(nsn);
    this.numbers.forEach((nsn, at) => {
      if (this.isUnreadable[at >> 1] === 1 && !register.has(String(nsn))) this.never.add(nsn);
    });
  }

  /**
   * Holds a scrub against the register as it was on a day: counts, every kept record, every record of
   * the report, and the listing dates of every listed number in the report.
   * @param {LivingRegister} register
   * @param {number} at the day of the deciding edition, as a place in the log
   * @param {readonly string[]} dates of the editions
   * @param {string} callDate
   * @param {import('./outputs-check.js').Summary} summary
   * @param {Paths} paths
   * @returns {string[]} what is wrong
   */
  check(register, at, dates, callDate, summary, paths) {
    register.goTo(at);
    const letters = Buffer.from(this.isUnreadable).map((unreadable, record) =>
      (this.isListed(register, record)
        ? Outcome.tps
        : unreadable === 1
          ? Outcome.unscreened
          : Outcome.clean
      ).charCodeAt(0),
    );
    writeFileSync(this.outcomes, letters);
    const expected = countOutcomes(/** @type {Buffer} */ (letters));
    const made = { list: this.path, outcomes: this.outcomes, numbers: '', expected };
    return [
      ...checkOutputs(made, summary, paths),
      ...checkListings(readFileSync(paths.report), register, { at, dates, callDate }),
    ].map((finding) => `${this.path} called on ${callDate}: ${finding}`);
  }

  /** @param {LivingRegister} register @param {number} record */
  isListed(register, record) {
    const [one, other] = [this.numbers[2 * record] ?? 0, this.numbers[2 * record + 1] ?? 0];
    return register.has(one) || register.has(other);
  }
}

/**
 * @param {Buffer} report
 * @param {LivingRegister} register
 * @param {{ at: number, dates: readonly string[], callDate: string }} of
 * @returns {string[]}
 */
function checkListings(report, register, { at, dates, callDate }) {
  /** @type {Record<string, string>[]} */
  const lines = parse(report, { columns: true });
  const listed = lines.filter(({ reason }) => reason === 'TPS');
  const nsnOf = (/** @type {string | undefined} */ number) => Number(number?.slice(3));
  const events = register.eventsOf(new Set(listed.map(({ number }) => nsnOf(number))));
  const wrong = listed.filter((line) => {
    const wanted = listingOn(register, nsnOf(line['number']), events, { at, dates, callDate });
    return (
      line['listed_from'] !== wanted?.from ||
      line['listed_after'] !== wanted.after ||
      line['days_listed'] !== String(wanted.days)
    );
  });
  if (wrong.length === 0) return [];
  return [`${wrong.length} listings are wrong, first of them: ${JSON.stringify(wrong[0])}`];
}

/**
 * Since when a number was listed on a day, by the log.
 * @param {LivingRegister} register is at that day
 * @param {number} nsn
 * @param {ReturnType<LivingRegister['eventsOf']>} events
 * @param {{ at: number, dates: readonly string[], callDate: string }} of
 * @returns {{ from: string, after: string, days: number } | undefined} undefined when it was not
 */
export function listingOn(register, nsn, events, { at, dates, callDate }) {
  if (!register.has(nsn)) return undefined;
  const last = events.get(nsn)?.findLast(({ day }) => day <= at);
  const day = last?.day ?? 0;
  const from = dates[day] ?? '';
  const days = (Date.parse(callDate) - Date.parse(from)) / DAY;
  return { from, after: day === 0 ? '' : (dates[day - 1] ?? ''), days };
}

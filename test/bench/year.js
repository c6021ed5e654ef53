/** A year of daily editions, its size and its times: see README.md beside it. */
import { copyFileSync, mkdirSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { measuredRun, plainEnvironment } from './measured-run.js';
import { numberRanges } from './ranges.js';
import { Register } from './register.js';
import { writeRegister } from './register-file.js';
import { machineLine } from './result-table.js';
import { planDays } from './year-churn.js';
import { changesFile, LivingRegister } from './year-register.js';
import { importTable, packingsOf, questionTable, sizeTable, storageTable } from './year-tables.js';
import { listingOn, YearList } from './year-truth.js';

/** @typedef {import('./measured-run.js').Measured} Measured */
/** @typedef {{ today: Measured, then: Measured }} Pair one after the other */

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const WORK = join(ROOT, '.bench', 'year');
const DATABASE = join(WORK, 'year.db');
const ONE_EDITION = join(WORK, 'one-edition.db');
const SEED = 20261122;
const SMALL = 500;
const PAST_DAYS = 8;
const REPETITIONS = 3;
const DAYS_A_SIZE = 30;
/** A purge so large is asked about (src/registers/registers.ts); so is nothing that is smaller here. */
const ASKED_ABOUT = 10_000;
const CONSUMER = ['--policy', 'live-calls-consumer', '--json'];

const { values: options } = parseArgs({
  options: {
    numbers: { type: 'string', default: '17000000' },
    days: { type: 'string', default: '365' },
    list: { type: 'string', default: '1000000' },
    'full-every': { type: 'string', default: '7' },
    heavy: { type: 'boolean', default: false },
    program: { type: 'string', default: join(ROOT, 'bin', 'tps-scrub.js') },
    keep: { type: 'boolean', default: false },
  },
});
const now = Date.now();
const londonDay = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' });
const today = londonDay.format(now);
const plan = planDays({
  days: Number(options.days),
  last: londonDay.format(now - 86_400_000),
  numbers: Number(options.numbers),
  fullEvery: Number(options['full-every']),
  seed: SEED,
  heavy: options.heavy,
});
const dates = plan.map(({ day }) => day);

console.log(machineLine());
rmSync(WORK, { recursive: true, force: true });
mkdirSync(WORK, { recursive: true });
/** @type {string[]} */
const wrong = [];
const { register, lists } = makeRegister();

/** @type {import('./year-tables.js').Imported[]} */
const imports = [];
/** @type {Measured[][]} the same lists before there was any history */
let alone = [];
for (const [at, planned] of plan.entries()) {
  const imported = await importDay(planned, at);
  imports.push(imported);
  if (at % DAYS_A_SIZE === 0) console.error(`${planned.day}: ${imported.databaseBytes} bytes`);
  if (at > 0) continue;
  // In a database of their own: their run records are no part of what editions take.
  copyFileSync(DATABASE, ONE_EDITION);
  alone = [await repeat(lists.big), await repeat(lists.small)];
}
// Before the questions: scrubs add their run records.
const packings = packingsOf(DATABASE);
console.log(sizeTable(imports, packings, DAYS_A_SIZE));
console.log(storageTable(imports, packings));
console.log(importTable(imports));
const pastDays = Array.from({ length: PAST_DAYS }, (_, at) =>
  Math.round((at * (plan.length - 2)) / PAST_DAYS),
);
const scrubs = {
  big: await scrubPairs(lists.big),
  small: await scrubPairs(lists.small),
};
const checks = await checkPairs();

console.log(questionTable(`scrub of ${options.list} records`, scrubs.big, alone[0] ?? []));
console.log(questionTable(`scrub of ${SMALL} records`, scrubs.small, alone[1] ?? []));
console.log(questionTable('check of one number', checks, []));
for (const line of wrong) console.log(`WRONG: ${line}`);
if (wrong.length > 0) process.exitCode = 1;
else console.log('counts, cleaned lists, reports and listing dates agree with the log of changes');
if (!options.keep) rmSync(WORK, { recursive: true, force: true });

function makeRegister() {
  const shares = { geographic: 0.6, mobile: 0.38, other: 0.02 };
  const count = Number(options.numbers);
  const first = new Register(numberRanges(SEED), { count, shares, seed: SEED + 1 });
  const list = (/** @type {string} */ name, /** @type {number} */ records) =>
    new YearList(first, { path: join(WORK, name), records, seed: SEED + 2 });
  const lists = { big: list('big.csv', Number(options.list)), small: list('small.csv', SMALL) };
  const never = new Set([...lists.big.never, ...lists.small.never]);
  return { register: new LivingRegister(first, never, SEED + 3), lists };
}

/**
 * @param {import('./year-churn.js').PlannedDay} planned
 * @param {number} at
 * @returns {Promise<import('./year-tables.js').Imported>}
 */
async function importDay(planned, at) {
  const changes = at === 0 ? undefined : register.live(planned);
  const file = join(WORK, 'tps.txt');
  if (planned.full || !changes) writeRegister(/** @type {any} */ (register), file, undefined);
  else writeFileSync(file, changesFile(changes));
  // A register may not be dated later than its file.
  const evening = new Date(`${planned.day}T20:00:00Z`);
  utimesSync(file, evening, evening);
  const since = planned.full ? [] : ['--changes', '--since', dates[at - 1] ?? ''];
  const isPurge = Math.abs(planned.added - planned.removed) >= ASKED_ABOUT;
  const accepted = isPurge && at > 0 ? ['--accept-change', 'a purge of a real day'] : [];
  const words = ['import', 'tps', file, '--dated', planned.day, ...since, ...accepted, '--json'];
  const measured = await run(...words);
  const said = JSON.parse(measured.stdout);
  const found = [said.numbers, said.added, said.removed].join();
  const wanted = [
    register.count,
    at === 0 ? register.count : planned.added,
    planned.removed,
  ].join();
  if (found !== wanted) wrong.push(`edition of ${planned.day}: ${found}, and not ${wanted}`);
  return { planned, measured, databaseBytes: statSync(DATABASE).size, edition: said.edition };
}

/** @param {YearList} list */
async function repeat(list) {
  /** @type {Measured[]} */
  const found = [];
  const database = ['--database', ONE_EDITION];
  while (found.length < REPETITIONS) {
    found.push(await scrub(list, 0, dates[0] ?? '', found.length === 0, database));
  }
  return found;
}

/**
 * Today and each past day in turn, so that the machine's pace cancels.
 * @param {YearList} list
 */
async function scrubPairs(list) {
  return inTurn(async (at, repetition) => {
    const isFirst = repetition === 0;
    const now = await scrub(list, plan.length - 1, today, isFirst && at === 0);
    return { today: now, then: await scrub(list, at, dates[at] ?? '', isFirst) };
  });
}

/**
 * @param {YearList} list
 * @param {number} at
 * @param {string} callDate
 * @param {boolean} isChecked
 * @param {string[]} more options
 */
async function scrub(list, at, callDate, isChecked, more = []) {
  const paths = { clean: join(WORK, 'out.csv'), report: join(WORK, 'report.csv') };
  for (const path of Object.values(paths)) rmSync(path, { force: true });
  const outputs = ['--out', paths.clean, '--report', paths.report];
  const day = callDate === today ? [] : ['--call-date', callDate, '--historical'];
  const measured = await run('scrub', list.path, ...outputs, ...day, ...CONSUMER, ...more);
  const said = JSON.parse(measured.stdout);
  const deciding = said.registers.map((/** @type {{ dated: string }} */ { dated }) => dated).join();
  if (deciding !== dates[at]) wrong.push(`${deciding} decides on ${callDate}`);
  if (isChecked) wrong.push(...list.check(register, at, dates, callDate, said, paths));
  return measured;
}

/** One number that came and went, asked about on each of the days. */
async function checkPairs() {
  const all = register.eventsOf(new Set(register.gone));
  const [nsn = 0] = [...all].sort(([, one], [, other]) => other.length - one.length)[0] ?? [];
  console.log(`checked number: ${nsn % 1000}, changed on ${all.get(nsn)?.length} days`);
  return inTurn(async (at) => ({
    today: await check(nsn, all, plan.length - 1, today),
    then: await check(nsn, all, at, dates[at] ?? ''),
  }));
}

/**
 * @param {number} nsn
 * @param {ReturnType<LivingRegister['eventsOf']>} events
 * @param {number} at
 * @param {string} callDate
 */
async function check(nsn, events, at, callDate) {
  register.goTo(at);
  const listing = listingOn(register, nsn, events, { at, dates, callDate });
  const wanted = listing ? `TPS,${listing.from},${listing.after}` : 'CLEAN,,';
  const measured = await run('check', `0${nsn}`, '--call-date', callDate, ...CONSUMER);
  const [said] = JSON.parse(measured.stdout).numbers;
  const found = [said.reason, said.listed_from, said.listed_after].join();
  if (found !== wanted) wrong.push(`check on ${callDate}: ${found}, and not ${wanted}`);
  return measured;
}

/**
 * @param {(at: number, repetition: number) => Promise<Pair>} ask
 * @returns {Promise<import('./year-tables.js').AskedDay[]>}
 */
async function inTurn(ask) {
  /** @type {import('./year-tables.js').AskedDay[]} */
  const days = pastDays.map((at) => ({ day: dates[at] ?? '', pairs: [] }));
  for (let repetition = 0; repetition < REPETITIONS; repetition += 1) {
    for (const [place, at] of pastDays.entries()) {
      days[place]?.pairs.push(await ask(at, repetition));
    }
  }
  return days;
}

/** @type {(...words: string[]) => Promise<Measured>} */
function run(...words) {
  const database = words.includes('--database') ? [] : ['--database', DATABASE];
  const environment = plainEnvironment(join(WORK, 'home'));
  return measuredRun([options.program, ...database, ...words], environment);
}

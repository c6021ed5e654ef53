/** How cost grows: see README.md beside it. Run with `npm run bench:growth`. */
import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { dayBefore, GrowthRoom, middle } from './growth-room.js';
import { nextDay, ownRecords } from './growth-pairs.js';
import { growthPlot } from './growth-plot.js';
import { growthTables } from './growth-tables.js';
import { Prng } from './prng.js';
import { machineLine } from './result-table.js';

/** @typedef {import('./growth-room.js').Cost} Cost */
/** @typedef {{ value: number, cost: Cost }} Point */
/** @typedef {{ name: string, what: string, held: boolean, figure: string }} Target */
/** @typedef {{ machine: string, lines: Record<string, Point[]>, targets: Target[] }} Figures */

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const { values: options } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    repetitions: { type: 'string', default: '3' },
    program: { type: 'string', default: join(ROOT, 'bin', 'tps-scrub.js') },
    only: { type: 'string', multiple: true },
    figures: { type: 'string', default: join(ROOT, '.bench', 'growth.json') },
    plot: { type: 'string' },
    // Tables and plot of the figures that are there.
    shown: { type: 'boolean', default: false },
  },
});
/** A tenth of every size, to try the bench itself. @type {(count: number) => number} */
const sized = (count) => (options.quick ? Math.ceil(count / 10) : count);
const MILLION = 1_000_000;
const room = options.shown
  ? undefined
  : new GrowthRoom({
      folder: join(ROOT, '.bench', 'growth'),
      program: options.program,
      repetitions: Number(options.repetitions),
    });
/** @type {Figures} */
const figures = { machine: machineLine(), lines: {}, targets: [] };
/** @type {(name: string, value: number, cost: Cost) => void} */
const point = (name, value, cost) => {
  (figures.lines[name] ??= []).push({ value, cost });
  console.error(`${name} ${value}: ${cost.wall.toFixed(2)} s, ${Math.round(cost.peak / 1e6)} MB`);
};
/** @type {(name: string, what: string, held: boolean, figure: string) => void} */
const target = (name, what, held, figure) => {
  figures.targets.push({ name, what, held, figure });
};
/** @type {(name: string, most: number, pair: import('./growth-pairs.js').Pair) => void} */
const timesTarget = (name, most, pair) => {
  const times = pair.with.wall / pair.without.wall;
  const seconds = `${pair.with.wall.toFixed(2)} s for ${pair.without.wall.toFixed(2)} s`;
  target(name, `≤ ${most} times`, times <= most, `${times.toFixed(2)} times (${seconds})`);
};

/** @type {Record<string, (room: GrowthRoom) => Promise<void>>} */
const DIMENSIONS = {
  async register(room) {
    for (const millions of [1, 5, 10, 15, 20, 25]) {
      const register = room.register(sized(millions * MILLION));
      const file = room.file(register, 'tps.txt');
      const runs = [];
      for (let repetition = 0; repetition < room.repetitions; repetition += 1) {
        room.remove('register.db');
        runs.push(await room.import('register.db', file, dayBefore(1)));
      }
      point('import by register', register.count, middle(runs));
      const list = room.list(register, { records: sized(100_000) });
      point('scrub by register', register.count, await room.scrub('register.db', list));
      room.remove('tps.txt');
    }
  },
  async list(room) {
    const register = room.register(sized(20 * MILLION));
    const file = room.file(register, 'tps20.txt');
    await room.import('list.db', file, dayBefore(1));
    for (const records of [10_000, 100_000, MILLION, 10 * MILLION].map(sized)) {
      const list = room.list(register, { records, columns: 2 });
      const repetitions = records > 5 * MILLION ? 1 : room.repetitions;
      point('scrub by list', records, await room.scrub('list.db', list, { repetitions }));
      if (records > MILLION) room.remove(`list-${records}-2-0.1.csv`);
    }
    const [one, ten] = (figures.lines['scrub by list'] ?? []).slice(-2);
    if (one && ten) {
      const times = ten.cost.wall / one.cost.wall;
      target('10 times the list', '≤ 10.5 times', times <= 10.5, `${times.toFixed(2)} times`);
      const peak = ten.cost.peak / 1e6;
      target('its memory', '≤ 350 MB', peak <= 350, `${Math.round(peak)} MB`);
    }
  },
  async pairs(room) {
    const register = room.register(sized(20 * MILLION));
    const file = room.file(register, 'tps20.txt');
    const day = await nextDay(room, file);
    const grown = Math.round(day.grown / 1000);
    target("the next day's full file", '+ 200 kB at most', grown <= 200, `+ ${grown} kB`);
    timesTarget('its import', 1.5, day);
    const records = sized(MILLION);
    const list = room.list(register, { records, columns: 2 });
    const own = await ownRecords(room, { register, file, list, records });
    timesTarget(`${own.objections} objections and ${own.consents} consents`, 1.25, own);
  },
  async listed(room) {
    const register = room.register(sized(5 * MILLION));
    await room.import('listed.db', room.file(register, 'tps5.txt'), dayBefore(1));
    for (const listed of [0, 0.1, 0.25, 0.5, 0.75, 1]) {
      const list = room.list(register, { records: sized(MILLION), listed });
      point('scrub by share listed', listed * 100, await room.scrub('listed.db', list));
      room.remove(`list-${list.records}-1-${listed}.csv`);
    }
    const line = figures.lines['scrub by share listed'] ?? [];
    const times = (line.at(-1)?.cost.wall ?? 0) / (line[1]?.cost.wall ?? 1);
    target('everything excluded', '≤ 3 times a tenth', times <= 3, `${times.toFixed(2)} times`);
  },
  async columns(room) {
    const register = room.register(sized(5 * MILLION));
    await room.import('columns.db', room.file(register, 'tps5.txt'), dayBefore(1));
    for (const columns of [1, 2, 3, 4, 5, 6]) {
      const list = room.list(register, { records: sized(200_000), columns });
      point('scrub by phone columns', columns, await room.scrub('columns.db', list));
    }
  },
  async editions(room) {
    const register = room.register(sized(2 * MILLION));
    const list = room.list(register, { records: sized(100_000) });
    const random = new Prng(7);
    const days = 365;
    for (let edition = 1; edition <= days; edition += 1) {
      const day = dayBefore(days + 1 - edition);
      const imported = await importEdition(room, register, random, { edition, day, days });
      if (![1, 30, 90, 180, 365].includes(edition)) continue;
      point('import of a day by editions', edition, middle([imported]));
      const words = ['check', '07700900123', '--call-date', day, '--policy', 'live-calls-consumer'];
      const historical = ['--json'];
      const checks = [];
      for (let repetition = 0; repetition < 5; repetition += 1) {
        checks.push(await room.run('editions.db', ...words, ...historical));
      }
      point('check by editions', edition, middle(checks));
    }
    const check = figures.lines['check by editions']?.at(-1)?.cost.wall ?? 0;
    target('check, a year of editions', '≤ 0.25 s', check <= 0.25, `${check.toFixed(2)} s`);
    const then = ['--call-date', dayBefore(days), '--historical'];
    const today = await room.scrub('editions.db', list);
    const past = await room.scrub('editions.db', list, { more: then });
    const times = past.wall / today.wall;
    target('the same as of a year ago', '≤ 1.5 times', times <= 1.5, `${times.toFixed(2)} times`);
  },
};

/**
 * Each day a thousand numbers come that nobody asks about, and go the day after.
 * @param {GrowthRoom} room
 * @param {import('./register.js').Register} register
 * @param {Prng} random
 * @param {{ edition: number, day: string, days: number }} at
 */
async function importEdition(room, register, random, { edition, day, days }) {
  if (edition === 1) return room.import('editions.db', room.file(register, 'tps2.txt'), day);
  const numbers = new Set();
  while (numbers.size < 500) numbers.add(`07${String(600_000_000 + random.below(9_999_999))}`);
  const came = [...numbers].sort();
  const gone = importEdition.before ?? [];
  importEdition.before = came;
  const isGone = new Set(gone);
  const lines = [
    ...came.filter((one) => !isGone.has(one)).map((one) => `${one} A`),
    ...gone.filter((one) => !numbers.has(one)).map((one) => `${one} D`),
  ];
  writeFileSync(room.at('changes.txt'), `${lines.sort().join('\r\n')}\r\n`);
  const since = dayBefore(days + 2 - edition);
  return room.import('editions.db', room.at('changes.txt'), day, '--changes', '--since', since);
}
/** @type {string[] | undefined} */
importEdition.before = undefined;

const [single, ...others] = options.only ?? Object.keys(DIMENSIONS);
if (room && single !== undefined && others.length === 0) {
  const measure = DIMENSIONS[single];
  if (!measure) throw new Error(`--only: one of ${Object.keys(DIMENSIONS).join(', ')}`);
  await measure(room);
  for (const line of room.wrong) console.log(`WRONG: ${line}`);
  if (room.wrong.length > 0) process.exitCode = 1;
  writeFileSync(options.figures, `${JSON.stringify(figures, null, 1)}\n`);
} else if (room) {
  // Each in a process of its own: what makes registers and lists holds on to gigabytes.
  for (const name of [single, ...others]) {
    const part = `${options.figures}.part`;
    const words = process.argv
      .slice(1)
      .filter((word) => word !== '--plot' && word !== options.plot);
    execFileSync(process.execPath, [...words, '--only', String(name), '--figures', part], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    /** @type {Figures} */
    const found = JSON.parse(readFileSync(part, 'utf8'));
    Object.assign(figures.lines, found.lines);
    figures.targets.push(...found.targets);
    rmSync(part);
  }
  writeFileSync(options.figures, `${JSON.stringify(figures, null, 1)}\n`);
}
/** @type {Figures} */
const all = JSON.parse(readFileSync(options.figures, 'utf8'));
console.log(growthTables(all));
if (options.plot !== undefined) writeFileSync(options.plot, growthPlot(all));

/** A year of calls put against a year of editions: CPU and memory of `audit-calls`. */
import { mkdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { Readable } from 'node:stream';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { measuredRun, plainEnvironment } from './measured-run.js';
import { Prng } from './prng.js';
import { machineLine } from './result-table.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const SEED = 20261122;
const DAY = 86_400_000;
/** The first edition's day; the year goes on from it. */
const START = Date.UTC(2025, 0, 6);
const DAYS_APART = 12;
/** People are spread over so many numbers: a register's blocks are as full as the real one's. */
const RANGE = 100_000_000;
/** So many people are called, objected to and listed for each number of a register. */
const PEOPLE_A_NUMBER = 3;
/** Of an edition, so many of a thousand numbers go and come before the next: 3,000 a day of 17 m. */
const CHURN = 2;

const { values: options } = parseArgs({
  options: {
    numbers: { type: 'string', default: '1000000' },
    editions: { type: 'string', default: '30' },
    calls: { type: 'string', default: '1000000' },
    runs: { type: 'string', default: '12' },
    list: { type: 'string', default: '200000' },
    objections: { type: 'string', default: '50000' },
    program: { type: 'string', default: ROOT },
    keep: { type: 'boolean', default: false },
    work: { type: 'string', default: join(ROOT, '.bench', 'calls') },
  },
});
const work = options.work;
const database = join(work, 'calls.db');
const { runCommandLine } = await import(
  pathToFileURL(join(options.program, 'dist', 'cli.js')).href
);

console.log(machineLine());
rmSync(work, { recursive: true, force: true });
mkdirSync(work, { recursive: true });
const random = new Prng(SEED);
const days = Number(options.editions) * DAYS_APART;

/** @type {number[]} */
const people = Array.from({ length: Number(options.numbers) * PEOPLE_A_NUMBER }, () => {
  return random.below(RANGE);
});
const registers = [
  { name: 'tps', listed: drawn(Number(options.numbers)) },
  { name: 'ctps', listed: drawn(Math.ceil(Number(options.numbers) / 15)) },
];
const editions = Number(options.editions);
for (let edition = 0; edition < editions; edition += 1) {
  const day = START + edition * DAYS_APART * DAY;
  for (const [place, register] of registers.entries()) {
    await importEdition(register, day, (9 + place) * 3_600_000);
  }
  if (edition === editions >> 1) await recordObjections(day);
  if (edition % Math.max(1, Math.floor(editions / Number(options.runs))) === 0)
    await scrubList(day);
}
for (const calls of [Number(options.calls) / 4, Number(options.calls)]) await measure(calls);
if (!options.keep) rmSync(work, { recursive: true });

/** @returns {Set<number>} so many of the range */
function drawn(count) {
  const listed = new Set();
  while (listed.size < count) listed.add(random.pick(people));
  return listed;
}

/** Imports a register as it stands, and lets some of its numbers go and others come. */
async function importEdition({ name, listed }, day, hour) {
  const path = join(work, `${name}.txt`);
  const lines = [...listed].sort((a, b) => a - b).map((n) => `${number(n)} \r\n`);
  writeFileSync(path, lines.join(''));
  utimesSync(path, day / 1000, day / 1000);
  const dated = new Date(day).toISOString().slice(0, 10);
  await command(day + hour, ['import', name, path, '--dated', dated]);
  for (const n of listed) {
    if (random.below(1000) >= CHURN) continue;
    listed.delete(n);
    listed.add(random.pick(people));
  }
}

/** Objections that were told some weeks before they are recorded. */
async function recordObjections(day) {
  const path = join(work, 'objections.csv');
  const told = new Date(day - 40 * DAY).toISOString().slice(0, 10);
  const rows = Array.from({ length: Number(options.objections) }, () => {
    return `${number(random.pick(people))},${told}`;
  });
  writeFileSync(path, `number,on\n${rows.join('\n')}\n`);
  await command(day + 12 * 3_600_000, ['suppress', 'import', path]);
}

async function scrubList(day) {
  const list = join(work, `list-${String(day)}.csv`);
  const rows = Array.from({ length: Number(options.list) }, () => number(random.pick(people)));
  writeFileSync(list, `phone\n${rows.join('\n')}\n`);
  await command(day + 13 * 3_600_000, ['scrub', list]);
}

/** Makes a log of so many calls and audits it. */
async function measure(calls) {
  const path = join(work, 'log.csv');
  const rows = Array.from({ length: calls }, (_, at) => {
    const stamp = new Date(START + Math.floor((at / calls) * days * DAY)).toISOString();
    const seconds = random.below(300);
    return `${number(random.pick(people))},${stamp.slice(0, 19).replace('T', ' ')},C${String(at % 7)},${String(seconds)},agent ${String(at % 50)}`;
  });
  writeFileSync(path, `number,start,campaign,seconds,agent\n${rows.join('\n')}\n`);
  const words = [
    'audit-calls',
    path,
    '--timezone',
    'Europe/London',
    '--json',
    '--database',
    database,
  ];
  for (const more of [[], ['--out', join(work, 'audited.csv'), '--force']]) {
    const program = join(options.program, 'bin', 'tps-scrub.js');
    const { cpuSeconds, wallSeconds, peakBytes, stdout } = await measuredRun(
      [program, ...words, ...more],
      plainEnvironment(work),
    );
    const { breaches, calls: all, covered } = JSON.parse(stdout);
    if (all.calls !== calls) throw new Error(`of ${calls} calls ${all.calls} were counted`);
    console.log(
      `${calls} calls${more.length > 0 ? ' with --out' : ''}: CPU ${cpuSeconds.toFixed(2)} s, ` +
        `${wallSeconds.toFixed(2)} s, peak ${(peakBytes / 1e6).toFixed(0)} MB; ` +
        `${all.people} numbers, ${breaches.calls} breaches, ${covered.outside.calls} outside`,
    );
  }
}

function number(n) {
  return `07${String(400_000_000 + n)}`;
}

/** Runs a command by a clock of its own. */
async function command(now, words) {
  let said = '';
  const status = await runCommandLine({
    arguments: [...words, '--database', database],
    environment: { HOME: work },
    now: () => now,
    stdin: Readable.from([]),
    writeOut: () => undefined,
    writeError: (text) => (said += text),
    copyToStdout: () => Promise.resolve(),
    outIsTerminal: false,
    errorIsTerminal: false,
    account: 'bench (0) on bench',
    process: { id: process.pid, host: 'bench' },
    isAlive: () => false,
    signal: new AbortController().signal,
  });
  if (status !== 0) throw new Error(`${words.join(' ')} ended with ${status}: ${said}`);
}

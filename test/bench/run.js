/** The bench: see README.md beside it. Run with `npm run bench`. */
import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  mkdirSync,
  readdirSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { measuredRun, plainEnvironment } from './measured-run.js';
import { checkOutputs } from './outputs-check.js';
import { machineLine, resultTable } from './result-table.js';

/** @typedef {import('./measured-run.js').Measured} Measured */
/** @typedef {import('./data.js').MadeList} MadeList */

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const FOLDER = join(ROOT, '.bench');
const WORK = join(FOLDER, 'work');
const DATABASE = join(WORK, 'bench.db');
const CONSENTED = join(WORK, 'consents.db');
const CONFIGURATION = join(WORK, 'bench.toml');
const IMPORTS = 2;
const SCRUBS = 3;
const SMALL = 500;
/** Ofcom's numbers for drama, which no list of the bench holds. */
const TEN_NUMBERS = Array.from({ length: 10 }, (_, last) => `0770090012${String(last)}`);

const { values: options } = parseArgs({
  options: {
    records: { type: 'string', default: '1000000' },
    tps: { type: 'string', default: '20000000' },
    ctps: { type: 'string', default: '1100000' },
    entries: { type: 'string', default: '1000000' },
    consents: { type: 'string', default: '1000000' },
    shuffled: { type: 'boolean', default: false },
    program: { type: 'string', default: join(ROOT, 'bin', 'tps-scrub.js') },
    keep: { type: 'boolean', default: false },
  },
});
const wanted = {
  records: count('records'),
  tps: count('tps'),
  ctps: count('ctps'),
  entries: count('entries'),
  consents: count('consents'),
  small: SMALL,
  shuffled: options.shuffled,
};

// In a process of its own: its memory and its warm code are nothing to do with what is measured.
const generator = fileURLToPath(new URL('data.js', import.meta.url));
/** @type {import('./data.js').Made} */
const made = JSON.parse(
  execFileSync(process.execPath, [generator, FOLDER, JSON.stringify(wanted)], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  }),
);
// An edition may not be dated later than its file, and has to be in date today.
const now = new Date();
for (const path of [made.tps, made.ctps]) utimesSync(path, now, now);
const dated = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' }).format(
  new Date(now.getTime() - 86_400_000),
);

console.log(machineLine());
rmSync(WORK, { recursive: true, force: true });
/** @type {string[]} */
const wrong = [];
/** @type {{ tps: Measured, ctps: Measured }[]} */
const imports = [];
for (let repetition = 0; repetition < IMPORTS; repetition += 1) {
  rmSync(WORK, { recursive: true, force: true });
  mkdirSync(WORK, { recursive: true });
  imports.push({
    tps: await run('import', 'tps', made.tps, '--dated', dated),
    ctps: await run('import', 'ctps', made.ctps, '--dated', dated),
  });
}
// Before the scrubs: they add their run records.
const databaseBytes = readdirSync(WORK)
  .filter((name) => name.startsWith('bench.db'))
  .reduce((sum, name) => sum + statSync(join(WORK, name)).size, 0);
const scrubs = await scrubRepeatedly(made.list);
const smallScrubs = await scrubRepeatedly(made.small);
// In a database of their own: what is measured of opt-outs has nothing to do with consents.
copyFileSync(DATABASE, CONSENTED);
writeFileSync(CONFIGURATION, '[caller.Bench]\n');
const asBench = ['--caller', 'Bench', '--config', CONFIGURATION, '--database', CONSENTED];
const consents = await run('consent', 'import', made.consents, '--json', ...asBench);
checkEntries('consents', JSON.parse(consents.stdout), wanted.consents);
const consentedScrubs = await scrubRepeatedly(made.consented, asBench);
const optOuts = await run('suppress', 'import', made.optOuts, '--json');
checkEntries('opt-outs', JSON.parse(optOuts.stdout), wanted.entries);
const objectedScrubs = await scrubRepeatedly(made.objected);
/** @type {Measured[]} */
const adds = [];
for (let repetition = 0; repetition < SCRUBS; repetition += 1) {
  adds.push(await run('suppress', 'add', ...TEN_NUMBERS));
}
const optOutsAgain = await run('suppress', 'import', made.optOuts, '--json');
const yardstick = await measuredRun(
  [fileURLToPath(new URL('csv-parse-alone.js', import.meta.url)), made.list.list],
  { PATH: process.env['PATH'] ?? '' },
);
const version = [await run('--version'), await run('--version'), await run('--version')];

console.log(
  resultTable({
    wanted,
    imports,
    databaseBytes,
    scrubs,
    smallScrubs,
    consents,
    consentedScrubs,
    optOuts,
    optOutsAgain,
    objectedScrubs,
    adds,
    yardstick,
    version,
  }),
);
for (const line of wrong) console.log(`WRONG: ${line}`);
if (wrong.length === 0) console.log('counts, cleaned lists and reports agree with the generator');
else process.exitCode = 1;
if (!options.keep) rmSync(WORK, { recursive: true, force: true });

/**
 * @param {'records' | 'tps' | 'ctps' | 'entries' | 'consents'} name
 * @returns {number}
 */
function count(name) {
  if (!/^[1-9]\d{0,8}$/.test(options[name])) throw new Error(`--${name}: not a count`);
  return Number(options[name]);
}

/** @type {(name: string, found: { rows: Record<string, number> }, wanted: number) => void} */
function checkEntries(name, { rows }, wantedRows) {
  if (rows['recorded'] === wantedRows) return;
  wrong.push(`${name}: ${String(rows['recorded'])} recorded of ${String(wantedRows)}`);
}

/** @type {(...words: string[]) => Promise<Measured>} */
function run(...words) {
  const database = words.includes('--database') ? [] : ['--database', DATABASE];
  const environment = plainEnvironment(join(WORK, 'home'));
  return measuredRun([options.program, ...database, ...words], environment);
}

/**
 * Every repetition is checked.
 * @param {MadeList} list
 * @param {string[]} more options
 * @returns {Promise<Measured[]>}
 */
async function scrubRepeatedly(list, more = []) {
  const paths = {
    clean: list.list.replace(/\.csv$/, '.clean.csv'),
    report: list.list.replace(/\.csv$/, '.excluded.csv'),
  };
  const removeOutputs = () => {
    for (const path of Object.values(paths)) rmSync(path, { force: true });
  };
  /** @type {Measured[]} */
  const runs = [];
  for (let repetition = 0; repetition < SCRUBS; repetition += 1) {
    removeOutputs();
    const measured = await run('scrub', list.list, '--json', ...more);
    const findings = checkOutputs(list, JSON.parse(measured.stdout), paths);
    wrong.push(...findings.map((finding) => `${basename(list.list)}: ${finding}`));
    runs.push(measured);
  }
  if (!options.keep) removeOutputs();
  return runs;
}

/**
 * How long commands go on after a signal, with much data: each runs undisturbed first, is begun anew for
 * every moment, sent SIGINT or SIGTERM then, and the time to its end is told, and what is left in the folder.
 * A command that fails undisturbed, or goes on for more than a second, ends the bench with status 1. Works
 * on copies of what the bench made and left.
 *
 *   npm run bench -- --keep && node test/bench/signals.js [--moments 3] [--only COMMAND] [--program FILE]
 *
 * With `--database`, `--list`, `--tps`, `--opt-outs` and `--consents` each file can be another one.
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

const LIMIT_MS = 1000;
const SIGNALS = ['SIGINT', 'SIGTERM'];
/** Done, and done with lines that were left over. */
const DONE = [0, 7];
const MADE = resolve(import.meta.dirname, '../../.bench');

const { values } = parseArgs({
  options: {
    database: { type: 'string', default: join(MADE, 'work', 'bench.db') },
    list: { type: 'string', default: join(MADE, 'list.csv') },
    'opt-outs': { type: 'string', default: join(MADE, 'opt-outs.txt') },
    consents: { type: 'string', default: join(MADE, 'consents.csv') },
    tps: { type: 'string', default: join(MADE, 'tps.txt') },
    moments: { type: 'string', default: '3' },
    only: { type: 'string' },
    program: { type: 'string', default: 'bin/tps-scrub.js' },
  },
});
for (const name of ['database', 'list', 'opt-outs', 'consents', 'tps']) {
  if (existsSync(values[name])) continue;
  throw new Error(`${values[name]} is not there: npm run bench -- --keep makes it, or --${name}`);
}
const kept = resolve(values.database);
// Beside the database: a folder for temporary files is often in memory, and small.
const folder = mkdtempSync(join(dirname(kept), 'signals-'));
const database = join(folder, 'held.db');
const base = join(folder, 'base.db');
const list = resolve(values.list);
const today = new Date().toISOString().slice(0, 10);
const why = ['--accept-change', 'a bench'];
const inFolder = (name) => join(folder, name);
const cleaned = inFolder('base.csv');

/** Command lines by command. `last` is a run of the list, made before the first of them. */
const COMMANDS = {
  import: ['import', 'tps', resolve(values.tps), '--dated', today, ...why],
  'suppress import': ['suppress', 'import', resolve(values['opt-outs'])],
  'consent import': [
    ...['consent', 'import', resolve(values.consents), '--caller', 'Bench'],
    ...['--lift-objections', 'a bench'],
  ],
  scrub: ['scrub', list, '--out', inFolder('clean.csv'), '--report', inFolder('excluded.csv')],
  replay: ['replay', 'last', '--input', list],
  'replay --from-trace': ['replay', 'last', '--from-trace'],
  verify: ['verify'],
  'verify LIST': ['verify', cleaned],
  lists: ['lists'],
  status: ['status'],
  runs: ['runs'],
  explain: ['explain', '07700900123'],
  inventory: ['inventory'],
  coverage: ['coverage', '--from', '2026-01-01', '--to', today],
  certificate: ['certificate', 'last', '--out', inFolder('certificate.html')],
  recall: ['recall', 'last', '--input', cleaned, '--out', inFolder('recall.csv')],
  purge: ['purge', '--before', today, '--shorter-than-retention', 'a bench'],
  erase: ['erase', '07700900123', '--request', 'bench'],
  backup: ['backup', inFolder('copy.db')],
  restore: ['restore', kept, '--force', '--accept-loss', 'a bench'],
  'ledger export': ['ledger', 'export'],
};

writeFileSync(inFolder('bench.toml'), '[caller.Bench]\n');
mkdirSync(inFolder('home'));
const env = { PATH: process.env.PATH, HOME: inFolder('home'), TPS_SCRUB_DATABASE: database };
const { stdout } = spawnSync(process.execPath, ['--version'], { encoding: 'utf8' });
console.log(
  `Node ${stdout.trim()}, ${availableParallelism()} processors, load ${loadavg()[0]?.toFixed(1)}`,
);
try {
  copyFileSync(kept, base);
  prepareBase();
  for (const [name, words] of Object.entries(COMMANDS)) {
    if (values.only === undefined || values.only === name) await stopped(name, words);
  }
} finally {
  rmSync(folder, { recursive: true });
}

/** Runs a command undisturbed, then stops it at so many moments of its life; a line of figures. */
async function stopped(name, words) {
  const { milliseconds, status, said } = await run(words);
  if (!DONE.includes(status)) {
    console.log(`${name}: WRONG, undisturbed it ended with ${status}: ${said}`);
    process.exitCode = 1;
    return;
  }
  const count = Number(values.moments);
  const delays = [];
  const left = new Set();
  let done = 0;
  for (let moment = 1; moment <= count; moment++) {
    const signal = SIGNALS[moment % SIGNALS.length];
    const ran = await run(words, { signal, after: (milliseconds * moment) / (count + 1) });
    if (ran.delay === undefined) done++;
    else delays.push(ran.delay);
    for (const one of ran.left) left.add(one.replace(/[0-9a-f]{12}/, '…'));
  }
  const worst = Math.max(0, ...delays);
  if (worst > LIMIT_MS) process.exitCode = 1;
  const figures = delays.map((delay) => delay.toFixed(0)).join(', ');
  console.log(
    `${name} (${milliseconds.toFixed(0)} ms): ended ${figures || '-'} ms after the signal, ${done} were done` +
      `${left.size === 0 ? '' : `; left: ${[...left].join(', ')}`}${worst > LIMIT_MS ? '; TOO LATE' : ''}`,
  );
}

/** One life on a fresh copy: how long, how long after the signal, and which temporary files are left. */
async function run(words, { signal, after } = {}) {
  const own = ['held.db', 'base.db', 'base.csv', 'bench.toml', 'home'];
  for (const file of readdirSync(folder)) {
    if (!own.includes(file)) rmSync(inFolder(file), { recursive: true });
  }
  copyFileSync(base, database);
  const started = performance.now();
  const child = spawn(process.execPath, lineOf(words), {
    ...{ cwd: folder, env },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (text) => (said += text));
  let sent;
  const timer =
    signal &&
    setTimeout(() => {
      sent = performance.now();
      child.kill(signal);
    }, after);
  const [status, by] = await once(child, 'exit');
  clearTimeout(timer);
  const ended = performance.now();
  const left = readdirSync(folder).filter((file) => /\.partial$|-journal$/.test(file));
  const wasStopped = sent !== undefined && by === signal;
  const delay = wasStopped ? ended - sent : undefined;
  return { milliseconds: ended - started, status, said, delay, left };
}

function lineOf(words) {
  return [resolve(values.program), ...words, '--config', inFolder('bench.toml')];
}

/** A run of the list in the database that all commands begin with, and its cleaned list. */
function prepareBase() {
  const words = ['scrub', list, '--out', cleaned, '--report', inFolder('base.excluded.csv')];
  const { status, stderr } = spawnSync(process.execPath, lineOf(words), {
    ...{ cwd: folder, encoding: 'utf8' },
    env: { ...env, TPS_SCRUB_DATABASE: base },
  });
  if (status !== 0) throw new Error(`the list was not scrubbed: ${stderr}`);
}

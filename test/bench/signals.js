/**
 * How long commands go on after a signal, with much data: each is begun anew for every moment, sent
 * SIGINT or SIGTERM then, and the time to its end is told, its status, and what is left in the folder.
 * Works on a copy of a database that is there, such as `npm run bench -- --keep` leaves.
 *
 *   npm run build && node test/bench/signals.js --database .bench/work/bench.db --list .bench/list.csv \
 *     [--opt-outs FILE] [--consents FILE] [--tps FILE] [--moments 3] [--only COMMAND] [--program FILE]
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, loadavg } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';

const LIMIT_MS = 1000;
const SIGNALS = ['SIGINT', 'SIGTERM'];

const { values } = parseArgs({
  options: {
    database: { type: 'string' },
    list: { type: 'string' },
    'opt-outs': { type: 'string' },
    consents: { type: 'string' },
    tps: { type: 'string' },
    moments: { type: 'string', default: '3' },
    only: { type: 'string' },
    program: { type: 'string', default: 'bin/tps-scrub.js' },
  },
});
if (!values.database || !values.list) throw new Error('--database and --list are wanted');
const kept = resolve(values.database);
// Beside the database: a folder for temporary files is often in memory, and small.
const folder = mkdtempSync(join(dirname(kept), 'signals-'));
const database = join(folder, 'held.db');
const list = resolve(values.list);
const today = new Date().toISOString().slice(0, 10);
const why = ['--accept-change', 'a bench'];
const inFolder = (name) => join(folder, name);

/** Command lines by command; those whose file was not named are left out. */
const COMMANDS = {
  import: values.tps && ['import', 'tps', resolve(values.tps), '--dated', today, ...why],
  'suppress import': values['opt-outs'] && ['suppress', 'import', resolve(values['opt-outs'])],
  'consent import': values.consents && [
    ...['consent', 'import', resolve(values.consents), '--caller', 'Bench'],
    ...['--lift-objections', 'a bench'],
  ],
  scrub: ['scrub', list, '--out', inFolder('clean.csv'), '--report', inFolder('excluded.csv')],
  replay: ['replay', 'last', '--input', list],
  'replay --from-trace': ['replay', 'last', '--from-trace'],
  verify: ['verify'],
  'verify LIST': ['verify', list],
  lists: ['lists'],
  status: ['status'],
  runs: ['runs'],
  explain: ['explain', '07700900123'],
  inventory: ['inventory'],
  coverage: ['coverage', '--from', '2026-01-01', '--to', today],
  certificate: ['certificate', 'last', '--out', inFolder('certificate.html')],
  recall: ['recall', 'last', '--input', list, '--out', inFolder('recall.csv')],
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
  for (const [name, words] of Object.entries(COMMANDS)) {
    if (words && (values.only === undefined || values.only === name)) await stopped(name, words);
  }
} finally {
  rmSync(folder, { recursive: true });
}

/** Runs a command undisturbed, then stops it at so many moments of its life; a line of figures. */
async function stopped(name, words) {
  const { milliseconds } = await run(words);
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
  const figures = delays.map((delay) => delay.toFixed(0)).join(', ');
  console.log(
    `${name} (${milliseconds.toFixed(0)} ms): ended ${figures || '-'} ms after the signal, ${done} were done` +
      `${left.size === 0 ? '' : `; left: ${[...left].join(', ')}`}${worst > LIMIT_MS ? '; TOO LATE' : ''}`,
  );
}

/** One life on a fresh copy: how long, how long after the signal, and which temporary files are left. */
async function run(words, { signal, after } = {}) {
  const own = ['held.db', 'bench.toml', 'home'];
  for (const file of readdirSync(folder)) {
    if (!own.includes(file)) rmSync(inFolder(file), { recursive: true });
  }
  copyFileSync(kept, database);
  const started = performance.now();
  const line = [resolve(values.program), ...words, '--config', inFolder('bench.toml')];
  const child = spawn(process.execPath, line, { cwd: folder, env, stdio: 'ignore' });
  let sent;
  const timer =
    signal &&
    setTimeout(() => {
      sent = performance.now();
      child.kill(signal);
    }, after);
  const [, by] = await once(child, 'exit');
  clearTimeout(timer);
  const ended = performance.now();
  const left = readdirSync(folder).filter((file) => /\.partial$|-journal$/.test(file));
  const wasStopped = sent !== undefined && by === signal;
  return { milliseconds: ended - started, delay: wasStopped ? ended - sent : undefined, left };
}

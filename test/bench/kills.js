/**
 * Kills commands that write (SIGKILL) and looks at what is left: at calls of the system that write,
 * sync, name or remove a file (with strace, where it is installed), and at random moments. Half of the
 * kills are with a journal in the configuration. `--times` is how many of a command there are in all,
 * but never fewer than those at calls; of those at calls that write a page there are at most `--pages`
 * without a journal and with one. `--old` adds `migration`, of a database that an earlier version made.
 *
 *   npm run build && node test/bench/kills.js [COMMAND…] [--times N] [--pages N] [--seed S] [--no-calls]
 *     [--program FILE] [--old FILE]
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { Room } from '../kills/room.js';
import { migrationFrom, SUBJECTS } from '../kills/subjects.js';
import { moments, Trials } from '../kills/trial.js';

const CALLS = [
  ...['rename', 'renameat', 'renameat2', 'link', 'linkat', 'unlink', 'unlinkat'],
  ...['fsync', 'fdatasync', 'ftruncate', 'pwrite64'],
];
/** Pages are many and alike: a kill at each so-manieth. */
const PAGES_STEP = 5;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    times: { type: 'string', default: '200' },
    seed: { type: 'string', default: '1' },
    program: { type: 'string', default: 'bin/tps-scrub.js' },
    pages: { type: 'string', default: '40' },
    old: { type: 'string' },
    calls: { type: 'boolean', default: true },
  },
  allowNegative: true,
});
const seed = Number(values.seed);
const program = resolve(values.program);
const cli = pathToFileURL(join(dirname(program), '../dist/cli.js')).href;
const { runCommandLine } = await import(cli);
const hasStrace = values.calls && !spawnSync('strace', ['-V']).error;
if (!hasStrace) console.log('without strace: no kills at calls of the system');

const subjects = {
  ...SUBJECTS,
  ...(values.old !== undefined && { migration: migrationFrom(resolve(values.old)) }),
};
for (const name of positionals) {
  if (!(name in subjects))
    throw new Error(`${name} is none of ${Object.keys(subjects).join(', ')}`);
}
const table = {};
for (const name of positionals.length > 0 ? positionals : Object.keys(subjects)) {
  const rows = [];
  for (const journal of [false, true]) rows.push(...(await killed(name, journal)));
  table[name] = sum(rows);
}
console.table(table);
if (hasStrace && table.scrub?.sealed === 0) {
  console.log('no kill left a sealed run: the trials say nothing of how one is finished');
  process.exitCode = 1;
}

/** All kills of one command, with a journal or without: a line, and a row of figures, for each way. */
async function killed(name, journal) {
  const folder = mkdtempSync(join(tmpdir(), 'kills-'));
  try {
    const room = new Room(folder, { program, runCommandLine }, journal);
    const trials = new Trials(subjects[name], room);
    await trials.prepare();
    const called = `${name}${journal ? ', with a journal' : ''}`;
    const atCalls = hasStrace ? await calls(trials, folder) : [];
    const times = Math.max(0, Math.ceil(Number(values.times) / 2) - atCalls.length);
    const random = moments(times, trials, seed, journal ? 1 : 0);
    const took = `${trials.milliseconds.toFixed(0)} ms`;
    return [
      await tell(`${called}, at calls`, trials, atCalls),
      await tell(`${called}, at random moments (${took})`, trials, random),
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/**
 * A kill before each call that syncs, names, cuts or removes, and before each fifth that writes a page,
 * counted in an undisturbed run: strace counts each call for itself, and by thread; the main one does
 * them all.
 */
async function calls(trials, folder) {
  const trace = join(folder, 'trace');
  const traced = (calls, out) => ['strace', '-f', '-qq', '-e', `trace=${calls}`, '-o', out];
  trials.room.putBack();
  await trials.room.process(trials.words, { before: traced(CALLS.join(','), trace) });
  const counts = {};
  for (const line of readFileSync(trace, 'utf8').split('\n')) {
    const [, call] = /^\d+ +(\w+)\(/.exec(line) ?? [];
    if (call !== undefined) counts[call] = (counts[call] ?? 0) + 1;
  }
  const kills = [];
  for (const [call, count] of Object.entries(counts)) {
    const step =
      call === 'pwrite64' ? Math.max(PAGES_STEP, Math.ceil(count / Number(values.pages))) : 1;
    for (let when = 1 + (seed % step); when <= count; when += step) {
      const inject = ['-e', `inject=${call}:signal=KILL:when=${when}`];
      kills.push({ before: [...traced(call, '/dev/null'), ...inject] });
    }
  }
  return kills;
}

/** Runs the trials and prints what they came to; any fault ends this script with 1. */
async function tell(title, trials, kills) {
  const row = {
    kills: kills.length,
    old: 0,
    new: 0,
    sealed: 0,
    journalled: 0,
    hot: 0,
    'not killed': 0,
    faults: 0,
  };
  const faults = [];
  for (const how of kills) {
    const found = await trials.one(how);
    const word = found.killed ? found.ended : 'not killed';
    row[word] = (row[word] ?? 0) + 1;
    if (found.isHot) row.hot++;
    found.faults.forEach((fault) => faults.push(`${JSON.stringify(how)}: ${fault}`));
  }
  row.faults = faults.length;
  const figures = Object.entries(row).map(([word, count]) => `${word} ${count}`);
  console.log(`${title}: ${figures.join(', ')}`);
  faults.slice(0, 10).forEach((fault) => console.log(`  ${fault}`));
  if (faults.length > 0) process.exitCode = 1;
  return row;
}

function sum(rows) {
  const whole = {};
  for (const row of rows) {
    for (const [word, count] of Object.entries(row)) whole[word] = (whole[word] ?? 0) + count;
  }
  return whole;
}

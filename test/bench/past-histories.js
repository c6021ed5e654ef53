// The past against a model in plain maps, over many random histories:
//   npm run build && node test/bench/past-histories.js [histories] [seed] [folder] [--every]
// With --every, all numbers are asked about on every day by what was known at every instant. Works in as
// many processes as there are processors, a new one for each hundred histories, since the program keeps
// its statements to the end of a process. The folder (default: the system's for temporary files) had
// better be in memory. Prints counts and the first differences, each with the smallest history that
// shows it; exit status 1 when there is any.
import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { RandomPast } from '../history/random-past.js';

const HISTORIES_A_PROCESS = 100;
const EVENTS = 24;
const SOME = { events: EVENTS, now: 1, days: 2, instants: 1 };
const EVERY = { events: EVENTS, now: 1, days: 1, instants: Infinity };
const MOST_SHOWN = 5;

if (process.send) process.once('message', (part) => void live(part));
else await share();

/** Lives through some histories and reports each. */
async function live({ folder, seeds, isEvery }) {
  const under = await import('../../dist/cli.js');
  const size = isEvery ? EVERY : SOME;
  const past = (seed, omitted) =>
    new RandomPast(under, { ...size, seed, omitted, folder: join(folder, String(seed)) }).live();
  for (const seed of seeds) {
    let found = await past(seed, new Set());
    const { counts } = found;
    // Of a history with a difference, every event is left out that the difference does without.
    const omitted = new Set();
    for (let event = EVENTS - 1; event >= 0 && found.differences.length > 0; event--) {
      const less = await past(seed, new Set([...omitted, event]));
      if (less.differences.length === 0) continue;
      omitted.add(event);
      found = less;
    }
    process.send({ seed, counts, differences: found.differences, log: found.log });
  }
  process.disconnect();
}

/** Shares the histories out among processes and adds up what they report. */
async function share() {
  const isEvery = process.argv.includes('--every');
  const [histories = 1000, seed = 1, parent = tmpdir()] = process.argv
    .slice(2)
    .filter((word) => word !== '--every');
  const folder = mkdtempSync(join(parent, 'pasts-'));
  const total = { histories: 0, different: 0 };
  let next = 0;
  const started = performance.now();
  const report = ({ seed: ofHistory, counts, differences, log }) => {
    total.histories++;
    for (const [name, count] of Object.entries(counts)) total[name] = (total[name] ?? 0) + count;
    if (differences.length === 0) return;
    if (++total.different > MOST_SHOWN) return;
    console.log([`history ${ofHistory}:`, ...log, ...differences].join('\n  '));
  };
  const work = async () => {
    while (next < histories) {
      const count = Math.min(HISTORIES_A_PROCESS, histories - next);
      const seeds = Array.from({ length: count }, (_, at) => seed * 1_000_000 + next + at);
      next += count;
      await inProcess({ folder, seeds, isEvery }, report);
    }
  };
  try {
    await Promise.all(Array.from({ length: availableParallelism() }, work));
  } finally {
    rmSync(folder, { recursive: true });
  }
  const seconds = Math.round((performance.now() - started) / 1000);
  console.log(`seed ${seed}: ${JSON.stringify(total)} in ${seconds} s`);
  if (total.different > 0) process.exitCode = 1;
}

function inProcess(part, report) {
  return new Promise((resolve, reject) => {
    const child = fork(fileURLToPath(import.meta.url));
    child.on('message', report);
    child.on('error', reject);
    child.on('exit', (status) => {
      if (status === 0) resolve();
      else reject(new Error(`a process ended with status ${status}`));
    });
    child.send(part);
  });
}

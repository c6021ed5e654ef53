// Own lists and consents against a model in plain maps, over many random histories of six numbers each:
//   npm run build && node test/bench/own-list-histories.js [histories] [seed] [folder]
// Histories share databases, two hundred to one. Works in as many processes as there are processors,
// a new one for each few thousand histories, since the program keeps its statements to the end of a
// process. The folder (default: the system's for temporary files) had better be in memory. Prints
// counts and the first differences, each with its seed; exit status 1 when there is any.
import { fork } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { RandomWorld } from '../own-lists/random-world.js';

const HISTORIES_A_WORLD = 200;
const WORLDS_A_PROCESS = 10;
const SIZE = { groups: HISTORIES_A_WORLD, rounds: 9, earlier: 0, atEnd: 9 };
const MOST_SHOWN = 5;

if (process.send) process.once('message', (part) => void live(part));
else await share();

/** Lives through some worlds and reports each. */
async function live({ folder, seeds }) {
  const files = [
    'config/caller-book.js',
    'intake/consent-add.js',
    'intake/consent-import.js',
    'intake/consent-withdraw.js',
    'intake/import-register.js',
    'intake/suppress-add.js',
    'intake/suppress-import.js',
    'intake/suppress-resolve.js',
    'intake/suppress-undo.js',
    'intake/suppress-withdraw.js',
    'policy/policies.js',
    'scrub/check.js',
    'scrub/held-lists.js',
    'scrub/scrub.js',
    'store/database.js',
    'store/own-lists.js',
  ];
  const modules = await Promise.all(files.map((file) => import(`../../dist/${file}`)));
  const under = Object.assign({}, ...modules);
  for (const seed of seeds) {
    const world = new RandomWorld(under, { ...SIZE, seed, folder: join(folder, String(seed)) });
    process.send({ seed, ...(await world.run()) });
  }
  process.disconnect();
}

/** Shares the worlds out among processes and adds up what they report. */
async function share() {
  const histories = Number(process.argv[2] ?? 100_000);
  const seed = Number(process.argv[3] ?? 1);
  const folder = mkdtempSync(join(process.argv[4] ?? tmpdir(), 'histories-'));
  const worlds = Math.ceil(histories / HISTORIES_A_WORLD);
  const total = { histories: 0, different: 0 };
  let next = 0;
  const started = performance.now();
  const report = ({ seed: ofWorld, counts, differences }) => {
    total.histories += HISTORIES_A_WORLD;
    for (const [name, count] of Object.entries(counts)) total[name] = (total[name] ?? 0) + count;
    if (differences.length === 0) return;
    if (++total.different > MOST_SHOWN) return;
    console.log(`world ${ofWorld}:`);
    for (const difference of differences) console.log(`  ${difference}`);
  };
  const work = async () => {
    while (next < worlds) {
      const count = Math.min(WORLDS_A_PROCESS, worlds - next);
      const seeds = Array.from({ length: count }, (_, at) => seed * 1_000_000 + next + at);
      next += count;
      await inProcess({ folder, seeds }, report);
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

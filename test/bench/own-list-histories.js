// Own lists and consents against a model in plain maps, over many random histories of six numbers each:
//   npm run build && node test/bench/own-list-histories.js [histories] [seed] [folder]
// Histories share databases, two hundred to one. Works in as many processes as there are processors,
// a new one for each few thousand histories, since the program keeps its statements to the end of a
// process. The folder (default: the system's for temporary files) had better be in memory. Prints
// counts and the first differences, each with its seed; exit status 1 when there is any.
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inProcesses } from './in-processes.js';
import { RandomWorld } from '../own-lists/random-world.js';

const HISTORIES_A_WORLD = 200;
const WORLDS_A_PROCESS = 10;
const SIZE = { groups: HISTORIES_A_WORLD, rounds: 9, earlier: 0, atEnd: 9 };

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

/** Shares the worlds out among processes. */
async function share() {
  const [histories = 100_000, seed = 1, parent = tmpdir()] = process.argv.slice(2);
  await inProcesses({
    script: fileURLToPath(import.meta.url),
    parent: String(parent),
    seed: Number(seed),
    seeds: Math.ceil(Number(histories) / HISTORIES_A_WORLD),
    aProcess: WORLDS_A_PROCESS,
    histories: HISTORIES_A_WORLD,
  });
}

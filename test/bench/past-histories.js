// The past against a model in plain maps, over many random histories:
//   npm run build && node test/bench/past-histories.js [histories] [seed] [folder] [--every]
// With --every, all numbers are asked about on every day by what was known at every instant. Works in as
// many processes as there are processors, a new one for each hundred histories, since the program keeps
// its statements to the end of a process. The folder (default: the system's for temporary files) had
// better be in memory. Prints counts and the first differences, each with the smallest history that
// shows it; exit status 1 when there is any.
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inProcesses } from './in-processes.js';
import { RandomPast } from '../history/random-past.js';

const HISTORIES_A_PROCESS = 100;
const EVENTS = 24;
const SOME = { events: EVENTS, now: 1, days: 2, instants: 1 };
const EVERY = { events: EVENTS, now: 1, days: 1, instants: Infinity };

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

/** Shares the histories out among processes. */
async function share() {
  const isEvery = process.argv.includes('--every');
  const words = process.argv.slice(2).filter((word) => word !== '--every');
  const [histories = 1000, seed = 1, parent = tmpdir()] = words;
  await inProcesses({
    script: fileURLToPath(import.meta.url),
    parent: String(parent),
    seed: Number(seed),
    seeds: Number(histories),
    aProcess: HISTORIES_A_PROCESS,
    histories: 1,
    part: { isEvery },
  });
}

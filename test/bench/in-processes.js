// Shares seeds of random histories out among processes, and adds up what they report.
import { fork } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';

const MOST_SHOWN = 5;

/**
 * Works in as many processes as there are processors, a new one for each few seeds, since the program
 * keeps its statements to the end of a process. Prints counts and the first differences; the exit status
 * is 1 when there is any.
 *
 * @param {object} work
 * @param {string} work.script is forked, and sent { folder, seeds } and what `part` holds
 * @param {string} work.parent folder for temporary files, made when it is not there
 * @param {number} work.seed
 * @param {number} work.seeds how many
 * @param {number} work.aProcess seeds that one process works at
 * @param {number} work.histories that one seed stands for
 * @param {object} [work.part]
 */
export async function inProcesses({ script, parent, seed, seeds, aProcess, histories, part = {} }) {
  mkdirSync(parent, { recursive: true });
  const folder = mkdtempSync(join(parent, 'histories-'));
  const total = { histories: 0, different: 0 };
  let next = 0;
  const started = performance.now();
  const report = ({ seed: one, counts, differences, log = [] }) => {
    total.histories += histories;
    for (const [name, count] of Object.entries(counts)) total[name] = (total[name] ?? 0) + count;
    if (differences.length === 0) return;
    if (++total.different > MOST_SHOWN) return;
    console.log([`seed ${one}:`, ...log, ...differences].join('\n  '));
  };
  const work = async () => {
    while (next < seeds) {
      const count = Math.min(aProcess, seeds - next);
      const own = Array.from({ length: count }, (_, at) => seed * 1_000_000 + next + at);
      next += count;
      await inProcess(script, { ...part, folder, seeds: own }, report);
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

function inProcess(script, part, report) {
  return new Promise((resolve, reject) => {
    const child = fork(script);
    child.on('message', report);
    child.on('error', reject);
    child.on('exit', (status) => {
      if (status === 0) resolve();
      else reject(new Error(`a process ended with status ${status}`));
    });
    child.send(part);
  });
}

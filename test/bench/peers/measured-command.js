import { spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { text } from 'node:stream/consumers';
import { collectGarbage } from '../measured-run.js';

/** @typedef {import('../measured-run.js').Measured} Measured */
/**
 * @typedef {object} Command
 * @property {string[]} words program and arguments
 * @property {string} [input] what it reads from standard input
 */
/** @typedef {Measured & { parts: Measured[] }} MeasuredAll each command's too; `stdout` is the last one's */
/**
 * @typedef {object} Surroundings
 * @property {string} folder where it runs, its own
 * @property {Record<string, string>} environment the whole of it
 * @property {number} limitSeconds after which it is stopped
 */

/** GNU time: Debian's package is called `time`. */
export const TIME = '/usr/bin/time';

/**
 * Runs commands one after the other, each in a process of its own, and adds up what they took. All
 * peers, ours too, are measured by the same program: CPU is user and system time of all threads and
 * children, the peak is that of the largest process.
 * @param {readonly Command[]} commands
 * @param {Surroundings} surroundings
 * @returns {Promise<MeasuredAll | undefined>} undefined: stopped at the limit
 * @throws {Error} when an exit status is not 0, with what was written to stderr
 */
export async function measuredCommands(commands, surroundings) {
  /** @type {MeasuredAll} */
  const sum = { wallSeconds: 0, cpuSeconds: 0, peakBytes: 0, stdout: '', parts: [] };
  for (const command of commands) {
    const left = surroundings.limitSeconds - sum.wallSeconds;
    const measured = await measuredCommand(command, { ...surroundings, limitSeconds: left });
    if (!measured) return undefined;
    sum.wallSeconds += measured.wallSeconds;
    sum.cpuSeconds += measured.cpuSeconds;
    sum.peakBytes = Math.max(sum.peakBytes, measured.peakBytes);
    sum.stdout = measured.stdout;
    sum.parts.push(measured);
  }
  return sum;
}

/** @type {(command: Command, surroundings: Surroundings) => Promise<Measured | undefined>} */
async function measuredCommand({ words, input }, { folder, environment, limitSeconds }) {
  const usageFile = `${folder}.usage`;
  collectGarbage();
  const started = performance.now();
  // A process group of its own, so that at the limit the program ends with `time`, not `time` alone.
  const child = spawn(TIME, ['-q', '-f', '%U %S %M', '-o', usageFile, ...words], {
    cwd: folder,
    env: environment,
    detached: true,
  });
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  let isStopped = false;
  const limit = setTimeout(() => {
    isStopped = true;
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
  }, limitSeconds * 1000);
  const ended = new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (status, signal) => {
      resolve({ status: status ?? signal, wallSeconds: (performance.now() - started) / 1000 });
    });
  });
  const [stdout, stderr, { status, wallSeconds }] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    ended,
  ]).finally(() => clearTimeout(limit));
  if (isStopped) return undefined;
  if (status !== 0) throw new Error(`${words.join(' ')}\nended with ${status}:\n${stderr}`);
  const [user = 0, system = 0, kilobytes = 0] = readFileSync(usageFile, 'utf8')
    .split(' ')
    .map(Number);
  rmSync(usageFile);
  return { wallSeconds, cpuSeconds: user + system, peakBytes: kilobytes * 1024, stdout };
}

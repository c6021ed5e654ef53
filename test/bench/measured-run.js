import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import { performance } from 'node:perf_hooks';
import process from 'node:process';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/**
 * @typedef {object} Measured
 * @property {number} wallSeconds from the start of the process to its end, Node's own start included
 * @property {number} cpuSeconds user and system
 * @property {number} peakBytes highest resident memory
 * @property {string} stdout
 */

const USAGE_ON_EXIT = new URL('usage-on-exit.js', import.meta.url).href;

setFlagsFromString('--expose-gc');
/** What made the data leaves garbage by the gigabyte: collected beside a run, it would cost the run a core. */
export const collectGarbage = /** @type {() => void} */ (runInNewContext('gc'));

/**
 * Runs a Node program as a user would, in a process of its own, and measures it.
 * @param {readonly string[]} words script and its arguments
 * @param {Record<string, string>} environment the whole of it
 * @returns {Promise<Measured>}
 * @throws {Error} when the exit status is not 0, with what it wrote to stderr
 */
export async function measuredRun(words, environment) {
  collectGarbage();
  const started = performance.now();
  const child = spawn(process.execPath, ['--import', USAGE_ON_EXIT, ...words], {
    env: environment,
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
  });
  const ended = new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (status, signal) => {
      resolve({ status: status ?? signal, wallSeconds: (performance.now() - started) / 1000 });
    });
  });
  const [stdout, stderr, usageText, { status, wallSeconds }] = await Promise.all([
    text(readable(child.stdio[1])),
    text(readable(child.stdio[2])),
    text(readable(child.stdio[3])),
    ended,
  ]);
  if (status !== 0) {
    throw new Error(`${words.join(' ')}\nended with ${status}:\n${stderr || stdout}`);
  }
  const usage = JSON.parse(usageText);
  return {
    wallSeconds,
    cpuSeconds: usage.userSeconds + usage.systemSeconds,
    peakBytes: usage.peakBytes,
    stdout,
  };
}

/**
 * Nothing of the caller's environment but the path, so that no configuration is found.
 * @param {string} home
 * @returns {Record<string, string>}
 */
export function plainEnvironment(home) {
  return { PATH: process.env['PATH'] ?? '', HOME: home, LANG: 'C.UTF-8' };
}

/** @type {(stream: unknown) => import('node:stream').Readable} */
function readable(stream) {
  return /** @type {import('node:stream').Readable} */ (stream);
}

/**
 * @param {readonly number[]} values not empty
 * @returns {{ low: number, middle: number, high: number }} of an even number of values the lower
 *   middle one
 */
export function spread(values) {
  const sorted = [...values].sort((one, other) => one - other);
  const at = (/** @type {number} */ index) => /** @type {number} */ (sorted[index]);
  return { low: at(0), middle: at((sorted.length - 1) >> 1), high: at(sorted.length - 1) };
}

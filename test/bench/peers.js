/** Side by side with what a user would pick instead: see README.md. Run with `npm run bench:peers`. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, utimesSync } from 'node:fs';
import { join, resolve } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { plainEnvironment } from './measured-run.js';
import { checkOutputs } from './outputs-check.js';
import { judge } from './peers/agreement.js';
import { everyPeer } from './peers/every-peer.js';
import { installPackages, isOnPath } from './peers/installed.js';
import { readTruth } from './peers/list-truth.js';
import { measuredCommands, TIME } from './peers/measured-command.js';
import { CLEAN, HELD } from './peers/outputs.js';
import { peerTable } from './peers/peer-table.js';
import { targetLines } from './peers/targets.js';
import { WORK } from './peers/work.js';
import { machineLine } from './result-table.js';

/** @typedef {import('./peers/every-peer.js').Peer} Peer */

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
/** What takes longer is not done again: minutes between ours and the next would be nobody's gain. */
const ONCE_SECONDS = 30;

const { values: options } = parseArgs({
  options: {
    records: { type: 'string', default: '1000000' },
    tps: { type: 'string', default: '20000000' },
    ctps: { type: 'string', default: '1100000' },
    repetitions: { type: 'string', default: '3' },
    limit: { type: 'string', default: '600' },
    only: { type: 'string', multiple: true, default: [] },
    data: { type: 'string', default: join(ROOT, '.bench') },
    program: { type: 'string', default: join(ROOT, 'bin', 'tps-scrub.js') },
    markdown: { type: 'boolean', default: false },
    keep: { type: 'boolean', default: false },
  },
});
const sizes = {
  records: count('records'),
  tps: count('tps'),
  ctps: count('ctps'),
  small: 500,
};
const repetitions = count('repetitions');
const limitSeconds = count('limit');
const folder = join(ROOT, '.bench', 'peers');

installPackages();
if (!isOnPath(TIME)) throw new Error(`${TIME} measures each peer: apt-get install time`);
const made = { sorted: makeData(false), shuffled: makeData(true) };
const now = new Date();
for (const path of [made.sorted.tps, made.shuffled.tps, made.sorted.ctps])
  utimesSync(path, now, now);
const dated = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/London' }).format(
  new Date(now.getTime() - 86_400_000),
);
const known = everyPeer({ program: resolve(options.program), dated });
const unknown = options.only.filter((name) => !known.some((peer) => peer.name === name));
if (unknown.length > 0) {
  throw new Error(
    `--only ${unknown.join(', ')}: ${known.map(({ name }) => name).join(', ')} are known`,
  );
}
// Ours is always there: the others are compared with it.
const wanted = known.filter(
  (peer, place) => place === 0 || options.only.length === 0 || options.only.includes(peer.name),
);
const peers = wanted.filter(({ program }) => program === undefined || isOnPath(program));
const truths = { list: readTruth(made.sorted.list), small: readTruth(made.sorted.small) };

console.log(machineLine());
for (const { title, howToInstall } of wanted.filter((peer) => !peers.includes(peer))) {
  console.log(`${title} is not installed and left out: ${howToInstall ?? ''}`);
}
/** @type {import('./peers/work.js').Results} */
const results = new Map();
/** @type {Set<string>} */
const wrong = new Set();
rmSync(folder, { recursive: true, force: true });
for (let repetition = 0; repetition < repetitions; repetition += 1) {
  // One after the other within each work, so that the machine's pace cancels in the ratios.
  for (const work of WORK) for (const peer of peers) await measure(peer, work);
}
console.log(peerTable(peers, results, { ...sizes, markdown: options.markdown, limitSeconds }));
console.log(targetLines(results, { ...sizes, markdown: options.markdown }).join('\n'));
for (const line of wrong) console.log(`WRONG: ${line}`);
if (wrong.size === 0)
  console.log('every record that a peer reads is decided as by us, and as the generator says');
else process.exitCode = 1;
if (!options.keep) rmSync(folder, { recursive: true, force: true });

/** @type {(name: 'records' | 'tps' | 'ctps' | 'repetitions' | 'limit') => number} */
function count(name) {
  if (!/^[1-9]\d{0,8}$/.test(options[name])) throw new Error(`--${name}: not a count`);
  return Number(options[name]);
}

/**
 * In a process of its own, as `npm run bench` does, and of its sizes, so that its files serve here too.
 * @type {(shuffled: boolean) => import('./data.js').Made}
 */
function makeData(shuffled) {
  const generator = fileURLToPath(new URL('data.js', import.meta.url));
  const own = { entries: sizes.records, consents: sizes.records };
  const words = [generator, resolve(options.data), JSON.stringify({ ...sizes, ...own, shuffled })];
  return JSON.parse(
    execFileSync(process.execPath, words, {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'inherit'],
    }),
  );
}

/** @type {(peer: Peer, work: import('./peers/work.js').Work) => Promise<void>} */
async function measure(peer, work) {
  const key = `${peer.name} ${work.id}`;
  const runs = results.get(key) ?? [];
  const registers = { ...made[work.order], sorted: work.order === 'sorted' };
  const list = work.list && made.sorted[work.list];
  const commands = list ? peer.scrubs(list.list, registers) : peer.imports?.(registers);
  const hasNoDatabase = list && results.get(`${peer.name} ${WORK[0].id}`)?.includes(undefined);
  if (!commands || hasNoDatabase) return;
  if (runs.some((run) => run === undefined || run.wallSeconds > ONCE_SECONDS)) return;
  // Scrubs are against the sorted file's database; that of the shuffled one is nobody's afterwards.
  const place = join(folder, work.order, peer.name);
  if (!list) rmSync(place, { recursive: true, force: true });
  mkdirSync(place, { recursive: true });
  const paths = { clean: join(place, CLEAN), held: join(place, HELD) };
  for (const path of Object.values(paths)) rmSync(path, { force: true });
  const environment = plainEnvironment(join(place, 'home'));
  const measured = await measuredCommands(commands, { folder: place, environment, limitSeconds });
  const judged =
    measured && work.list && !peer.decidesNothing
      ? judge(peer, truths[work.list], paths)
      : undefined;
  results.set(key, [...runs, measured && { ...measured, judged }]);
  const faults = [...(judged?.wrong ?? [])];
  if (measured && list && peer === peers[0]) {
    const files = { clean: paths.clean, report: paths.held };
    faults.push(...checkOutputs(list, JSON.parse(measured.stdout), files));
  }
  for (const fault of faults) wrong.add(`${peer.title}, ${work.id}: ${fault}`);
  if (work.order === 'shuffled') rmSync(place, { recursive: true });
}

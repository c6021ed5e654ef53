/** Whether a command costs more than it did: see README.md beside it. Run with `npm run bench:regression`. */
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { dayBefore, GrowthRoom } from './growth-room.js';
import { plainEnvironment } from './measured-run.js';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const KNOWN = fileURLToPath(new URL('regression.json', import.meta.url));
/** The same program, counted again, differed by three hundredths at most. */
const MOST = 1.08;

const { values: options } = parseArgs({
  options: {
    update: { type: 'boolean', default: false },
    program: { type: 'string', default: join(ROOT, 'bin', 'tps-scrub.js') },
  },
});
const folder = join(ROOT, '.bench', 'regression');
const room = new GrowthRoom({ folder, program: options.program, repetitions: 1 });
const [few, many] = [200_000, 1_200_000].map((count) => room.register(count));
if (!few || !many) throw new Error('two registers');
const [fewFile, manyFile] = [room.file(few, 'few.txt'), room.file(many, 'many.txt')];
// The longer ones are scanned in a thread of their own.
const [short, long, longer] = [500, 60_000, 120_000].map(
  (records) => room.list(few, { records, columns: 2 }).path,
);
const imported = await room.import('base.db', fewFile, dayBefore(1));
await room.import('unused.db', manyFile, dayBefore(1));
if (JSON.parse(imported.stdout).numbers !== few.count) throw new Error('the import is not whole');

const outputs = ['--out', room.at('o.csv'), '--report', room.at('r.csv'), '--force', '--json'];
const asked = ['--policy', 'live-calls-consumer'];
/** @type {(list: string | undefined) => number} */
const scrubbed = (list = '') =>
  instructions('scrub', list, ...outputs, ...asked, '--accept-rate', 'a made list');
/** @type {(file: string) => number} */
const importing = (file) => {
  room.remove('new.db');
  return instructions(
    'import',
    'tps',
    file,
    '--dated',
    dayBefore(1),
    '--database',
    room.at('new.db'),
  );
};

/** @type {Record<string, () => number>} */
const COUNTED = {
  'start (--version)': () => instructions('--version'),
  'check of one number': () => instructions('check', '07700900123', '--json', ...asked),
  'scrub of 500 records': () => scrubbed(short),
  'each further record of a scrub': () => (scrubbed(longer) - scrubbed(long)) / 60_000,
  'each further number of an import': () => (importing(manyFile) - importing(fewFile)) / 1_000_000,
};
/** @type {Record<string, number>} */
const found = {};
for (const [name, count] of Object.entries(COUNTED)) found[name] = Math.round(count());
rmSync(folder, { recursive: true, force: true });
if (options.update) writeFileSync(KNOWN, `${JSON.stringify(found, null, 2)}\n`);
/** @type {Record<string, number>} */
const known = JSON.parse(readFileSync(KNOWN, 'utf8'));
for (const [name, count] of Object.entries(found)) {
  const times = count / (known[name] ?? 0);
  const verdict = times > MOST ? 'MORE THAN IT DID' : 'held';
  console.log(
    `${name}: ${count.toLocaleString('en-GB')} instructions, ${times.toFixed(3)} times those recorded: ${verdict}`,
  );
  if (times > MOST) process.exitCode = 1;
}
if (process.exitCode === 1) {
  console.log(
    'If that is the price of something that was wanted: npm run bench:regression -- --update, and say in the commit what it buys.',
  );
}

/**
 * Instructions of one command, its own threads and Node's start included.
 * @param {...string} words
 * @returns {number}
 * @throws {Error} when valgrind is not installed, or the command fails
 */
function instructions(...words) {
  const database = words.includes('--database') ? [] : ['--database', room.at('base.db')];
  // V8's own threads are left out: what they compile in time for it made the counts of one program differ fourfold.
  const program = [process.execPath, '--single-threaded'];
  const counting = ['--tool=callgrind', '--callgrind-out-file=/dev/null', ...program];
  const { status, stderr, error } = spawnSync(
    'valgrind',
    [...counting, options.program, ...database, ...words],
    { env: plainEnvironment(room.at('home')), encoding: 'utf8', maxBuffer: 1 << 28 },
  );
  if (error) throw new Error('valgrind is needed: apt-get install valgrind', { cause: error });
  const counted = /Collected : (\d+)/.exec(stderr)?.[1];
  if (status !== 0 || counted === undefined) throw new Error(`${words.join(' ')}\n${stderr}`);
  return Number(counted);
}

/**
 * In which order an import and a scrub write and sync, as the system saw it (strace), and whether that
 * is the order that is promised: outputs whole and on the disk, the run committed as sealed, report and
 * cleaned list named, the run committed as released. Needs a build; without strace it says so and ends.
 *
 *   npm run build && node test/bench/write-order.js
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const PROGRAM = resolve('bin/tps-scrub.js');
const CALLS =
  'openat,write,pwrite64,fsync,fdatasync,rename,renameat,renameat2,link,linkat,unlink,unlinkat,ftruncate';

/** A commit of SQLite with synchronous = EXTRA: journal, its folder, its count; pages; its end. */
const COMMIT = [
  'create DB-journal',
  'write DB-journal',
  'sync DB-journal',
  'sync FOLDER',
  'write DB-journal',
  'sync DB-journal',
  'write DB',
  'sync DB',
  'remove DB-journal',
  'sync FOLDER',
];

/** The release is begun before the names are given, and committed after: nobody comes between. */
const RELEASE = [
  ...COMMIT.slice(0, 2),
  'name list.excluded.csv',
  'sync FOLDER',
  'name list.clean.csv',
  'sync FOLDER',
  ...COMMIT.slice(1),
];

/** Outputs whole and on the disk, their temporary names too, before the run is recorded. */
const SCRUB = [
  'create list.excluded.csv.partial',
  'create list.clean.csv.partial',
  'write list.clean.csv.partial',
  'sync list.clean.csv.partial',
  'sync FOLDER',
  'write list.excluded.csv.partial',
  'sync list.excluded.csv.partial',
  'sync FOLDER',
  ...COMMIT,
  ...RELEASE,
];

/** The same where the outputs go into a folder of their own. */
function inOut(steps) {
  let isOfDatabase = false;
  return steps.map((step) => {
    const [verb, name] = step.split(' ');
    if (name === 'FOLDER') return isOfDatabase ? step : 'sync out';
    isOfDatabase = name.startsWith('DB');
    return isOfDatabase ? step : `${verb} out/${name}`;
  });
}

/** What each command is to write, in order; the registers were imported and the database is there. */
const PROMISED = { import: COMMIT, scrub: SCRUB, 'scrub elsewhere': inOut(SCRUB) };

if (spawnSync('strace', ['-V']).error) {
  console.log('strace is not installed: the order of writes was not looked at');
} else {
  const folder = mkdtempSync(join(tmpdir(), 'write-order-'));
  try {
    process.exitCode = lookAt(folder) ? 0 : 1;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Runs both commands; whether each wrote as it promised. */
function lookAt(folder) {
  const day = new Date().toISOString().slice(0, 10);
  writeFileSync(join(folder, 'tps.txt'), '07700900123 \r\n');
  writeFileSync(join(folder, 'ctps.txt'), '02079460123 \r\n');
  writeFileSync(join(folder, 'list.csv'), 'Name,Phone\nAnn,07700900123\nBob,07700900456\n');
  mkdirSync(join(folder, 'out'));
  run(folder, [process.execPath, PROGRAM, 'import', 'tps', 'tps.txt', '--dated', day]);
  const commands = {
    import: ['import', 'ctps', 'ctps.txt', '--dated', day],
    scrub: ['scrub', 'list.csv'],
    'scrub elsewhere': [
      ...['scrub', 'list.csv', '--out', 'out/list.clean.csv'],
      ...['--report', 'out/list.excluded.csv'],
    ],
  };
  return Object.entries(commands)
    .map(([name, words]) => {
      const trace = join(folder, `${name.replace(' ', '-')}.trace`);
      const traced = ['strace', '-f', '-y', '-e', `trace=${CALLS}`, '-o', trace];
      run(folder, [...traced, process.execPath, PROGRAM, ...words]);
      const steps = stepsIn(readFileSync(trace, 'utf8'), folder);
      console.log(`${name}:\n${steps.map((step) => `  ${step}`).join('\n')}`);
      const holds = steps.join('\n') === PROMISED[name].join('\n');
      console.log(holds ? `${name}: as promised\n` : `${name}: NOT the order that is promised\n`);
      return holds;
    })
    .every(Boolean);
}

function run(folder, [program, ...words]) {
  const env = { PATH: process.env.PATH, HOME: folder, TPS_SCRUB_DATABASE: join(folder, 'held.db') };
  const { status, stderr } = spawnSync(program, words, { cwd: folder, env, encoding: 'utf8' });
  if (status !== 0) throw new Error(`${words.join(' ')}: ${stderr}`);
}

/** What a trace says of a folder's files, a step a line, one of several equal writes. */
function stepsIn(trace, folder) {
  const steps = [];
  for (const line of trace.split('\n')) {
    const step = stepOf(line, folder);
    if (step !== undefined && step !== steps.at(-1)) steps.push(step);
  }
  return steps;
}

function stepOf(line, folder) {
  if (/ = -1 |<unfinished/.test(line)) return undefined;
  const [, call] = /^\d+ +(\w+)\(/.exec(line) ?? [];
  const open = /^\d+ +\w+\(\d+<([^>]*)>/.exec(line)?.[1];
  const named = [...line.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, path]) => path);
  const short = (path) => {
    if (path === folder) return 'FOLDER';
    if (!path?.startsWith(`${folder}/`)) return undefined;
    const name = path.slice(folder.length + 1);
    return name
      .replace(/(^|\/)\.(.*)\.[0-9a-f]{12}\.partial$/, '$1$2.partial')
      .replace(/^held\.db/, 'DB');
  };
  const said = (verb, path) => (short(path) === undefined ? undefined : `${verb} ${short(path)}`);
  switch (call) {
    case 'openat':
      // The database is opened so too; it is there, and its pages tell when it is written.
      return /O_CREAT/.test(line) && named[0] !== join(folder, 'held.db')
        ? said('create', named[0])
        : undefined;
    case 'write':
    case 'pwrite64':
      return said('write', open);
    case 'fsync':
    case 'fdatasync':
      return said('sync', open);
    case 'ftruncate':
      return said('cut', open);
    case 'unlink':
    case 'unlinkat':
      // The second half of giving a name by a link.
      return named[0]?.endsWith('.partial') ? undefined : said('remove', named[0]);
    case 'rename':
    case 'renameat':
    case 'renameat2':
    case 'link':
    case 'linkat':
      return said('name', named[1]);
    default:
      return undefined;
  }
}

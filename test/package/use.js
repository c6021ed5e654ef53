// Packs this package, installs the tarball into an empty folder and uses it there as a stranger
// would. Not a vitest test: it needs the npm registry, and may compile better-sqlite3.
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const repository = path.resolve(import.meta.dirname, '../..');
const manifest = JSON.parse(readFileSync(path.join(repository, 'package.json'), 'utf8'));
const folder = mkdtempSync(path.join(tmpdir(), 'tps-scrub-package-'));

try {
  install();
  holdsWhatItShould();
  answersItsVersion();
  scrubs();
  scrubsALongList();
  isImported();
  isTyped();
  console.log(
    `package: ${manifest.name} ${manifest.version} installs from its tarball, scrubs and is imported`,
  );
} finally {
  rmSync(folder, { recursive: true, force: true });
}

function install() {
  run('npm', ['pack', '--silent', '--pack-destination', folder], repository);
  const tarball = readdirSync(folder).find((name) => name.endsWith('.tgz'));
  assert.ok(tarball, 'npm pack wrote no tarball');
  write('package.json', JSON.stringify({ private: true, allowScripts: manifest.allowScripts }));
  run('npm', ['install', '--no-audit', '--no-fund', `./${tarball}`], folder);
}

function holdsWhatItShould() {
  const installed = path.join(folder, 'node_modules', manifest.name);
  const top = readdirSync(installed).filter((name) => name !== 'node_modules');
  // A file is named by itself, by its folder, or by a pattern in it.
  const wanted = [...new Set(manifest.files.map((name) => name.split('/')[0])), 'package.json'];
  assert.deepEqual(top.sort(), wanted.sort());
  assert.deepEqual(readdirSync(path.join(installed, 'bin')), ['tps-scrub.js']);
  const built = readdirSync(path.join(installed, 'dist'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name);
  assert.ok(built.includes('cli.js'));
  assert.deepEqual(
    built.filter((name) => !/\.(js|wasm|d\.ts)$/.test(name) || name.includes('.test.')),
    [],
  );
}

function answersItsVersion() {
  assert.equal(run(program(), ['--version'], folder).trim(), manifest.version);
}

function scrubs() {
  // The UTC day is never later than the London day, so never in the register's future.
  const today = new Date().toISOString().slice(0, 10);
  write('tps.txt', '07700900123 \r\n');
  write('ctps.txt', '02079460123 \r\n');
  tpsScrub('import', 'tps', 'tps.txt', '--dated', today);
  tpsScrub('import', 'ctps', 'ctps.txt', '--dated', today);

  const header = 'Name,Phone\r\n';
  const kept = 'Cas,+44 (0)7700 900456\r\n"Dee ""D"" Ltd",01632 960456\r\n';
  write('list.csv', `${header}Ann,07700 900123\r\n"Bob, Ltd",020 7946 0123\r\n${kept}`);
  const { counts } = JSON.parse(tpsScrub('scrub', 'list.csv', '--json'));
  assert.deepEqual(counts, { read: 4, clean: 2, excluded: 2, unscreened: 0 });
  assert.equal(readFileSync(path.join(folder, 'list.clean.csv'), 'utf8'), header + kept);
}

/**
 * Long enough for threads, for compiled loops, and for memory to be collected at every moment of a run: under
 * Node 24 a scrub of more than a hundred thousand records once ended with an abort.
 */
function scrubsALongList() {
  const records = 300_000;
  const lines = Array.from({ length: records }, (_, record) => {
    const number = `07700 900${String(record % 1000).padStart(3, '0')}`;
    return `${record},"Somebody, of a street with a name",${'words '.repeat(8)},${number}\r\n`;
  });
  write('long.csv', `Id,Name,Note,Phone\r\n${lines.join('')}`);
  const { counts } = JSON.parse(tpsScrub('scrub', 'long.csv', '--json'));
  const excluded = records / 1000;
  assert.deepEqual(counts, {
    read: records,
    clean: records - excluded,
    excluded,
    unscreened: 0,
  });
}

/** By its name, from the folder in which it was installed. */
function isImported() {
  write(
    'own.mjs',
    `import { check, openDatabase } from 'tps-scrub';
    const { numbers } = await check(await openDatabase('scrub.db'), ['07700900123', '07700900456']);
    console.log(numbers.map(({ reason }) => reason).join(' '));`,
  );
  assert.equal(run('node', ['own.mjs'], folder).trim(), 'TPS CLEAN');
}

/** With the compiler of this repository, and every declaration looked at. */
function isTyped() {
  write(
    'own.mts',
    `import { openDatabase, scrub, ScreeningError, type ScrubSummary } from 'tps-scrub';
    const summary: ScrubSummary = await scrub(await openDatabase('scrub.db'), { input: 'list.csv' });
    const clean: number = summary.counts.clean;
    // @ts-expect-error there is no such way
    await scrub(await openDatabase('scrub.db'), { input: 'list.csv', rows: 'keep' });
    export const told = (error: unknown): string | number =>
      error instanceof ScreeningError ? error.fix : clean;`,
  );
  const compiler = path.join(repository, 'node_modules/typescript/bin/tsc');
  const roots = path.join(repository, 'node_modules/@types');
  const asked = ['--noEmit', '--strict', '--module', 'nodenext', '--target', 'es2022'];
  run('node', [compiler, ...asked, '--typeRoots', roots, '--types', 'node', 'own.mts'], folder);
}

/** Runs the installed program in the folder, with a database of its own; its stdout. */
function tpsScrub(...args) {
  return run(program(), ['--database', 'scrub.db', ...args], folder);
}

function program() {
  return path.join(folder, 'node_modules', '.bin', 'tps-scrub');
}

/** Runs a program to its end; throws when it does not exit with 0. Its stderr is ours. */
function run(program, args, cwd) {
  return execFileSync(program, args, {
    cwd,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

function write(name, text) {
  writeFileSync(path.join(folder, name), text);
}

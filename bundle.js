/**
 * Puts the built modules together into few files: the program has some four hundred, and to find, read and
 * link each of them was a third of the time that a short list takes. `npm run build` makes both: dist/
 * for tests and types, dist/program/ for users.
 */
import { readFileSync, rmSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { build } from 'rolldown';

const DIST = resolve(import.meta.dirname, 'dist');
const PROGRAM = resolve(DIST, 'program');

/** What each command loads that asks the database; they come in one file, the rest as it is needed. */
const ASKED_OFTEN = [
  'scrub/scrub.js',
  'scrub/check.js',
  'scrub/finish-sealed.js',
  'commands/asking.js',
  'commands/recording.js',
  'commands/journalling.js',
  'commands/scrub-summary.js',
  'commands/wide-modes.js',
  'store/journal-watch.js',
  'store/network-file-systems.js',
  'store/no-database.js',
  'audit/claimed-screening.js',
];

/** A module and all that it imports at once, not when it gets there. */
function closure(names, without = new Set()) {
  const found = new Set();
  const waiting = names.map((name) => resolve(DIST, name));
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (found.has(path) || without.has(path)) continue;
    found.add(path);
    for (const [, name] of readFileSync(path, 'utf8').matchAll(
      /^(?:import|export)\b[^;'"]*\bfrom ['"](\.[^'"]+)['"];/gm,
    )) {
      waiting.push(resolve(dirname(path), name));
    }
  }
  return found;
}

/** Scripts of threads, by the names that they are asked for beside who starts them. */
const THREADS = {
  'scan-thread': 'scrub/rows/scan-thread.js',
  'pack-thread': 'intake/pack-thread.js',
};

const thread = closure(Object.values(THREADS));
// Not the scripts themselves: whoever shares a module with one would run it.
for (const script of Object.values(THREADS)) thread.delete(resolve(DIST, script));
const start = closure(['cli.js'], thread);
const often = closure(ASKED_OFTEN, new Set([...thread, ...start]));
rmSync(PROGRAM, { recursive: true, force: true });

await build({
  logLevel: 'warn',
  input: {
    cli: resolve(DIST, 'cli.js'),
    'tps-scrub': resolve(DIST, 'library/tps-scrub.js'),
    ...Object.fromEntries(
      Object.entries(THREADS).map(([name, script]) => [name, resolve(DIST, script)]),
    ),
  },
  platform: 'node',
  external: /^[^./]/,
  // Modules of which some load all at once and others when they get there: the groups below settle where they go.
  checks: { ineffectiveDynamicImport: false },
  output: {
    dir: PROGRAM,
    format: 'esm',
    // Side by side: a module that starts a thread finds its script beside itself.
    chunkFileNames: '[name].js',
    codeSplitting: {
      groups: [
        { name: 'scanning', test: (id) => thread.has(id) },
        { name: 'start', test: (id) => start.has(id) },
        { name: 'asking', test: (id) => often.has(id) },
      ],
    },
  },
});

/**
 * The rooms of src/, from left to right. A file imports its own room and any room further right;
 * never to the left, and never a neighbour inside one bracket. `cli` is the file src/cli.ts, every
 * other room a folder.
 */
export const LAYERS = [
  ['cli'],
  ['library'],
  ['commands'],
  ['jobs'],
  ['audit'],
  ['intake', 'scrub'],
  ['store', 'files', 'ui', 'pages'],
  ['config'],
  ['policy'],
  ['registers'],
  ['core'],
] as const satisfies readonly (readonly string[])[];

/** One room of {@link LAYERS}. */
export type Room = (typeof LAYERS)[number][number];

/** The rooms that may import a package; nobody else sees it. A row for every dependency. */
export const PACKAGE_OWNERS: Readonly<Record<string, readonly Room[]>> = {
  '@zip.js/zip.js': ['files'],
  'better-sqlite3': ['store'],
  'csv-parse': ['files'],
  'csv-stringify': ['files'],
  chalk: ['ui'],
  commander: ['commands', 'cli'],
  hucre: ['files'],
  'hyparquet-writer': ['files'],
  'libphonenumber-js': ['core'],
  'smol-toml': ['config'],
  zod: ['config'],
};

/** The files that alone touch the clock, the environment and the process (paths inside src/). */
export const AMBIENT_OWNERS: readonly string[] = ['cli.ts', 'library/this-process.ts'];

/** What the package offers to other programs: the one file that passes on what others export. */
export const PACKAGE_ENTRY = 'library/tps-scrub.ts';

/** Lines a source file may have before its nouns want rooms of their own. */
export const LONGEST_FILE = 250;

import { spread } from '../measured-run.js';
import { middleRatio, passesAlone } from './peer-table.js';

/** @typedef {import('./work.js').Results} Results */
/** @typedef {import('./peer-table.js').Usage} Usage */

/** Targets hold for these sizes only. */
const FULL = { tps: 20_000_000, ctps: 1_100_000, records: 1_000_000 };

/**
 * What is wanted of the program beside its peers, each with its figure. Missing one says something of
 * the program and something of the machine.
 * @param {Results} results
 * @param {import('./peer-table.js').Sizes} sizes
 * @returns {string[]} a line each
 */
export function targetLines(results, sizes) {
  const isFull = Object.entries(FULL).every(
    ([name, size]) => sizes[/** @type {keyof typeof FULL} */ (name)] === size,
  );
  /** @type {(name: string, id: string) => import('./work.js').Run[]} */
  const runs = (name, id) =>
    (results.get(`${name} ${id}`) ?? []).filter((run) => run !== undefined);
  const ours = (/** @type {string} */ id) => runs('tps-scrub', id);
  /** The TPS file alone: the CTPS file is sorted either way. */
  const tps = (/** @type {string} */ id) =>
    (results.get(`tps-scrub ${id}`) ?? []).flatMap((run) => run?.parts[0] ?? []);
  const wall = (/** @type {string} */ id) => spread(ours(id).map((run) => run.wallSeconds)).middle;
  const passes = passesAlone(runs('csv', 'scrub'));
  const lines = [
    atLeast(
      'import, times as fast as DuckDB',
      runs('duckdb', 'import-sorted'),
      ours('import-sorted'),
      1.5,
    ),
    atLeast(
      'the same, where DuckDB’s files are hashed too',
      runs('duckdb-hashed', 'import-sorted'),
      ours('import-sorted'),
      1.5,
    ),
    atMost(
      'import tps, shuffled to sorted',
      middleRatio(tps('import-shuffled'), tps('import-sorted')),
      2.2,
      '',
    ),
    atLeast('scrub, times as fast as DuckDB', runs('duckdb', 'scrub'), ours('scrub'), 2),
    atLeast(
      'the same, where DuckDB’s files are hashed too',
      runs('duckdb-hashed', 'scrub'),
      ours('scrub'),
      2,
    ),
    atLeast(
      'scrub, times as fast as csv-parse → csv-stringify, registers loaded',
      passes,
      ours('scrub'),
      5,
    ),
    atMost('scrub, wall', wall('scrub'), 1.6, ' s'),
    atMost('500 records, cold, wall', wall('cold'), 0.4, ' s'),
  ].filter((line) => line !== undefined);
  const title = isFull ? 'Targets:' : 'Targets, though they are meant for the full sizes:';
  return [title, ...(sizes.markdown ? [''] : []), ...lines.map((line) => `- ${line}`), ''];
}

/** @type {(name: string, theirs: Usage[], ours: Usage[], least: number) => string | undefined} */
function atLeast(name, theirs, ours, least) {
  if (theirs.length === 0) return undefined;
  const found = middleRatio(theirs, ours);
  return `${name}: ${found.toFixed(2)}, wanted ≥ ${least}: ${found >= least ? 'held' : 'MISSED'}`;
}

/** @type {(name: string, found: number, most: number, unit: string) => string} */
function atMost(name, found, most, unit) {
  return `${name}: ${found.toFixed(2)}${unit}, wanted ≤ ${most}${unit}: ${found <= most ? 'held' : 'MISSED'}`;
}

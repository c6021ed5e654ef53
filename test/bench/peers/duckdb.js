import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { digitsOf } from './outputs.js';

const SCRIPT = fileURLToPath(new URL('duckdb-work.js', import.meta.url));

/** @type {(...words: string[]) => import('./measured-command.js').Command[]} */
const work = (...words) => [{ words: [process.execPath, SCRIPT, ...words] }];

/**
 * DuckDB in a Node process, all processors, default settings, a database file.
 * @type {import('./every-peer.js').Peer}
 */
export const duckdb = {
  name: 'duckdb',
  title: 'DuckDB',
  imports: ({ tps, ctps }) => work('import', tps, ctps),
  scrubs: (list) => work('scrub', list),
  reads: digitsOf,
};

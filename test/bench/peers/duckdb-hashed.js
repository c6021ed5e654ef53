import { duckdb } from './duckdb.js';
import { CLEAN, HELD } from './outputs.js';

/** @type {(...paths: string[]) => import('./measured-command.js').Command} */
const hashed = (...paths) => ({ words: ['sha256sum', ...paths] });

/**
 * The same, and the hashes that an import and a scrub of ours record: which file it was, and which files came
 * of it, is half of what is asked later.
 * @type {import('./every-peer.js').Peer}
 */
export const duckdbHashed = {
  ...duckdb,
  name: 'duckdb-hashed',
  title: 'DuckDB, then sha256sum',
  imports: (registers) => [
    ...(duckdb.imports?.(registers) ?? []),
    hashed(registers.tps, registers.ctps),
  ],
  scrubs: (list, registers) => [...duckdb.scrubs(list, registers), hashed(list, CLEAN, HELD)],
};

import { csvPackages } from './csv-packages.js';
import { duckdb } from './duckdb.js';
import { duckdbHashed } from './duckdb-hashed.js';
import { floor } from './floor.js';
import { mawk } from './mawk.js';
import { miller } from './miller.js';
import { sqlite } from './sqlite.js';
import { tpsScrub } from './tps-scrub.js';

/** @typedef {import('./measured-command.js').Command} Command */
/**
 * @typedef {object} Registers
 * @property {string} tps path of the file
 * @property {string} ctps
 * @property {boolean} sorted whether the TPS file is in order
 */
/**
 * @typedef {object} Peer a tool that a user would pick instead, or ours
 * @property {string} name for `--only`
 * @property {string} title in the table
 * @property {string} [program] that has to be on the path
 * @property {string} [howToInstall]
 * @property {(registers: Registers) => Command[]} [imports] into a new database; a peer without it
 *   loads the registers with every scrub
 * @property {(list: string, registers: Registers) => Command[]} scrubs writes CLEAN and HELD
 * @property {(cell: string) => string} [reads] how it normalises a phone cell, digits without the zero in
 *   front; without it, by what the program says of itself, every cell is read
 * @property {boolean} [byLines] takes a line for a record and a comma for the end of a cell
 * @property {boolean} [decidesNothing]
 */

/**
 * In the order in which they run and stand in the table: ours first.
 * @param {{ program: string, dated: string }} ours
 * @returns {Peer[]}
 */
export function everyPeer(ours) {
  return [tpsScrub(ours), duckdb, duckdbHashed, sqlite, miller, mawk, csvPackages, floor];
}

/**
 * What somebody who knows DuckDB would write: `duckdb-work.js import TPS CTPS`, `duckdb-work.js scrub LIST`.
 *
 * Tried on 20 million numbers and dropped: PRIMARY KEY (import 13 s instead of 0.9 s, the scrub no faster),
 * ORDER BY at import (1.5 s instead of 0.9 s, the scrub no faster), trim() and CAST instead of a BIGINT column
 * (1.5 s), a join for each register (a tenth slower), translate() instead of a pattern (no faster, and
 * letters in a cell are left).
 * Without ORDER BY the cleaned list took 0.2 s less, but nothing promises its order then. Settings are the
 * default ones: `preserve_insertion_order = false` would import in 0.7 s.
 */
import process from 'node:process';
import { DuckDBInstance } from '@duckdb/node-api';
import { CLEAN, HELD, PHONES } from './outputs.js';

/** @type {(path: string) => string} */
const quoted = (path) => `'${path.replaceAll("'", "''")}'`;

/** @type {(name: string, path: string) => string} */
const register = (name, path) =>
  `CREATE TABLE ${name} AS FROM read_csv(${quoted(path)}, header = false, auto_detect = false, columns = { 'number': 'BIGINT' })`;

/** @type {(column: string) => string} */
const number = (column) =>
  `TRY_CAST(regexp_replace(regexp_replace("${column}", '[^0-9]', '', 'g'), '^(00)?(44)?0?', '') AS BIGINT) AS "${column} read"`;

/** @type {(list: string) => string[]} */
const scrub = (list) => [
  `CREATE TEMP TABLE list AS SELECT *, ${PHONES.map(number).join(', ')}
     FROM read_csv(${quoted(list)}, header = true, all_varchar = true, delim = ',', quote = '"', escape = '"')`,
  `CREATE TEMP TABLE held AS SELECT record, number, register
     FROM (${PHONES.map((name) => `SELECT rowid + 1 AS record, "${name} read" AS number FROM list WHERE "${name} read" IS NOT NULL`).join(' UNION ALL ')})
     JOIN (SELECT number, 'TPS' AS register FROM tps UNION ALL SELECT number, 'CTPS' FROM ctps) USING (number)`,
  `COPY (SELECT list.* EXCLUDE (${PHONES.map((name) => `"${name} read"`).join(', ')})
     FROM list ANTI JOIN held ON list.rowid + 1 = held.record ORDER BY list.rowid) TO '${CLEAN}' (HEADER)`,
  `COPY (FROM held ORDER BY record) TO '${HELD}' (HEADER)`,
];

const [, , what, first = '', second = ''] = process.argv;
const instance = await DuckDBInstance.create('duck.db');
const connection = await instance.connect();
const statements =
  what === 'import' ? [register('tps', first), register('ctps', second)] : scrub(first);
for (const statement of statements) await connection.run(statement);
connection.closeSync();
instance.closeSync();

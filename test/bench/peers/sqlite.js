import { CLEAN, HELD, PHONES } from './outputs.js';

/** Without a journal and without syncs: nothing is lost that could not be imported again. */
const SETTINGS = [
  '.bail on',
  'PRAGMA journal_mode = OFF;',
  'PRAGMA synchronous = OFF;',
  'PRAGMA cache_size = -1000000;',
  'PRAGMA temp_store = MEMORY;',
  '.mode csv',
];
/** SQLite has no patterns to replace by: what is usual between digits goes, letters stay. */
const BETWEEN_DIGITS = [' ', '+', '(', ')', '-', '.', '/'];

/** @type {(lines: string[]) => import('./measured-command.js').Command[]} */
const shell = (lines) => [
  { words: ['sqlite3', 'lite.db'], input: [...SETTINGS, ...lines, ''].join('\n') },
];

/** @type {(path: string) => string} */
const quoted = (path) => `'${path.replaceAll("'", "'\\''")}'`;

/**
 * A number is the rowid, which is faster to fill and to search than an index beside a table and
 * WITHOUT ROWID. A file in random order goes through a table that is sorted: 36 s instead of 44 s.
 * @type {(name: string, path: string, sorted: boolean) => string[]}
 */
const register = (name, path, sorted) => [
  `CREATE TABLE ${name} (number INTEGER PRIMARY KEY);`,
  ...(sorted
    ? [`.import ${quoted(path)} ${name}`]
    : [
        'CREATE TEMP TABLE given (number INTEGER);',
        `.import --schema temp ${quoted(path)} given`,
        `INSERT INTO ${name} SELECT number FROM temp.given ORDER BY number;`,
      ]),
];

const bare = BETWEEN_DIGITS.reduce((cell, text) => `replace(${cell}, '${text}', '')`, 'cell');

/** @type {(list: string) => string[]} */
const scrub = (list) => [
  `.import --schema temp ${quoted(list)} list`,
  `CREATE TEMP TABLE phones AS
     WITH cells (record, cell) AS (${PHONES.map((name) => `SELECT rowid, "${name}" FROM temp.list WHERE "${name}" <> ''`).join(' UNION ALL ')}),
     bare (record, digits) AS (SELECT record, ${bare} FROM cells)
     SELECT record, CAST(CASE WHEN digits LIKE '0044%' THEN substr(digits, 5)
       WHEN digits LIKE '44%' THEN substr(digits, 3) ELSE digits END AS INTEGER) AS number FROM bare;`,
  `CREATE TEMP TABLE held AS ${['TPS', 'CTPS'].map((name) => `SELECT record, number, '${name}' AS register FROM temp.phones WHERE EXISTS (SELECT 1 FROM ${name} WHERE ${name}.number = phones.number)`).join(' UNION ALL ')};`,
  'CREATE INDEX temp.held_record ON held (record);',
  '.headers on',
  `.once ${CLEAN}`,
  `SELECT * FROM temp.list WHERE NOT EXISTS (SELECT 1 FROM temp.held WHERE held.record = list.rowid) ORDER BY rowid;`,
  `.once ${HELD}`,
  'SELECT * FROM temp.held ORDER BY record;',
];

/**
 * Debian's sqlite3 with a database file.
 * @type {import('./every-peer.js').Peer}
 */
export const sqlite = {
  name: 'sqlite3',
  title: 'sqlite3',
  program: 'sqlite3',
  howToInstall: 'apt-get install sqlite3',
  imports: ({ tps, ctps, sorted }) =>
    shell([...register('tps', tps, sorted), ...register('ctps', ctps, true)]),
  scrubs: (list) => shell(scrub(list)),
  reads: (cell) => {
    const digits = BETWEEN_DIGITS.reduce((rest, text) => rest.replaceAll(text, ''), cell);
    return (/^(?:(?:00)?44)?0*(\d*)/.exec(digits) ?? [])[1] ?? '';
  },
};

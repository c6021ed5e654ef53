import type { Store } from '../database.js';
import { finding, type Finding, type Findings } from './finding.js';

/** So many faults SQLite names before it stops looking. */
const MOST = 10_000;

/**
 * SQLite's own check: every page is used once, every row is in order and in its indexes, and holds
 * values of the declared types that its constraints allow.
 */
export function* sqliteFindings(store: Store): Findings {
  const check = store.prepare(`PRAGMA integrity_check(${String(MOST)})`).pluck();
  const place = placesIn(store);
  for (const text of check.all() as string[]) {
    if (text === 'ok') continue;
    for (const line of text.split('\n')) if (!line.startsWith('***')) yield place(line);
  }
}

/** Rows that refer to a row which is not there. */
export function* referenceFindings(store: Store): Findings {
  const rows = store.prepare('PRAGMA foreign_key_check').all() as {
    readonly table: string;
    readonly rowid: number | null;
    readonly parent: string;
  }[];
  for (const { table, rowid, parent } of rows) {
    const row = rowid === null ? '' : `rowid ${String(rowid)}`;
    yield finding([table, row], `refers to a row of ${parent} that is not there`);
  }
}

/** Finds in SQLite's words the table that they are about. */
function placesIn(store: Store): (text: string) => Finding {
  const rows = store.prepare('SELECT name, tbl_name, rootpage FROM sqlite_schema').all() as {
    readonly name: string;
    readonly tbl_name: string;
    readonly rootpage: number;
  }[];
  const tables = new Map(rows.map(({ name, tbl_name }) => [name, tbl_name]));
  const roots = new Map(rows.map(({ rootpage, tbl_name }) => [rootpage, tbl_name]));
  return (text) => {
    const tree = /^Tree (\d+) /.exec(text)?.[1];
    const ofTree = tree === undefined ? undefined : roots.get(Number(tree));
    const [, named, column = ''] = /(?:index|in|table) (\w+)(?:\.(\w+))?/.exec(text) ?? [];
    const table = ofTree ?? (named === undefined ? undefined : tables.get(named)) ?? 'file';
    const row = /^row (\d+) /.exec(text)?.[1];
    return finding(
      [table, row === undefined ? '' : `rowid ${row}`, column],
      `SQLite says: ${text}`,
    );
  };
}

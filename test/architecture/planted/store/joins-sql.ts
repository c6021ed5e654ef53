interface Base {
  prepare(sql: string): unknown;
  exec(sql: string): unknown;
}

declare function statement(store: Base, sql: string): unknown;

const COLUMNS = 'a, b';
const HEAD = `SELECT ${COLUMNS} FROM run`;

/** Asks. */
export function ask(store: Base, name: string, table: 'run' | 'ledger', names: string[]): void {
  store.prepare('SELECT 1');
  store.prepare(`${HEAD} WHERE id = ?`);
  store.prepare(`SELECT * FROM ${table} LIMIT ${String(5)}`);
  /x/.exec(name);
  store.prepare(`${HEAD} WHERE name = '${name}'`);
  store.exec('DELETE FROM ' + names.join());
  statement(store, name.trim());
}

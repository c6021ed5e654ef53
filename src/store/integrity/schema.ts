import { storeInMemory, type Store } from '../database.js';
import { pragmaOf } from '../schema-version.js';
import { APPLICATION_ID, MIGRATIONS } from '../migrations.js';
import { finding, type Findings } from './finding.js';

interface SchemaRow {
  readonly type: string;
  readonly name: string;
  readonly tbl_name: string;
  readonly sql: string | null;
}

/**
 * Holds every table, index, view and trigger against those that the steps of the schema make in an
 * empty database: nothing is missing, nothing is another, and nothing else is there.
 */
export function* schemaFindings(store: Store): Findings {
  const wanted = madeBy(MIGRATIONS.length);
  const found = schemaOf(store);
  for (const [name, { tbl_name: table, type, sql }] of wanted) {
    const there = found.get(name);
    if (there === undefined) yield finding([table], `the ${type} ${name} is missing`);
    else if (there.sql !== sql || there.type !== type || there.tbl_name !== table) {
      yield finding([table], `the ${type} ${name} is not as this version makes it`);
    }
  }
  for (const [name, { tbl_name: table, type }] of found) {
    if (!wanted.has(name)) yield finding([table], `the ${type} ${name} is none of this program's`);
  }
}

/**
 * Whether a database was written by an earlier version of the program, or by a newer one, and not
 * merely says so: the number alone may be damaged.
 */
export function writtenBy(store: Store): 'earlier' | 'newer' | 'this' {
  const isOurs = pragmaOf(store, 'application_id') === APPLICATION_ID;
  const version = Number(pragmaOf(store, 'user_version'));
  if (!isOurs || version === MIGRATIONS.length) return 'this';
  const schema = JSON.stringify([...schemaOf(store)].sort());
  const isLike = (of: number): boolean => JSON.stringify([...madeBy(of)].sort()) === schema;
  if (version > MIGRATIONS.length) return isLike(MIGRATIONS.length) ? 'this' : 'newer';
  return version > 0 && isLike(version) ? 'earlier' : 'this';
}

const made = new Map<number, ReadonlyMap<string, SchemaRow>>();

/** What the first steps of the schema make. */
function madeBy(steps: number): ReadonlyMap<string, SchemaRow> {
  let found = made.get(steps);
  if (found === undefined) {
    const empty = storeInMemory(steps);
    made.set(steps, (found = schemaOf(empty)));
    empty.close();
  }
  return found;
}

function schemaOf(store: Store): ReadonlyMap<string, SchemaRow> {
  const rows = store.prepare('SELECT type, name, tbl_name, sql FROM sqlite_schema').all();
  return new Map((rows as SchemaRow[]).map((row) => [row.name, row]));
}

import { statSync } from 'node:fs';
import { batchName, type OwnBatch } from './own-batches.js';
import { openAtOnce, type Store } from './database.js';
import { suppliersNamed } from './suppliers-named.js';

/** A name that the database holds, and what it is; no number of a person stands in either. */
export interface HeldName {
  readonly name: string;
  readonly means: string;
}

/** What names can be asked for. */
export type HeldNameKind = 'runs' | 'lists' | 'imports' | 'suppliers';

/** So many of what is counted in hundreds: the newest. */
const NEWEST = 20;

const FIND: Readonly<Record<HeldNameKind, (store: Store) => HeldName[]>> = {
  runs: (store) => {
    const find = store.prepare(
      `SELECT id AS name, json_extract(record, '$.plan.input') AS means FROM run
       ORDER BY started DESC, rowid DESC LIMIT ?`,
    );
    return find.all(NEWEST) as HeldName[];
  },
  lists: (store) => {
    const find = store.prepare(
      "SELECT DISTINCT list AS name, '' AS means FROM own_terms WHERE list <> '' ORDER BY list",
    );
    return find.all() as HeldName[];
  },
  imports: (store) => {
    const find = store.prepare(
      "SELECT id, kind, about, file_path FROM own_batch WHERE kind = 'import' ORDER BY id DESC LIMIT ?",
    );
    return (find.all(NEWEST) as OwnBatch[]).map((batch) => ({
      name: batchName(batch),
      means: batch.file_path,
    }));
  },
  suppliers: (store) => suppliersNamed(store).map((name) => ({ name, means: '' })),
};

/**
 * Names that a database holds, for whoever types one. Reads only, waits for nobody, and knows no names
 * where there is no database, or none that can be read at once.
 */
export function heldNames(path: string, kind: HeldNameKind): readonly HeldName[] {
  let store: Store | undefined;
  try {
    // To open a pipe would wait for somebody who writes to it.
    if (!statSync(path).isFile()) return [];
    store = openAtOnce(path);
    return store === undefined ? [] : FIND[kind](store);
  } catch {
    return [];
  } finally {
    store?.close();
  }
}

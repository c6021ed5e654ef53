import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, expect, it } from 'vitest';
import { openForWriting } from '../../src/store/database.js';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc') as () => void;
const folder = mkdtempSync(join(tmpdir(), 'kept-'));

afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** What better-sqlite3 makes of a question, given up at once. */
function asked(): { readonly statement: WeakRef<object>; readonly rows: WeakRef<object> } {
  const store = openForWriting(join(folder, 'kept.db'));
  const statement = store.prepare('SELECT name FROM sqlite_schema');
  const rows = statement.iterate();
  expect([...rows].length).toBeGreaterThan(0);
  store.close();
  return { statement: new WeakRef(statement), rows: new WeakRef(rows) };
}

// Node 24 aborts when one of them is collected between two turns of the event loop.
it('statements, and walks over their rows, are kept to the end of a command', async () => {
  const { statement, rows } = asked();
  const other = new WeakRef({});
  await setImmediate();
  collect();
  expect(other.deref()).toBeUndefined();
  expect(statement.deref()).toBeDefined();
  expect(rows.deref()).toBeDefined();
});

import { existsSync, readFileSync, renameSync, copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { instantOf } from '../../src/core/day.js';
import { batchHeader } from '../../src/intake/batch-header.js';
import {
  deferReferences,
  inTransaction,
  openForWriting,
  type Store,
} from '../../src/store/database.js';
import { Journal } from '../../src/store/journal.js';
import { ledgerHead } from '../../src/store/ledger.js';
import { writeBatch } from '../../src/store/own-writing.js';
import { guardedBy } from '../../src/store/transaction-guard.js';
import { temporaryFolders } from '../store/temporary-folder.js';

const newFolder = temporaryFolders();
const NOW = instantOf(Date.parse('2026-11-21T09:00:00Z'));

/** Records a batch without events, and what `also` does. */
function record(store: Store, also: () => void = () => undefined): void {
  const recorder = { database: store.name, operator: '', account: 'tester', clock: () => NOW };
  const batch = batchHeader('add', recorder, { import: 0 });
  const nothing = { terms: [], fragments: [], unresolved: [], again: [], settled: [] };
  inTransaction(store, () => {
    writeBatch(store, { batch, ...nothing }, NOW);
    also();
  });
}

function opened() {
  const folder = newFolder();
  const path = join(folder, 'journal');
  const store = openForWriting(join(folder, 'scrub.db'));
  const journalled = (step: () => void) =>
    guardedBy(new Journal(path, () => undefined), () => Promise.resolve().then(step));
  return { folder, path, store, journalled };
}

describe('a transaction that fails', () => {
  it('at its commit takes back what the journal had, however often', async () => {
    const { path, store, journalled } = opened();
    await journalled(() => {
      record(store);
    });
    const before = readFileSync(path, 'utf8');
    const head = ledgerHead(store);
    for (let time = 0; time < 2; time++) {
      const failing = journalled(() => {
        record(store, () => {
          deferReferences(store);
          store.exec("INSERT INTO edition_block VALUES (99, 0, 0, 0, x'')");
        });
      });
      await expect(failing).rejects.toThrow('FOREIGN KEY');
      expect(readFileSync(path, 'utf8')).toBe(before);
    }
    expect(ledgerHead(store)).toBe(head);
    await journalled(() => {
      record(store);
    });
    expect(readFileSync(path, 'utf8').startsWith(before)).toBe(true);
    store.close();
  });

  it('before it writes leaves no journal', async () => {
    const { path, store, journalled } = opened();
    const failing = journalled(() => {
      record(store, () => {
        throw new Error('refused');
      });
    });
    await expect(failing).rejects.toThrow('refused');
    expect(existsSync(path)).toBe(false);
    store.close();
  });

  it('records nothing in a database that another has replaced', () => {
    const { folder, store } = opened();
    record(store);
    const path = join(folder, 'scrub.db');
    copyFileSync(path, join(folder, 'other.db'));
    renameSync(join(folder, 'other.db'), path);
    const head = ledgerHead(store);
    expect(() => {
      record(store);
    }).toThrow('was replaced');
    expect(ledgerHead(store)).toBe(head);
    store.close();
  });
});

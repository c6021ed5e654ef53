import { join } from 'node:path';
import { cpSync, rmSync } from 'node:fs';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Instant } from '../../src/core/day.js';
import { batchHeader } from '../../src/intake/batch-header.js';
import { FAR_DAY, type ObjectionTerms } from '../../src/policy/objections.js';
import { anyCall } from '../../src/policy/standing.js';
import {
  inTransaction,
  openForReading,
  openForWriting,
  type Store,
} from '../../src/store/database.js';
import { FAR_INSTANT } from '../../src/store/ledger.js';
import { OwnLists } from '../../src/store/own-lists.js';
import { OwnParties } from '../../src/store/own-parties.js';
import { writeBatch, type RecordedBatch } from '../../src/store/own-writing.js';
import { Firm } from '../own-lists/firm.js';
import { checkLedger } from '../own-lists/ledger-lines.js';
import { keep, KEY, type Refusal } from '../own-lists/party-firm.js';
import { temporaryFolders } from './temporary-folder.js';

const newFolder = temporaryFolders();
const firm = keep(new Firm().at('2026-03-02'), KEY);

beforeAll(async () => {
  await firm.loadRegisters('2026-03-01');
  const first = ['--reason', 'complaint', '--reference', 'T 1'];
  await firm.json(['suppress', 'add', '07700900001', '--party', 'C-1', ...first]);
  await firm.json(['suppress', 'add', '--party', 'C-2']);
  const why = ['--kind', 'mistake', '--why', 'typing error'];
  await firm.json(['suppress', 'withdraw', '--party', 'C-2', ...why]);
});
afterAll(() => {
  rmSync(firm.folder, { recursive: true });
});

/** A copy of the firm's database, with a change. */
function changed(change: string): string {
  const path = join(newFolder(), 'scrub.db');
  cpSync(firm.database, path);
  const store = new Database(path);
  store.exec('PRAGMA foreign_keys = OFF');
  expect(store.prepare(change).run().changes).toBeGreaterThan(0);
  store.close();
  return path;
}

const ONE_IS_GONE = "DELETE FROM own_party WHERE reference = 'T 1'";
const CHANGES = [
  ['an objection is gone', ONE_IS_GONE],
  ['all are gone', 'DELETE FROM own_party'],
  [
    'a withdrawal is added',
    "INSERT INTO own_party SELECT 99, 3, party, key_id, 3, '' FROM own_party WHERE batch = 1",
  ],
  ['an objection is of another party', "UPDATE own_party SET party = replace(party, 'a', 'b')"],
  ['a key is another', "UPDATE own_party SET key_id = '0000000000000000'"],
  ['an objection is of another batch', 'UPDATE own_party SET batch = 2 WHERE batch = 1'],
  ['terms are another’s', 'UPDATE own_party SET terms = 2 WHERE terms = 1'],
  ['a reference is another', "UPDATE own_party SET reference = 'T 2' WHERE batch = 1"],
  ['terms are changed', "UPDATE own_terms SET until = '2026-03-01' WHERE id = 2"],
] as const;

describe('objections of parties', () => {
  it.each(CHANGES)('clear nothing when %s', async (_, change) => {
    const database = changed(change);
    const list = firm.file('list.csv', ['phone,customer', '07700900009,C-9']);
    const asked = ['scrub', list, '--dry-run', '--database', database];
    for (const words of [
      asked,
      [...asked, '--party-column', 'customer'],
      ['check', '07700900009', '--party', 'C-9', '--database', database],
      ['suppress', 'add', '--party', 'C-9', '--database', database],
      ['status', '--database', database],
    ]) {
      const { code } = await firm.json<Refusal>(words, 4);
      expect(code).toBe('not-safe');
    }
  });

  it.each(CHANGES)('are seen to be changed in the ledger when %s', (_, change) => {
    const store = new Database(changed(change));
    expect(checkLedger(store).faults).not.toEqual([]);
    store.close();
  });

  it('are counted by status', async () => {
    const { own_lists: counts } = await firm.json<{ own_lists: object }>(['status']);
    // The number, and both parties: an entry that was withdrawn is recorded all the same.
    expect(counts).toMatchObject({ objections: 3 });
  });
});

const TERMS: ObjectionTerms = {
  list: 'internal',
  class: 'asked-not-to-call',
  reason: '',
  source: '',
  told: '2026-03-02' as ObjectionTerms['told'],
  undated: 0,
  told_text: '',
  until: FAR_DAY,
  caller: '',
  campaign: '',
};

/** Records parties as an import would, and undoes one: nothing but the order of writing is new. */
function write(
  store: Store,
  kind: 'import' | 'undo',
  parties: string[],
  about?: number,
): RecordedBatch {
  const recorder = { database: '', operator: '', account: '', clock: () => FAR_INSTANT };
  const draft = {
    batch: { ...batchHeader(kind, recorder, {}), import: about },
    terms: parties.length > 0 ? [TERMS] : [],
    fragments: [],
    unresolved: [],
    again: [],
    settled: [],
    parties: parties.map((party) => ({ party, keyId: 'k', terms: 0, reference: '' })),
  };
  return inTransaction(store, () =>
    writeBatch(store, draft, '2026-03-02T09:00:00.000Z' as Instant),
  );
}

describe('parties as they were known', () => {
  it('are without what was recorded later, and without undone imports', () => {
    const store = openForWriting(join(newFolder(), 'scrub.db'));
    const first = write(store, 'import', ['a', 'b']);
    const second = write(store, 'import', ['b', 'c']);
    const known = (asOf: Instant): string[] => {
      const parties = new OwnParties(store, new OwnLists(store, asOf));
      return parties
        .standing(anyCall('2026-03-03' as ObjectionTerms['told']))
        .map(({ party }) => party);
    };
    expect(known(first.batch.recorded)).toEqual(['a', 'b']);
    expect(known(FAR_INSTANT)).toEqual(['a', 'b', 'c']);
    write(store, 'undo', [], first.batch.id);
    expect(known(FAR_INSTANT)).toEqual(['b', 'c']);
    expect(known(second.batch.recorded)).toEqual(['a', 'b', 'c']);
    expect(checkLedger(store).faults).toEqual([]);
    store.close();
  });

  it('are told in the order of recording', () => {
    const store = openForReading(firm.database);
    if (store === undefined) throw new Error('there is no database');
    const parties = new OwnParties(store, new OwnLists(store, FAR_INSTANT));
    const marks = store
      .prepare('SELECT DISTINCT party FROM own_party ORDER BY sequence')
      .pluck()
      .all();
    const kinds = (marks as string[]).map((mark) => parties.eventsOf(mark).map(({ kind }) => kind));
    expect(kinds).toEqual([['objection'], ['objection', 'withdrawal']]);
    expect(parties.eventsOf('nobody')).toEqual([]);
    store.close();
  });
});

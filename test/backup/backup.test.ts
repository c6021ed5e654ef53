import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { backup } from '../../src/audit/backup.js';
import { notSafe } from '../../src/core/errors.js';
import { openForReading, openForWriting, type Store } from '../../src/store/database.js';
import { Journal } from '../../src/store/journal.js';
import { ledgerFault } from '../../src/store/ledger-fault.js';
import { FAR_INSTANT } from '../../src/store/ledger.js';
import { OwnLists } from '../../src/store/own-lists.js';
import { guardedBy } from '../../src/store/transaction-guard.js';
import { temporaryFolders } from '../store/temporary-folder.js';
import { Firm } from './firm-with-journal.js';

const newFolder = temporaryFolders();

async function firmWithObjection(): Promise<Firm> {
  const firm = new Firm(newFolder());
  await firm.suppress('07700 900001');
  return firm;
}

describe('backup', () => {
  it('says what the copy is, and records that it was made', async () => {
    const firm = await firmWithObjection();
    const before = firm.ledger();
    const made = await firm.done(['backup', firm.path('copy.db')]);
    const copy = readFileSync(firm.path('copy.db'));
    expect(made).toMatchObject({
      file: firm.path('copy.db'),
      bytes: copy.length,
      sha256: createHash('sha256').update(copy).digest('hex'),
      sequence: 3,
      ledger_head: before.head,
      recorded_in_line: 4,
    });
    expect(firm.ledger('copy.db')).toEqual(before);
    expect(firm.ledger().kinds).toEqual([...before.kinds, 'backup']);
    const store = openForReading(firm.path('scrub.db'));
    const said = store?.prepare('SELECT payload FROM ledger_payload WHERE sequence = 4').pluck();
    expect(JSON.parse(said?.get() as string)).toEqual({
      file: 'copy.db',
      bytes: made['bytes'],
      sha256: made['sha256'],
      sequence: 3,
      head: before.head,
      operator: '',
      account: 'tester (1000) on machine',
    });
    store?.close();
    expect(statSync(firm.path('copy.db')).mode & 0o777).toBe(0o600);
  });

  it('replaces a file only with --force, and the database never', async () => {
    const firm = await firmWithObjection();
    writeFileSync(firm.path('copy.db'), 'something else');
    expect((await firm.refused(['backup', firm.path('copy.db')])).status).toBe(2);
    expect(readFileSync(firm.path('copy.db'), 'utf8')).toBe('something else');
    symlinkSync(firm.path('scrub.db'), firm.path('link.db'));
    const before = firm.ledger();
    for (const name of ['scrub.db', 'link.db']) {
      const refused = await firm.refused(['backup', firm.path(name), '--force']);
      expect(refused.summary).toContain('is the database itself');
    }
    await firm.done(['backup', firm.path('copy.db'), '--force']);
    expect(firm.ledger('copy.db')).toEqual(before);
  });

  it('never replaces the journal or the access log', async () => {
    const firm = await firmWithObjection();
    const log = `access_log = ${JSON.stringify(firm.path('access.log'))}\n`;
    writeFileSync(firm.path('with.toml'), `journal = "${firm.path('journal')}"\n${log}`);
    writeFileSync(firm.path('access.log'), '');
    symlinkSync(firm.path('journal'), firm.path('link'));
    const before = readFileSync(firm.path('journal'), 'utf8');
    for (const name of ['journal', 'link', 'access.log']) {
      const refused = await firm.refused(['backup', firm.path(name), '--force']);
      expect({ name, status: refused.status }).toEqual({ name, status: 2 });
    }
    expect(readFileSync(firm.path('journal'), 'utf8')).toBe(before);
  });

  it.each(['missing/copy.db', 'folder'])(
    'leaves nothing where %s cannot be written',
    async (name) => {
      const firm = await firmWithObjection();
      mkdirSync(firm.path('folder'));
      const files = readdirSync(firm.folder);
      const refused = await firm.refused(['backup', firm.path(name), '--force']);
      expect(refused.status).toBe(2);
      expect(refused.summary).toContain(name);
      const left = readdirSync(firm.folder).filter((one) => !one.includes('.access.log'));
      expect(left).toEqual(files);
    },
  );

  it('has nothing to copy where there is no database', async () => {
    const firm = new Firm(newFolder());
    expect((await firm.refused(['backup', firm.path('copy.db')])).status).toBe(2);
    expect(existsSync(firm.path('scrub.db'))).toBe(false);
  });

  it('copies a database that nobody may write', async () => {
    const firm = await firmWithObjection();
    const before = firm.ledger();
    mkdirSync(firm.path('out'));
    const guard = { begin: () => undefined, end: () => undefined, undo: () => undefined };
    const refusing = {
      ...guard,
      begin: () => {
        throw notSafe({ summary: 'nobody may write', fix: '', where: '' });
      },
    };
    const said = await guardedBy(refusing, () =>
      firm.run(['backup', firm.path('out/copy.db')], 'without.toml'),
    );
    expect(said.status).toBe(0);
    expect(said.stderr).toContain('not recorded in the ledger: nobody may write');
    expect(said.stdout.toString()).not.toContain('recorded in line');
    expect(firm.ledger('out/copy.db')).toEqual(before);
    expect(firm.ledger()).toEqual(before);
  });

  it('holds nothing that was deleted', async () => {
    const firm = await firmWithObjection();
    const store = openForWriting(firm.path('scrub.db'));
    store.exec('PRAGMA secure_delete = OFF');
    store.exec("INSERT INTO purged VALUES ('run', 'x', '2026-11-21', 'text to be erased')");
    store.exec('DELETE FROM purged');
    store.close();
    expect(readFileSync(firm.path('scrub.db')).includes('text to be erased')).toBe(true);
    await firm.done(['backup', firm.path('copy.db')]);
    expect(readFileSync(firm.path('copy.db')).includes('text to be erased')).toBe(false);
  });

  it('of a damaged database gets no name', async () => {
    const firm = await firmWithObjection();
    const bytes = readFileSync(firm.path('scrub.db'));
    bytes.fill(0xff, 4096, 8192);
    writeFileSync(firm.path('scrub.db'), bytes);
    const refused = await firm.refused(['backup', firm.path('copy.db')]);
    expect(refused.status).toBe(4);
    expect(existsSync(firm.path('copy.db'))).toBe(false);
  });
});

describe('a backup while a command writes', () => {
  it('is the state before its commit, and then the one after', async () => {
    const firm = await firmWithObjection();
    const before = firm.ledger();
    const database = firm.path('scrub.db');
    const kept: string[] = [];
    const guard = {
      begin: () => undefined,
      end: () => void backup({ database, file: firm.path('during.db'), force: false, kept }),
      undo: () => undefined,
    };
    await guardedBy(guard, () => firm.suppress('07700 900002', 'without.toml'));
    const after = firm.ledger();
    await firm.done(['backup', firm.path('after.db')]);
    expect(firm.ledger('during.db')).toEqual(before);
    expect(firm.ledger('after.db')).toEqual(after);
    for (const [name, batches] of [
      ['during.db', 1],
      ['after.db', 2],
    ] as const) {
      const store = openForReading(firm.path(name));
      if (store === undefined) throw new Error('the copy is empty');
      expect(ledgerFault(store, 0)).toBe('');
      const lists = new OwnLists(store, FAR_INSTANT);
      lists.requireAll();
      expect(lists.batches.length).toBe(batches);
      store.close();
    }
  });
});

describe('a command that is killed between its journal and its commit', () => {
  it('is recorded by the next one', async () => {
    const firm = await firmWithObjection();
    const before = firm.ledger();
    const journal = new Journal(firm.path('journal'), () => undefined);
    // What is killed takes nothing back.
    const killed = {
      begin: (store: Store) => {
        journal.begin(store);
      },
      end: (store: Store) => {
        journal.end(store);
        throw new Error('killed');
      },
      undo: () => undefined,
    };
    const { size } = statSync(firm.path('journal'));
    const ended = await guardedBy(killed, () =>
      firm.run(['suppress', 'add', '07700 900102'], 'without.toml'),
    );
    expect(ended.status).toBe(1);
    expect(firm.ledger()).toEqual(before);
    expect(statSync(firm.path('journal')).size).toBeGreaterThan(size);
    const next = await firm.run(['suppress', 'add', '07700 900103']);
    expect(next.status, next.stderr).toBe(0);
    expect(next.stderr).toContain('is recorded now');
    const { stdout } = await firm.run(['check', '07700 900102', '--json']);
    expect(stdout.toString()).toContain('"OBJECTION"');
  });
});

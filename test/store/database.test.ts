import { chmodSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inTransaction, openForReading, openForWriting } from '../../src/store/database.js';
import { MIGRATIONS } from '../../src/store/migrations.js';
import { codeOf } from './code-of.js';
import { temporaryFolders } from './temporary-folder.js';

const newFolder = temporaryFolders();

describe('the database', () => {
  it('is one file, readable by its owner alone', () => {
    const folder = newFolder();
    const path = join(folder, 'scrub.db');
    openForWriting(path).close();
    expect(readdirSync(folder)).toEqual(['scrub.db']);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  });

  it('keeps its bytes when it is opened for writing and nothing is written', () => {
    const path = join(newFolder(), 'scrub.db');
    openForWriting(path).close();
    const before = readFileSync(path);
    openForWriting(path).close();
    openForReading(path)?.close();
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  it('has the ledger from the first migration', () => {
    expect(MIGRATIONS[0]).toContain('CREATE TABLE ledger (');
  });

  it('cannot be changed through a store opened for reading', () => {
    const path = join(newFolder(), 'scrub.db');
    openForWriting(path).close();
    const store = openForReading(path);
    expect(() => store?.exec('DELETE FROM run')).toThrow('readonly');
    store?.close();
  });

  it('can be read by an auditor from a folder that nobody may write to', () => {
    const folder = newFolder();
    const path = join(folder, 'scrub.db');
    openForWriting(path).close();
    chmodSync(path, 0o400);
    chmodSync(folder, 0o500);
    const store = openForReading(path);
    expect(store?.prepare('SELECT count(*) FROM edition').pluck().get()).toBe(0);
    store?.close();
    expect(readdirSync(folder)).toEqual(['scrub.db']);
    chmodSync(folder, 0o700);
  });

  it('is undefined where there is none, and is not made by looking', () => {
    const folder = newFolder();
    expect(openForReading(join(folder, 'scrub.db'))).toBeUndefined();
    expect(readdirSync(folder)).toEqual([]);
  });

  it('of another program is refused and left alone', () => {
    const path = join(newFolder(), 'other.db');
    const store = openForWriting(path);
    store.pragma('application_id = 1');
    store.close();
    const before = readFileSync(path);
    expect(codeOf(() => openForReading(path))).toBe('wrong-use');
    expect(codeOf(() => openForWriting(path))).toBe('wrong-use');
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  it('of a newer version is refused', () => {
    const path = join(newFolder(), 'newer.db');
    const store = openForWriting(path);
    store.pragma(`user_version = ${MIGRATIONS.length + 1}`);
    store.close();
    expect(codeOf(() => openForReading(path))).toBe('wrong-use');
    expect(codeOf(() => openForWriting(path))).toBe('wrong-use');
  });

  it('that is no database is refused and left alone', () => {
    const path = join(newFolder(), 'list.csv');
    const text = 'Name,Phone\n'.repeat(200);
    writeFileSync(path, text);
    expect(codeOf(() => openForReading(path))).toBe('not-safe');
    expect(codeOf(() => openForWriting(path))).toBe('not-safe');
    expect(readFileSync(path, 'utf8')).toBe(text);
  });

  it('in a folder that is not there is refused', () => {
    expect(codeOf(() => openForWriting(join(newFolder(), 'missing', 'scrub.db')))).toBe(
      'wrong-use',
    );
  });

  it('in use by another writer can still be read', () => {
    const path = join(newFolder(), 'scrub.db');
    const writer = openForWriting(path);
    inTransaction(writer, () => {
      const reader = openForReading(path);
      expect(reader?.prepare('SELECT count(*) FROM ledger').pluck().get()).toBe(0);
      reader?.close();
    });
    writer.close();
  });
});

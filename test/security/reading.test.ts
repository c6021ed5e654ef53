import {
  chmodSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { asOrdinaryUser } from '../access/asked-firm.js';
import { READING, TRYING } from '../commands/reading-commands.js';
import { runInProcess } from '../commands/run-in-process.js';
import { openForWriting } from '../../src/store/database.js';
import { newFirms, type Firm } from '../own-lists/firm.js';

const newFirm = newFirms();

/** Writes beside what it is asked, and so is asked for a place where the user may write. */
const WRITES_A_FILE: readonly string[] = ['certificate'];

/** Tries what it would do under the write lock, and so needs a database that can be written. */
const LOCKS: readonly string[] = ['erase'];

/** A firm with registers, an objection and a run, whose database stands in a folder of its own. */
async function heldFirm(): Promise<Firm> {
  const firm = newFirm();
  await firm.loadRegisters('2026-03-01');
  await firm.json(['suppress', 'add', '07700900001', '--reference', 'T-1']);
  await firm.json(['scrub', firm.file('list.csv', ['phone', '07700900007'])]);
  return firm;
}

/** Puts the database where another user can read it and change nothing, nor anything beside it. */
function unwritable({ folder, database }: Firm): string {
  const held = join(folder, 'held');
  mkdirSync(held);
  for (const name of readdirSync(folder).filter((one) => one.startsWith('scrub.db'))) {
    renameSync(join(folder, name), join(held, name));
  }
  mkdirSync(join(folder, 'nobody'));
  for (const path of [folder, join(folder, 'nobody')]) chmodSync(path, 0o777);
  // The configuration is read by whoever asks.
  chmodSync(join(folder, 'firm.toml'), 0o644);
  const there = join(held, database.slice(folder.length + 1));
  chmodSync(there, 0o444);
  chmodSync(held, 0o555);
  return there;
}

/** A command of the firm on its unwritable database, as a user who is not root. */
function asOther(firm: Firm, database: string, words: readonly string[]) {
  const { folder, now } = firm;
  const configured = [...words, '--config', join(folder, 'firm.toml')];
  return asOrdinaryUser(() => runInProcess(configured, { folder, database, now }));
}

describe('a database that one may read and not write, in such a folder', () => {
  it('answers every command that reads, and stays as it is', async () => {
    const firm = await heldFirm();
    const asked = Object.entries(READING).filter(([name]) => !WRITES_A_FILE.includes(name));
    const tried = TRYING.map((words) => words(firm)).filter(([name = '']) => !LOCKS.includes(name));
    const questions = [...asked.map(([, words]) => words(firm)), ...tried];
    const database = unwritable(firm);
    const before = readFileSync(database);
    const failed: string[] = [];
    for (const words of questions) {
      const { status, stderr } = await asOther(firm, database, words);
      if (status !== 0) failed.push(`${words.join(' ')}: ${stderr}`);
    }
    expect(failed).toEqual([]);
    expect(readFileSync(database).equals(before)).toBe(true);
    expect(readdirSync(join(firm.folder, 'held'))).toEqual(['scrub.db']);
  });

  it('says so to a command that writes', async () => {
    const firm = await heldFirm();
    const database = unwritable(firm);
    const { status, stderr } = await asOther(firm, database, ['suppress', 'add', '07700900002']);
    expect([status, stderr]).toEqual([2, expect.stringContaining('cannot be opened or written')]);
  });

  it('says that a writer was killed in it, when its journal must be rolled back first', async () => {
    const firm = await heldFirm();
    const writer = openForWriting(firm.database);
    writer.exec('PRAGMA cache_spill = ON; PRAGMA cache_size = 2; BEGIN IMMEDIATE');
    writer.exec(
      "UPDATE ledger SET id = id || 'x'; UPDATE ledger_payload SET payload = payload || 'x'",
    );
    writer.exec('CREATE TABLE big AS SELECT randomblob(1000000) AS bytes');
    const hot = ['scrub.db', 'scrub.db-journal'].map((name) =>
      readFileSync(join(firm.folder, name)),
    );
    writer.exec('ROLLBACK');
    writer.close();
    const [pages, journal] = hot;
    if (pages === undefined || journal === undefined) throw new Error('nothing was spilt');
    writeFileSync(firm.database, pages);
    writeFileSync(`${firm.database}-journal`, journal);
    const database = unwritable(firm);
    chmodSync(join(firm.folder, 'held'), 0o755);
    chmodSync(`${database}-journal`, 0o444);
    chmodSync(join(firm.folder, 'held'), 0o555);
    const { status, stderr } = await asOther(firm, database, ['status']);
    expect(status).toBe(2);
    expect(stderr).toContain(`a writer was killed in ${database}`);
    expect(stderr).toContain('run tps-scrub status once as its owner');
    chmodSync(join(firm.folder, 'held'), 0o755);
    const { folder, now } = firm;
    const healed = await runInProcess(['verify'], { folder, now, database });
    expect(healed.status, healed.stdout.toString()).toBe(0);
  });
});

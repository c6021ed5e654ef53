import {
  appendFileSync,
  copyFileSync,
  existsSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { describe, expect, it } from 'vitest';
import { restore } from '../../src/audit/restore.js';
import { instantOf } from '../../src/core/day.js';
import { openForReading, openForWriting, storeInMemory } from '../../src/store/database.js';
import { JOURNAL_TABLES, NOT_IN_JOURNAL } from '../../src/store/journal-rows.js';
import { temporaryFolders } from '../store/temporary-folder.js';
import { Firm } from './firm-with-journal.js';

const newFolder = temporaryFolders();
const NUMBERS = ['07700 900201', '07700 900202', '07700 900203'] as const;

/** One objection, then a backup, `copy.db`. */
async function firmWithBackup() {
  const firm = new Firm(newFolder());
  await firm.suppress('07700 900001');
  await firm.done(['backup', firm.path('copy.db')]);
  const restoring = ['restore', firm.path('copy.db'), '--force'];
  return { firm, restoring, withJournal: [...restoring, '--journal', firm.path('journal')] };
}

async function verdict(firm: Firm, number: string): Promise<string> {
  const { stdout } = await firm.run(['check', number, '--json'], 'without.toml');
  return stdout.toString();
}

describe('what a restore must not lose', () => {
  it('is a hold, nor that it was released, with no objection after it', async () => {
    const { firm, withJournal } = await firmWithBackup();
    await firm.done(['hold', 'add', '07700 900001', '--case', 'C-1']);
    await firm.done(['hold', 'add', '07700 900001', '--case', 'C-2']);
    await firm.done(['hold', 'release', 'C-2', '--why', 'closed']);
    const before = firm.ledger();
    const restored = await firm.done(withJournal);
    expect(restored).toMatchObject({ restored_to: { ledger_head: before.head } });
    const { stdout } = await firm.run(['hold', 'list']);
    expect(stdout.toString()).toContain('C-1');
    const erasing = await firm.refused(['erase', '07700 900001', '--request', 'R-1']);
    expect(erasing.status).toBe(5);
    expect(erasing.summary).toContain('C-1');
    expect(erasing.summary).not.toContain('C-2');
    const verified = await firm.run(['verify']);
    expect(verified.status, verified.stdout.toString()).toBe(0);
  });

  it('is any table: each is in the journal, or is said not to be', () => {
    const store = storeInMemory();
    const tables = store.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck();
    const named = [...JOURNAL_TABLES, ...Object.keys(NOT_IN_JOURNAL)];
    expect(named.sort()).toEqual((tables.all() as string[]).sort());
    store.close();
  });

  it('is what the journal has and an older copy of it, that was brought back, had not', async () => {
    const { firm, restoring } = await firmWithBackup();
    await firm.suppress(NUMBERS[0]);
    copyFileSync(firm.path('journal'), firm.path('older'));
    await firm.suppress(NUMBERS[1]);
    await firm.done([...restoring, '--journal', firm.path('older')], 'without.toml');
    const head = firm.ledger().head;
    for (const words of [
      ['suppress', 'add', NUMBERS[2]],
      ['check', NUMBERS[1]],
    ]) {
      const refused = await firm.refused(words);
      expect({ words, status: refused.status }).toEqual({ words, status: 4 });
      expect(refused.fix).toContain(`--force --journal ${firm.path('journal')}`);
    }
    expect((await firm.run(['status'])).status).toBe(4);
    expect(firm.ledger().head).toBe(head);
    await firm.done([...restoring, '--journal', firm.path('journal')]);
    expect(await verdict(firm, NUMBERS[1])).toContain('"OBJECTION"');
    await firm.suppress(NUMBERS[2]);
  });

  it('is what another process records while the journal is brought back', async () => {
    const { firm } = await firmWithBackup();
    await firm.suppress(NUMBERS[0]);
    const database = firm.path('scrub.db');
    const codes: unknown[] = [];
    const clock = () => {
      const other = openForWriting(database);
      try {
        other.exec('PRAGMA busy_timeout = 0');
        other.exec('BEGIN IMMEDIATE');
        codes.push('written');
      } catch (error) {
        codes.push((error as { code?: unknown }).code);
      } finally {
        other.close();
      }
      return instantOf(Date.parse('2026-11-21T12:00:00Z'));
    };
    const who = { operator: '', account: 'tester', why: '', force: true, loss: undefined };
    const files = {
      backup: firm.path('copy.db'),
      journal: firm.path('journal'),
      configured: undefined,
    };
    restore({ database, ...files, ...who, clock });
    expect(new Set(codes)).toEqual(new Set(['SQLITE_BUSY']));
  });

  it('is said when a loss was accepted and its journal turns up', async () => {
    const { firm, restoring } = await firmWithBackup();
    await firm.suppress(NUMBERS[0]);
    await firm.done([...restoring, '--accept-loss', 'it was not found'], 'without.toml');
    const next = await firm.run(['suppress', 'add', NUMBERS[1]]);
    expect(next.status).toBe(0);
    expect(next.stderr).toContain('in force nowhere');
    expect((await firm.run(['suppress', 'add', NUMBERS[2]])).stderr).not.toContain('nowhere');
  });
});

describe('a journal that was taken away', () => {
  it('leaves a gap that is said, refused, and closed by the old one in front', async () => {
    const { firm, withJournal, restoring } = await firmWithBackup();
    await firm.suppress(NUMBERS[0]);
    renameSync(firm.path('journal'), firm.path('joined'));
    const stopped = await firm.refused(['suppress', 'add', NUMBERS[1]]);
    expect(stopped.status).toBe(4);
    expect(stopped.summary).toContain('is its disk mounted?');
    const status = await firm.run(['status']);
    expect(status.status).toBe(4);
    expect(status.stdout.toString()).toContain('is its disk mounted?');
    writeFileSync(firm.path('journal'), '');
    const next = await firm.run(['suppress', 'add', NUMBERS[1]]);
    expect(next.stderr).toContain('Make one now: tps-scrub backup FILE');
    const after = (await firm.run(['status'])).stdout.toString();
    expect(after).toMatch(/no backup since the journal began anew \(line \d+\)/);
    const before = firm.ledger();
    const refused = await firm.refused(withJournal);
    expect(refused.status).toBe(2);
    expect(refused.fix).toContain(`cat OLD ${firm.path('journal')} > JOINED`);
    expect(firm.ledger()).toEqual(before);
    appendFileSync(firm.path('joined'), readFileSync(firm.path('journal')));
    const restored = await firm.done([...restoring, '--journal', firm.path('joined')]);
    expect(restored).toMatchObject({ restored_to: { ledger_head: before.head } });
    for (const number of NUMBERS.slice(0, 2)) {
      expect(await verdict(firm, number)).toContain('"OBJECTION"');
    }
  });

  it('does not begin again before an erasure', async () => {
    const { firm, withJournal } = await firmWithBackup();
    await firm.done(withJournal);
    await firm.done(['backup', firm.path('copy.db'), '--force']);
    await firm.done(['suppress', 'add', NUMBERS[0], '--source', 'a letter of Ann']);
    await firm.done(['erase', NUMBERS[0], '--request', 'R-1']);
    writeFileSync(firm.path('journal'), '');
    await firm.suppress(NUMBERS[1]);
    const before = firm.ledger();
    const refused = await firm.refused(withJournal);
    expect(refused.status).toBe(2);
    expect(refused.summary).toContain('begins after line');
    expect(firm.ledger()).toEqual(before);
  });
});

describe('a place for a journal', () => {
  it('is no device, and no file in which the database keeps what it takes back', async () => {
    const { firm } = await firmWithBackup();
    const before = firm.ledger();
    for (const path of ['/dev/null', firm.path('scrub.db-journal'), firm.path('scrub.db')]) {
      writeFileSync(firm.path('other.toml'), `journal = ${JSON.stringify(path)}\n`);
      const refused = await firm.refused(['suppress', 'add', NUMBERS[0]], 'other.toml');
      expect({ path, status: refused.status }).toEqual({ path, status: 2 });
      expect(refused.summary).toMatch(/is no file|of the database itself/);
    }
    expect(firm.ledger()).toEqual(before);
    expect(existsSync(firm.path('scrub.db-journal'))).toBe(false);
  });
});

describe('a replay that ends between the lines of a run', () => {
  it('leaves the run as it was then', async () => {
    const firm = new Firm(newFolder());
    await firm.importRegisters();
    await firm.suppress('07700 900001');
    await firm.done(['backup', firm.path('early.db')]);
    await firm.done(['scrub', firm.path('list.csv')]);
    await firm.suppress(NUMBERS[0]);
    const sealed = firm.ledger().kinds.indexOf('run-sealed') + 1;
    const store = openForReading(firm.path('scrub.db'));
    const line = store?.prepare('SELECT hash, instant FROM ledger WHERE sequence = ?').get(sealed);
    const first = store?.prepare('SELECT hash FROM ledger WHERE sequence = 1').pluck().get();
    store?.close();
    const { hash, instant } = line as { hash: string; instant: string };
    const opening = ['open', first, sealed, hash, instant].join(' ');
    appendFileSync(firm.path('journal'), `tps-scrub-journal-1 ${opening}\n`);
    const words = ['restore', firm.path('early.db'), '--force', '--journal', firm.path('journal')];
    await firm.done(words);
    expect(firm.ledger().kinds.slice(sealed - 1)).toEqual([
      'run-sealed',
      'fork',
      'journal-replayed',
    ]);
    const restored = openForReading(firm.path('scrub.db'));
    expect(restored?.prepare('SELECT state FROM run').pluck().all()).toEqual(['sealed']);
    restored?.close();
  });
});

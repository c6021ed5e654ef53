import {
  copyFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { describe, expect, it } from 'vitest';
import { openForReading } from '../../src/store/database.js';
import { ledgerFault } from '../../src/store/ledger-fault.js';
import { temporaryFolders } from '../store/temporary-folder.js';
import { Firm } from './firm-with-journal.js';

const newFolder = temporaryFolders();
const IN_BETWEEN = ['07700 900456', '020 7946 0456', '0161 496 0789'];

/** A backup, then three objections with an import and a scrub between them; the database is lost. */
async function withLoss() {
  const firm = new Firm(newFolder());
  await firm.importRegisters('2026-11-19');
  await firm.suppress('07700 900001');
  const backup = await firm.done(['backup', firm.path('copy.db')]);
  await firm.suppress(IN_BETWEEN[0] ?? '');
  await firm.importRegisters();
  await firm.done(['scrub', firm.path('list.csv')]);
  for (const number of IN_BETWEEN.slice(1)) await firm.suppress(number);
  return { firm, backup, before: firm.ledger(), restoreCopy: ['restore', firm.path('copy.db')] };
}

function faultOf(firm: Firm): string {
  const store = openForReading(firm.path('scrub.db'));
  try {
    return store ? ledgerFault(store, 0) : 'none';
  } finally {
    store?.close();
  }
}

describe('restore', () => {
  it('brings back the objections between backup and loss, each line as it was', async () => {
    const { firm, before, restoreCopy } = await withLoss();
    const journal = ['--journal', firm.path('journal')];
    const restored = await firm.done([...restoreCopy, ...journal, '--force']);
    expect(restored).toMatchObject({
      waits_for_journal: false,
      replayed: { batches: 3, editions_without_numbers: [3, 4] },
      restored_to: { ledger_head: before.head, sequence: before.kinds.length },
    });
    expect(firm.ledger().kinds).toEqual([...before.kinds, ...['fork', 'journal-replayed']]);
    expect(faultOf(firm)).toBe('');
    for (const number of IN_BETWEEN) {
      const { stdout } = await firm.run(['check', number, '--json']);
      expect(stdout.toString()).toContain('"OBJECTION"');
    }
    const verified = await firm.run(['verify']);
    expect(verified.status, verified.stdout.toString()).toBe(0);
    const scrub = await firm.refused(['scrub', firm.path('list.csv'), '--force']);
    expect(scrub).toMatchObject({ status: 4 });
    expect(scrub.summary).toContain('not in the journal');
    await firm.importRegisters();
    await firm.done(['scrub', firm.path('list.csv'), '--force']);
    expect(readFileSync(firm.path('list.clean.csv'), 'utf8')).toBe('Name,Phone\n');
  });

  it('waits for the journal: until then nothing is screened, answered or recorded', async () => {
    const { firm, before, restoreCopy } = await withLoss();
    const restored = await firm.done([...restoreCopy, '--force']);
    expect(restored).toMatchObject({ waits_for_journal: true, replayed: null });
    const aside = restored['kept_beside'] as string;
    expect(existsSync(aside)).toBe(true);
    const refused = [
      ['scrub', firm.path('list.csv'), '--force'],
      ['check', '07700 900456'],
      ['suppress', 'add', '07700 900002'],
      ['import', 'tps', firm.path('tps.txt'), '--dated', '2026-11-21'],
    ];
    const lines = firm.ledger();
    for (const words of refused) {
      const { status, fix } = await firm.refused(words, 'without.toml');
      expect({ words, status }).toEqual({ words, status: 4 });
      expect(fix).toContain('restore --journal');
    }
    expect(firm.ledger()).toEqual(lines);
    const status = await firm.run(['status']);
    expect(status.status).toBe(4);
    expect(status.stdout.toString()).toContain('waits for its journal');
    const replayed = await firm.done(['restore', '--journal', firm.path('journal')]);
    expect(replayed).toMatchObject({ restored_to: { ledger_head: before.head } });
    await firm.suppress('07700 900002');
  });

  it('goes on with a loss that somebody accepted, and says so in the ledger', async () => {
    const { firm, backup, restoreCopy } = await withLoss();
    await firm.done([...restoreCopy, '--force']);
    const loss = ['restore', '--accept-loss', 'the journal is lost'];
    const tooEarly = await firm.refused(loss);
    expect(tooEarly.status).toBe(2);
    expect(tooEarly.why).toContain('that is 11 lines more');
    rmSync(firm.path('journal'));
    const accepted = await firm.done(loss);
    expect(accepted).toMatchObject({
      waits_for_journal: false,
      restored_to: { ledger_head: backup['ledger_head'] },
    });
    expect(firm.ledger().kinds.slice(-2)).toEqual(['fork', 'loss-accepted']);
    await firm.done(['scrub', firm.path('list.csv'), '--force'], 'without.toml');
    const again = await firm.refused(['restore', '--accept-loss', 'once more']);
    expect(again.status).toBe(2);
  });

  it('refuses to replace other lines without --force, and never deletes them', async () => {
    const { firm, before, restoreCopy } = await withLoss();
    const refused = await firm.refused(restoreCopy);
    expect(refused.status).toBe(5);
    expect(refused.why).toContain(`${String(before.kinds.length - 5)} lines`);
    expect(firm.ledger()).toEqual(before);
    const restored = await firm.done([...restoreCopy, '--force']);
    const name = (restored['kept_beside'] as string).slice(firm.folder.length + 1);
    expect(firm.ledger(name)).toEqual(before);
  });

  it('needs no --force where the backup has all lines that are there', async () => {
    const firm = new Firm(newFolder());
    await firm.suppress('07700 900001');
    await firm.done(['backup', firm.path('copy.db')]);
    await firm.done(['restore', firm.path('copy.db')]);
    expect(readdirSync(firm.folder).filter((name) => name.endsWith('.partial'))).toEqual([]);
  });

  it('replaces a database that cannot be read, with --force', async () => {
    const { firm, before, restoreCopy } = await withLoss();
    writeFileSync(firm.path('scrub.db'), 'no database');
    expect((await firm.refused(restoreCopy)).status).toBe(5);
    const words = [...restoreCopy, '--force', '--journal', firm.path('journal')];
    const restored = await firm.done(words);
    expect(restored).toMatchObject({ restored_to: { ledger_head: before.head } });
    expect(readFileSync(restored['kept_beside'] as string, 'utf8')).toBe('no database');
  });

  it('rebuilds a database from a journal that has it all', async () => {
    const firm = new Firm(newFolder());
    for (const number of IN_BETWEEN) await firm.suppress(number);
    const before = firm.ledger();
    const journal = ['restore', '--journal', firm.path('journal')];
    const rebuilt = await firm.done(journal, 'with.toml', 'new.db');
    expect(rebuilt).toMatchObject({ restored_to: { ledger_head: before.head } });
    expect(firm.ledger('new.db').kinds.slice(0, -2)).toEqual(before.kinds);
  });

  it('brings back that time-stamps were asked for', async () => {
    const firm = new Firm(newFolder());
    await firm.suppress('07700 900001');
    await firm.done(['ledger', 'anchor', '--request', firm.path('first.tsq')]);
    await firm.suppress('07700 900002');
    await firm.done(['restore', '--journal', firm.path('journal')], 'with.toml', 'new.db');
    await firm.done(
      ['ledger', 'anchor', '--request', firm.path('second.tsq')],
      'with.toml',
      'new.db',
    );
    const verified = await firm.run(['verify'], 'with.toml', 'new.db');
    expect(verified.status, verified.stdout.toString()).toBe(0);
    const store = openForReading(firm.path('new.db'));
    expect(store?.prepare('SELECT id FROM anchor_request ORDER BY id').pluck().all()).toEqual([
      1, 2,
    ]);
    store?.close();
  });

  it.each(['list.csv', 'newer.db', 'other.db', 'empty.db', 'none.db', 'scrub.db'])(
    'refuses %s: it is no backup',
    async (name) => {
      const firm = new Firm(newFolder());
      await firm.suppress('07700 900001');
      writeFileSync(firm.path('empty.db'), '');
      for (const [copy, pragma] of [
        ['newer.db', 'user_version = 999'],
        ['other.db', 'application_id = 7'],
      ] as const) {
        copyFileSync(firm.path('scrub.db'), firm.path(copy));
        // Written into the header, as SQLite does: version at 60, application at 68.
        const bytes = readFileSync(firm.path(copy));
        const [key, value] = pragma.split(' = ');
        bytes.writeUInt32BE(Number(value), key === 'user_version' ? 60 : 68);
        writeFileSync(firm.path(copy), bytes);
      }
      const before = firm.ledger();
      const refused = await firm.refused(['restore', firm.path(name), '--force']);
      expect(refused.status).toBe(2);
      expect(refused.summary).toContain(name);
      expect(firm.ledger()).toEqual(before);
    },
  );

  it('refuses a backup in which a line was changed', async () => {
    const { firm, before, restoreCopy } = await withLoss();
    const bytes = readFileSync(firm.path('copy.db'));
    const at = bytes.indexOf('suppress-add');
    bytes.write('suppress-bdd', at);
    writeFileSync(firm.path('copy.db'), bytes);
    const refused = await firm.refused([...restoreCopy, '--force']);
    expect(refused.status).toBe(3);
    expect(firm.ledger()).toEqual(before);
  });

  it('keeps the database readable by its owner alone', async () => {
    const { firm, restoreCopy } = await withLoss();
    await firm.done([...restoreCopy, '--force']);
    for (const name of ['scrub.db', 'journal', 'copy.db']) {
      expect(statSync(firm.path(name)).mode & 0o777).toBe(0o600);
    }
  });
});

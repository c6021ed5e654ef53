import { mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Firm } from './firm-with-journal.js';

let folder: string;
let firm: Firm;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'journal-words-'));
  firm = new Firm(folder);
  await firm.suppress('07700 900001');
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

function lose(): void {
  renameSync(firm.path('journal'), firm.path('elsewhere'));
}

describe('verify says of the journal', () => {
  it('that it is not there, and not that a backup is to be restored', async () => {
    lose();
    const found = await firm.refused(['verify']);
    expect(found.status).toBe(3);
    expect(found.summary).toBe(
      `the journal ${firm.path('journal')} is not there: is its disk mounted?`,
    );
    expect(found.fix).toContain('mount its disk, or move it back');
    expect(found.fix).not.toContain('backup of before');
  });

  it('what is to be done with a damaged one', async () => {
    writeFileSync(firm.path('journal'), 'tps-scrub-journal-1 open\nnonsense\n');
    const found = await firm.refused(['verify']);
    expect(found.status).toBe(3);
    expect(found.summary).toContain(`the journal ${firm.path('journal')}`);
    expect(found.fix).not.toContain('restore a backup of before');
  });

  it('no more than that where the database is altered too', async () => {
    lose();
    await firm.importRegisters().catch(() => undefined);
    const store = (await import('../../src/store/database.js')).openForWriting(
      firm.path('scrub.db'),
    );
    store.exec("UPDATE ledger SET kind = 'purge' WHERE sequence = 1");
    store.close();
    const found = await firm.refused(['verify']);
    expect(found.summary).toContain('the database is not as it was recorded');
    expect(found.fix).toContain('restore a backup of before');
  });
});

describe('a configuration that does not name the journal of the database', () => {
  it('is pointed out when something is recorded, with the lines that the journal lacks', async () => {
    const said = await firm.run(['suppress', 'add', '07700 900002'], 'without.toml');
    expect(said.status).toBe(0);
    // The objection, its batch, and the configuration under which they were recorded.
    expect(said.stderr).toContain(
      `this database has a journal, ${firm.path('journal')}, that this configuration does not name: 3 lines are not in it`,
    );
    const status = await firm.run(['status'], 'without.toml');
    expect(status.stdout.toString()).toContain(
      `journal    ${firm.path('journal')} is not named by this configuration: 3 lines are not in it`,
    );
    const json = await firm.refused(['status'], 'without.toml');
    expect(json).toMatchObject({
      journal: null,
      unnamed_journal: { path: firm.path('journal'), lines_missing: 3 },
    });
  });

  it('is nothing to speak of where nothing was recorded, or the journal was moved away', async () => {
    const asked = await firm.run(['lists'], 'without.toml');
    expect(asked.stderr).toBe('');
    lose();
    const said = await firm.run(['suppress', 'add', '07700 900002'], 'without.toml');
    expect(said.stderr).not.toContain('journal');
  });

  it('is not confused with a journal of another database', async () => {
    lose();
    await firm.suppress('07700 900003', 'with.toml', 'other.db');
    const said = await firm.run(['suppress', 'add', '07700 900002'], 'without.toml');
    expect(said.stderr).not.toContain('journal');
  });
});

describe('status', () => {
  it('says how many lines are not in the journal yet', async () => {
    expect((await firm.run(['status'])).stdout.toString()).not.toContain('not in the journal yet');
    await firm.importRegisters();
    const said = (await firm.run(['status'])).stdout.toString();
    expect(said).toContain('; 2 lines are not in the journal yet');
    const json = await firm.done(['status']);
    expect(json).toMatchObject({ journal: { lines_missing: 2 }, unnamed_journal: null });
  });
});

describe('backup without its journal', () => {
  it.each([[[]], [['--quiet']]])('says that it is not recorded: %j', async (options) => {
    lose();
    const said = await firm.run(['backup', firm.path('copy.db'), ...options]);
    expect(said.status).toBe(0);
    expect(said.stderr).toBe(
      `tps-scrub: the copy is made, and not recorded in the ledger: the journal ${firm.path('journal')} is not there: is its disk mounted? It has what was recorded since the newest backup; without it a restore would lose that\n`,
    );
  });
});

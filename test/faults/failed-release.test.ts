import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import type * as Database from '../../src/store/database.js';
import { openForReading } from '../../src/store/database.js';
import { newFirms, type Firm } from '../own-lists/firm.js';

const newFirm = newFirms();
const ALWAYS = Number.POSITIVE_INFINITY;
/** How often the disk is full at the commit with which a run is to end. */
const disk = vi.hoisted(() => ({ full: 0 }));

vi.mock('../../src/store/database.js', async (original) => {
  const database = await original<typeof Database>();
  const ended = (store: Database.Store): unknown =>
    store.prepare("SELECT count(*) FROM run WHERE state <> 'sealed'").pluck().get();
  const inTransaction = <T>(store: Database.Store, step: () => T): T =>
    database.inTransaction(store, () => {
      const before = ended(store);
      const result = step();
      if (disk.full === 0 || ended(store) === before) return result;
      disk.full--;
      throw Object.assign(new Error('database or disk is full'), { code: 'SQLITE_FULL' });
    });
  return { ...database, inTransaction };
});

afterEach(() => {
  disk.full = 0;
});

/** A firm with registers, and a list of which one record may be called. */
async function listedFirm(): Promise<{ firm: Firm; list: string }> {
  const firm = newFirm().at('2026-03-02');
  await firm.loadRegisters('2026-03-01');
  return {
    firm,
    list: firm.file('list.csv', ['Name,Phone', 'Ann,07700900123', 'Bob,02079460999']),
  };
}

function runStates({ database }: Firm): unknown[] {
  const store = openForReading(database);
  const states = store?.prepare('SELECT state FROM run ORDER BY started').pluck().all() ?? [];
  store?.close();
  return states;
}

it.each([
  ['for a moment', 1],
  ['and stays so', ALWAYS],
])(
  'a disk that fills as a run is released, %s: no list stands there of a run that counts for nothing',
  async (_, times) => {
    const { firm, list } = await listedFirm();
    const cleaned = join(firm.folder, 'list.clean.csv');
    disk.full = times;
    const { status, stderr } = await firm.run('scrub', list);
    expect(status, stderr).toBe(2);
    expect(stderr).toMatch(
      /the files of run 2026\S+ stand under their names, and its end could not/,
    );
    expect(stderr).toContain('its disk is full');
    expect(stderr).toContain('hint: make room on its disk, then give any command that writes');
    expect(runStates(firm)).toEqual(['sealed']);
    disk.full = 0;
    expect((await firm.run('suppress', 'add', '07700900456')).stderr).toContain(
      'was interrupted; its files now stand under their names',
    );
    expect(runStates(firm)).toEqual(['released']);
    expect(readFileSync(cleaned, 'utf8')).toBe('Name,Phone\r\nAnn,07700900123\r\n');
    expect((await firm.run('verify', cleaned)).status).toBe(0);
    expect((await firm.run('verify')).status).toBe(0);
  },
);

it('a list for standard output is not printed when its run cannot be released', async () => {
  const { firm, list } = await listedFirm();
  const report = join(firm.folder, 'report.csv');
  disk.full = 1;
  const { status, stdout } = await firm.run('scrub', list, '--out', '-', '--report', report);
  expect([status, stdout.toString()]).toEqual([2, '']);
  expect(runStates(firm)).toEqual(['abandoned']);
  expect(existsSync(report)).toBe(false);
});

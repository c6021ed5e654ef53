import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { temporaryFolders } from '../store/temporary-folder.js';
import { ErasingFirm, type Json } from './erasing-firm.js';

const newFolder = temporaryFolders();
const NUMBER = '07700900123';
const OTHER = '07700900124';

/** A firm whose journal has all that it holds. */
function newFirm(): ErasingFirm {
  const folder = newFolder();
  return new ErasingFirm(folder, `journal = ${JSON.stringify(join(folder, 'journal'))}\n`);
}

/** One number held for a case that is closed. */
async function closedCase(firm: ErasingFirm): Promise<void> {
  await firm.done('hold', 'add', NUMBER, '--case', 'moonstone');
  await firm.done('hold', 'release', 'moonstone', '--why', 'harpsichord');
}

function stands(firm: ErasingFirm, word: string): boolean {
  const files = [firm.database, firm.path('journal')];
  return files.some((file) => readFileSync(file).includes(word));
}

function change(firm: ErasingFirm, sql: string): void {
  const store = new Database(firm.database);
  store.exec(sql);
  store.close();
}

async function found(firm: ErasingFirm): Promise<string> {
  const { status, json } = await firm.run('verify');
  return `${String(status)} ${JSON.stringify(json)}`;
}

describe('holds of a case that is closed', () => {
  it('go with an erasure of the number: number, case, and what their lines say', async () => {
    const firm = newFirm();
    await firm.done('suppress', 'add', NUMBER);
    await closedCase(firm);
    expect([stands(firm, 'moonstone'), stands(firm, 'harpsichord')]).toEqual([true, true]);
    const would = await firm.done('erase', NUMBER, '--request', 'R-1', '--dry-run');
    expect([would['holds'], stands(firm, 'moonstone')]).toEqual([1, true]);
    const { holds, line } = await firm.done('erase', NUMBER, '--request', 'R-1');
    expect(holds).toBe(1);
    expect([stands(firm, 'moonstone'), stands(firm, 'harpsichord')]).toEqual([false, false]);
    const store = new Database(firm.database, { readonly: true });
    const rows = store
      .prepare('SELECT case_ref, number, run, length(salt) AS salt FROM hold')
      .all();
    const said = store.prepare('SELECT payload FROM ledger_payload WHERE sequence = ?').pluck();
    const { erased } = JSON.parse(said.get(line) as string) as { erased: number[] };
    const kinds = store.prepare(
      `SELECT kind FROM ledger WHERE sequence IN (${erased.join(',')}) AND kind LIKE 'hold%'`,
    );
    expect(kinds.pluck().all()).toEqual(['hold', 'hold-released']);
    store.close();
    expect(rows).toEqual([{ case_ref: '', number: 0, run: '', salt: 0 }]);
    expect(await found(firm)).toMatch(/^0 /);
    const { holds: listed } = await firm.done('hold', 'list');
    expect(listed).toEqual([
      expect.objectContaining({ case: null, subject: 'number', what: null }),
    ]);
    expect(await firm.text('hold', 'list')).toMatch(/erased .*released by line/);
  });

  it('go also where nothing else is held of the number', async () => {
    const firm = newFirm();
    await firm.done('suppress', 'add', OTHER);
    await closedCase(firm);
    const erased = await firm.done('erase', NUMBER, '--request', 'R-1');
    expect(erased).toMatchObject({ held: true, holds: 1, payloads: 2 });
    expect(stands(firm, 'moonstone')).toBe(false);
    expect(await found(firm)).toMatch(/^0 /);
    expect(await firm.done('erase', NUMBER, '--request', 'R-2')).toMatchObject({ line: 0 });
    await firm.done('hold', 'add', NUMBER, '--case', 'moonstone');
    expect(await found(firm)).toMatch(/^0 /);
  });

  it('of other numbers, of runs and of other cases stay', async () => {
    const firm = newFirm();
    await firm.done('suppress', 'add', NUMBER);
    await firm.done('hold', 'add', OTHER, '--case', 'moonstone');
    await closedCase(firm);
    await firm.done('hold', 'add', OTHER, '--case', 'xylophone');
    const { payloads } = await firm.done('erase', NUMBER, '--request', 'R-1');
    // The hold of the number; the release names the hold of the other number too.
    expect(payloads).toBe(1);
    const { holds } = await firm.done('hold', 'list');
    expect((holds as Json[]).map((hold) => [hold['case'], hold['what']])).toEqual([
      ['moonstone', '+447700900124'],
      [null, null],
      ['xylophone', '+447700900124'],
    ]);
    expect(await found(firm)).toMatch(/^0 /);
    // The last of its holds takes what the release says along.
    await firm.done('hold', 'release', 'xylophone', '--why', 'closed');
    await firm.done('erase', OTHER, '--request', 'R-2');
    expect([stands(firm, 'harpsichord'), stands(firm, 'moonstone')]).toEqual([false, false]);
    expect(await found(firm)).toMatch(/^0 /);
  });

  it.each([
    ['a number comes back', "UPDATE hold SET number = 447700900124 WHERE case_ref = ''"],
    ['a case comes back', "UPDATE hold SET case_ref = 'moonstone' WHERE case_ref = ''"],
    ['a hold that stands is emptied', "UPDATE hold SET case_ref = '', number = 0, salt = x''"],
    ['the row of an erased hold is removed', 'DELETE FROM hold_release; DELETE FROM hold'],
    ['its release is removed', 'DELETE FROM hold_release'],
    [
      'a hold that stands is given the release of an erased one',
      'INSERT INTO hold_release SELECT max(hold.line), min(r.line) FROM hold, hold_release r',
    ],
  ])('that were erased are held against the ledger: %s', async (_, sql) => {
    const firm = newFirm();
    await firm.done('suppress', 'add', NUMBER);
    await closedCase(firm);
    await firm.done('erase', NUMBER, '--request', 'R-1');
    await firm.done('hold', 'add', OTHER, '--case', 'xylophone');
    expect(await found(firm)).toMatch(/^0 /);
    change(firm, `PRAGMA foreign_keys = OFF; ${sql}`);
    expect(await found(firm)).toMatch(/^3 .*"hold/);
  });

  it('are not erased where they were altered before', async () => {
    const firm = newFirm();
    await firm.done('suppress', 'add', NUMBER);
    await closedCase(firm);
    change(firm, "UPDATE hold SET case_ref = 'another'");
    expect((await firm.run('erase', NUMBER, '--request', 'R-1')).status).toBe(3);
    expect(stands(firm, 'moonstone')).toBe(true);
  });
});

describe('what an erasure says', () => {
  it('is what went, and not that a number stays blocked which nothing blocks', async () => {
    const firm = newFirm();
    await firm.done('suppress', 'add', NUMBER, '--source', 'desk');
    const said = await firm.text('erase', NUMBER, '--request', 'R-1');
    expect(said).toContain('erased: the words of 1 entry\n');
    expect(said).toContain('what blocked it blocks it as before');
    await closedCase(firm);
    const again = await firm.text('erase', NUMBER, '--request', 'R-2');
    expect(again).toContain('erased: the words of 1 hold\n');
  });
});

describe('the list of holds', () => {
  it('shows London’s time, as runs do, and instants in JSON', async () => {
    const firm = newFirm();
    await firm.done('suppress', 'add', NUMBER);
    firm.at('2026-12-01T00:00:00Z');
    await firm.done('hold', 'add', NUMBER, '--case', 'C-1');
    firm.at('2027-06-01T23:30:00Z');
    await firm.done('hold', 'add', NUMBER, '--case', 'C-2');
    const said = await firm.text('hold', 'list');
    expect(said).toContain('2026-12-01 00:01');
    expect(said).toContain('2027-06-02 00:31');
    const { holds } = await firm.done('hold', 'list');
    expect((holds as Json[])[1]?.['since']).toMatch(/^2027-06-01T23:31:/);
  });
});

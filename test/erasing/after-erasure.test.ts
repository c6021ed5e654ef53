import { writeFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { describe, expect, it } from 'vitest';
import { makeAnew } from '../../src/store/erasing-remains.js';
import { openForWriting } from '../../src/store/database.js';
import { temporaryFolders } from '../store/temporary-folder.js';
import { ErasingFirm } from './erasing-firm.js';

const newFolder = temporaryFolders();
const NUMBER = '07700900123';

function newFirm(): ErasingFirm {
  const folder = newFolder();
  return new ErasingFirm(folder, '[caller.Acme]\n[list.care]\n');
}

async function erase(firm: ErasingFirm, number = NUMBER) {
  return firm.done('erase', number, '--request', 'DSR-14');
}

/** Leaves a text in a page that nothing uses, as a command that was killed may. */
function leaveRemains(firm: ErasingFirm, word: string): void {
  const store = new Database(firm.database);
  store.exec(`PRAGMA secure_delete = OFF; CREATE TABLE remains (text TEXT);
    INSERT INTO remains VALUES ('${word.repeat(2000)}'); DROP TABLE remains`);
  store.close();
}

describe('after an erasure', () => {
  it('a number that objects again is held as any other', async () => {
    const firm = newFirm();
    await firm.done('suppress', 'add', NUMBER, '--reason', 'vulnerable', '--source', 'Quill');
    await erase(firm);
    await firm.done('suppress', 'add', NUMBER, '--reason', 'complaint', '--source', 'Rosewood');
    const { text } = await firm.verdict(NUMBER);
    expect([text.includes('Rosewood'), text.includes('complaint')]).toEqual([true, true]);
    await firm.done('verify');
  });

  it('a consent of a later day is usable, and lifts what it would have lifted', async () => {
    const firm = newFirm();
    await firm.registers('2026-11-20');
    await firm.done('suppress', 'add', NUMBER, '--on', '2026-11-10', '--source', 'Quill');
    await firm.consent(NUMBER, '2026-11-12', 'F1');
    expect((await firm.verdict(NUMBER, '--caller', 'Acme')).reason).toBe('CONSENT');
    await erase(firm);
    expect((await firm.verdict(NUMBER, '--caller', 'Acme')).reason).toBe('OBJECTION');
    await firm.consent(NUMBER, '2026-11-13', 'F2');
    expect((await firm.verdict(NUMBER, '--caller', 'Acme')).reason).toBe('CONSENT');
    await firm.done('verify');
  });

  it('an entry is withdrawn by what is left of it, not by what was erased', async () => {
    const firm = newFirm();
    const said = ['--reason', 'vulnerable', '--source', 'Quill', '--list', 'care'];
    await firm.done('suppress', 'add', NUMBER, ...said);
    await erase(firm);
    const end = ['--kind', 'person-asked', '--why', 'letter'];
    for (const choice of [
      ['--source', 'Quill'],
      ['--list', 'care'],
    ]) {
      const { status } = await firm.run('suppress', 'withdraw', NUMBER, ...choice, ...end);
      expect(status, choice.join(' ')).toBe(2);
    }
    await firm.done('suppress', 'withdraw', NUMBER, '--source', 'erased-1', ...end);
    expect((await firm.verdict(NUMBER)).text).not.toContain('"OBJECTION"');
    await firm.done('verify');
  });

  it('an import that had the number can be undone, and what came since stays', async () => {
    const firm = newFirm();
    await firm.optOuts([`${NUMBER},wheelchair`, '07700900124,moved']);
    await erase(firm);
    // The file that says it again brings its words again: nobody can tell that they were erased.
    await firm.optOuts([`${NUMBER},wheelchair`, '07700900124,moved']);
    expect(firm.holds('wheelchair')).toBe(true);
    await firm.done('suppress', 'undo', 'import-1', '--why', 'a test');
    for (const number of [NUMBER, '07700900124']) {
      expect((await firm.verdict(number)).text).toContain('"OBJECTION"');
    }
    await erase(firm);
    expect(firm.holds('wheelchair')).toBe(false);
    await firm.done('verify');
  });

  it('takes an unread line of several readings with each of them', async () => {
    const firm = newFirm();
    await firm.optOuts(['07700900123 x 5 7700900126 99999,harpsichord']);
    const { unresolved } = await firm.done('suppress', 'resolve');
    const [first] = unresolved as { id: string; text: string }[];
    expect(first?.text).toContain('7700900126');
    await firm.done('suppress', 'resolve', first?.id ?? '', '--why', 'a test');
    const erased = await erase(firm, '07700900126');
    expect(erased).toMatchObject({ held: true, unread_lines: 1 });
    expect(firm.holds('7700900126 99999')).toBe(false);
    // What the same row says of the number that was read in it is said of another person.
    expect(firm.holds('harpsichord')).toBe(true);
    await firm.done('verify');
  });

  it('a foreign number is erased as any other', async () => {
    const firm = newFirm();
    await firm.done('suppress', 'add', '+33 1 99 00 12 34', '--source', 'Quillfeather');
    expect(await erase(firm, '0033 1 99 00 12 34')).toMatchObject({ held: true, entries: 1 });
    expect(firm.holds('Quillfeather')).toBe(false);
  });
});

describe('an erasure', () => {
  it('of a number that nobody holds says so, and appends nothing', async () => {
    const firm = newFirm();
    await firm.done('suppress', 'add', NUMBER);
    expect(await erase(firm, '07700900124')).toMatchObject({ held: false, line: 0 });
    await erase(firm);
    expect(await erase(firm)).toMatchObject({ held: true, line: 0 });
  });

  it.each([
    ['erase', NUMBER, '--request', NUMBER],
    ['hold', 'add', NUMBER, '--case', 'call +44 7700 900123'],
  ])('takes no telephone number for a reference: %s', async (...words) => {
    const firm = newFirm();
    await firm.done('suppress', 'add', NUMBER);
    const { status, json } = await firm.run(...words);
    expect([status, json['code']]).toEqual([2, 'wrong-use']);
  });

  it('waits until a restored database has its journal again', async () => {
    const firm = newFirm();
    const journal = `journal = ${JSON.stringify(firm.path('journal'))}\n`;
    writeFileSync(firm.path('firm.toml'), journal);
    await firm.done('suppress', 'add', NUMBER, '--source', 'Quill');
    await firm.done('backup', firm.path('copy.db'));
    await firm.done('suppress', 'add', '07700900124');
    await firm.done('restore', firm.path('copy.db'), '--force');
    expect((await firm.run('erase', NUMBER, '--request', 'DSR-14')).status).toBe(4);
    expect(firm.holds('Quill')).toBe(true);
    await firm.done('restore', '--journal', firm.path('journal'));
    await erase(firm);
    expect(firm.holds('Quill')).toBe(false);
  });

  it('looks only at what it concerns: what was altered elsewhere is for verify to find', async () => {
    const firm = newFirm();
    await firm.done('suppress', 'add', NUMBER, '--source', 'Quill');
    await firm.done('suppress', 'add', '07700900124', '--source', 'Rosewood');
    const store = new Database(firm.database);
    store.exec("UPDATE own_terms SET source = 'forged' WHERE source = 'Rosewood'");
    store.close();
    await erase(firm);
    expect((await firm.run('verify')).status).toBe(3);
  });
});

describe('the file of the database', () => {
  it.each([
    ['erase', NUMBER, '--request', 'DSR-14'],
    ['purge', '--before', '2019-01-01'],
  ])(
    'is made anew by %s though nothing is left to do: it may have been killed',
    async (...words) => {
      const firm = newFirm();
      await firm.done('suppress', 'add', NUMBER);
      leaveRemains(firm, 'moonstone');
      expect(firm.holds('moonstone')).toBe(true);
      expect((await firm.done(...words))['line']).toBe(0);
      expect(firm.holds('moonstone')).toBe(false);
    },
  );

  it('is not made anew while others read it, and the error says what to do', async () => {
    const firm = newFirm();
    await firm.done('suppress', 'add', NUMBER);
    const reader = new Database(firm.database, { readonly: true });
    reader.exec('BEGIN; SELECT count(*) FROM ledger');
    const store = openForWriting(firm.database);
    store.exec('PRAGMA busy_timeout = 0');
    expect(() => {
      makeAnew(store);
    }).toThrow(
      expect.objectContaining({
        code: 'in-use',
        explanation: expect.objectContaining({
          fix: 'give the same command again when they are done',
        }) as unknown,
      }),
    );
    reader.close();
    makeAnew(store);
    store.close();
  });
});

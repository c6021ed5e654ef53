import { describe, expect, it } from 'vitest';
import type { Day, Instant } from '../../src/core/day.js';
import { erasingsAfter } from '../../src/store/batch-remains.js';
import { openForReading, type Store } from '../../src/store/database.js';
import { temporaryFolders } from '../store/temporary-folder.js';
import { ErasingFirm } from './erasing-firm.js';

const newFolder = temporaryFolders();
const NUMBER = '07700900123';
/** Ten years after all of it: everything of 2026 is past its retention. */
const LATER = '2036-11-21T09:00:00Z';
const PURGE = ['purge', '--before', '2030-01-01'] as const;

function newFirm(): ErasingFirm {
  return new ErasingFirm(newFolder(), '[caller.Acme]\n[caller.Borough]\n');
}

/** The lines that wait, as they are named. */
async function waiting(firm: ErasingFirm): Promise<readonly { id: string; text: string }[]> {
  const { unresolved } = await firm.done('suppress', 'resolve');
  return unresolved as { id: string; text: string }[];
}

async function settle(firm: ErasingFirm, word: string): Promise<void> {
  const line = (await waiting(firm)).find(({ text }) => text.includes(word));
  await firm.done('suppress', 'resolve', line?.id ?? '', '--why', 'nobody');
}

describe('a purge of unread lines', () => {
  it('empties those that were settled or undone before the day, and never one that waits', async () => {
    const firm = newFirm();
    await firm.optOuts(['0770x,settled-word', '0771x,waiting-word', `${NUMBER},kept-word`]);
    await settle(firm, 'settled-word');
    const undone = await firm.optOuts(['0772x,undone-word']);
    await firm.done('suppress', 'undo', String(undone['import']), '--why', 'a test');
    firm.at('2031-05-01T09:00:00Z');
    await firm.optOuts(['0773x,late-word']);
    await settle(firm, 'late-word');
    firm.at(LATER);
    expect(await firm.done(...PURGE, '--dry-run')).toMatchObject({ unread: 2 });
    expect(await firm.done(...PURGE)).toMatchObject({ unread: 2, consents: 0 });
    const words = ['settled', 'undone', 'waiting', 'late', 'kept'];
    expect(words.filter((word) => firm.holds(`${word}-word`))).toEqual(['waiting', 'late', 'kept']);
    expect((await waiting(firm)).map(({ text }) => text)).toEqual(['0771x,waiting-word']);
    await firm.done('verify');
    expect((await firm.done(...PURGE))['line']).toBe(0);
  });

  it('lets a file that comes again wait again', async () => {
    const firm = newFirm();
    const rows = ['0770x,settled-word', `${NUMBER},moved`];
    await firm.optOuts(rows);
    await settle(firm, 'settled-word');
    await firm.optOuts(rows);
    expect(await waiting(firm)).toEqual([]);
    firm.at(LATER);
    await firm.done(...PURGE);
    await firm.optOuts(rows);
    expect(await waiting(firm)).toHaveLength(1);
    await firm.done('verify');
  });
});

describe('a purge of consents', () => {
  it('takes the evidence of what ended or was withdrawn, and of nothing that may be used', async () => {
    const firm = newFirm();
    await firm.consent(NUMBER, '2026-11-01', 'ended-form', '--until', '2027-01-31');
    await firm.consent(NUMBER, '2026-11-01', 'usable-form');
    await firm.consent('07700900124', '2026-11-02', 'taken-back-form');
    const back = ['--caller', 'Acme', '--on', '2026-11-20', '--why', 'letter'];
    await firm.done('consent', 'withdraw', '07700900124', ...back);
    // Told to another caller, which is not bound with the first.
    await firm.consent('07700900125', '2026-11-02', 'others-form');
    await firm.done('consent', 'withdraw', '07700900125', '--caller', 'Borough', ...back.slice(2));
    firm.at(LATER);
    await firm.registers('2036-11-20');
    const asked = ['--caller', 'Acme'];
    expect((await firm.verdict(NUMBER, ...asked)).reason).toBe('CONSENT');
    expect(await firm.done(...PURGE)).toMatchObject({ consents: 2, unread: 0 });
    const forms = ['ended', 'usable', 'taken-back', 'others'];
    expect(forms.filter((form) => firm.holds(`${form}-form`))).toEqual(['usable', 'others']);
    expect((await firm.verdict(NUMBER, ...asked)).reason).toBe('CONSENT');
    expect((await firm.verdict('07700900124', ...asked)).reason).toBe('OBJECTION');
    await firm.done('verify');
  });

  it('leaves what ended another: without it the other would count again', async () => {
    const firm = newFirm();
    await firm.consent(NUMBER, '2026-11-01', 'one-form');
    await firm.consent(NUMBER, '2026-11-01', 'one-form', '--until', '2027-01-31');
    firm.at(LATER);
    await firm.registers('2036-11-20');
    expect((await firm.verdict(NUMBER, '--caller', 'Acme')).reason).toBe('TPS');
    expect(await firm.done(...PURGE)).toMatchObject({ consents: 0, line: 0 });
    expect((await firm.verdict(NUMBER, '--caller', 'Acme')).reason).toBe('TPS');
  });

  it('leaves those of a number that a case holds', async () => {
    const firm = newFirm();
    for (const number of [NUMBER, '07700900124']) {
      await firm.consent(number, '2026-11-01', `form-of-${number}`, '--until', '2027-01-31');
    }
    await firm.done('hold', 'add', NUMBER, '--case', 'ICO-1');
    firm.at(LATER);
    const refused = await firm.run(...PURGE);
    expect([refused.status, refused.json['where']]).toEqual([5, 'ICO-1']);
    const left = await firm.done(...PURGE, '--leave-held');
    expect(left).toMatchObject({ consents: 1, left: { consents: 1, cases: ['ICO-1'] } });
    expect([NUMBER, '07700900124'].map((number) => firm.holds(`form-of-${number}`))).toEqual([
      true,
      false,
    ]);
    await firm.done('hold', 'release', 'ICO-1', '--why', 'closed');
    expect(await firm.done(...PURGE)).toMatchObject({ consents: 1 });
    await firm.done('verify');
  });
});

describe('a replay', () => {
  it('is refused by a purge of consents only where the calls or what was known are of before its day', async () => {
    const firm = newFirm();
    await firm.consent(NUMBER, '2026-11-01', 'ended-form', '--until', '2027-01-31');
    firm.at(LATER);
    const { line } = await firm.done(...PURGE);
    const store = openForReading(firm.database) as Store;
    const asked = (asOf: string, callDate: string) =>
      erasingsAfter(store, asOf as Instant, callDate as Day).map(({ sequence }) => sequence);
    expect(asked('2030-01-01T09:00:00.000Z', '2030-01-01')).toEqual([]);
    expect(asked('2030-01-01T09:00:00.000Z', '2029-12-31')).toEqual([line]);
    expect(asked('2029-12-31T09:00:00.000Z', '2030-01-01')).toEqual([line]);
    store.close();
  });
});

describe('the inventory', () => {
  it('says what is kept longer than it is to be, and from when on it is not', async () => {
    const firm = newFirm();
    await firm.consent(NUMBER, '2026-11-01', 'ended-form', '--until', '2027-01-31');
    firm.at('2033-01-31T09:00:00Z');
    expect((await firm.done('inventory'))['past_retention']).toEqual([]);
    firm.at('2033-02-01T09:00:00Z');
    expect((await firm.done('inventory'))['past_retention']).toEqual([
      { kind: 'consents', retention: '6y', before: '2027-02-01', count: 1 },
    ]);
    await firm.done('purge', '--before', '2027-02-01');
    expect((await firm.done('inventory'))['past_retention']).toEqual([]);
  });
});

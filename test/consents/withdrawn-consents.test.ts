import { describe, expect, it } from 'vitest';
import { newFirms, type Firm } from '../own-lists/firm.js';
import { consent, EVIDENCE, reason, verdict } from './asking.js';

const newFirm = newFirms();
const NUMBER = '07700900001';
const LISTED = '02079460999';

interface Withdrawn {
  readonly on: string;
  readonly ended: readonly { readonly given: string }[];
  readonly remaining: readonly { readonly given: string; readonly usable: boolean }[];
}

/** Withdraws from Acme; what that came to. */
function withdraw(firm: Firm, number: string, ...words: readonly string[]): Promise<Withdrawn> {
  return firm.json(['consent', 'withdraw', number, '--caller', 'Acme', ...words]);
}

describe('consent withdraw', () => {
  it('ends the consents of that day and before, and is an objection from then on', async () => {
    const firm = newFirm().at('2026-03-05');
    await firm.loadRegisters('2026-03-01');
    await consent(firm, LISTED, '2026-03-01');
    await consent(firm, LISTED, '2026-03-04');
    const found = await withdraw(firm, LISTED, '--on', '2026-03-03', '--why', 'by letter');
    expect(found.ended.map(({ given }) => given)).toEqual(['2026-03-01']);
    expect(found.remaining).toMatchObject([{ given: '2026-03-04', usable: true }]);
    expect(await verdict(firm, LISTED)).toEqual({ reason: 'CONSENT', faults: ['withdrawn', ''] });
    const again = await withdraw(firm, LISTED);
    expect(again).toMatchObject({ on: '2026-03-05', ended: [{ given: '2026-03-04' }] });
    expect(await verdict(firm, LISTED)).toEqual({
      reason: 'OBJECTION',
      faults: ['withdrawn', 'withdrawn'],
    });
    expect(await reason(firm, LISTED, '--caller', 'Borough')).toBe('TPS');
  });

  it('is recorded whether or not a consent was, or the number is listed', async () => {
    const firm = newFirm().at('2026-03-05');
    await firm.loadRegisters('2026-03-01');
    expect(await withdraw(firm, NUMBER)).toMatchObject({ ended: [], remaining: [] });
    expect(await reason(firm, NUMBER)).toBe('OBJECTION');
    expect(await reason(firm, NUMBER, '--caller', 'Borough')).toBe('CLEAN');
    const said = await firm.run('consent', 'withdraw', '07700900002', '--caller', 'Acme');
    expect(said.status).toBe(0);
    expect(said.stdout.toString()).toMatch(/no usable consent was recorded/);
  });

  it.each([
    ['a day to come', [NUMBER, '--caller', 'Acme', '--on', '2026-03-06'], /after today/],
    ['nobody named', [NUMBER], /--caller is missing[^]*suppress add NUMBER/],
    ['two numbers', ['07700900001 / 07700900002', '--caller', 'Acme'], /holds 2 numbers/],
  ])('is refused with %s', async (_, words, message) => {
    const firm = newFirm().at('2026-03-05');
    const said = await firm.run('consent', 'withdraw', ...words);
    expect(said.status).toBe(2);
    expect(said.stderr).toMatch(message);
  });

  it('is not undone by the old consent coming again in a file', async () => {
    const firm = newFirm().at('2026-03-02');
    await firm.loadRegisters('2026-03-01');
    const row = `${LISTED},2026-03-01`;
    const path = firm.file('optins.csv', ['number,on', row]);
    const words = ['consent', 'import', path, '--caller', 'Acme', ...EVIDENCE];
    await firm.json(words);
    expect(await reason(firm, LISTED)).toBe('CONSENT');
    await withdraw(firm.at('2026-03-03'), LISTED);
    const { rows, lifted } = await firm
      .at('2026-03-04')
      .json<{ rows: object; lifted: object[] }>(words);
    expect(rows).toMatchObject({ read: 1, recorded: 0, repeated: 1, rejected: 0 });
    expect(lifted).toEqual([]);
    expect(await reason(firm, LISTED)).toBe('OBJECTION');
    const other = firm.file('other.csv', ['number,on,reference', `${row},another`]);
    await firm.json(['consent', 'import', other, '--caller', 'Acme', ...EVIDENCE]);
    expect(await verdict(firm, LISTED)).toEqual({
      reason: 'OBJECTION',
      faults: ['withdrawn', 'withdrawn'],
    });
  });
});

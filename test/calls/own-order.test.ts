import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { newFirms, type Firm } from '../own-lists/firm.js';

const firms = newFirms();

/** Verdict and reasons of calls to numbers, with the totals. */
async function judged(firm: Firm, rows: readonly string[]) {
  const log = firm.file('calls.csv', ['number,start,caller', ...rows]);
  const out = join(firm.folder, 'out.csv');
  const words = ['audit-calls', log, '--out', out, '--all', '--force', '--timezone', 'UTC'];
  const totals = await firm.json<Record<string, unknown>>(words);
  const lines = readFileSync(out, 'utf8').trimEnd().split('\r\n').slice(1);
  const found = lines.map((line) => line.split(',').slice(7, 9).join(' '));
  return { found, totals };
}

const CONSENT = ['--method', 'web form', '--wording', 'You may ring me', '--reference', 'f-1'];

describe('a withdrawal on the day of a call', () => {
  it('recorded after it leaves open whether the objection still stood', async () => {
    const firm = firms().at('2026-03-10');
    await firm.loadRegisters('2026-03-09');
    await firm.json(['suppress', 'add', '07700900123']);
    const withdraw = ['suppress', 'withdraw', '07700900123', '--kind', 'person-asked'];
    await firm.at('2026-03-20', '09:00:00Z').json([...withdraw, '--why', 'rang us']);
    firm.at('2026-03-25');
    const days = ['2026-03-19T08:00Z', '2026-03-20T08:00Z', '2026-03-20T10:00Z'];
    const { found } = await judged(
      firm,
      [...days, '2026-03-21T08:00Z'].map((day) => `07700900123,${day},Acme`),
    );
    expect(found).toEqual([
      'breach objection',
      'order-unknown withdrawal-same-day',
      'not-listed ',
      'not-listed ',
    ]);
  });

  it('says nothing of an entry that was a mistake', async () => {
    const firm = firms().at('2026-03-10');
    await firm.loadRegisters('2026-03-09');
    await firm.json(['suppress', 'add', '07700900123']);
    const withdraw = ['suppress', 'withdraw', '07700900123', '--kind', 'mistake'];
    await firm.at('2026-03-20', '09:00:00Z').json([...withdraw, '--why', 'mistyped']);
    firm.at('2026-03-25');
    const { found } = await judged(firm, ['07700900123,2026-03-20T08:00Z,Acme']);
    expect(found).toEqual(['not-listed ']);
  });
});

describe('a consent recorded after the call', () => {
  it('clears it, and is told apart from one that was known', async () => {
    const firm = firms().at('2026-03-10');
    await firm.loadRegisters('2026-03-09');
    await firm.json(['suppress', 'add', '07700900123']);
    const consent = ['consent', 'add', '07700900123', '--caller', 'Acme', '--on', '2026-03-15'];
    await firm.at('2026-03-25').json([...consent, ...CONSENT]);
    firm.at('2026-03-30');
    const { found, totals } = await judged(firm, [
      '07700900123,2026-03-20T08:00Z,Acme',
      '07700900123,2026-03-26T08:00Z,Acme',
      '07700900123,2026-03-15T08:00Z,Acme',
    ]);
    expect(found).toEqual([
      'consent consent-recorded-after',
      'consent consent',
      'order-unknown consent-same-day',
    ]);
    expect(totals).toMatchObject({ reasons: { consent: 1, 'consent-recorded-after': 1 } });
    const text = await firm.run('audit-calls', join(firm.folder, 'calls.csv'));
    expect(text.stdout.toString()).toContain('1 call cleared by a consent that was recorded after');
  });
});

describe('a cell of several numbers', () => {
  it('is judged by the worst, a breach only if it is one whichever was called', async () => {
    const firm = firms().at('2026-03-10');
    await firm.loadRegisters('2026-03-09');
    for (const number of ['07700900123', '07700900124']) {
      await firm.json(['suppress', 'add', number]);
    }
    firm.at('2026-03-30');
    const { found } = await judged(firm, [
      '07700900123 / 07700900124,2026-03-20T08:00Z,Acme',
      '07700900123 / 07700900125,2026-03-20T08:00Z,Acme',
      '07700900126 / 07700900124,2026-03-20T08:00Z,Acme',
      '07700900126 / 07700900125,2026-03-20T08:00Z,Acme',
    ]);
    expect(found).toEqual([
      'breach objection',
      'possible-breach one-of-several',
      'possible-breach one-of-several',
      'not-listed ',
    ]);
  });
});

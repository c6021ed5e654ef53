import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openForWriting } from '../../src/store/database.js';
import { newFirms, type Firm } from '../own-lists/firm.js';

const firms = newFirms();

/** A firm that screened a list on the 2nd of March, with or without a trace of its numbers. */
async function screened(trace: boolean): Promise<Firm> {
  const firm = firms().at('2026-03-02');
  if (!trace) {
    const path = join(firm.folder, 'firm.toml');
    writeFileSync(path, `trace = false\n${readFileSync(path, 'utf8')}`);
  }
  await firm.loadRegisters('2026-03-01');
  const list = firm.file('list.csv', ['phone', '07700900123']);
  await firm.at('2026-03-02', '10:00:00Z').json(['scrub', list, '--caller', 'Acme']);
  return firm.at('2026-05-01');
}

/** What the runs say of calls to a number. */
async function covers(
  firm: Firm,
  rows: readonly string[],
  words: readonly string[] = [],
): Promise<string[]> {
  const log = firm.file('calls.csv', ['number,start,caller,campaign', ...rows]);
  const out = join(firm.folder, 'out.csv');
  await firm.json(['audit-calls', log, '--out', out, '--all', '--force', ...words]);
  const lines = readFileSync(out, 'utf8').trimEnd().split('\r\n').slice(1);
  return lines.map((line) => line.split(',').slice(15).join(' '));
}

const CALLS = [
  '07700900123,2026-03-02T09:59:00Z,Acme,',
  '07700900123,2026-03-02T10:05:00Z,Acme,',
  '07700900123,2026-03-02T10:05:00Z,Borough,',
  '07700900123,2026-03-02T10:05:00Z,,Winter',
  '07700900123,2026-03-28T10:00:00Z,Acme,',
  '07700900123,2026-03-29T10:00:00Z,Acme,',
  '07700900124,2026-03-02T10:05:00Z,Acme,',
];

describe('the run that covers a call', () => {
  it('had cleared its number before it, for the same caller, to its last call day', async () => {
    expect(await covers(await screened(true), CALLS)).toEqual([
      ' outside',
      '2026-03-28 in-date',
      ' outside',
      '2026-03-28 in-date',
      '2026-03-28 in-date',
      '2026-03-28 after-last-call-day',
      ' outside',
    ]);
  });

  it('is not known where it kept no trace: outside would be a charge', async () => {
    const firm = await screened(false);
    expect(await covers(firm, CALLS)).toEqual([
      ' outside',
      ' unknown',
      ' outside',
      ' unknown',
      ' unknown',
      ' not-in-date',
      ' unknown',
    ]);
  });

  it('may be after a call of its own day whose hour is not known', async () => {
    const firm = await screened(true);
    const rows = ['07700900123,2026-03-02,Acme,', '07700900124,2026-03-02,Acme,'];
    const day = ['--timezone', 'Europe/London'];
    expect(await covers(firm, [...rows, '07700900123,2026-03-03,Acme,'], day)).toEqual([
      ' unknown',
      ' outside',
      '2026-03-28 in-date',
    ]);
  });

  it('is known for certain not to be, when all that could be had ended', async () => {
    const firm = await screened(true);
    const store = openForWriting(firm.database);
    const run = store.prepare('SELECT id FROM run').pluck().get() as string;
    store.pragma('foreign_keys = OFF');
    store.exec('DELETE FROM run_trace; DELETE FROM run');
    store
      .prepare("INSERT INTO purged (subject, id, instant, why) VALUES ('run', ?, ?, 'a trial')")
      .run(run, '2026-04-30T10:00:00.000Z');
    store.close();
    const later = '07700900123,2026-03-30T10:00:00Z,Acme,';
    expect(await covers(firm, [...CALLS, later])).toEqual([
      ' outside',
      ' unknown',
      ' unknown',
      ' unknown',
      ' unknown',
      ' unknown',
      ' unknown',
      ' not-in-date',
    ]);
  });

  it('is not known where its trace is damaged', async () => {
    const firm = await screened(true);
    const store = openForWriting(firm.database);
    store.exec("UPDATE run_trace SET numbers = x'00'");
    store.close();
    expect((await covers(firm, CALLS)).slice(0, 2)).toEqual([' outside', ' unknown']);
  });
});

describe('a question about calls', () => {
  it('has no answer without a database, nor without a log', async () => {
    const firm = await screened(true);
    const log = firm.file('calls.csv', ['number,start', '07700900123,2026-03-02T10:05:00Z']);
    rmSync(firm.database);
    for (const words of [
      ['audit-calls', log],
      ['coverage', '--from', '2026-03-01', '--to', '2026-03-02'],
    ]) {
      expect(await firm.json(words, 4)).toMatchObject({ ok: false, code: 'not-safe' });
    }
  });

  it('never replaces the log or the database', async () => {
    const firm = await screened(true);
    const log = firm.file('calls.csv', ['number,start', '07700900123,2026-03-02T10:05:00Z']);
    for (const out of [log, firm.database]) {
      const words = ['audit-calls', log, '--out', out, '--force'];
      expect(await firm.json(words, 2)).toMatchObject({ where: '--out' });
    }
    expect(await firm.json(['audit-calls', log, '--all'], 2)).toMatchObject({ where: '--all' });
  });

  it('stands in the access log', async () => {
    const firm = await screened(true);
    const log = firm.file('calls.csv', ['number,start', '07700900123,2026-03-02T10:05:00Z']);
    await firm.json(['audit-calls', log, '--case', 'ICO-17']);
    const logged = readFileSync(`${firm.database}.access.log`, 'utf8').trimEnd().split('\n').at(-1);
    expect(logged).toContain('ICO-17');
    expect(logged).toContain('audit-calls');
    expect(logged).not.toContain('900123');
  });
});

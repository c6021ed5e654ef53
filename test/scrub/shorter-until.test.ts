import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { newFirms, type Firm } from '../own-lists/firm.js';

const newFirm = newFirms();

interface Summary {
  readonly counts: Record<string, number>;
  readonly reasons: Record<string, number>;
  readonly last_call_day: string;
  readonly shorter_until: readonly { until: string; records: number }[];
}

const EVIDENCE = ['--method', 'form', '--wording', 'W1', '--reference', 'R1', '--on', '2026-02-01'];

/** Two numbers of the TPS file that {@link firmWithListings} loads, and some that nobody listed. */
const LISTED = ['07700900001', '07700900002', '07700900003', '07700900004'] as const;

/** A firm on 2 March 2026 with four listed numbers, registers that clear calls to 28 March. */
async function firmWithListings(): Promise<Firm> {
  const firm = newFirm().at('2026-03-02');
  for (const register of ['tps', 'ctps']) {
    const numbers = register === 'tps' ? LISTED : ['01134960999'];
    const file = firm.file(
      `${register}.txt`,
      numbers.map((number) => number.padEnd(12)),
    );
    const words = ['import', register, file, '--dated', '2026-03-01'];
    await firm.json([...words, '--accept-change', 'made later']);
  }
  return firm;
}

function consentTo(firm: Firm, number: string, until: string): Promise<unknown> {
  const words = ['consent', 'add', number, '--caller', 'Acme', '--until', until];
  return firm.json([...words, ...EVIDENCE]);
}

function scrub(firm: Firm, file: string, ...more: readonly string[]): Promise<Summary> {
  return firm.json(['scrub', file, '--caller', 'Acme', '--force', ...more]);
}

describe('what a shorter --until would clear', () => {
  it('is counted by the last days at which more is clean, the latest first', async () => {
    const firm = await firmWithListings();
    await consentTo(firm, LISTED[0], '2026-03-20');
    await consentTo(firm, LISTED[1], '2026-03-05');
    await consentTo(firm, LISTED[2], '2026-03-02');
    const list = firm.file('list.csv', ['phone', ...LISTED, '07700900500']);
    const summary = await scrub(firm, list);
    expect(summary.reasons).toEqual({ TPS: 4, CLEAN: 1 });
    expect(summary.shorter_until).toEqual([
      { until: '2026-03-20', records: 1 },
      { until: '2026-03-05', records: 2 },
      { until: '2026-03-02', records: 3 },
    ]);
    // And so it is: each of those days given clears as many more.
    for (const { until, records } of summary.shorter_until) {
      const shorter = await scrub(firm, list, '--until', until);
      expect(shorter.counts['clean'], until).toBe((summary.counts['clean'] ?? 0) + records);
      const told = await scrub(firm, list, '--until', until);
      expect(told.shorter_until.every((row) => row.until < until)).toBe(true);
    }
    const day = await scrub(firm, list, '--until', '2026-03-06');
    expect(day.reasons).toEqual({ TPS: 3, CONSENT: 1, CLEAN: 1 });
  });

  it('counts a record by the one of its numbers that would be clean last', async () => {
    const firm = await firmWithListings();
    await consentTo(firm, LISTED[0], '2026-03-20');
    await consentTo(firm, LISTED[1], '2026-03-05');
    const rows = [
      `${LISTED[0]},${LISTED[1]}`,
      `${LISTED[0]},${LISTED[3]}`,
      `${LISTED[0]},12345`,
      `${LISTED[0]},07700900501`,
      LISTED[0],
      ',',
    ];
    const list = firm.file('list.csv', ['phone,mobile', ...rows]);
    const summary = await scrub(firm, list, '--column', 'phone', '--column', 'mobile');
    expect(summary.counts).toMatchObject({ read: 6, clean: 0 });
    expect(summary.shorter_until).toEqual([
      { until: '2026-03-20', records: 1 },
      { until: '2026-03-05', records: 2 },
    ]);
  });

  it('tells of the 28 days of grace too, and of an objection that a consent lifts for a while', async () => {
    const firm = await firmWithListings();
    appendFileSync(
      join(firm.folder, 'firm.toml'),
      '[policy.graceful]\nlike = "live-calls"\ngrace = true\n',
    );
    const file = firm.file(
      'tps-2.txt',
      [...LISTED, '07700900600'].map((number) => number.padEnd(12)),
    );
    firm.at('2026-03-05');
    await firm.json(['import', 'tps', file, '--dated', '2026-03-04', '--accept-change', 'later']);
    await firm.json(['suppress', 'add', '07700900700', '--on', '2026-01-05']);
    await consentTo(firm, '07700900700', '2026-03-10');
    const list = firm.file('list.csv', ['phone', '07700900600', '07700900700']);
    const summary = await scrub(firm, list, '--policy', 'graceful');
    // Absent on 1 March: protected from 29 March on, and CTPS clears calls to the 28th.
    expect(summary.last_call_day).toBe('2026-03-28');
    expect(summary.reasons).toEqual({ OBJECTION: 1, CLEAN: 1 });
    expect(summary.shorter_until).toEqual([{ until: '2026-03-10', records: 1 }]);
    const plain = await scrub(firm, list, '--until', '2026-03-10');
    expect(plain.reasons).toEqual({ TPS: 1, CLEAN: 1 });
    expect(plain.shorter_until).toEqual([]);
  });

  it('is said to a person, and not where the calls are of one day', async () => {
    const firm = await firmWithListings();
    await consentTo(firm, LISTED[0], '2026-03-20');
    const list = firm.file('list.csv', ['phone', LISTED[0]]);
    const said = await firm.run('scrub', list, '--caller', 'Acme');
    expect(said.stdout.toString()).toContain(
      'Calls that end sooner would clear more: 1 record with --until 2026-03-20.',
    );
    const one = await scrub(firm, list, '--until', '2026-03-02');
    expect(one.shorter_until).toEqual([]);
    expect(readFileSync(join(firm.folder, 'list.clean.csv'), 'utf8')).toContain(LISTED[0]);
  });
});

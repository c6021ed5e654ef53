import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import type { CALL_LINE_COLUMNS } from '../../src/audit/calls/call-lines.js';
import { UNREAD } from '../../src/audit/calls/call-reading.js';
import { CALL_REASONS, CALL_VERDICTS, VERDICT_OF } from '../../src/audit/calls/call-verdicts.js';

const FOLDER = 'fixtures/scenarios/every call of a log is put against all that is known';
const lines = parse(readFileSync(join(FOLDER, 'expected/audited.csv')), {
  columns: true,
}) as unknown as Record<(typeof CALL_LINE_COLUMNS)[number], string>[];

const ORDER: readonly string[] = CALL_VERDICTS.map(({ name }) => name);

describe('the log of one call of each verdict', () => {
  it('shows them all, but for the calls against which nothing stood', () => {
    const shown = new Set(lines.map(({ verdict }) => verdict));
    expect([...shown].sort()).toEqual(ORDER.filter((name) => name !== 'not-listed').sort());
  });

  it('counts them all', () => {
    const { verdicts, calls, breaches } = JSON.parse(
      readFileSync(join(FOLDER, 'expected/totals.json'), 'utf8'),
    ) as {
      verdicts: Record<string, { calls: number }>;
      calls: { calls: number };
      breaches: { calls: number };
    };
    const counts = CALL_VERDICTS.map(({ name }) => verdicts[name]?.calls ?? 0);
    expect(counts.every((count) => count > 0)).toBe(true);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(calls.calls);
    const counted = CALL_VERDICTS.filter((row) => row.counted).map(({ name }) => name as string);
    expect(lines.filter(({ verdict }) => counted.includes(verdict))).toHaveLength(breaches.calls);
  });

  it('has in each line the first verdict that a reason of it leads to', () => {
    const unread: readonly string[] = UNREAD.map(({ name }) => name);
    for (const { verdict, reasons } of lines.filter((line) => line.reasons !== '')) {
      const led = reasons.split(';').map((reason) => {
        const row = CALL_REASONS.find(({ name }) => name === reason);
        return row ? VERDICT_OF[row.name] : unread.includes(reason) ? 'unreadable' : 'no reason';
      });
      const first = ORDER.find((name) => led.some((one) => one === name));
      expect([verdict, led.filter((one) => !ORDER.includes(one))]).toEqual([first, []]);
    }
  });
});

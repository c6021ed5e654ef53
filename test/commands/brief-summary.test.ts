import { describe, expect, it } from 'vitest';
import { briefText } from '../../src/commands/brief-summary.js';
import type { Context } from '../../src/commands/context.js';
import { REASONS } from '../../src/policy/reasons.js';
import type { ScrubResult } from '../../src/scrub/scrub.js';
import { PLAIN } from '../../src/ui/voice.js';
import { newFirms } from '../own-lists/firm.js';
import { runInProcess } from './run-in-process.js';

const SCREEN = { columns: 80, lines: 22 };
const context = { paint: PLAIN, hasBlocks: true } as Context;

const register = (name: string) => {
  return { name, edition: { dated: '2026-03-01', estimated: 1, rejected: 1234, covers: '' } };
};

/** A run in which everything happened that a summary speaks of. */
function everything(reasons: readonly string[]): ScrubResult {
  return {
    run: '20260302T091000Z-4f2a',
    plan: {
      input: 'a list of a campaign of the spring with a rather long name.csv',
      columns: [{ name: 'Mobile' }, { name: 'Home telephone' }],
      columns_detected: true,
      ignored_columns: [{ name: 'Office' }],
      policy: { name: 'live-calls-consumer', requires: ['tps'] },
      caller: '',
      campaign: '',
      rows: 'blank',
      duplicates: 'keep',
      for_calling: true,
      call_date: '2026-03-05',
      as_of: '2026-03-02T09:10:00.000Z',
    },
    record: {
      counts: { read: 1_200_000, clean: 100_000, excluded: 600_000, unscreened: 500_000 },
      numbers: { read: 2_400_000 },
      reasons: Object.fromEntries(reasons.map((name, at) => [name, 100_000 - at])),
      rows: { written: 100_000, blanked: 1000 },
      outputs: ['cleaned', 'report'].map((kind) => {
        return { kind, path: `a list of a campaign of the spring.${kind}.csv`, records: 100_000 };
      }),
      numbers_in_grace: 12_345,
      trace: false,
    },
    registers: [register('tps'), register('ctps')],
    until: '2026-03-28',
    shorter: [
      { until: '2026-03-10', records: 5 },
      { until: '2026-03-20', records: 9 },
    ],
    comparison: undefined,
    hasConsents: true,
    partiesNotAsked: 12,
    unreadLines: 12_345,
    numbersToMend: 12_345,
    foundBy: ['header', 'content'],
  } as unknown as ScrubResult;
}

/** Lines as a terminal breaks them. */
function onScreen(text: string): string[] {
  return text.split('\n').flatMap((line) => {
    const parts = Math.max(1, Math.ceil(line.length / SCREEN.columns));
    return Array.from({ length: parts }, (_, at) => line.slice(at * 80, at * 80 + 80));
  });
}

describe('what a person at a terminal reads after a scrub', () => {
  const all = REASONS.map(({ name }) => name);

  it.each([
    ['all reasons', all],
    ['one reason', ['TPS']],
    ['seven reasons', all.slice(1, 8)],
  ])('fits the screen with every warning and %s, the verdict last', (_, reasons) => {
    const page = { path: 'page.html' } as Parameters<typeof briefText>[2];
    const text = briefText(everything(reasons), context, page, '\nSupplied by Lists R Us.');
    expect(onScreen(text).length).toBeLessThanOrEqual(SCREEN.lines);
    expect(text.split('\n').filter((line) => line.length > SCREEN.columns)).toEqual([]);
    const verdict = 'First call day: 2026-03-05. Last call day: 2026-03-28. Call on no other day.';
    expect(text.split('\n').at(-1)).toBe(verdict);
    expect(text).toContain('Not screened against CTPS.');
    expect(text).toContain('12,345 opt-out lines wait unread');
    expect(text).toContain('more warning');
  });

  it('never says "1 other reason": the reason itself has the same room', () => {
    for (let count = 1; count <= all.length; count++) {
      const text = briefText(everything(all.slice(0, count)), context, undefined, '');
      expect(text).not.toMatch(/\b1 other reason/);
    }
  });

  it('has its empty lines and all its facts where there is room', async () => {
    const firm = newFirm().at('2026-03-02');
    await firm.loadRegisters('2026-03-01');
    const list = firm.file('list.csv', ['phone', '07700900123', '02079460999']);
    const { folder, database, now } = firm;
    const world = { folder, database, now, outTerminal: true, environment: { NO_COLOR: '1' } };
    const text = (await runInProcess(['scrub', list], world)).stdout.toString().trimEnd();
    expect(onScreen(text).length).toBeLessThanOrEqual(SCREEN.lines);
    expect(text).toContain('\n\n');
    expect(text).toContain('  columns       found by');
    expect(text.split('\n').at(-1)).toMatch(/^Last call day: 2026-03-28\./);
  });
});

const newFirm = newFirms();

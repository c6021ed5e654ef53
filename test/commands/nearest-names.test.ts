import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { newFirms, type Firm } from '../own-lists/firm.js';

const newFirm = newFirms();

/** Mistyped names of every kind, and the nearest, which the hint must give. */
const ROWS: readonly (readonly [
  kind: string,
  words: (firm: Firm) => readonly string[],
  near: string,
])[] = [
  ['command', () => ['scrubb', 'list.csv'], 'scrub'],
  ['command of a group', () => ['suppress', 'ad', '07700900123'], 'add'],
  ['new command', () => ['previw', 'list.csv'], 'preview'],
  ['command of the settings', () => ['config', 'shw'], 'show'],
  ['option', () => ['status', '--jsn'], '--json'],
  ['option of a command', () => ['scrub', 'list.csv', '--colum', 'Phone'], '--column'],
  ['policy', () => ['policy', 'live-cals'], 'live-calls'],
  ['policy of a scrub', (firm) => ['scrub', list(firm), '--policy', 'live-call'], 'live-calls'],
  ['register', (firm) => ['import', 'tsp', list(firm), '--dated', '2026-03-01'], 'tps'],
  ['list', () => ['suppress', 'add', '07700900123', '--list', 'lettrs'], 'letters'],
  ['caller', () => ['check', '07700900123', '--caller', 'Acmee'], 'Acme'],
  ['reason', () => ['suppress', 'add', '07700900123', '--reason', 'complant'], 'complaint'],
  ['column', (firm) => ['preview', list(firm), '--column', 'Fone'], 'Phone'],
  ['column to ignore', (firm) => ['preview', list(firm), '--ignore-column', 'Nmae'], 'Name'],
  [
    'meaning of a column',
    (firm) => ['suppress', 'import', list(firm), '--column', 'numbr=Phone'],
    'number',
  ],
  ['file of a scrub', (firm) => ['scrub', join(firm.folder, 'autum.csv')], 'autumn.csv'],
  ['file of a preview', (firm) => ['preview', join(firm.folder, 'autmn.csv')], 'autumn.csv'],
  [
    'file of an import',
    (firm) => ['import', 'tps', join(firm.folder, 'autum.csv'), '--dated', '2026-03-01'],
    'autumn.csv',
  ],
  [
    'file of opt-outs',
    (firm) => ['suppress', 'import', join(firm.folder, 'autum.csv')],
    'autumn.csv',
  ],
  ['file to verify', (firm) => ['verify', join(firm.folder, 'autum.csv')], 'autumn.csv'],
  ['file of a call log', (firm) => ['audit-calls', join(firm.folder, 'autum.csv')], 'autumn.csv'],
  ['run', () => ['runs', 'show', 'lst'], 'last'],
  ['way to treat rows', (firm) => ['scrub', list(firm), '--rows', 'blnk'], 'blank'],
  ['encoding', (firm) => ['preview', list(firm), '--encoding', 'utf-61le'], 'utf-16le'],
  [
    'kind of withdrawal',
    () => ['suppress', 'withdraw', '07700900123', '--kind', 'mistak', '--why', 'x'],
    'mistake',
  ],
];

function list(firm: Firm): string {
  return firm.file('autumn.csv', ['Name,Phone', 'Ann,07700900123']);
}

describe('a mistyped name', () => {
  it.each(ROWS)('of a %s is told with the nearest', async (_, words, near) => {
    const firm = newFirm().at('2026-03-02');
    await firm.loadRegisters('2026-03-01');
    list(firm);
    const before = readdirSync(firm.folder);
    const { status, stdout, stderr } = await firm.run(...words(firm));
    expect(status, stderr).toBe(2);
    expect(stdout.toString()).not.toContain('clean');
    expect(stderr).toMatch(/hint: .*[Dd]id you mean/);
    expect(stderr).toContain(near);
    // Who asked about whom is logged, though there was no answer.
    const after = readdirSync(firm.folder).filter((name) => !name.includes('access.log'));
    expect(after).toEqual(before);
  });

  it('of a setting is told with the nearest', async () => {
    const firm = newFirm();
    writeFileSync(join(firm.folder, 'firm.toml'), 'databas = "x"\n');
    expect((await firm.run('status')).stderr).toContain("did you mean 'database'?");
  });
});

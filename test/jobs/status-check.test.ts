import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { newFirms } from '../own-lists/firm.js';
import { JobsFirm } from './jobs-firm.js';

const newFirm = newFirms();

it('a monitor is told in one line what is ok, a warning, critical or unknown', async () => {
  const firm = newFirm().at('2026-03-02');
  const check = async () => {
    const { status, stdout } = await firm.run('status', '--check');
    return [status, stdout.toString()] as const;
  };
  const [missing, words] = await check();
  expect([missing, words.split('\n').length]).toEqual([2, 2]);
  expect(words).toContain('CRITICAL - no edition of tps is held');
  await firm.loadRegisters('2026-03-01');
  expect(await check()).toEqual([
    1,
    expect.stringMatching(/^WARNING - no backup yet\|tps_days_left=26 /),
  ]);
  await firm.json(['backup', join(firm.folder, 'copy.db')]);
  expect(await check()).toEqual([0, expect.stringMatching(/^OK - /)]);
  const toml = join(firm.folder, 'firm.toml');
  appendFileSync(toml, '[register.tps]\nlicence_until = "2026-03-16"\n');
  expect((await check())[0]).toBe(1);
  firm.at('2026-03-09');
  expect(await check()).toEqual([2, expect.stringContaining('the licence for tps ends in 7 days')]);
  writeFileSync(toml, 'nonsense = 1\n');
  expect((await check())[0]).toBe(3);
  writeFileSync(toml, '');
  writeFileSync(firm.database, 'no database');
  expect(await check()).toEqual([3, expect.stringMatching(/^UNKNOWN - /)]);
});

it('a monitor is told of jobs that do not run, or do not end well', async () => {
  const firm = new JobsFirm(newFirm());
  const check = async () => (await firm.firm.run('status', '--check')).stdout.toString();
  firm.firm.at('2026-03-02', '03:00:00Z');
  expect(await check()).toContain('job tps has never run');
  firm.register('tps', 'tps_2026-03-01.txt', ['07700900123']);
  firm.register('ctps', 'ctps.txt', ['02079460123']);
  firm.firm.at('2026-03-02', '03:30:00Z');
  await firm.night();
  expect(await check()).not.toContain('job tps');
  firm.firm.at('2026-03-03', '16:00:00Z');
  expect(await check()).toContain('job tps has not run since 2026-03-02T03:30:00');
  firm.arrives('tps', 'tps_2026-03-03.txt', '01632960000 \r\n0163296');
  await firm.night();
  expect(await check()).toContain('job tps ended with status 5');
});

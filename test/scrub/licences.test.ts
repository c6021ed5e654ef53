import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { newFirms, type Firm } from '../own-lists/firm.js';

const newFirm = newFirms();

/** A firm with both registers of 2 March; its licence for TPS ends on the day. */
async function licensedUntil(day: string): Promise<Firm> {
  const firm = newFirm().at('2026-03-02');
  await firm.loadRegisters('2026-03-02');
  appendFileSync(join(firm.folder, 'firm.toml'), `[register.tps]\nlicence_until = "${day}"\n`);
  firm.file('list.csv', ['phone', '07700900007']);
  return firm;
}

const scrub = (firm: Firm, ...more: string[]) =>
  firm.run('scrub', join(firm.folder, 'list.csv'), '--force', ...more);

it.each([
  ['2026-04-02', ''],
  ['2026-04-01', 'the licence for tps ends in 30 days, on 2026-04-01'],
  ['2026-03-16', 'the licence for tps ends in 14 days'],
  ['2026-03-09', 'the licence for tps ends in 7 days'],
  ['2026-03-03', 'the licence for tps ends in 1 day,'],
  ['2026-03-02', 'the licence for tps ends today'],
])('a scrub under a licence to %s is made, and says: %s', async (day, words) => {
  const firm = await licensedUntil(day);
  const { status, stderr } = await scrub(firm);
  expect(status).toBe(0);
  expect(stderr).toContain(words);
  if (words === '') expect(stderr).not.toContain('licence');
  expect((await firm.run('status')).stdout.toString()).toContain(words);
});

it('after the end of a licence no list is made, until there is a new last day', async () => {
  const firm = await licensedUntil('2026-03-01');
  const { status, stderr } = await scrub(firm);
  expect(status).toBe(4);
  expect(stderr).toContain('the licence for tps ended on 2026-03-01');
  const told = await firm.run('status', '--json');
  expect(told.status).toBe(4);
  expect(JSON.parse(told.stdout.toString())).toMatchObject({
    ok: false,
    why: 'the licence for tps ended on 2026-03-01',
    registers: [{ id: 'tps', in_date: true, licence_until: '2026-03-01' }, { id: 'ctps' }],
  });
  // Which list it was is a question about the past, and needs no licence of today.
  expect(
    (
      await scrub(
        firm.at('2026-03-03'),
        '--historical',
        '--call-date',
        '2026-03-02',
        '--as-of',
        '2026-03-02',
      )
    ).status,
  ).toBe(0);
});

it('what an import said of its licence counts where the configuration says nothing', async () => {
  const firm = newFirm().at('2026-03-02');
  await firm.loadRegisters('2026-03-01');
  const file = firm.file('again.txt', ['01134960999 ', '01134960998 ']);
  const options = ['--dated', '2026-03-02', '--licence-until', '2026-03-05'];
  await firm.json(['import', 'ctps', file, ...options, '--accept-change', 'a test']);
  firm.file('list.csv', ['phone', '07700900007']);
  expect((await scrub(firm.at('2026-03-05'))).stderr).toContain('the licence for ctps ends today');
  expect((await scrub(firm.at('2026-03-06'))).status).toBe(4);
});

it('a licence ends on a day that there is', async () => {
  const firm = await licensedUntil('2026-02-30');
  const { status, stderr } = await scrub(firm);
  expect(status).toBe(2);
  expect(stderr).toContain("register.tps.licence_until: '2026-02-30' is not a day");
});

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { newDesks } from '../grace/desk.js';

const newDesk = newDesks();
const DAY = '2026-03-02';

it('cells with words, an error or a range beside a clean phone are counted and said', async () => {
  const desk = newDesk();
  await desk.load({
    tps: { '2026-03-01': { numbers: ['07700900123'] } },
    ctps: { '2026-03-01': { numbers: ['02079460123'] } },
  });
  const list = join(desk.folder, 'list.csv');
  const rows = ['DO NOT CALL', '########', '020 7946 0130-2', 'n/a', '', '"stop, please"'];
  const lines = rows.map((cell, at) => `07700 90020${String(at)},${cell}\n`);
  writeFileSync(list, `mobile,landline\n${lines.join('')}`);
  const said = await desk.run(DAY, 'scrub', list, '--column', 'mobile', '--column', 'landline');
  expect(said.status, said.stderr).toBe(0);
  const text = said.stdout.toString() + said.stderr;
  expect(text).toMatch(/2 cells of phone columns with words like DO NOT CALL/);
  expect(text).toMatch(/1 cell of phone columns with ##### or an error/);
  expect(text).toMatch(/1 cell with what may be a range of numbers/);
});

it('who types a range is asked for its numbers', async () => {
  const desk = newDesk();
  const said = await desk.run(DAY, 'suppress', 'add', '020 7946 0120-2');
  expect(said.status).toBe(2);
  expect(said.stderr).toContain('may be a range of numbers; nothing was recorded');
});

it('a call list whose bytes were imported as opt-outs is said to be that file', async () => {
  const desk = newDesk();
  await desk.load({
    tps: { '2026-03-01': { numbers: ['07700900123'] } },
    ctps: { '2026-03-01': { numbers: ['02079460123'] } },
  });
  const [optOuts, other] = ['optouts.csv', 'other.csv'].map((name) => join(desk.folder, name));
  writeFileSync(optOuts ?? '', 'phone\n07700 900201\n');
  writeFileSync(other ?? '', 'phone\n07700 900202\n');
  await desk.run(DAY, 'suppress', 'import', optOuts ?? '');
  const same = await desk.run(DAY, 'scrub', optOuts ?? '');
  expect(same.status, same.stderr).toBe(0);
  expect(same.stderr).toContain('the very file that was imported as opt-outs (import-1)');
  expect((await desk.run(DAY, 'scrub', other ?? '')).stderr).not.toContain('imported as opt-outs');
});

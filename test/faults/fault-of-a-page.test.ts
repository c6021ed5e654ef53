import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import type * as RunPage from '../../src/commands/run-page.js';
import { newFirms } from '../own-lists/firm.js';

const newFirm = newFirms();

vi.mock('../../src/commands/run-page.js', async (original) => ({
  ...(await original<typeof RunPage>()),
  runPage: () => {
    throw new TypeError('nobody thought of this');
  },
}));

it('a fault of the program while the page is made leaves the run told of', async () => {
  const firm = newFirm().at('2026-03-02');
  await firm.loadRegisters('2026-03-01');
  const list = firm.file('list.csv', ['Name,Phone', 'Ann,07700900555']);
  const said = await firm.run('scrub', list, '--html', join(firm.folder, 'page.html'));
  expect(said.status).toBe(2);
  expect(said.stdout.toString()).toContain('Last call day');
  expect(said.stderr).toContain(
    'is recorded and its files stand, but its page could not be written',
  );
  expect(said.stderr).toContain('nobody thought of this');
  expect(readdirSync(firm.folder)).toContain('list.clean.csv');
  expect(readdirSync(firm.folder)).not.toContain('page.html');
});

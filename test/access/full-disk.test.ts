import type * as FileSystem from 'node:fs';
import { afterEach, expect, it, vi } from 'vitest';
import { newFirms } from '../own-lists/firm.js';

const newFirm = newFirms();
const disk = vi.hoisted(() => ({ fault: '' }));

vi.mock('node:fs', async (original) => {
  const fs = await original<typeof FileSystem>();
  const writeSync = (...asked: Parameters<typeof fs.writeSync>): number => {
    if (disk.fault === '') return fs.writeSync(...asked);
    throw Object.assign(new Error(`${disk.fault}: write`), { code: disk.fault });
  };
  return { ...fs, writeSync };
});

afterEach(() => {
  disk.fault = '';
});

it.each([
  ['ENOSPC', 'its disk is full', 'make room on its disk'],
  ['EDQUOT', 'its disk is full', 'make room on its disk'],
  ['EROFS', 'EROFS: write', 'name a file in a folder that you may write'],
])('an access log that meets %s says what to do, and nothing is told', async (code, why, fix) => {
  const firm = newFirm().at('2026-03-02');
  await firm.loadRegisters('2026-03-01');
  disk.fault = code;
  const { status, stdout, stderr } = await firm.run('check', '07700900123');
  expect([status, stdout.toString()]).toEqual([2, '']);
  expect(stderr).toContain('scrub.db.access.log cannot be written; nothing was told');
  expect(stderr).toContain(why);
  expect(stderr).toContain(`hint: ${fix}`);
});

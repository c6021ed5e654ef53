import type * as FileSystem from 'node:fs';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, expect, it, vi } from 'vitest';
import { NETWORK_FILE_SYSTEMS } from '../../src/store/network-file-systems.js';
import { openForReading } from '../../src/store/database.js';
import { runInProcess } from '../commands/run-in-process.js';
import { newFirms } from '../own-lists/firm.js';

const newFirm = newFirms();
const EXT4 = 0xef53;
const disk = vi.hoisted(() => ({ type: 0, hasCall: true }));

vi.mock('node:fs', async (original) => {
  const fs = await original<typeof FileSystem>();
  const statfsSync = (): { type: number } => {
    if (!disk.hasCall) throw Object.assign(new Error('ENOSYS: statfs'), { code: 'ENOSYS' });
    return { type: disk.type };
  };
  return { ...fs, statfsSync };
});

afterEach(() => {
  Object.assign(disk, { type: EXT4, hasCall: true });
});

const ADD = ['suppress', 'add', '07700900123', '--reason', 'asked-not-to-call'];

it.each(NETWORK_FILE_SYSTEMS)('a database on $name is not written to', async ({ type, name }) => {
  disk.type = EXT4;
  const firm = newFirm().at('2026-03-02');
  await firm.loadRegisters('2026-03-01');
  const before = await firm.json<{ ledger_head: string }>(['status']);
  disk.type = type;
  const { status, stdout, stderr } = await firm.run(...ADD);
  expect([status, stdout.toString()]).toEqual([2, '']);
  expect(stderr).toContain(`stands on a network file system: ${name}; nothing was recorded`);
  expect(stderr).toContain('accept_network_file_system = "WHY"');
  expect((await firm.json<{ ledger_head: string }>(['status'])).ledger_head).toBe(
    before.ledger_head,
  );
});

it('a type with a sign, as machines of 32 bits give it, is known too', async () => {
  disk.type = 0xff534d42 | 0;
  expect(
    (
      await newFirm()
        .at('2026-03-02')
        .run(...ADD)
    ).stderr,
  ).toContain('file system: CIFS');
});

it('a new database is not made there', async () => {
  disk.type = 0x6969;
  const firm = newFirm().at('2026-03-02');
  expect((await firm.run(...ADD)).status).toBe(2);
  expect(existsSync(firm.database)).toBe(false);
});

it('a reason in the configuration accepts it, and the ledger says under which one', async () => {
  disk.type = 0x6969;
  const { folder, database, now } = newFirm().at('2026-03-02');
  writeFileSync(
    join(folder, 'network.toml'),
    'accept_network_file_system = "one machine alone writes"\n',
  );
  const words = ['--config', join(folder, 'network.toml')];
  const { status, stderr } = await runInProcess([...ADD, ...words], { folder, database, now });
  expect(status, stderr).toBe(0);
  const store = openForReading(database);
  const kept = store?.prepare('SELECT payload FROM ledger_payload').pluck().all().join('\n');
  store?.close();
  expect(kept).toContain('one machine alone writes');
});

it.each([
  ['a local file system', () => (disk.type = EXT4)],
  ['a system without the call', () => (disk.hasCall = false)],
])('%s is written to', async (_, set) => {
  set();
  const { status, stderr } = await newFirm()
    .at('2026-03-02')
    .run(...ADD);
  expect(status, stderr).toBe(0);
});

it('what stands there can be read', async () => {
  disk.type = EXT4;
  const firm = newFirm().at('2026-03-02');
  await firm.loadRegisters('2026-03-01');
  disk.type = 0x6969;
  expect((await firm.run('check', '020 7946 0123')).status).toBe(0);
  expect(existsSync(join(firm.folder, 'scrub.db'))).toBe(true);
});

import { readdirSync, truncateSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { newFirms } from '../own-lists/firm.js';
import { DATABASE_FAULTS, remains } from './databases.js';

const newFirm = newFirms();

/** One that answers, one that lists, one that writes, one that copies. */
const COMMANDS_TRIED = [
  ['check', '020 7946 0123'],
  ['lists'],
  ['status'],
  ['suppress', 'add', '07700900123'],
  ['purge', '--before', '2026-01-01', '--dry-run'],
  ['backup', 'copy.db'],
] as const;

async function soundFirm(): Promise<ReturnType<typeof newFirm>> {
  const firm = newFirm().at('2026-03-02');
  await firm.loadRegisters('2026-03-01');
  return firm;
}

/** Without the log of questions, which is written before they are answered. */
function filesOf({ folder }: { readonly folder: string }): string[] {
  return readdirSync(folder)
    .filter((name) => !name.startsWith('scrub.db.access.log'))
    .sort();
}

describe.each(Object.entries(DATABASE_FAULTS))('a database %s', (_, { inject, status, says }) => {
  it('is refused by every command, with what to do, and left as it is', async () => {
    const firm = await soundFirm();
    inject(firm.database);
    const before = remains(firm.database);
    const files = filesOf(firm);
    for (const words of COMMANDS_TRIED) {
      const said = await firm.run(...words);
      expect([words[0], said.status, said.stdout.toString()]).toEqual([words[0], status, '']);
      expect(said.stderr).toMatch(says);
      expect(remains(firm.database)).toBe(before);
    }
    expect(filesOf(firm)).toEqual(files);
  });
});

describe('a database that was cut to nothing', () => {
  it('clears nothing', async () => {
    const firm = await soundFirm();
    truncateSync(firm.database);
    const { status, stdout } = await firm.run('check', '020 7946 0123');
    expect(status).toBe(4);
    expect(stdout.toString()).toContain('NO_DATA');
  });

  it('is told of as a new one by what begins to write to it', async () => {
    const firm = await soundFirm();
    truncateSync(firm.database);
    const { status, stderr } = await firm.run('suppress', 'add', '07700900123', '--quiet');
    expect(status).toBe(0);
    expect(stderr).toContain(`a new database was made: ${firm.database}`);
  });
});

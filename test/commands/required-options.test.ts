import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/commands/commands.js';
import { temporaryFolders } from '../store/temporary-folder.js';
import { runInProcess } from './run-in-process.js';

const newFolder = temporaryFolders();

/** Each command with options that it cannot do without, and those. */
const REQUIRING = COMMANDS.map(({ name, options }) => ({
  name,
  longs: options.filter(({ required }) => required).map(({ flags }) => flags.split(' ')[0] ?? ''),
})).filter(({ longs }) => longs.length > 0);

describe('an option that a command cannot do without', () => {
  it('is one of coverage at least', () => {
    expect(REQUIRING.map(({ name }) => name)).toContain('coverage');
  });

  it.each(REQUIRING)('is asked for by $name', async ({ name, longs }) => {
    const folder = newFolder();
    const world = { folder, database: `${folder}/scrub.db`, now: '2026-11-21T09:00:00Z' };
    for (const missing of longs) {
      const given = longs
        .filter((long) => long !== missing)
        .flatMap((long) => [long, '2026-11-01']);
      const words = [...name.split(' '), ...given];
      const { status, stderr } = await runInProcess(words, world);
      expect([status, stderr]).toEqual([2, expect.stringContaining(missing)]);
      expect(stderr).toMatch(/^tps-scrub: error: /);
      expect(stderr).not.toMatch(/\n\s+at /);
      const asJson = await runInProcess([...words, '--json'], world);
      expect(JSON.parse(asJson.stdout.toString())).toMatchObject({ ok: false, code: 'wrong-use' });
    }
  });
});

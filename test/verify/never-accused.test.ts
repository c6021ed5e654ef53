import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { temporaryFolders } from '../store/temporary-folder.js';
import { RandomFirm } from './random-firm.js';

const SEEDS = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10];
const STEPS = 60;

const newFolder = temporaryFolders();

/**
 * Whatever commands did in whatever order, `verify` finds nothing: registers in order and late, kept
 * whole, as differences and not at all; purges and erasures between them; backups that came back with
 * their journal, and without.
 */
describe('a database that only commands wrote', () => {
  const total = new Map<string, number>();

  it.each(SEEDS)('is never accused, seed %i', async (seed) => {
    const firm = new RandomFirm(newFolder(), seed);
    for (let step = 0; step < STEPS; step++) {
      await firm.step();
      if (!existsSync(firm.database)) continue;
      const found = await firm.findings();
      expect(found, firm.log.join('\n')).toEqual([]);
    }
    for (const [name, count] of firm.done) total.set(name, (total.get(name) ?? 0) + count);
  });

  it('was told everything at least once', () => {
    const shown = JSON.stringify([...total]);
    expect(Math.min(...total.values()), shown).toBeGreaterThan(0);
    expect(total.size, shown).toBe(21);
  });
});

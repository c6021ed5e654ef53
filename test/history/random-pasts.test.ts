import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runCommandLine } from '../../src/cli.js';
import { temporaryFolders } from '../store/temporary-folder.js';
import { RandomPast } from './random-past.js';

const SEEDS = Array.from({ length: 20 }, (_, place) => place + 1);
const HISTORIES = 10;
const SIZE = { events: 16, now: 0.4, days: 9, instants: 0.12 };

const newFolder = temporaryFolders();

/**
 * Two hundred random histories of both registers and of what people said: editions full and partial,
 * files of changes, late entries, replaced days, estimated days, gaps, objections and consents withdrawn
 * and undone, older editions kept or not. What `check` answers about days and instants of it is held
 * against a model that keeps every state in plain maps (plain-past.js). On every day by what was known
 * at every instant: test/bench/past-histories.js.
 */
describe('random histories', () => {
  const total = new Map<string, number>();

  it.each(SEEDS)(`${String(HISTORIES)} of them, seed %i`, async (seed) => {
    const folder = newFolder();
    for (let place = 0; place < HISTORIES; place++) {
      const size = { ...SIZE, seed: seed * 1000 + place, folder: join(folder, String(place)) };
      const { counts, differences, log } = await new RandomPast({ runCommandLine }, size).live();
      const shown = [`history ${String(size.seed)}`, ...log, ...differences].join('\n');
      expect(differences.length, shown).toBe(0);
      for (const [name, count] of Object.entries(counts)) {
        total.set(name, (total.get(name) ?? 0) + count);
      }
    }
  });

  it('have every answer and reason, none of them rarely', () => {
    const often = ['listed', 'not listed', 'no data', 'TPS', 'CTPS', 'OBJECTION', 'CONSENT'];
    const also = ['NOT_COVERED', 'CONSENT_REQUIRED', 'NO_DATA', 'CLEAN', 'imports', 'refused'];
    const counts = [...often, ...also].map((name) => total.get(name) ?? 0);
    expect(Math.min(...counts), JSON.stringify([...total])).toBeGreaterThan(200);
  });
});

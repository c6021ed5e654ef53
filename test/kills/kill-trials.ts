import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { runCommandLine } from '../../src/cli.js';
import { temporaryFolders } from '../store/temporary-folder.js';
import { Room } from './room.js';
import { SUBJECTS } from './subjects.js';
import { moments, Trials } from './trial.js';

/** Milliseconds; there for hangs, on a machine that does much else. */
const LIMIT = 600_000;

/**
 * Tests that kill commands of the built program at seeded moments. Commands are tested in several files,
 * which run side by side.
 *
 * @param how `kills`: of each command; `journals`: half of them each without one and with one, or all
 *   of them in one of these ways
 */
export function testKills(
  names: readonly (keyof typeof SUBJECTS)[],
  { kills = 20, journals = [false, true] } = {},
): void {
  const newFolder = temporaryFolders();
  it.each(
    names.flatMap((name) =>
      journals.map((journal) => ({ name, journal, how: journal ? 'with' : 'without' })),
    ),
  )(
    '$name, killed $how a journal, leaves the old state or the new one',
    async ({ name, journal }) => {
      const subject = SUBJECTS[name];
      if (subject === undefined) throw new Error(`${name} is no subject`);
      const program = resolve('bin/tps-scrub.js');
      const trials = new Trials(
        subject,
        new Room(newFolder(), { program, runCommandLine }, journal),
      );
      await trials.prepare();
      const seeds = [names.indexOf(name), journal ? 1 : 0];
      for (const how of moments(kills / journals.length, trials, ...seeds)) {
        const { faults } = await trials.one(how);
        expect(faults).toEqual([]);
      }
    },
    LIMIT,
  );
}

import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { runCommandLine } from '../../src/cli.js';
import { temporaryFolders } from '../store/temporary-folder.js';
import { Room } from './room.js';
import { SUBJECTS } from './subjects.js';
import { Trials } from './trial.js';

/** Milliseconds; there for hangs. */
const LIMIT = 600_000;

/** Calls of a scrub between which it gives names, and what a kill before each of them leaves. */
const MOMENTS = [
  { call: 'fsync', nth: 1, before: 'an output is on the disk', ended: 'old' },
  { call: 'fsync', nth: 2, before: 'the other output is on the disk', ended: 'old' },
  { call: 'fsyncSync', nth: 1, before: 'the list’s temporary name is on the disk', ended: 'old' },
  { call: 'fsyncSync', nth: 2, before: 'the report’s temporary name is too', ended: 'old' },
  { call: 'linkSync', nth: 1, before: 'the report has its name', ended: 'sealed' },
  { call: 'fsyncSync', nth: 3, before: 'the name of the report is on the disk', ended: 'sealed' },
  { call: 'linkSync', nth: 2, before: 'the list has its name', ended: 'sealed' },
  { call: 'fsyncSync', nth: 4, before: 'the name of the list is on the disk', ended: 'sealed' },
] as const;

const newFolder = temporaryFolders();

it(
  'a scrub that is killed between its names is finished, and told of, by the next command that writes',
  async () => {
    const scrub = SUBJECTS['scrub'];
    if (scrub === undefined) throw new Error('scrub is no subject');
    const program = resolve('bin/tps-scrub.js');
    const trials = new Trials(scrub, new Room(newFolder(), { program, runCommandLine }, true));
    await trials.prepare();
    const found = [];
    for (const { call, nth, before } of MOMENTS) {
      const loaded = pathToFileURL(resolve('test/kills/kill-itself.js'));
      loaded.search = new URLSearchParams({ call, nth: String(nth) }).toString();
      const { ended, killed, faults } = await trials.one({ options: ['--import', loaded.href] });
      found.push({ before, ended, killed, faults });
    }
    expect(found).toEqual(
      MOMENTS.map(({ before, ended }) => ({ before, ended, killed: true, faults: [] })),
    );
  },
  LIMIT,
);
